import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merge, settle } from "../../../src/builder/state/merge.js";
import { same } from "../../../src/builder/state/same.js";
import { anyGuide, guide, ids, step, titles } from "./documents.js";

const BASE = guide(step("a"), step("b"), step("c"));

describe("two authors of one guide", () => {
  it("keep both their changes when they changed different steps", () => {
    const mine = guide(step("a", "mine"), step("b"), step("c"));
    const theirs = guide(step("a"), step("b"), step("c", "theirs"));
    const { document, clashes } = merge(BASE, mine, theirs);
    expect(clashes).toEqual([]);
    expect(titles(document)).toEqual({ a: "mine", b: "b", c: "theirs" });
  });

  it("keep a step that one added after the step it was put behind", () => {
    const mine = guide(step("a"), step("new"), step("b"), step("c"));
    const theirs = guide(step("c"), step("a"), step("b"));
    expect(ids(merge(BASE, mine, theirs).document)).toEqual(["c", "a", "new", "b"]);
  });

  it("lose a step that one deleted and the other left alone", () => {
    const mine = guide(step("a"), step("c"));
    expect(merge(BASE, mine, guide(step("a"), step("b"), step("c", "theirs")))).toMatchObject({
      clashes: [],
      document: guide(step("a"), step("c", "theirs")),
    });
  });

  it("are asked when both changed the same step", () => {
    const mine = guide(step("a", "mine"), step("b"), step("c"));
    const theirs = guide(step("a", "theirs"), step("b"), step("c"));
    const merged = merge(BASE, mine, theirs);
    expect(merged.clashes).toEqual([
      { on: "step", id: "a", mine: step("a", "mine"), theirs: step("a", "theirs") },
    ]);
    expect(titles(settle(merged, {}, theirs)).a).toBe("mine");
    expect(titles(settle(merged, { a: "theirs" }, theirs)).a).toBe("theirs");
  });

  it("are asked when one deleted what the other changed", () => {
    const mine = guide(step("a"), step("c"));
    const theirs = guide(step("a"), step("b", "theirs"), step("c"));
    const merged = merge(BASE, mine, theirs);
    expect(merged.clashes).toMatchObject([{ id: "b", mine: null }]);
    expect(ids(settle(merged, { b: "mine" }, theirs))).toEqual(["a", "c"]);
    expect(ids(settle(merged, { b: "theirs" }, theirs))).toEqual(["a", "b", "c"]);
  });

  it("are asked about a field of the guide that both changed", () => {
    const merged = merge(BASE, { ...BASE, name: "Mine" }, { ...BASE, name: "Theirs" });
    expect(merged.clashes).toEqual([{ on: "field", id: "name", mine: "Mine", theirs: "Theirs" }]);
    expect(settle(merged, { name: "theirs" }, BASE).name).toBe("Theirs");
  });

  it("agree on a field that one of them took away", () => {
    const paused = { ...BASE, auto_pause: { failure_percent: 10, min_users: 5 } };
    expect(merge(paused, paused, BASE).document).not.toHaveProperty("auto_pause");
  });
});

describe("putting together", () => {
  const change = (base: unknown, one: unknown) => !same(base, one);

  it("takes the side that changed as it is", () => {
    fc.assert(
      fc.property(anyGuide, anyGuide, (base, changed) => {
        expect(merge(base, base, changed)).toEqual({ document: changed, clashes: [] });
        expect(same(merge(base, changed, base).document, changed)).toBe(true);
        expect(merge(base, changed, base).clashes).toEqual([]);
        expect(merge(base, changed, changed).clashes).toEqual([]);
      }),
    );
  });

  it("never loses or doubles what either side added, and clashes alike from both sides", () => {
    fc.assert(
      fc.property(anyGuide, anyGuide, anyGuide, (base, mine, theirs) => {
        const { document, clashes } = merge(base, mine, theirs);
        const kept = ids(document);
        expect(new Set(kept).size).toBe(kept.length);
        const added = [...mine.steps, ...theirs.steps].filter(({ id }) => !ids(base).includes(id));
        for (const { id } of added) expect(kept).toContain(id);
        const turned = merge(base, theirs, mine).clashes.map(({ id }) => id);
        expect(clashes.map(({ id }) => id).sort()).toEqual(turned.sort());
      }),
    );
  });

  it("clashes exactly where both changed the same thing differently", () => {
    fc.assert(
      fc.property(anyGuide, anyGuide, anyGuide, (base, mine, theirs) => {
        const { clashes } = merge(base, mine, theirs);
        const of = (id: string) =>
          [base, mine, theirs].map((one) => one.steps.find((each) => each.id === id));
        const all = new Set([base, mine, theirs].flatMap(ids));
        for (const id of all) {
          const [was, here, there] = of(id);
          const both = change(was, here) && change(was, there) && change(here, there);
          expect(clashes.some((clash) => clash.id === id)).toBe(both);
        }
      }),
    );
  });

  it("gives theirs exactly when theirs is chosen everywhere and only they changed the order", () => {
    fc.assert(
      fc.property(anyGuide, anyGuide, (base, theirs) => {
        const mine = { ...base, steps: base.steps.map((one) => ({ ...one, title: "mine" })) };
        const merged = merge(base, mine, theirs);
        const choices = Object.fromEntries(merged.clashes.map(({ id }) => [id, "theirs" as const]));
        const document = settle(merged, choices, theirs);
        const untouched = theirs.steps.filter((one) =>
          base.steps.some((was) => was.id === one.id && same(was, one)),
        );
        expect(ids(document).sort()).toEqual(ids(theirs).sort());
        for (const { id } of untouched) expect(titles(document)[id]).toBe("mine");
      }),
    );
  });
});
