import { wording } from "./say.js";

export const say = wording({
  bar: ["Recording", "記録"],
  ready: [
    "Recording. Do the task once, as a user would. What you type is not kept.",
    "記録しています。利用者になったつもりで、ひととおり操作してください。入力した内容は残しません。",
  ],
  recorded: ["Step {n}: {title}", "ステップ{n}:{title}"],
  full: [
    "{n} steps are the most a guide can have. Press Done and split the task.",
    "ガイドに入れられるのは{n}ステップまでです。「終わる」を押し、作業を分けて記録してください。",
  ],
  done: ["Done", "終わる"],
  drop: ["Drop the last step", "最後のステップを消す"],
  move: ["Move this bar", "このバーを動かす"],
  cancel: ["Cancel", "やめる"],

  click: ["Click «{name}»", "『{name}』をクリックします"],
  choose: ["Choose «{name}»", "『{name}』を選びます"],
  toggle: ["Tick or clear «{name}»", "『{name}』を切り替えます"],
  select: ["Choose a value for «{name}»", "『{name}』を選びます"],
  fill: ["Fill in «{name}»", "『{name}』を入力します"],
  submit: ["Fill in «{name}» and press Enter", "『{name}』を入力し、Enterキーを押します"],
  enter: ["Press Enter in «{name}»", "『{name}』でEnterキーを押します"],
  page: ["Go to «{name}»", "『{name}』を開きます"],
  clickHere: ["Click here", "ここをクリックします"],
  chooseHere: ["Choose this", "これを選びます"],
  toggleHere: ["Tick or clear this", "ここを切り替えます"],
  selectHere: ["Choose a value here", "ここで選びます"],
  fillHere: ["Fill in this field", "この欄に入力します"],
  submitHere: ["Fill in this field and press Enter", "この欄に入力し、Enterキーを押します"],
  enterHere: ["Press Enter in this field", "この欄でEnterキーを押します"],
  pageHere: ["Go to the next page", "次のページを開きます"],
});
