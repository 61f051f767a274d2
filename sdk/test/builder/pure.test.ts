import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsOf, ruleOf, valueFrom } from "../../src/builder/fields/conditions.js";
import { belowPath, likePath, patternRule, whereOf } from "../../src/builder/fields/pages.js";
import { boxOf, sideFor } from "../../src/builder/panel/dock.js";
import { MOST_PASTED, sliceOf } from "../../src/builder/richtext/paste.js";
import { addSteps, blankStep, copyOf, MOST_STEPS, moveStep } from "../../src/builder/state/edit.js";
import { same } from "../../src/builder/state/same.js";
import { speak, wording } from "../../src/builder/words/say.js";
import { guide, ids, step } from "./state/documents.js";

describe("the panel", () => {
  const VIEW = { width: 1280, height: 800 };
  const box = (left: number, top: number) => ({ left, top, right: left + 100, bottom: top + 40 });

  it("stays where the author wants it while it covers nothing", () => {
    expect(sideFor("right", VIEW, box(100, 100))).toBe("right");
    expect(sideFor("bottom", VIEW, null)).toBe("bottom");
  });

  it("goes to another side rather than cover the target", () => {
    expect(sideFor("right", VIEW, box(1150, 100))).toBe("left");
    expect(sideFor("left", VIEW, box(20, 100))).toBe("right");
    expect(sideFor("bottom", VIEW, box(20, 700))).toBe("right");
  });

  it("steps aside for the bubble too, but for the target first", () => {
    expect(sideFor("right", VIEW, box(500, 100), box(1000, 100))).toBe("left");
    expect(sideFor("right", VIEW, box(20, 100), box(1000, 700))).toBe("right");
  });

  it("is at the bottom where there is no room at the sides", () => {
    expect(sideFor("right", { width: 390, height: 844 }, box(20, 100))).toBe("bottom");
  });

  it("covers a target only when every side would", () => {
    const place = fc.record({ left: fc.nat({ max: 1180 }), top: fc.nat({ max: 760 }) });
    fc.assert(
      fc.property(
        place,
        fc.constantFrom("left" as const, "right" as const, "bottom" as const),
        (at, wanted) => {
          const target = box(at.left, at.top);
          const panel = boxOf(sideFor(wanted, VIEW, target), VIEW);
          const apart =
            panel.right <= target.left ||
            panel.left >= target.right ||
            panel.bottom <= target.top ||
            panel.top >= target.bottom;
          expect(apart).toBe(true);
        },
      ),
    );
  });
});

describe("steps", () => {
  it("are added behind the selected one, and never beyond fifty", () => {
    const document = guide(step("a"), step("b"));
    expect(ids(addSteps(document, [step("x")], "a"))).toEqual(["a", "x", "b"]);
    expect(ids(addSteps(document, [step("x")]))).toEqual(["a", "b", "x"]);
    const full = guide(...Array.from({ length: MOST_STEPS }, (_, at) => step(`s${at}`)));
    expect(addSteps(full, [step("x")])).toBe(full);
  });

  it("move to a place within the list", () => {
    const document = guide(step("a"), step("b"), step("c"));
    expect(ids(moveStep(document, "a", 1))).toEqual(["b", "a", "c"]);
    expect(ids(moveStep(document, "a", 9))).toEqual(["b", "c", "a"]);
    expect(moveStep(document, "gone", 0)).toBe(document);
  });

  it("are copied under ids of their own", () => {
    const original = blankStep("flow", "en");
    const copy = copyOf(original);
    expect(copy.id).not.toBe(original.id);
    expect(copy.buttons[0]?.id).not.toBe(original.buttons[0]?.id);
    expect({ ...copy, id: "", buttons: [] }).toEqual({ ...original, id: "", buttons: [] });
  });

  it("begin with a way on, in the guide's language", () => {
    expect(blankStep("flow", "ja-JP").buttons).toMatchObject([
      { label: "次へ", action: { type: "next" } },
    ]);
    expect(blankStep("hint", "en").buttons).toMatchObject([
      { label: "Got it", action: { type: "finish" } },
    ]);
  });
});

