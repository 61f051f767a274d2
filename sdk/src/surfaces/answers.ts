/** What a question may be answered with, and what was. Pure. */

import type { Answer, Choice, Question } from "../contract.js";

/** The id of the choice with a field for words of one's own. */
export const OTHER = "other";

const SHORT = 200;
const LONG = 2_000;

export interface Given {
  answer: Answer | null;
  /** The words beside the choice `other`. */
  other?: string | undefined;
}

/** The numbers of a question that is answered by one, from the least; else none. */
export function numbersOf(question: Question): number[] {
  const [least, most] =
    question.type === "nps"
      ? [0, 10]
      : question.type === "rating"
        ? [1, question.max]
        : question.type === "scale"
          ? [question.min, question.max]
          : [1, 0];
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, place) => least + place);
}

export function longestText(question: Question): number {
  const { max_length, type } = question as { max_length?: number; type: string };
  return max_length ?? (type === "long_text" ? LONG : SHORT);
}

/** Choices in the order to be shown: mixed where the author asks, the words of one's own last. */
export function shuffled(choices: readonly Choice[], random: () => number): Choice[] {
  const mixed = [...choices];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as Choice, mixed[last] as Choice];
  }
  return mixed;
}

/** Is there an answer that a required question takes? */
export function isAnswered({ answer, other }: Given): boolean {
  if (answer === null || answer === "" || (Array.isArray(answer) && !answer.length)) return false;
  const isOtherAlone = answer === OTHER || (Array.isArray(answer) && `${answer}` === OTHER);
  return !isOtherAlone || other === undefined || !!other;
}

export function isSameAnswer(one: Given, two: Given): boolean {
  return (
    JSON.stringify(one.answer) === JSON.stringify(two.answer) &&
    (one.other ?? "") === (two.other ?? "")
  );
}

/** A text as it is kept: without white space round it, not longer than allowed, no half character. */
export function tidy(text: string, longest: number): string {
  return text
    .trim()
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, "");
}
