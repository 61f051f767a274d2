import fc from "fast-check";
import { describe, expect, it } from "vitest";
import CASES from "../../../tests/contract/cases/rules.json";
import { evaluate } from "../../src/rules/evaluate.js";
import { globMatches } from "../../src/rules/glob.js";

describe("the shared rule cases", () => {
  it.each(CASES.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    expect(evaluate(one.rule, one.facts)).toBe(one.expect);
  });
});

describe("any value in the place of a rule", () => {
  it("is judged without throwing", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (rule, user) => {
        expect(typeof evaluate(rule, { user })).toBe("boolean");
      }),
    );
  });
});

describe("a glob", () => {
  it("takes time in proportion to the text", () => {
    const began = performance.now();
    expect(globMatches(`${"**a*".repeat(60)}b`, "a".repeat(5000))).toBe(false);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it("agrees with the regular expression it stands for", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "/", "."), maxLength: 12 });
    const pattern = fc
      .array(fc.constantFrom("a", "b", "/", ".", "*", "**"), { maxLength: 8 })
      .map((pieces) => pieces.join("").replace(/\*{3,}/g, "**"));
    fc.assert(
      fc.property(pattern, text, (glob, subject) => {
        const source = glob
          .replace(/[.]/g, "\\.")
          .replace(/\/\*\*$/, "(/\u0000)?")
          .replace(/\*\*/g, "\u0000")
          .replace(/\*/g, "[^/]*")
          .replaceAll("\u0000", ".*");
        expect(globMatches(glob, subject)).toBe(new RegExp(`^${source}$`).test(subject));
      }),
    );
  });
});
