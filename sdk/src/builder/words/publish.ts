import { wording } from "./say.js";

/** Words before and after publishing, and where two versions clash. */
export const say = wording({
  title: ["Publish to {environment}", "{environment}に公開"],
  what: ["From now on in {environment}:", "公開すると、{environment}で次のようになります。"],
  pages: ["Shows on: {pages}", "表示するページ：{pages}"],
  everybody: ["To: everybody", "対象：すべてのユーザー"],
  some: [
    "To: those whom the audience rule of this guide names",
    "対象：このガイドの対象者の条件に合うユーザー",
  ],
  frequencyOnce: ["How often: once per person", "頻度：1人1回"],
  frequencyDone: ["How often: until completed or closed", "頻度：完了するか閉じるまで"],
  frequencyDays: ["How often: every {n} days", "頻度：{n}日ごと"],
  frequencyAlways: ["How often: every time", "頻度：毎回"],
  running: [
    "Those who are in the middle of version {n} finish on it.",
    "バージョン{n}の途中にいる人は、そのまま最後まで進みます。",
  ],
  first: ["It is the first version.", "最初の公開です。"],
  steps: ["{n} {n|step|steps}", "{n}ステップ"],
  note: ["What changed (for your team)", "変更点のメモ（社内用）"],
  errors: ["Mend these first:", "公開の前に、次を直してください。"],
  warnings: ["Worth a look:", "次の点もご確認ください。"],
  go: ["Publish", "公開する"],
  done: [
    "Published as version {n}. People see it from their next page on.",
    "バージョン{n}として公開しました。次に開くページから表示されます。",
  ],
  unsaved: [
    "The last changes aren’t saved yet, so nothing was published. Try again once it says “saved”.",
    "最後の変更がまだ保存されていないため、公開していません。保存されてからもう一度お試しください。",
  ],
  forbidden: [
    "Your role doesn’t allow publishing to {environment}. Ask an owner of the workspace.",
    "あなたの権限では{environment}に公開できません。ワークスペースの管理者に依頼してください。",
  ],
  failed: ["It wasn’t published. {why}", "公開できませんでした。{why}"],
  clashTitle: ["Two versions", "2つの版"],
  clashLead: [
    "{name} saved while you were writing. Everything else is put together; choose for each of these.",
    "編集中に{name}さんが保存しました。ほかはまとめてあります。次について、どちらを残すか選んでください。",
  ],
  mine: ["Yours", "自分の版"],
  theirs: ["Theirs", "相手の版"],
  removedHere: ["(deleted)", "（削除）"],
  field: ["Guide: {name}", "ガイド：{name}"],
  keep: ["Keep the chosen", "選んだ内容で続ける"],
  choose: ["Choose", "選ぶ"],
  later: ["Later", "あとで"],
});
