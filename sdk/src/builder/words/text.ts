import { wording } from "./say.js";

/** Words of the rich text field. */
export const say = wording({
  tools: ["Text tools", "文字の書式"],
  bold: ["Bold", "太字"],
  italic: ["Italic", "斜体"],
  link: ["Link", "リンク"],
  heading: ["Heading", "見出し"],
  list: ["List", "箇条書き"],
  numbers: ["Numbered list", "番号付きリスト"],
  image: ["Image", "画像"],
  video: ["Short video", "短い動画"],
  variable: ["Personal detail", "差し込み項目"],
  address: ["Address", "アドレス"],
  alt: ["What it shows, for those who can’t see it", "画像の説明（見えない方にも伝わるように）"],
  videoTitle: ["What the video shows", "動画の説明"],
  upload: ["Upload a file", "ファイルをアップロード"],
  uploading: ["Uploading {name}…", "{name}をアップロードしています…"],
  uploaded: ["{name} was added.", "{name}を追加しました。"],
  orAddress: ["or give its address", "またはアドレスを指定"],
  fallback: ["When it isn’t known, write", "値がないときの表示"],
  apply: ["Apply", "適用"],
  remove: ["Remove the link", "リンクを外す"],
  badAddress: [
    "This is no address that can be used. Begin with https:// or with / for a page of this site.",
    "このアドレスは使えません。https:// で始めるか、このサイト内のページなら / で始めてください。",
  ],
  badVideo: [
    "A video needs an address that begins with https:// or / and ends in .mp4 or .webm.",
    "動画のアドレスは https:// か / で始まり、.mp4 か .webm で終わる必要があります。",
  ],
  longPaste: [
    "The text you pasted has {length} characters; at most {most} fit here. Nothing was changed. Paste a shorter part.",
    "貼り付けた文章は{length}文字あり、上限の{most}文字を超えています。何も変更していません。短く分けて貼り付けてください。",
  ],
  wrongFile: [
    "{name} is neither an image (PNG, JPEG, WebP, GIF) nor a video (MP4, WebM). Nothing was changed.",
    "{name}は画像（PNG・JPEG・WebP・GIF）でも動画（MP4・WebM）でもありません。何も変更していません。",
  ],
  uploadFailed: [
    "{name} couldn’t be uploaded. {why}",
    "{name}をアップロードできませんでした。{why}",
  ],
});
