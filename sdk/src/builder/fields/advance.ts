/** What moves a step on besides its buttons. */

import type { Advance, Rule, Step } from "../../contract.js";
import { pageFacts } from "../../page/page.js";
import { freshId, h } from "../ui/element.js";
import { say } from "../words/fields.js";
import { type Desk, edit, notes, pointerOf } from "./desk.js";
import { choice, labelled, textInput } from "./field.js";
import { likePath, patternRule, whereOf } from "./pages.js";
import { targetField } from "./target.js";

const KINDS = ["button", "click", "input", "page", "element", "event"] as const;
type Kind = (typeof KINDS)[number];

export function advanceField(desk: Desk, step: Step): HTMLElement {
  const { advance } = step;
  const set = (next: Advance, field: string | null = null): void =>
    edit(desk, step.id, (was) => ({ ...was, advance: next }), field);
  // In the middle of the page there is no element to act on.
  const kinds = KINDS.filter((on) => step.type !== "modal" || (on !== "click" && on !== "input"));
  const start = (on: Kind): void => {
    if (on === "element") desk.pick((target) => set({ on, target }));
    else if (on === "event") set({ on, event: desk.vocabulary().events[0] ?? "" });
    else if (on === "page") set({ on, rule: patternRule(likePath(pageFacts().path)) });
    else set({ on });
  };
  const pick = choice(
    "advance.on",
    advance.on,
    kinds.map((on) => [on, say(`on.${on}`)]),
    (on) => start(on as Kind),
  );
  const at = `${pointerOf(desk.store.document, step.id)}/advance`;
  return h(
    "div",
    { class: "stack" },
    labelled(say("advance"), pick, { findings: notes(desk, at) }),
    more(desk, step, set),
  );
}

type Set = (next: Advance, field?: string | null) => void;

function more(desk: Desk, { advance }: Step, set: Set): HTMLElement | null {
  if (advance.on === "event") return eventField(desk, advance.event, set);
  if (advance.on === "page") return pageField(advance.rule, set);
  if (advance.on !== "element") return null;
  return targetField({
    key: "advance.pick",
    label: say("element"),
    target: advance.target,
    readOnly: desk.readOnly,
    findings: null,
    report: null,
    pick: () => desk.pick((target) => set({ on: "element", target })),
  });
}

function eventField(desk: Desk, event: string, set: Set): HTMLElement {
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

function pageField(rule: Rule, set: Set): HTMLElement {
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
