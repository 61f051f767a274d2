/** The steps as cards: choose, move by drag or by keyboard, duplicate, delete. */

import type { GuideDocument, Step } from "../../contract.js";
import { type Desk, findingsAt } from "../fields/desk.js";
import { phraseOf } from "../fields/phrase.js";
import { addSteps, copyOf, moveStep, removeStep } from "../state/edit.js";
import { isSingle, points } from "../state/shapes.js";
import { iconButton } from "../ui/button.js";
import { h } from "../ui/element.js";
import { icon } from "../ui/icon.js";
import { say as common } from "../words/common.js";
import { say as sayField } from "../words/fields.js";
import { say } from "../words/panel.js";

export function drawCards(desk: Desk): HTMLElement {
  const { steps } = desk.store.document;
  const list = h(
    "ol",
    { class: "cards" },
    steps.map((step, place) => card(desk, step, place)),
  );
  if (!steps.length) return h("p", { class: "soft" }, say("noSteps"));
  if (!desk.readOnly) dragging(desk, list);
  return list;
}

function card(desk: Desk, step: Step, place: number): HTMLElement {
  const { store, readOnly } = desk;
  const isSelected = store.selected?.id === step.id;
  const n = place + 1;
  const canRemove = !isSingle(store.document);
  return h(
    "li",
    {
      class: isSelected ? "card selected" : "card",
      "data-step": step.id,
      draggable: readOnly ? null : "true",
    },
    !readOnly && store.document.steps.length > 1 && grip(desk, step, n),
    h(
      "button",
      {
        type: "button",
        class: "card-main",
        "aria-current": isSelected ? "step" : null,
        "data-key": `card.${step.id}`,
        onclick: () => store.select(step.id),
      },
      h(
        "span",
        { class: "card-number" },
        h("span", { class: "said" }, say("step", { n })),
        h("span", { "aria-hidden": "true" }, n),
      ),
      h(
        "span",
        { class: "card-words" },
        h(
          "span",
          { class: step.title ? "card-title" : "card-title soft" },
          step.title || say("untitled"),
        ),
        h("span", { class: "card-target" }, targetWords(step)),
      ),
      marks(desk, step),
    ),
    !readOnly &&
      canRemove &&
      h(
        "span",
        { class: "card-tools" },
        iconButton("copy", say("duplicate", { n }), () => duplicate(desk, step), {
          "data-key": `copy.${step.id}`,
        }),
        iconButton("trash", say("remove", { n }), () => remove(desk, step), {
          "data-key": `remove.${step.id}`,
        }),
      ),
  );
}

/** Where a step shows. */
export function targetWords(step: Step): string {
  if (points(step)) return step.target ? phraseOf(step.target) : say("noTarget");
  return step.type === "modal" ? say("inMiddle") : sayField(`type.${step.type}`);
}

/** How many findings there are, and who else is here. */
function marks(desk: Desk, step: Step): HTMLElement {
  const place = desk.store.document.steps.indexOf(step);
  const found = findingsAt(desk.findings(), `/steps/${place}`);
  const errors = found.filter(({ level }) => level === "error").length;
  const warnings = found.length - errors;
  const here = desk.store.others.filter((other) => other.step_id === step.id);
  return h(
    "span",
    { class: "marks" },
    here.map(({ name }) =>
      h(
        "span",
        { class: "mark person", title: say("isHere", { name }) },
        [...name][0],
        h("span", { class: "said" }, say("isHere", { name })),
      ),
    ),
    errors > 0 && mark("bad", errors, say("errors", { n: errors })),
    warnings > 0 && mark("warn", warnings, say("warnings", { n: warnings })),
  );
}

function mark(tone: string, count: number, words: string): HTMLElement {
  return h(
    "span",
    { class: `mark ${tone}`, title: words },
    h("span", { "aria-hidden": "true" }, count),
    h("span", { class: "said" }, words),
  );
}

function grip(desk: Desk, step: Step, n: number): HTMLElement {
  const onkeydown = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!by) return;
    event.preventDefault();
    moveTo(desk, step.id, n - 1 + by);
  };
  return h(
    "button",
    {
      type: "button",
      class: "grip",
      title: say("move", { n }),
      "aria-label": say("move", { n }),
      "data-key": `grip.${step.id}`,
      onkeydown,
    },
    icon("grip", 14),
  );
}

function moveTo({ store, surface }: Desk, id: string, to: number): void {
  const from = placeOf(store.document, id);
  if (to < 0 || to >= store.document.steps.length || to === from) return;
  store.change(moveStep(store.document, id, to));
  surface.announce(say("movedStep", { from: from + 1, to: to + 1 }));
}

function placeOf(document: GuideDocument, id: string): number {
  return document.steps.findIndex((step) => step.id === id);
}

function duplicate({ store, surface }: Desk, step: Step): void {
  const copy = copyOf(step);
  const next = addSteps(store.document, [copy], step.id);
  if (next === store.document) {
    surface.toast(say("full"), { tone: "bad", close: common("close") });
    return;
  }
  store.change(next);
  store.select(copy.id);
  surface.announce(say("added", { n: placeOf(next, copy.id) + 1 }));
}

function remove({ store, surface }: Desk, step: Step): void {
  store.change(removeStep(store.document, step.id));
  surface.toast(say("removed", { title: step.title || say("untitled") }), {
    action: { label: common("undo"), press: store.undo },
    close: common("close"),
  });
}

/** Drags within the list; a line shows where the card will land. */
function dragging(desk: Desk, list: HTMLElement): void {
  let dragged: string | null = null;
  const landing = (event: DragEvent): { card: HTMLElement; after: boolean } | null => {
    const over = (event.target as Element).closest<HTMLElement>(".card");
    if (!over || !dragged) return null;
    const { top, height } = over.getBoundingClientRect();
    return { card: over, after: event.clientY > top + height / 2 };
  };
  const clear = (): void => {
    for (const one of list.children) one.classList.remove("before", "after");
  };
  list.addEventListener("dragstart", (event) => {
    const started = (event.target as Element).closest<HTMLElement>(".card");
    dragged = started?.dataset.step ?? null;
    // Nothing of it is for the page, or for another window.
    event.dataTransfer?.setData("application/x-guide-engine-step", dragged ?? "");
  });
  list.addEventListener("dragover", (event) => {
    const land = landing(event);
    if (!land) return;
    event.preventDefault();
    clear();
    land.card.classList.add(land.after ? "after" : "before");
  });
  list.addEventListener("drop", (event) => {
    const land = landing(event);
    if (!land || !dragged) return;
    event.preventDefault();
    const from = placeOf(desk.store.document, dragged);
    const over = placeOf(desk.store.document, land.card.dataset.step ?? "");
    const to = over + (land.after ? 1 : 0);
    moveTo(desk, dragged, to > from ? to - 1 : to);
  });
  list.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });
}
