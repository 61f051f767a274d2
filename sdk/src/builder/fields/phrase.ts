/** What a target is, in an author's words: button «Create invoice». */

import type { Fingerprint } from "../../contract.js";
import { say } from "../words/fields.js";

const ROLES = [
  "button",
  "link",
  "textbox",
  "searchbox",
  "checkbox",
  "radio",
  "combobox",
  "tab",
  "menuitem",
  "heading",
  "img",
  "row",
  "switch",
] as const;
const LONGEST = 60;

export function phraseOf(target: Fingerprint): string {
  const known = ROLES.find((role) => role === target.role);
  const role = say(`role.${known ?? "other"}`);
  const name = target.name || target.text || target.label || target.selector || target.tag || "";
  const short = name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
  return short ? say("named", { role, name: short }) : role;
}
