/** The form of the selected step. Drawn anew when something else than its own typing changed it. */

import type { Placement, Step } from "../../contract.js";
import { advanceField } from "../fields/advance.js";
import { branchesField } from "../fields/branches.js";
import { buttonsField } from "../fields/buttons.js";
import { type Desk, edit, notes, pointerOf } from "../fields/desk.js";
import { choice, labelled, segments, textInput } from "../fields/field.js";
import { targetField } from "../fields/target.js";
import { mountText } from "../fields/text.js";
import type { Area } from "../richtext/area.js";
import { type Child, h } from "../ui/element.js";
import { say } from "../words/fields.js";

const SIDES: Placement[] = ["auto", "top", "right", "bottom", "left"];
const LONGEST_WAIT = 120;

export interface StepForm {
  element: HTMLElement;
  draw(): void;
  destroy(): void;
}

export function createStepForm(desk: Desk): StepForm {
  const element = h("div", { class: "form" });
  let area: { stepId: string; text: Area; field: HTMLElement } | null = null;
  let isMoreOpen = false;

  /** The text keeps its caret while the rest is drawn anew; another step gets another one. */
  function textOf(step: Step): HTMLElement {
    if (area?.stepId !== step.id) {
      area?.text.destroy();
      area = { stepId: step.id, ...mountText(desk, step) };
    } else area.text.show(step.body);
    const at = `${pointerOf(desk.store.document, step.id)}/body`;
    area.field.querySelector(".found")?.remove();
    area.field.append(notes(desk, at));
    return area.field;
  }

  function more(step: Step): HTMLElement {
    const details = h(
      "details",
      { class: "more", open: isMoreOpen },
      h("summary", { "data-key": "more" }, say("more")),
      h(
        "div",
        { class: "stack" },
        step.type !== "modal" && missingFields(desk, step),
        branchesField(desk, step),
      ),
    );
    details.addEventListener("toggle", () => {
      isMoreOpen = details.open;
    });
    return details;
  }

  return {
    element,
    draw() {
      const step = desk.store.selected;
      if (!step) {
        element.replaceChildren();
        return;
      }
      const isHint = desk.store.document.kind === "hint";
      const body = textOf(step);
      const fields: Child[] = [
        !isHint && shapeField(desk, step),
        step.type !== "modal" && targetPart(desk, step),
        titleField(desk, step),
        body,
        buttonsField(desk, step),
        !isHint && advanceField(desk, step),
        step.type !== "modal" && placementField(desk, step),
        !isHint && more(step),
      ];
      const whole = h("fieldset", { class: "fields", disabled: desk.readOnly }, fields);
      element.replaceChildren(whole);
    },
    destroy: () => area?.text.destroy(),
  };
}

function shapeField(desk: Desk, step: Step): HTMLElement {
  return segments(
    "type",
    say("shape"),
    step.type,
    [
      ["tooltip", say("tooltip")],
      ["modal", say("modal")],
    ],
    (type) =>
      edit(desk, step.id, (was) =>
        type === "modal"
          ? { ...was, type: "modal", target: null, advance: onlyPossible(was.advance) }
          : { ...was, type: "tooltip" },
      ),
  );
}

function onlyPossible(advance: Step["advance"]): Step["advance"] {
  return advance.on === "click" || advance.on === "input" ? { on: "button" } : advance;
}

function targetPart(desk: Desk, step: Step): HTMLElement {
  return targetField({
    key: "target.pick",
    label: say("target"),
    target: step.target,
    readOnly: desk.readOnly,
    findings: notes(desk, `${pointerOf(desk.store.document, step.id)}/target`),
    report: desk.report(step.id),
    pick: () =>
      desk.pick((target) => edit(desk, step.id, (was) => ({ ...was, type: "tooltip", target }))),
  });
}

function titleField(desk: Desk, step: Step): HTMLElement {
  const at = `${pointerOf(desk.store.document, step.id)}/title`;
  const input = textInput({
    key: "title",
    value: step.title,
    most: 200,
    placeholder: say("titleHint"),
    changed: (title) => edit(desk, step.id, (was) => ({ ...was, title }), "title"),
  });
  return labelled(say("title"), input, { findings: notes(desk, at) });
}

function placementField(desk: Desk, step: Step): HTMLElement {
  const options = SIDES.map((side): [string, string] => [side, say(`side.${side}`)]);
  const pick = choice("placement", step.placement, options, (side) =>
    edit(desk, step.id, (was) => ({ ...was, placement: side as Placement })),
  );
  return labelled(say("placement"), pick);
}

function missingFields(desk: Desk, step: Step): HTMLElement {
  const wait = textInput({
    key: "wait",
    value: `${step.wait_seconds}`,
    most: 3,
    type: "number",
    changed: (text) => {
      const seconds = Math.round(Number(text));
      if (text.trim() === "" || !(seconds >= 0 && seconds <= LONGEST_WAIT)) return;
      edit(desk, step.id, (was) => ({ ...was, wait_seconds: seconds }), "wait");
    },
  });
  wait.min = "0";
  wait.max = `${LONGEST_WAIT}`;
  const missing = choice(
    "missing",
    step.missing,
    [
      ["stop", say("missing.stop")],
      ["skip", say("missing.skip")],
    ],
    (way) => edit(desk, step.id, (was) => ({ ...was, missing: way as Step["missing"] })),
  );
  return h(
    "div",
    { class: "pair" },
    labelled(say("wait"), wait),
    labelled(say("missing"), missing),
  );
}
