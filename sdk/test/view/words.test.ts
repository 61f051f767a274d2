import { expect, it } from "vitest";
import { wordsFor } from "../../src/view/words.js";
import { extraWords } from "../../src/view/words-extras.js";

it("speaks Japanese to Japanese pages and English to all others", () => {
  expect(wordsFor("ja").close).toBe("閉じる");
  expect(wordsFor("ja-JP").close).toBe("閉じる");
  expect(wordsFor("de").close).toBe("Close");
  expect(wordsFor("jav").close).toBe("Close");
  expect(extraWords("ja").ask).toBe("コミュニティで質問する");
});

it("has every word in both languages", () => {
  expect(Object.keys(wordsFor("ja"))).toEqual(Object.keys(wordsFor("en")));
  expect(Object.keys(extraWords("ja"))).toEqual(Object.keys(extraWords("en")));
});

it("counts steps in both", () => {
  expect(wordsFor("en").step(2, 4)).toBe("Step 2 of 4");
  expect(wordsFor("ja").step(2, 4)).toBe("ステップ 2/4");
});
