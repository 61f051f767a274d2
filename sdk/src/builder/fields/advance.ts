/** What moves a step on besides its buttons. */

import type { Advance, Rule, Step } from "../../contract.js";
import { pageFacts } from "../../page/page.js";
import { isOnTarget, mayPoint } from "../state/shapes.js";
import { freshId, h } from "../ui/element.js";
import { say } from "../words/fields.js";
import { type Desk, edit, notes, pointerOf } from "./desk.js";
import { elsewhere } from "./elsewhere.js";
import { choice, labelled, textInput } from "./field.js";
import { likePath, patternRule, whereOf } from "./pages.js";
import { targetField } from "./target.js";

const KINDS = [
  "button",
  "click",
  "hover",
  "focus",
  "input",
  "page",
  "element",
  "event",
  "time",
] as const;
type Kind = (typeof KINDS)[number];
const STATES = ["present", "absent", "enabled", "disabled"] as const;
const USUAL_SECONDS = 30;
const MOST_SECONDS = 3_600;

export function advanceField(desk: Desk, step: Step): HTMLElement {
  const { advance } = step;
  const set = (next: Advance, field: string | null = null): void =>
    edit(desk, step.id, (was) => ({ ...was, advance: next }), field);
  // Without an element of its own there is none to act on. What only the web editor writes stays.
  const kinds = KINDS.filter((on) => mayPoint(step) || !isOnTarget(on));
  const shown = new Set<Advance["on"]>([...kinds, advance.on]);
  const start = (on: Kind): void => {
    if (on === "element") desk.pick((target) => set({ on, target }));
    else if (on === "time") set({ on, seconds: USUAL_SECONDS });
    else if (on === "event") set({ on, event: desk.vocabulary().events[0] ?? "" });
    else if (on === "page") set({ on, rule: patternRule(likePath(pageFacts().path)) });
    else set({ on });
  };
  const pick = choice(
    "advance.on",
    advance.on,
    [...shown].map((on) => [
      on,
      say(step.type === "task" && on === "button" ? "on.task" : `on.${on}`),
    ]),
    (on) => start(on as Kind),
  );
  const at = `${pointerOf(desk.store.document, step.id)}/advance`;
  return h(
    "div",
    { class: "stack" },
    labelled(say(step.type === "task" ? "done" : "advance"), pick, { findings: notes(desk, at) }),
    more(desk, step, set),
  );
}

type Put = (next: Advance, field?: string | null) => void;

function more(desk: Desk, { advance }: Step, set: Put): HTMLElement | null {
  if (advance.on === "event") return eventField(desk, advance.event, set);
  if (advance.on === "page") return pageField(advance.rule, set);
  if (advance.on === "time") return secondsField(advance.seconds, set);
  if (advance.on === "value" || advance.on === "guide") return elsewhere(desk, [say("keptAsItIs")]);
  if (advance.on === "input" && advance.test) return elsewhere(desk, [say("testKept")]);
  return advance.on === "element" ? elementFields(desk, advance, set) : null;
}

function elementFields(
  desk: Desk,
  advance: Extract<Advance, { on: "element" }>,
  set: Put,
): HTMLElement {
  const target = targetField({
    key: "advance.pick",
    label: say("element"),
    target: advance.target,
    readOnly: desk.readOnly,
    findings: null,
    report: null,
    pick: () => desk.pick((chosen) => set({ ...advance, target: chosen })),
  });
  const state = choice(
    "advance.is",
    advance.is ?? "present",
    STATES.map((is) => [is, say(`is.${is}`)]),
    (is) => set({ ...advance, is: is as (typeof STATES)[number] }),
  );
  return h("div", { class: "stack" }, target, labelled(say("untilIt"), state));
}

function secondsField(seconds: number, set: Put): HTMLElement {
  const input = textInput({
    key: "advance.seconds",
    value: `${seconds}`,
    most: 4,
    type: "number",
    changed: (text) => {
      const typed = Math.round(Number(text));
      if (typed >= 1 && typed <= MOST_SECONDS)
        set({ on: "time", seconds: typed }, "advance.seconds");
    },
  });
  input.min = "1";
  input.max = `${MOST_SECONDS}`;
  return labelled(say("seconds"), input, { help: say("secondsHelp") });
}

function eventField(desk: Desk, event: string, set: Put): HTMLElement {
  const list = freshId("events");
  const input = textInput({
    key: "advance.event",
    value: event,
    most: 100,
    changed: (name) => set({ on: "event", event: name }, "advance.event"),
  });
  input.setAttribute("list", list);
  const known = desk.vocabulary().events.map((name) => new Option(name, name));
  return h(
    "div",
    {},
    labelled(say("event"), input, { help: say("eventHelp") }),
    h("datalist", { id: list }, known),
  );
}

function pageField(rule: Rule, set: Put): HTMLElement {
  const where = whereOf(rule);
  if (where.kind === "rich") return h("p", { class: "soft" }, say("tooRich"));
  const input = textInput({
    key: "advance.page",
    value: where.kind === "pattern" ? where.pattern : "",
    most: 500,
    changed: (pattern) => set({ on: "page", rule: patternRule(pattern) }, "advance.page"),
  });
  return labelled(say("pattern"), input, { help: say("patternHelp") });
}
