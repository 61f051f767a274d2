/** What a field holds, and whether an element can be used. */

import type { TextTest } from "../contract.js";
import type { RendererHost } from "../seam.js";

const FIELDS = "input,select,textarea,[contenteditable]";

/** The field itself, or the first one inside of what was pointed at. */
export function fieldOf(element: Element): Element {
  return element.matches(FIELDS) ? element : (element.querySelector(FIELDS) ?? element);
}

/** What it holds: of a choice what it is called as well as what it stands for; of an empty one nothing. */
export function valuesOf(field: Element): string[] {
  const { type, value, checked, selectedOptions } = field as Partial<
    HTMLInputElement & HTMLSelectElement
  >;
  const values =
    /^(checkbox|radio)$/.test(type ?? "") && !checked
      ? []
      : [value ?? field.textContent, ...[...(selectedOptions ?? [])].map((one) => one.label)];
  return values.map((one) => one?.trim() ?? "").filter((one) => one);
}

/** The same comparison as in rules: width and case of letters don't matter. */
export function passes(field: Element, test: TextTest, host: RendererHost): boolean {
  const values = valuesOf(field);
  if (test.op === "set") return values.length > 0;
  const rule = { fact: "answer.it", ...test };
  return values.some((it) => host.holds(rule, { answer: { it } }));
}

export function isUsable(element: Element): boolean {
  return !element.matches(":disabled") && !element.closest("[aria-disabled=true],[inert]");
}
