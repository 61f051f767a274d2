import { expect, it } from "vitest";
import { ENGLISH as CHECKLIST } from "../../src/checklist/words.js";
import { ENGLISH as HELP } from "../../src/help/words.js";
import { ENGLISH as SURFACES } from "../../src/surfaces/words.js";
import { ENGLISH } from "../../src/view/words.js";
import { ENGLISH as EXTRAS } from "../../src/view/words-extras.js";
import { fileFor, loadWords, wordsFor } from "../../src/words/load.js";
import { type Dictionary, say } from "../../src/words/say.js";

const EVERY: Dictionary = { ...ENGLISH, ...EXTRAS, ...SURFACES, ...CHECKLIST, ...HELP };
const TAGS = ["ar", "de", "es", "fr", "it", "ja", "ko", "nl", "pt-br", "zh-hans", "zh-hant"];

it("speaks English until the words of a language are loaded, and where it has none", async () => {
  expect(wordsFor("it", ENGLISH).close).toBe("Close");
  await loadWords("it-CH");
  expect(wordsFor("it", ENGLISH).close).toBe("Chiudi");
  await loadWords("cy");
  expect(wordsFor("cy", ENGLISH).close).toBe("Close");
  expect(wordsFor("jav", ENGLISH).close).toBe("Close");
});

it("takes the script of Chinese and the one Portuguese there is", () => {
  expect(["zh", "zh-CN", "zh-Hans-HK"].map(fileFor)).toEqual(Array(3).fill("zh-hans"));
  expect(["zh-TW", "zh-Hant", "zh-hk"].map(fileFor)).toEqual(Array(3).fill("zh-hant"));
  expect(["pt", "pt-PT"].map(fileFor)).toEqual(["pt-br", "pt-br"]);
});

const namesIn = (text: Dictionary[string] | undefined): string[] =>
  [...new Set(JSON.stringify(text ?? "").match(/\{\w+\}/g))].sort();

it.each(TAGS)("has every word in %s, with the same values in it", async (tag) => {
  const { default: words } = (await import(`../../src/words/${tag}.ts`)) as { default: Dictionary };
  expect(Object.keys(words).sort()).toEqual(Object.keys(EVERY).sort());
  for (const [name, english] of Object.entries(EVERY)) {
    expect([name, namesIn(words[name])]).toEqual([name, namesIn(english)]);
  }
});

it("puts values in, and takes the plural form of the language", () => {
  expect(say(ENGLISH.step, { at: 2, of: 4 })).toBe("Step 2 of 4");
  const left = { one: "{count} task left", other: "{count} tasks left", few: "{count} مهام" };
  expect(say(left, { count: 1 }, "en-GB")).toBe("1 task left");
  expect(say(left, { count: 5 }, "en")).toBe("5 tasks left");
  expect(say(left, { count: 3 }, "ar")).toBe("3 مهام");
  expect(say(left, { count: 2 }, "no such tag!")).toBe("2 tasks left");
});
