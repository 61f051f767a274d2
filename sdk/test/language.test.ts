// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";
import { directionOf, languageFrom } from "../src/language.js";

afterEach(() => {
  document.documentElement.lang = "";
  vi.unstubAllGlobals();
});

it("asks identify, then init, then the page, then the browser", () => {
  vi.stubGlobal("navigator", { language: "nl-NL" });
  expect(languageFrom()).toBe("nl-NL");
  document.documentElement.lang = "ja";
  expect(languageFrom()).toBe("ja");
  expect(languageFrom(undefined, "de")).toBe("de");
  expect(languageFrom("fr-CA", "de")).toBe("fr-CA");
});

it("passes over what is no language tag", () => {
  document.documentElement.lang = "ja";
  expect(languageFrom(7, "", null, "not a tag", "x".repeat(40), "<script>")).toBe("ja");
  expect(languageFrom("ja_JP")).toBe("ja-JP");
});

it("knows which languages run from right to left", () => {
  const leftward = ["ar", "he-IL", "fa", "ur-PK", "ku-Arab", "pa-Arab-PK", "AR-eg"];
  expect(leftward.map(directionOf)).toEqual(leftward.map(() => "rtl"));
  const rightward = ["ja", "en", "ar-Latn", "arn", ""];
  expect(rightward.map(directionOf)).toEqual(rightward.map(() => "ltr"));
});
