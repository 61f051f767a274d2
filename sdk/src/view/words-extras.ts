/** Words of what the extras chunk draws. */

export const ENGLISH = {
  hint: "Show tip: {title}",
  closeTips: "Hide all tips",
  offer: "Help for where you are",
  answered: "Answered",
  ask: "Ask the community",
  solved: "This solved it",
  fine: "I’m fine",
  newTab: "opens in a new tab",
};
export type ExtraWords = typeof ENGLISH;
