import type { Translated } from "./every.js";

export default {
  close: "關閉",
  next: "下一步",
  done: "完成",
  step: "第 {at} 步，共 {of} 步",
  hint: "檢視提示：{title}",
  offer: "此頁面的說明",
  answered: "已有回答",
  ask: "向社群發問",
  solved: "問題已解決",
  fine: "不需要協助",
  newTab: "在新分頁中開啟",
} satisfies Translated;
