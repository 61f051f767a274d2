/** The renderer's own words; everything else on a bubble is the author's. */

const ENGLISH = {
  close: "Close",
  next: "Next",
  done: "Done",
  step: (at: number, of: number) => `Step ${at} of ${of}`,
};
const JAPANESE: Words = {
  close: "閉じる",
  next: "次へ",
  done: "完了",
  step: (at, of) => `ステップ ${at}/${of}`,
};

export type Words = typeof ENGLISH;

export function wordsFor(language: string): Words {
  return /^ja\b/i.test(language) ? JAPANESE : ENGLISH;
}
