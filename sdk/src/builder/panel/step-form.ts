/** The form of the selected step. Drawn anew when something else than its own typing changed it. */

import type { Placement, Step } from "../../contract.js";
import { advanceField } from "../fields/advance.js";
import { branchesField } from "../fields/branches.js";
import { buttonsField } from "../fields/buttons.js";
import { type Desk, edit, notes, pointerOf } from "../fields/desk.js";
import { elsewhereField } from "../fields/elsewhere.js";
import { choice, labelled, segments, textInput, tick } from "../fields/field.js";
import { targetField } from "../fields/target.js";
import { mountText } from "../fields/text.js";
import type { Area } from "../richtext/area.js";
import {
  CORNERS,
  EDGES,
  hasButtons,
  isSingle,
  mayPoint,
  placedAt,
  points,
  reshape,
  TYPES,
} from "../state/shapes.js";
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
        points(step) && missingFields(desk, step),
        step.type !== "task" && branchesField(desk, step),
        step.type !== "task" && completesField(desk, step),
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
      const { document } = desk.store;
      const body = textOf(step);
      const fields: Child[] = [
        TYPES[document.kind].length > 1 && shapeField(desk, step),
        positionField(desk, step),
        mayPoint(step) && targetPart(desk, step),
        titleField(desk, step),
        step.type !== "hidden" && body,
        elsewhereField(desk, step),
        hasButtons(step) && buttonsField(desk, step),
        document.kind !== "hint" && advanceField(desk, step),
        step.type === "tooltip" && placementField(desk, step),
        step.type === "tooltip" && document.kind === "flow" && coverFields(desk, step),
        !isSingle(document) && document.kind !== "checklist" && more(step),
      ];
      const whole = h("fieldset", { class: "fields", disabled: desk.readOnly }, fields);
      element.replaceChildren(whole);
    },
    destroy: () => area?.text.destroy(),
  };
}

function shapeField(desk: Desk, step: Step): HTMLElement {
  const types = TYPES[desk.store.document.kind];
  return segments(
    "type",
    say("shape"),
    step.type,
    types.map((type): [string, string] => [type, say(`type.${type}`)]),
    (type) => edit(desk, step.id, (was) => reshape(was, type as Step["type"])),
  );
}

function positionField(desk: Desk, step: Step): HTMLElement | null {
  if (step.type !== "card" && step.type !== "banner") return null;
  const places = step.type === "card" ? CORNERS : EDGES;
  const pick = choice(
    "position",
    step.position ?? places[0],
    places.map((place) => [place, say(`at.${place}`)]),
    (place) => edit(desk, step.id, (was) => placedAt(was, place as (typeof places)[number])),
  );
  return labelled(say("position"), pick);
}

/** What a pointing step does to the page meanwhile. */
function coverFields(desk: Desk, step: Step): HTMLElement {
  return h(
    "div",
    { class: "stack" },
    tick("spotlight", say("spotlight"), step.spotlight ?? true, (spotlight) =>
      edit(desk, step.id, (was) => ({ ...was, spotlight })),
    ),
    tick("blocks", say("blocks"), step.blocks_target ?? false, (blocks_target) =>
      edit(desk, step.id, (was) => ({ ...was, blocks_target })),
    ),
  );
}

function completesField(desk: Desk, step: Step): HTMLElement {
  return tick("completes", say("completes"), step.completes ?? false, (completes) =>
    edit(desk, step.id, ({ completes: _was, ...rest }) =>
      completes ? { ...rest, completes } : rest,
    ),
  );
}

function targetPart(desk: Desk, step: Step): HTMLElement {
  return targetField({
    key: "target.pick",
    label: say("target"),
    target: step.target,
    readOnly: desk.readOnly,
    findings: notes(desk, `${pointerOf(desk.store.document, step.id)}/target`),
    report: desk.report(step.id),
    pick: () => desk.pick((target) => edit(desk, step.id, (was) => ({ ...was, target }))),
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
