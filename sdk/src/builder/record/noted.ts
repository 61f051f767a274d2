/** Reads of an element what a proposal needs, and nothing that a person has put into it. */

import { parentOf } from "../../target/dom.js";
import { capture } from "../../target/fingerprint.js";
import { INTERACTIVE, roleOf } from "../../target/roles.js";
import { retarget } from "../../target/signals.js";
import { styleOf } from "../../view/geometry.js";
import type { Kind, Noted } from "./moments.js";

/** What is typed here is nobody's business, not even that it was. */
const SECRET_COMPLETION = /^(cc-|current-password|new-password|one-time-code)/;
const SECRET_NAME =
  /passw|passphrase|card.?(num|no\b)|cvv|cvc|\bcsc\b|cc.?(num|exp)|iban|\bpin\b|\bssn\b|パスワード|暗証|カード番号|セキュリティ.?コード|口座番号|マイナンバー/i;
const TEXT_TYPES =
  /^(text|search|email|tel|url|number|date|datetime-local|month|week|time|color|)$/;

let count = 0;
const begun = Math.random().toString(36).slice(2, 8);
const keys = new WeakMap<Element, string>();

export function isSecret(element: Element): boolean {
  const { type, name, id } = element as Partial<HTMLInputElement>;
  const completion = element.getAttribute("autocomplete")?.trim().toLowerCase() ?? "";
  const said = [
    name,
    id,
    element.getAttribute("aria-label"),
    element.getAttribute("placeholder"),
    ...[...((element as Partial<HTMLInputElement>).labels ?? [])].map((label) => label.textContent),
  ];
  const isField = kindOf(element) === "field";
  return (
    type === "password" ||
    completion.split(/\s+/).some((word) => SECRET_COMPLETION.test(word)) ||
    (isField && said.some((text) => SECRET_NAME.test(text ?? "")))
  );
}

/** The control that a click on this uses; null for a spot that does nothing. */
export function usedBy(element: Element): Element | null {
  const control = retarget(element);
  if (INTERACTIVE.test(roleOf(control)) || kindOf(control) !== "control") return control;
  // The click on its field follows by itself.
  if (element.closest("label")?.control) return null;
  if (control.localName === "summary") return control;
  return lookingClickable(element);
}

/** Many pages make buttons of anything; the pointer's shape tells. */
function lookingClickable(element: Element): Element | null {
  const isHand = (node: Element): boolean => styleOf(node).cursor === "pointer";
  if (!isHand(element)) return null;
  let node = element;
  for (let around = parentOf(node); around && isHand(around); around = parentOf(around))
    node = around;
  return /^(html|body|main)$/.test(node.localName) ? null : node;
}

export function kindOf(element: Element): Kind {
  const { type, readOnly } = element as Partial<HTMLInputElement>;
  const tag = element.localName;
  const role = roleOf(element);
  if (tag === "select" || (tag === "input" && /^(range|file)$/.test(type ?? ""))) return "select";
  if (role === "checkbox" || role === "switch" || role === "menuitemcheckbox") return "toggle";
  if (/^(radio|option|tab|menuitem\w*|treeitem)$/.test(role)) return "choice";
  const isField = tag === "textarea" || (tag === "input" && TEXT_TYPES.test(type ?? ""));
  const isEditable = (element as Partial<HTMLElement>).isContentEditable;
  return (isField && !readOnly) || isEditable ? "field" : "control";
}

export function note(element: Element): Noted {
  const kind = kindOf(element);
  const fingerprint = capture(element);
  // The text of a field is what was typed into it.
  if (kind === "field") delete fingerprint.text;
  const key = keys.get(element) ?? `${begun}-${count++}`;
  keys.set(element, key);
  const { name, label, text } = fingerprint;
  return {
    key,
    fingerprint,
    role: roleOf(element),
    name: name || label || text || "",
    kind,
    submits:
      /^(submit|image)$/.test((element as Partial<HTMLInputElement>).type ?? "") &&
      !!(element as Partial<HTMLInputElement>).form,
  };
}
