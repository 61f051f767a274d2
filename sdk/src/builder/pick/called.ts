/** What an author calls an element, in their language. */

import { describe } from "../../target/assess.js";
import { innerRoot, isVisible } from "../../target/dom.js";
import { ROLES, say, sayRole } from "../words/pick.js";
import { shorten } from "./shorten.js";
import { isFrame } from "./windows.js";

/** `button «Create invoice»`. */
export function callOf(element: Element): string {
  const { role, name } = describe(element);
  const words = { role: roleWord(role, element), name: shorten(name) };
  return say(name ? "named" : "nameless", words);
}

/** The same of what holds look-alikes, given as `table Projects`. */
export function callContainer(container: string): string {
  const [role = "", ...name] = container.split(" ");
  const word = sayRole(Object.hasOwn(ROLES, role) ? (role as keyof typeof ROLES) : "element");
  return name.length ? say("named", { role: word, name: shorten(name.join(" ")) }) : word;
}

function roleWord(role: string, element: Element): string {
  const key = /^menuitem/.test(role) ? "menuitem" : role;
  if (Object.hasOwn(ROLES, key)) return sayRole(key as keyof typeof ROLES);
  if (/^(svg|canvas|picture|video)$/.test(role)) return sayRole("img");
  return sayRole(element.childElementCount || !element.textContent?.trim() ? "element" : "text");
}

/** Why only the whole of it can be picked; null where one can look inside. */
export function limitOf(element: Element): "crossOrigin" | "closedRoot" | null {
  if (isFrame(element)) return innerRoot(element) ? null : "crossOrigin";
  // A closed root can't be seen; but something is painted that isn't in the open tree.
  const isComponent = element.localName.includes("-") && element.matches(":defined");
  const isHollow =
    !element.shadowRoot && !element.childElementCount && !element.textContent?.trim();
  return isComponent && isHollow && isVisible(element) ? "closedRoot" : null;
}
