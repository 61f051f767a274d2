/** The view of one open guide: status and verbs on top, the steps, and the form of the selected one. */

import { type Desk, refreshNotes } from "../fields/desk.js";
import { phraseOf } from "../fields/phrase.js";
import { addSteps, blankStep, isBlank } from "../state/edit.js";
import { isSingle } from "../state/shapes.js";
import type { Origin } from "../state/store.js";
import { button, iconButton } from "../ui/button.js";
import { h } from "../ui/element.js";
import { keepFocus } from "../ui/keep-focus.js";
import { say as common } from "../words/common.js";
import { say } from "../words/panel.js";
import { drawCards } from "./cards.js";
import { drawGuideForm } from "./guide-form.js";
import { createStepForm } from "./step-form.js";

export interface WritingParts {
  desk: Desk;
  status: HTMLElement;
  /** Beneath the status: unsaved work that was found, and its like. */
  notice: HTMLElement;
  /** Where the buttons of the preview are. */
  seeing: HTMLElement;
  leave(): void;
  publish(): void;
  /** Who would see what. */
  dryRun(): void;
  record(): void;
}

export interface Writing {
  element: HTMLElement;
  /** After a change of the document, of the selection, or of what is known about it. */
  draw(origin: Origin): void;
  destroy(): void;
}

export function createWriting(parts: WritingParts): Writing {
  const { desk } = parts;
  const { store, surface } = desk;
  const form = createStepForm(desk);
  const undo = iconButton("undo", common("undo"), () => travel("undo"), { "data-key": "undo" });
  const redo = iconButton("redo", common("redo"), () => travel("redo"), { "data-key": "redo" });
  const others = h("p", { class: "soft others" });
  const cards = h("div", { class: "steps" });
  const settings = h("div", {});
  const more = h(
    "details",
    { class: "more settings" },
    h("summary", { "data-key": "settings" }, say("guideSettings")),
    settings,
  );
  const element = h(
    "div",
    { class: "writing", onkeydown: travelByKey },
    h(
      "div",
      { class: "topbar" },
      h(
        "div",
        { class: "row spread" },
        button(say("allGuides"), parts.leave, { look: "quiet", icon: "chevron-left" }),
        h(
          "div",
          { class: "row tight" },
          iconButton("users", say("dryRun"), parts.dryRun, { "data-part": "dry-run-open" }),
          !desk.readOnly && [undo, redo],
        ),
      ),
      parts.seeing,
      desk.readOnly && h("p", { class: "warning" }, say("readOnly")),
      others,
      parts.notice,
    ),
    h(
      "div",
      { class: "savebar row spread" },
      parts.status,
      !desk.readOnly &&
        button(say("publish"), parts.publish, {
          look: "primary",
          props: { "data-part": "publish" },
        }),
    ),
    h(
      "div",
      { class: "columns" },
      h("div", { class: "column" }, cards, !desk.readOnly && additions(), more),
      h("div", { class: "column main" }, form.element),
    ),
  );

  function additions(): HTMLElement {
    const { kind, language } = store.document;
    if (isSingle(store.document)) return h("div", {});
    if (kind !== "flow")
      return h(
        "div",
        { class: "row additions" },
        button(say("addOne"), () => add(blankStep(kind, language)), {
          icon: "plus",
          props: { "data-part": "add-step", "data-key": "add-step" },
        }),
      );
    return h(
      "div",
      { class: "row additions" },
      button(say("addStep"), addByPointing, {
        icon: "plus",
        props: { "data-part": "add-step", "data-key": "add-step" },
      }),
      button(
        say("addModal"),
        () => add(blankStep("flow", store.document.language, { modal: true })),
        {
          look: "quiet",
          props: { "data-part": "add-modal" },
        },
      ),
      button(say("record"), parts.record, {
        look: "quiet",
        icon: "record",
        props: { title: say("recordHelp"), "data-part": "record", "data-key": "record" },
      }),
    );
  }

  /** The one empty step of a new guide is filled before another is added. */
  function addByPointing(): void {
    desk.pick((target) => {
      if (isBlank(store.document)) {
        const steps = store.document.steps.map((step) => ({ ...step, target }));
        store.change({ ...store.document, steps });
        focusTitle();
      } else add(blankStep("flow", store.document.language, { target }));
      surface.announce(phraseOf(target));
    });
  }

  function add(step: ReturnType<typeof blankStep>): void {
    const next = addSteps(store.document, [step], store.selected?.id ?? null);
    if (next === store.document) {
      surface.toast(say("full"), { tone: "bad", close: common("close") });
      return;
    }
    store.change(next);
    store.select(step.id);
    surface.announce(say("added", { n: next.steps.findIndex(({ id }) => id === step.id) + 1 }));
    focusTitle();
  }

  function focusTitle(): void {
    form.element.querySelector<HTMLElement>('[data-key="title"]')?.focus({ preventScroll: true });
  }

  function travel(way: "undo" | "redo"): void {
    const can = way === "undo" ? store.canUndo : store.canRedo;
    if (!can) return;
    store[way]();
    surface.announce(say(way === "undo" ? "undone" : "redone"));
  }

  function travelByKey(event: KeyboardEvent): void {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    travel(key === "y" || event.shiftKey ? "redo" : "undo");
  }

  function drawOthers(): void {
    const names = store.others.map(({ name, where }) =>
      where === "editor" ? say("inEditor", { name }) : name,
    );
    others.textContent = names.length ? say("alsoHere", { names: names.join(", ") }) : "";
  }

  function draw(origin: Origin): void {
    keepFocus(surface.root, () => {
      cards.replaceChildren(drawCards(desk));
      drawOthers();
      undo.disabled = !store.canUndo;
      redo.disabled = !store.canRedo;
      if (origin === "found") refreshNotes(element, desk);
      if (origin === "field" || origin === "others" || origin === "found") return;
      settings.replaceChildren(drawGuideForm(desk));
      form.draw();
    });
    if (origin === "selection")
      cards.querySelector(".selected")?.scrollIntoView({ block: "nearest" });
  }

  return { element, draw, destroy: form.destroy };
}
