/** Words of what the extras chunk draws. */

const ENGLISH = {
  hint: (title: string) => `Show tip: ${title}`,
  offer: "Help for where you are",
  answered: "Answered",
  ask: "Ask the community",
  solved: "This solved it",
  fine: "I’m fine",
  newTab: "opens in a new tab",
};
export type ExtraWords = typeof ENGLISH;

const JAPANESE: ExtraWords = {
  hint: (title) => `ヒントを見る: ${title}`,
  offer: "お困りではありませんか",
  answered: "回答あり",
  ask: "コミュニティで質問する",
  solved: "解決しました",
  fine: "大丈夫です",
  newTab: "新しいタブで開きます",
};

export function extraWords(language: string): ExtraWords {
  return /^ja\b/i.test(language) ? JAPANESE : ENGLISH;
}