describe("pages in words", () => {
  it("leave open what names one record", () => {
    expect(likePath("/invoices/123/edit")).toBe("/invoices/*/edit");
    expect(likePath("/o/0b8f6a52-13c4-4d6b-9a2e-6f0f5d1c2b3a")).toBe("/o/*");
    expect(likePath("/t/8f3kd92mZq1x_9")).toBe("/t/*");
    expect(likePath("/settings/members")).toBe("/settings/members");
    expect(belowPath("/")).toBe("/**");
    expect(belowPath("/invoices/")).toBe("/invoices/**");
  });

  it("come back from the rule as they went in", () => {
    for (const pattern of ["/invoices/*", "https://app.example.com/**", "*", ""])
      expect(whereOf(patternRule(pattern))).toEqual({ kind: "pattern", pattern });
    expect(patternRule("invoices")).toMatchObject({ fact: "page.path", value: "/invoices" });
    expect(whereOf({ all: [] })).toEqual({ kind: "everywhere" });
  });

  it("leave a rule alone that says more", () => {
    expect(whereOf({ not: { all: [] } })).toEqual({ kind: "rich" });
    expect(whereOf({ fact: "page.title", op: "eq", value: "Home" })).toEqual({ kind: "rich" });
  });
});

describe("conditions as rows", () => {
  const plan = { fact: "user.plan", op: "eq" as const, value: "pro" };

  it("show one condition, and several that all hold", () => {
    expect(rowsOf(plan)).toEqual([plan]);
    expect(rowsOf({ all: [plan, { segment: "sg" }] })).toEqual([plan, { segment: "sg" }]);
  });

  it("don't show what they can't", () => {
    expect(rowsOf({ any: [plan] })).toBeNull();
    expect(rowsOf({ all: [{ not: plan }] })).toBeNull();
    expect(rowsOf({ fact: "user.plan", op: "in", value: ["a"] })).toBeNull();
  });

  it("come back as they went in", () => {
    for (const rule of [plan, { segment: "sg" }, { all: [plan, plan] }])
      expect(ruleOf(rowsOf(rule) ?? [])).toEqual(rule);
  });

  it("take values of the fact's type", () => {
    expect(valueFrom("number", "3.5")).toBe(3.5);
    expect(valueFrom("number", "three")).toBe("three");
    expect(valueFrom("boolean", "false")).toBe(false);
    expect(valueFrom("string", "007")).toBe("007");
  });
});

describe("pasted text", () => {
  it("becomes paragraphs and line breaks, whatever it looks like", () => {
    const slice = sliceOf("<b>One</b>\r\ntwo\n\n\nthree\n");
    expect(slice.content.toJSON()).toEqual([
      {
        type: "paragraph",
        content: [
          { type: "text", text: "<b>One</b>" },
          { type: "hard_break" },
          { type: "text", text: "two" },
        ],
      },
      { type: "paragraph", content: [{ type: "text", text: "three" }] },
    ]);
    expect(MOST_PASTED).toBeLessThanOrEqual(5_000);
  });

  it("loses no visible character", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const said = sliceOf(text).content.textBetween(0, sliceOf(text).content.size);
        expect(said).toBe(text.replace(/[\r\n]/g, ""));
      }),
    );
  });
});

describe("words", () => {
  const say = wording({ added: ["{n} {n|step|steps} by {who}", "{who}が{n}ステップ追加"] });

  it("follow the author's language and the number", () => {
    speak("en-GB");
    expect(say("added", { n: 1, who: "Ann" })).toBe("1 step by Ann");
    expect(say("added", { n: 0, who: "Ann" })).toBe("0 steps by Ann");
    speak("ja");
    expect(say("added", { n: 2, who: "Ann" })).toBe("Annが2ステップ追加");
    speak("en");
  });
});

describe("sameness", () => {
  it("ignores the order of keys and keys without a value, and nothing else", () => {
    expect(same({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1, d: undefined })).toBe(
      true,
    );
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same({ a: null }, {})).toBe(false);
    expect(same([], {})).toBe(false);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => same(value, JSON.parse(JSON.stringify(value)))),
    );
  });
});
