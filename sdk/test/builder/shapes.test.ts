import { describe, expect, it } from "vitest";
import { blankStep } from "../../src/builder/state/edit.js";
import { mayPoint, placedAt, points, reshape, TYPES } from "../../src/builder/state/shapes.js";

const target = { v: 1 as const, text: "New" };

describe("a step of another type", () => {
  const step = {
    ...blankStep("flow", "en", { target }),
    spotlight: false,
    blocks_target: true,
    advance: { on: "click" as const },
    question: { type: "nps" as const, required: true },
  };

  it("leaves out what that type can't have and keeps the rest", () => {
    const card = reshape(step, "card");
    expect(card).toMatchObject({ type: "card", position: "bottom_end", target: null });
    expect(card.advance).toEqual({ on: "button" });
    expect(card.question).toEqual(step.question);
    expect(card).not.toHaveProperty("spotlight");
    const hidden = reshape(step, "hidden");
    expect(hidden).toMatchObject({ buttons: [], target, advance: { on: "click" } });
    expect(hidden).not.toHaveProperty("question");
  });

  it("is the same step when nothing changes", () => {
    expect(reshape(step, "tooltip")).toEqual(step);
  });

  it("has a target as a banner only beside one", () => {
    const inline = placedAt({ ...reshape(step, "banner"), target }, "inline_after");
    expect([points(inline), inline.target]).toEqual([true, target]);
    expect(placedAt(inline, "bottom").target).toBeNull();
  });
});

describe("a new step", () => {
  it.each(Object.keys(TYPES) as (keyof typeof TYPES)[])("fits a guide of kind %s", (kind) => {
    const made = blankStep(kind, "en");
    expect(TYPES[kind]).toContain(made.type);
    if (made.type === "task") expect(made.buttons).toEqual([]);
    if (!mayPoint(made)) expect(made.target).toBeNull();
  });
});
