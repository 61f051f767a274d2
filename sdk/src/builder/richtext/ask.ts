/** A small form beneath the tools: where a link leads, which picture, which personal detail. */

import type { EditorView } from "prosemirror-view";
import { button } from "../ui/button.js";
import { h } from "../ui/element.js";
import { say as common } from "../words/common.js";
import { say } from "../words/text.js";

export interface Question {
  fields: { name: string; label: string; value: string; options?: [string, string][] }[];
  /** Takes the answers; a sentence says why they can't be taken. */
  apply(values: Record<string, string>): string | null;
  remove?(): void;
  /** There is a file to choose instead. */
  file?(): void;
}

export function ask(place: HTMLElement, view: EditorView, question: Question): void {
  place.querySelector(".ask")?.remove();
  const controls = question.fields.map(({ name, label, value, options }) => {
    const control = options
      ? h(
          "select",
          { class: "select", name, value },
          options.map(([key, text]) => new Option(text, key)),
        )
      : h("input", { class: "input", name, value });
    return { name, control, holder: h("label", { class: "field" }, label, control) };
  });
  const trouble = h("p", { class: "error", role: "alert" });
  const close = (): void => {
    box.remove();
    view.focus();
  };
  const apply = (): void => {
    const values = controls.map(({ name, control }) => [name, control.value.trim()]);
    const fault = question.apply(Object.fromEntries(values));
    trouble.textContent = fault;
    if (!fault) close();
  };
  const and = (work: () => void) => () => {
    close();
    work();
  };
  const { remove, file } = question;
  const onkeydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    if (event.key === "Enter" && (event.target as Element).localName === "input") apply();
    else if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
  };
  const box = h(
    "div",
    { class: "ask stack", role: "group", onkeydown },
    file && button(say("upload"), and(file), { icon: "plus" }),
    file && h("p", { class: "soft" }, say("orAddress")),
    controls.map(({ holder }) => holder),
    trouble,
    h(
      "div",
      { class: "row" },
      button(say("apply"), apply, { look: "primary" }),
      remove && button(say("remove"), and(remove), { look: "quiet" }),
      button(common("cancel"), close, { look: "quiet" }),
    ),
  );
  place.append(box);
  (file ? box.querySelector("button") : controls[0]?.control)?.focus();
}
