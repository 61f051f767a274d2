/** Labelled controls. Each has a key, so that the focus finds it again when the form is drawn anew. */

import { type Child, freshId, h } from "../ui/element.js";

export interface FieldLook {
  help?: string | null;
  /** What the service found about it; errors first. */
  findings?: Child;
  /** The label is for screen readers only. */
  quiet?: boolean;
}

/** Label above, help and findings beneath. */
export function labelled(
  label: string,
  control: HTMLElement,
  { help, findings, quiet }: FieldLook = {},
): HTMLElement {
  control.id ||= freshId("field");
  const notes = freshId("notes");
  if (help || findings) control.setAttribute("aria-describedby", notes);
  return h(
    "div",
    { class: "field" },
    h("label", { for: control.id, class: quiet ? "said" : null }, label),
    control,
    (help || findings) &&
      h("div", { id: notes }, help && h("p", { class: "soft" }, help), findings),
  );
}

export interface TextParts {
  key: string;
  value: string;
  most: number;
  placeholder?: string;
  type?: "text" | "number" | "date" | "search";
  invalid?: boolean;
  changed(value: string): void;
}

export function textInput(parts: TextParts): HTMLInputElement {
  const { key, value, most, placeholder, type = "text", invalid, changed } = parts;
  const input = h("input", {
    class: "input",
    type,
    value,
    placeholder,
    maxlength: type === "text" ? most : null,
    "data-key": key,
    "aria-invalid": invalid ? "true" : null,
    autocomplete: "off",
  });
  // Half a word of an input method is no change yet.
  const tell = (event: Event): void => {
    if (!(event as InputEvent).isComposing) changed(input.value);
  };
  input.addEventListener("input", tell);
  input.addEventListener("compositionend", tell);
  return input;
}

export type Options = [value: string, label: string][];

export function choice(
  key: string,
  value: string,
  options: Options | [group: string, options: Options][],
  changed: (value: string) => void,
): HTMLSelectElement {
  const option = ([name, label]: [string, string]): HTMLOptionElement => new Option(label, name);
  const children = options.map((one) =>
    Array.isArray(one[1])
      ? h("optgroup", { label: one[0] }, one[1].map(option))
      : option(one as [string, string]),
  );
  const select = h("select", { class: "select", "data-key": key }, children);
  select.value = value;
  select.addEventListener("change", () => changed(select.value));
  return select;
}

export function tick(
  key: string,
  label: string,
  checked: boolean,
  changed: (checked: boolean) => void,
): HTMLElement {
  const box = h("input", { type: "checkbox", "data-key": key });
  box.checked = checked;
  box.addEventListener("change", () => changed(box.checked));
  return h("label", { class: "tick" }, box, label);
}

/** A few things of which one holds, side by side. */
export function segments(
  key: string,
  label: string,
  value: string,
  options: Options,
  changed: (value: string) => void,
): HTMLElement {
  const name = freshId("choice");
  const radios = options.map(([one, words]) => {
    const radio = h("input", { type: "radio", name, value: one, "data-key": `${key}.${one}` });
    radio.checked = one === value;
    radio.addEventListener("change", () => changed(one));
    return h("label", { class: "segment" }, radio, h("span", {}, words));
  });
  return h("fieldset", { class: "segments" }, h("legend", {}, label), radios);
}
