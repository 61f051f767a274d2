import { describe, expect, it } from "vitest";
import type { Fingerprint } from "../../src/contract.js";
import {
  contextEvidence,
  type Evidence,
  ownEvidence,
  type Signal,
} from "../../src/target/evidence.js";

const SAVE: Fingerprint = {
  v: 1,
  tag: "button",
  role: "button",
  text: "Save",
  name: "Save",
  attributes: { id: "save", "data-testid": "save-invoice", type: "button" },
  heading: "Invoice",
  neighbours: ["Cancel", "Delete"],
  ancestors: ["form#invoice", "main"],
};
const of = (evidence: Evidence[], signal: Signal): number | undefined =>
  evidence.find(([name]) => name === signal)?.[1];

describe("what an element says itself", () => {
  it("agrees wholly with itself", () => {
    for (const [, agreement] of ownEvidence(SAVE, SAVE)) expect(agreement).toBe(1);
  });

  it("counts a changed role once, not again as a changed tag", () => {
    const link = ownEvidence(SAVE, { ...SAVE, tag: "a", role: "link" });
    expect(of(link, "role")).toBe(0.5);
    expect(of(link, "tag")).toBeUndefined();
  });

  it("knows a test id under another attribute", () => {
    const renamed = { ...SAVE, attributes: { "data-test-id": "save-invoice" } };
    expect(of(ownEvidence(SAVE, renamed), "testid")).toBe(1);
  });

  it("remembers what stood beside it", () => {
    const cancel = { tag: "button", role: "button", text: "Cancel", name: "Cancel" };
    expect(of(ownEvidence(SAVE, cancel), "other")).toBe(0);
    expect(of(ownEvidence(SAVE, SAVE), "other")).toBeUndefined();
  });

  it("is not taken for another that shows other words, though a name holds them", () => {
    const edit = { v: 1 as const, text: "Edit", name: "Edit user ada", role: "link" };
    expect(of(ownEvidence(edit, { text: "ada", name: "ada", role: "link" }), "name")).toBeLessThan(
      0.5,
    );
  });

  it("sees the text beside a nameless field become its name", () => {
    const field = { v: 1 as const, tag: "input", role: "textbox", neighbours: ["Value:"] };
    const seen = { tag: "input", role: "textbox", name: "Value:", text: "" };
    expect(of(ownEvidence(field, seen), "named")).toBe(1);
    expect(of(ownEvidence(field, { ...seen, name: "Search" }), "named")).toBe(0);
  });

  it("leaves all words out on a translated page", () => {
    const said = ownEvidence(SAVE, { ...SAVE, text: "保存", name: "保存" }, false);
    expect(of(said, "name")).toBeUndefined();
    expect(of(said, "testid")).toBe(1);
  });
});

describe("what is around it", () => {
  it("counts only what the fingerprint has", () => {
    expect(contextEvidence({ v: 1 }, SAVE)).toEqual([]);
  });

  it("agrees in part after partial change", () => {
    const moved = { heading: "Invoice", neighbours: ["Cancel"], ancestors: ["main"] };
    const found = contextEvidence(SAVE, moved);
    expect(of(found, "heading")).toBe(1);
    expect(of(found, "neighbours")).toBeCloseTo(0.59);
    expect(of(found, "ancestors")).toBe(0.25);
  });
});
