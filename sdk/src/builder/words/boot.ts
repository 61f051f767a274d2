import { wording } from "./say.js";

/** Words for what keeps the builder from opening or going on, each with what to do. */
export const say = wording({
  opening: ["Opening the builder…", "ビルダーを開いています…"],
  title: ["The builder can’t open", "ビルダーを開けません"],
  ended: ["The session is over", "セッションが終了しました"],
  badCode: [
    "This link doesn’t work any more: a link from the editor works once, and for ten minutes. Open the page from the editor again.",
    "このリンクはもう使えません。管理画面からのリンクは1回だけ、10分以内に限り使えます。管理画面からもう一度ページを開いてください。",
  ],
  otherOrigin: [
    "The link was made for another site than {origin}. Give this page’s address in the editor, and open it from there again.",
    "このリンクは{origin}とは別のサイト用です。管理画面でこのページのアドレスを指定し、もう一度開いてください。",
  ],
  sessionOver: [
    "The session has ended after an hour without use, or was revoked. Open the page from the editor again; what isn’t saved is kept in this browser and offered then.",
    "1時間使われなかったか、取り消されたため、セッションが終了しました。管理画面からページを開き直してください。未保存の内容はこのブラウザに残り、開き直すと続きから書けます。",
  ],
  away: [
    "The service at {host} can’t be reached. Check the connection; if this site restricts connections (CSP connect-src), it must allow {host}.",
    "{host}のサービスにつながりません。接続をご確認ください。サイトが接続先を制限している場合（CSPのconnect-src）は、{host}を許可する必要があります。",
  ],
  service: [
    "The service answered with an error. Try again in a moment.",
    "サービスでエラーが起きました。少し待ってからもう一度お試しください。",
  ],
  missing: [
    "The guide doesn’t exist any more. Perhaps it was archived or deleted.",
    "このガイドは見つかりません。アーカイブまたは削除された可能性があります。",
  ],
  forbidden: [
    "Your role doesn’t allow this. Ask an owner of the workspace.",
    "この操作を行う権限がありません。ワークスペースの管理者に依頼してください。",
  ],
  tooLarge: [
    "It is too large for the service. Make it smaller.",
    "サイズが大きすぎます。小さくしてください。",
  ],
  drawing: ["The step can’t be drawn: {why}", "ステップを表示できません：{why}"],
  tooMany: [
    "Too many links were tried from here. Wait a few minutes, then open the page from the editor again.",
    "短い間に何度も試されたため、しばらく受け付けられません。数分待ってから、管理画面からページを開き直してください。",
  ],
  toEditor: ["Open the editor", "管理画面を開く"],
  again: ["Try again", "もう一度試す"],
});
