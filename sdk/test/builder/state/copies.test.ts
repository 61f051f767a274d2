import { describe, expect, it } from "vitest";
import { createCopies } from "../../../src/builder/state/copies.js";
import { guide, step } from "./documents.js";

const BASE = guide(step("a"));
const WRITTEN = guide(step("a", "written"));

function shelf(): Storage {
  const items: Record<string, string> = {};
  return Object.defineProperties(items, {
    getItem: { value: (key: string) => items[key] ?? null },
    setItem: { value: (key: string, value: string) => Object.assign(items, { [key]: value }) },
    removeItem: { value: (key: string) => delete items[key] },
  }) as unknown as Storage;
}

const copy = { revision: 3, base: BASE, document: WRITTEN, at: 1_000 };

describe("copies of unsaved work", () => {
  it("are found by another tab, newest first", () => {
    const area = shelf();
    const one = createCopies(() => area, "pk", "one");
    const two = createCopies(() => area, "pk", "two");
    one.keep("gd", copy);
    two.keep("gd", { ...copy, at: 2_000 });
    expect(two.find("gd", BASE).map(({ tab }) => tab)).toEqual(["two", "one"]);
  });

  it("belong to one guide of one environment", () => {
    const area = shelf();
    createCopies(() => area, "pk", "one").keep("gd", copy);
    expect(createCopies(() => area, "pk", "one").find("other", BASE)).toEqual([]);
    expect(createCopies(() => area, "staging", "one").find("gd", BASE)).toEqual([]);
  });

  it("are dropped when the service has the same", () => {
    const area = shelf();
    const copies = createCopies(() => area, "pk", "one");
    copies.keep("gd", copy);
    expect(copies.find("gd", WRITTEN)).toEqual([]);
    expect(Object.keys(area)).toEqual([]);
  });

  it("that are no copies are dropped rather than trusted", () => {
    const area = shelf();
    area.setItem("guide-engine.builder:pk:gd:x", '{"document": 1}');
    area.setItem("guide-engine.builder:pk:gd:y", "{");
    expect(createCopies(() => area, "pk", "one").find("gd", BASE)).toEqual([]);
    expect(Object.keys(area)).toEqual([]);
  });

  it("that the browser won't keep are said so", () => {
    const denied = (): Storage => {
      throw new Error("denied");
    };
    const copies = createCopies(denied, "pk", "one");
    expect(copies.keep("gd", copy)).toBe(false);
    expect(copies.find("gd", BASE)).toEqual([]);
    copies.drop("gd");
  });
});
