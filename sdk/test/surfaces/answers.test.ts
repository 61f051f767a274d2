import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Question } from "../../src/contract.js";
import {
  isAnswered,
  isSameAnswer,
  longestText,
  numbersOf,
  shuffled,
  tidy,
} from "../../src/surfaces/answers.js";

describe("the numbers of a question", () => {
  it.each([
    [{ type: "nps" }, 0, 10],
    [{ type: "rating", max: 5, icon: "star" }, 1, 5],
    [{ type: "scale", min: 0, max: 7 }, 0, 7],
  ])("%j", (question, least, most) => {
    const numbers = numbersOf({ required: true, ...question } as Question);
    expect([numbers[0], numbers.at(-1), numbers.length]).toEqual([least, most, most - least + 1]);
  });

  it("has none where words or choices answer", () => {
    expect(numbersOf({ type: "short_text", required: true })).toEqual([]);
    expect(numbersOf({ type: "single", required: true, choices: [] })).toEqual([]);
  });
});

describe("answered", () => {
  it.each([
    [{ answer: 0 }, true],
    [{ answer: null }, false],
    [{ answer: "" }, false],
    [{ answer: [] }, false],
    [{ answer: ["a"] }, true],
    [{ answer: "other", other: "" }, false],
    [{ answer: "other", other: "Mine" }, true],
    [{ answer: ["other"], other: "" }, false],
    [{ answer: ["a", "other"], other: "" }, true],
    // Where there is no field for words, the choice alone is an answer.
    [{ answer: "other" }, true],
  ])("%j: %s", (given, expected) => {
    expect(isAnswered(given)).toBe(expected);
  });

  it("the same, whichever way nothing is said", () => {
    expect(isSameAnswer({ answer: "a" }, { answer: "a", other: "" })).toBe(true);
    expect(isSameAnswer({ answer: ["a"] }, { answer: ["a", "b"] })).toBe(false);
    expect(isSameAnswer({ answer: "other", other: "x" }, { answer: "other", other: "y" })).toBe(
      false,
    );
  });
});

describe("texts", () => {
  it("are kept without white space round them and no longer than allowed", () => {
    expect(tidy("  Faster, please \n", 200)).toBe("Faster, please");
    expect(tidy("abcdef", 3)).toBe("abc");
    expect(longestText({ type: "short_text", required: false, max_length: 30 })).toBe(30);
    expect(longestText({ type: "long_text", required: false })).toBe(2000);
  });

  it("never end in half a character", () => {
    expect(tidy("ab😀", 3)).toBe("ab");
  });
});

it("mixing keeps every choice once, and leaves the author's list alone", () => {
  const choices = ["a", "b", "c", "d"].map((id) => ({ id, label: id }));
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 4 }),
      (dice) => {
        let throws = 0;
        const mixed = shuffled(choices, () => dice[throws++ % dice.length] ?? 0);
        expect(mixed.map(({ id }) => id).sort()).toEqual(["a", "b", "c", "d"]);
      },
    ),
  );
  expect(choices.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
});
