import { describe, expect, it } from "vitest";
import CASES from "../../../tests/contract/cases/variables.json";
import { fill, fillText } from "../../src/view/fill.js";

// Values by fact: the file's own type would say which names each case happens to have.
const cases = CASES as unknown as {
  name: string;
  text: string;
  values: Record<string, string>;
  filled: string;
  encoded: string;
}[];

describe("variables, as on the service", () => {
  it.each(cases)("$name", ({ text, values, filled, encoded }) => {
    expect(fillText(text, values)).toBe(filled);
    expect(fill({ url: text }, values)).toEqual({ url: encoded });
  });
});

it("fills texts and addresses, and leaves ids and targets as they are", () => {
  const part = {
    id: "{user.name}",
    title: "Hi {user.name}",
    buttons: [{ label: "{user.name}", action: { type: "open_url", url: "/u/{user.name}" } }],
    body: { content: [{ text: "{user.name}", marks: [{ attrs: { href: "/{user.name}" } }] }] },
  };
  expect(fill(part, { "user.name": "A/B" })).toEqual({
    id: "{user.name}",
    title: "Hi A/B",
    buttons: [{ label: "A/B", action: { type: "open_url", url: "/u/A%2FB" } }],
    body: { content: [{ text: "{user.name}", marks: [{ attrs: { href: "/A%2FB" } }] }] },
  });
});

it("survives half a character", () => {
  expect(fill({ url: "/{user.name}" }, { "user.name": "\ud800" })).toEqual({ url: "/" });
});

it("reads no more than its own facts", () => {
  expect(fillText("{user.constructor|x}", {})).toBe("x");
});
