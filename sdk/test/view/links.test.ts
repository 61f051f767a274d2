import fc from "fast-check";
import { describe, expect, it } from "vitest";
import cases from "../../../tests/contract/cases/links.json";
import { safeAddress, safePicture } from "../../src/view/links.js";

describe("safeAddress", () => {
  it.each(["https://a.example/b?c#d", "http://a", "mailto:a@b.c", "/path", "#part", "page.html"])(
    "keeps %s",
    (href) => expect(safeAddress(href)).toBe(href),
  );

  it.each([
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "java\u200bscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "blob:https://a/b",
    "file:///etc/passwd",
    "",
    null,
    7,
  ])("refuses %j", (href) => expect(safeAddress(href)).toBeNull());

  it("never lets a scheme through that a browser would run, whatever is put between", () => {
    const hidden = fc.constantFrom(
      "",
      " ",
      "\t",
      "\n",
      "\r",
      "\u0000",
      "\u001f",
      "\u200b",
      "\ufeff",
    );
    fc.assert(
      fc.property(hidden, fc.constantFrom("javascript:", "data:", "vbscript:"), (junk, scheme) => {
        expect(safeAddress(junk + scheme.split("").join(junk))).toBeNull();
      }),
    );
  });
});

it.each(cases)("judges $address as the service does", ({ address, link, image }) => {
  expect(safeAddress(address) !== null).toBe(link);
  expect(safePicture(address) !== null).toBe(image);
});

it("takes no mail address for a picture", () => {
  expect(safePicture("mailto:a@b.c")).toBeNull();
  expect(safePicture("/a.png")).toBe("/a.png");
});
