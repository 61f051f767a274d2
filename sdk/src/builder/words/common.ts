import { wording } from "./say.js";

export const say = wording({
  cancel: ["Cancel", "キャンセル"],
  close: ["Close", "閉じる"],
  undo: ["Undo", "元に戻す"],
  redo: ["Redo", "やり直す"],
  back: ["Back", "戻る"],
  retry: ["Try again", "もう一度試す"],
});
