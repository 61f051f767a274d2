import type { Translated } from "./every.js";

export default {
  close: "閉じる",
  next: "次へ",
  done: "完了",
  step: "ステップ {at}/{of}",
  hint: "ヒントを見る: {title}",
  offer: "お困りではありませんか",
  answered: "回答あり",
  ask: "コミュニティで質問する",
  solved: "解決しました",
  fine: "大丈夫です",
  newTab: "新しいタブで開きます",
} satisfies Translated;
