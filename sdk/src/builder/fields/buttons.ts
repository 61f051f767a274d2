/** The buttons of a step: words, what each does, and which is emphasised. */

import type { Action, Button, Step } from "../../contract.js";
import { anotherButton } from "../state/edit.js";
import { isSingle } from "../state/shapes.js";
import { button, iconButton } from "../ui/button.js";
import { h } from "../ui/element.js";
import { say } from "../words/fields.js";
import { type Desk, edit, notes, pointerOf } from "./desk.js";
import { choice, labelled, type Options, textInput, tick } from "./field.js";

const MOST = 6;
type Does = Action["type"];
const MOST_HOURS = 720;
const USUAL_HOURS = 24;
const FLOW: Does[] = [
  "next",
  "back",
  "go_to",
  "finish",
  "dismiss",
  "snooze",
  "open_url",
  "start_guide",
  "open_help",
  "track",
];
/** A guide of one step has no step to go to. */
const SINGLE = FLOW.filter((does) => !["next", "back", "go_to"].includes(does));

export function buttonsField(desk: Desk, step: Step): HTMLElement {
  const change = (id: string, next: (one: Button) => Button, field: string | null = null): void =>
    edit(
      desk,
      step.id,
      (was) => ({ ...was, buttons: was.buttons.map((one) => (one.id === id ? next(one) : one)) }),
      field,
    );
  const add = (): void =>
    edit(desk, step.id, (was) => ({
      ...was,
      buttons: [...was.buttons, anotherButton(desk.store.document.language)],
    }));
  const at = `${pointerOf(desk.store.document, step.id)}/buttons`;
  return h(
    "fieldset",
    { class: "group" },
    h("legend", {}, say("buttons")),
    step.buttons.map((one, place) => buttonRow(desk, step, one, place, change)),
    !step.buttons.length && notes(desk, at),
    !desk.readOnly &&
      step.buttons.length < MOST &&
      button(say("addButton"), add, {
        look: "quiet",
        icon: "plus",
        props: { "data-key": "buttons.add" },
      }),
  );
}

type Change = (id: string, next: (one: Button) => Button, field?: string | null) => void;

function buttonRow(
  desk: Desk,
  step: Step,
  one: Button,
  place: number,
  change: Change,
): HTMLElement {
  const key = `buttons.${one.id}`;
  const remove = (): void =>
    edit(desk, step.id, (was) => ({
      ...was,
      buttons: was.buttons.filter((other) => other.id !== one.id),
    }));
  const offered = isSingle(desk.store.document) ? SINGLE : FLOW;
  const kinds = new Set([...offered, one.action.type]);
  const doing = choice(
    `${key}.does`,
    one.action.type,
    [...kinds].map((type) => [type, say(`do.${type}`)]),
    (type) => change(one.id, (was) => ({ ...was, action: actionOf(type as Does, desk, step) })),
  );
  return h(
    "div",
    { class: "part", role: "group", "aria-label": say("button", { n: place + 1 }) },
    h(
      "div",
      { class: "pair" },
      labelled(
        say("label"),
        textInput({
          key: `${key}.label`,
          value: one.label,
          most: 60,
          changed: (label) => change(one.id, (was) => ({ ...was, label }), `${key}.label`),
        }),
      ),
      labelled(say("does"), doing),
      !desk.readOnly &&
        iconButton("trash", say("removeButton", { label: one.label }), remove, {
          class: "button quiet square end",
        }),
    ),
    details(desk, step, one, change),
    tick(`${key}.style`, say("emphasis"), one.style === "primary", (on) =>
      change(one.id, (was) => ({ ...was, style: on ? "primary" : "secondary" })),
    ),
    notes(desk, `${pointerOf(desk.store.document, step.id)}/buttons/${place}`),
  );
}

/** What an action needs to know besides its kind. */
function details(
  desk: Desk,
  step: Step,
  { id, action }: Button,
  change: Change,
): HTMLElement | null {
  const key = `buttons.${id}`;
  // What was typed since this was drawn is in the store alone.
  const set = (part: object, field: string | null = null): void =>
    change(id, (was) => ({ ...was, action: { ...was.action, ...part } as Action }), field);
  if (action.type === "go_to") {
    const pick = choice(`${key}.step`, action.step_id, stepOptions(desk, step.id), (step_id) =>
      set({ step_id }),
    );
    return labelled(say("whichStep"), pick);
  }
  if (action.type === "start_guide") {
    const guides = desk.vocabulary().guides.map((one): [string, string] => [one.key, one.name]);
    const options: Options = guides.some(([guide]) => guide === action.guide_key)
      ? guides
      : [[action.guide_key, action.guide_key || "–"], ...guides];
    const pick = choice(`${key}.guide`, action.guide_key, options, (guide_key) =>
      set({ guide_key }),
    );
    return labelled(say("whichGuide"), pick);
  }
  if (action.type === "track") {
    const event = textInput({
      key: `${key}.event`,
      value: action.event,
      most: 100,
      changed: (name) => set({ event: name }, `${key}.event`),
    });
    return labelled(say("event"), event);
  }
  if (action.type === "snooze") {
    const hours = textInput({
      key: `${key}.hours`,
      value: `${action.hours}`,
      most: 3,
      type: "number",
      changed: (text) => {
        const typed = Math.round(Number(text));
        if (typed >= 1 && typed <= MOST_HOURS) set({ hours: typed }, `${key}.hours`);
      },
    });
    return labelled(say("hours"), hours);
  }
  if (action.type !== "open_url") return null;
  const address = textInput({
    key: `${key}.url`,
    value: action.url,
    most: 2_000,
    placeholder: "https://",
    changed: (url) => set({ url }, `${key}.url`),
  });
  return h(
    "div",
    { class: "stack" },
    labelled(say("url"), address),
    tick(`${key}.tab`, say("newTab"), !!action.new_tab, (new_tab) => set({ new_tab })),
  );
}

function actionOf(type: Does, desk: Desk, step: Step): Action {
  if (type === "go_to") return { type, step_id: stepOptions(desk, step.id)[0]?.[0] ?? step.id };
  if (type === "open_url") return { type, url: "" };
  if (type === "start_guide") return { type, guide_key: desk.vocabulary().guides[0]?.key ?? "" };
  if (type === "snooze") return { type, hours: USUAL_HOURS };
  if (type === "track") return { type, event: desk.vocabulary().events[0] ?? "" };
  return { type };
}

/** The other steps, by number and title. */
export function stepOptions({ store }: Desk, without: string): Options {
  return store.document.steps
    .map((one, place): [string, string] => [
      one.id,
      say("stepN", { n: place + 1, title: one.title || say("untitled") }),
    ])
    .filter(([id]) => id !== without);
}
