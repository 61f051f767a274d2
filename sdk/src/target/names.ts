/** Accessible names, as far as telling elements apart needs them. */

import { textOf } from "./dom.js";
import { NAMED_BY_CONTENT } from "./roles.js";
import { fold } from "./text.js";

/** The accessible name, as far as a guide needs it. */
export function nameOf(element: Element, role: string, text: string): string {
  const scope = element.getRootNode() as Document | ShadowRoot;
  const labelledby = element.getAttribute("aria-labelledby");
  const said = (labelledby?.split(/\s+/) ?? [])
    .map((id) => scope.getElementById?.(id))
    .map((label) => (label ? textOf(label) : ""));
  const field = element as Partial<HTMLInputElement>;
  return (
    fold(said.join(" ")) ||
    fold(element.getAttribute("aria-label")) ||
    labelOf(element) ||
    (element.localName === "input" && role === "button" && fold(field.value)) ||
    captionOf(element) ||
    fold(element.getAttribute("alt")) ||
    (NAMED_BY_CONTENT.test(role) && (text || pictureName(element))) ||
    fold(element.getAttribute("title")) ||
    fold(element.getAttribute("placeholder"))
  );
}

/** A table's caption, a fieldset's legend. */
function captionOf(element: Element): string {
  const part = /^(table|fieldset|details)$/.test(element.localName) && element.firstElementChild;
  return part && /^(caption|legend|summary)$/.test(part.localName) ? textOf(part) : "";
}

export function labelOf(element: Element): string {
  const labels = (element as Partial<HTMLInputElement>).labels;
  return fold([...(labels ?? [])].map((label) => textOf(label)).join(" "));
}

function pictureName(element: Element): string {
  const picture = element.querySelector("img[alt],[aria-label],svg title,[title]");
  return fold(
    picture?.getAttribute("alt") ||
      picture?.getAttribute("aria-label") ||
      picture?.getAttribute("title") ||
      picture?.textContent,
  );
}
