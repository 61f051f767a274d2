/** What the builder keeps but doesn't write: named, with a link to the web editor, which does. */

import type { Step } from "../../contract.js";
import { h } from "../ui/element.js";
import { say } from "../words/fields.js";
import type { Desk } from "./desk.js";

/** Null where there is nothing of the kind. */
export function elsewhereField(desk: Desk, step: Step): HTMLElement | null {
  const { question, wait, action, buttons } = step;
  const kept = [
    question && say("asks", { what: say(`ask.${question.type}`) }),
    wait && say("waits"),
    step.type === "task" && say(action ? "taskDoes" : "taskIdle"),
    buttons.some(({ also = [] }) => also.length) && say("alsoDoes"),
  ].filter((words): words is string => !!words);
  return kept.length ? elsewhere(desk, kept) : null;
}

/** Sentences, and the way to the page that writes what they speak of. */
export function elsewhere({ editorUrl }: Desk, sentences: string[]): HTMLElement {
  return h(
    "div",
    { class: "group", "data-part": "elsewhere" },
    sentences.map((words) => h("p", { class: "soft" }, words)),
    h("a", { href: editorUrl, target: "_blank", rel: "noopener" }, say("inWebEditor")),
  );
}
