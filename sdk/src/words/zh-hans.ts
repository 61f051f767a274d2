import type { Translated } from "./every.js";

export default {
  close: "关闭",
  next: "下一步",
  done: "完成",
  step: "第 {at} 步，共 {of} 步",
  hint: "查看提示：{title}",
  offer: "当前页面的帮助",
  answered: "已有回答",
  ask: "向社区提问",
  solved: "问题已解决",
  fine: "不需要帮助",
  newTab: "在新标签页中打开",
} satisfies Translated;
