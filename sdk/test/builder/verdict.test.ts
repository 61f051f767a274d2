import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Verdict } from "../../src/builder/api/types.js";
import { pagesOf, standings } from "../../src/builder/see/verdict.js";
import type { Rule } from "../../src/contract.js";

const HERE: Rule = { fact: "page.path", op: "eq", value: "/invoices" };
const THERE: Rule = { fact: "page.path", op: "matches", value: "/reports/**" };
const PAGE = { url: "https://app/invoices", path: "/invoices", hash: "", title: "", query: {} };

function verdict(name: string, changes: Partial<Verdict> = {}): Verdict {
  const rest = { shows: true, reason: null, sentence: "Shows.", lines: [], draft: false };
  return { guide_id: name, name, kind: "flow", page: HERE, ...rest, ...changes };
}

describe("what one person sees on a page", () => {
  it("is a guide of theirs whose page this is", () => {
    expect(standings([verdict("a")], PAGE)).toEqual([{ is: "here" }]);
  });

  it("is nothing of a guide that isn't for them, whatever its page", () => {
    const kept = { shows: false, reason: "audience", page: { all: [] } };
    expect(standings([verdict("a", kept)], PAGE)).toEqual([{ is: "never" }]);
  });

  it("is elsewhere where the page rule doesn't hold", () => {
    const away = verdict("a", { page: THERE });
    expect(standings([away], PAGE)).toEqual([{ is: "elsewhere", pages: ["/reports/**"] }]);
  });

  it("is one tutorial at a time, the first in order, and every hint", () => {
    const all = [
      verdict("tip", { kind: "hint" }),
      verdict("away", { page: THERE }),
      verdict("first"),
      verdict("second"),
      verdict("other tip", { kind: "hint" }),
    ];
    expect(standings(all, PAGE).map(({ is }) => is)).toEqual([
      "here",
      "elsewhere",
      "here",
      "queued",
      "here",
    ]);
    expect(standings(all, PAGE)[3]).toEqual({ is: "queued", behind: "first" });
  });

  it("never has two tutorials here", () => {
    const some = fc.array(
      fc.record({
        shows: fc.boolean(),
        kind: fc.constantFrom("flow" as const, "hint" as const),
        page: fc.constantFrom(HERE, THERE),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(some, (given) => {
        const all = given.map((one, place) => verdict(`g${place}`, one));
        const flows = standings(all, PAGE).filter(
          ({ is }, place) => is === "here" && all[place]?.kind === "flow",
        );
        const due = all.filter(
          ({ shows, kind, page }) => shows && kind === "flow" && page === HERE,
        );
        expect(flows.length).toBe(Math.min(1, due.length));
      }),
    );
  });
});

describe("the addresses that a page rule names", () => {
  it.each<[string, Rule, string[]]>([
    ["one path", HERE, ["/invoices"]],
    ["a pattern", THERE, ["/reports/**"]],
    ["any of some", { any: [HERE, THERE] }, ["/invoices", "/reports/**"]],
    ["a single part", { all: [HERE] }, ["/invoices"]],
    ["a list", { fact: "page.path", op: "in", value: ["/a", "/b"] }, ["/a", "/b"]],
    [
      "a beginning",
      { fact: "page.url", op: "starts_with", value: "https://app/" },
      ["https://app/…"],
    ],
    ["two conditions at once", { all: [HERE, THERE] }, []],
    ["what it must not be", { not: HERE }, []],
    ["everywhere", { all: [] }, []],
    ["something else of the page", { fact: "page.title", op: "eq", value: "A" }, []],
    ["an address among other things", { any: [HERE, { not: THERE }] }, []],
  ])("%s", (_name, rule, expected) => {
    expect(pagesOf(rule)).toEqual(expected);
  });
});
