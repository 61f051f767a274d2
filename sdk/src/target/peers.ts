/** Elements that stand at the same spot of each row of a list: data of the rows, though they say different things. */

import { roleOf } from "./roles.js";
import { twinsOf } from "./rows.js";

/** So many rows make a list. */
const LIST = 3;
const DEPTH = 8;

export interface Peers {
  elements: Element[];
  /** Selects them all, and is taken from the list inward. */
  selector: string;
}

/** Its look-alikes to a person: those that say the same, else its peers in the other rows. */
export function lookAlikes(element: Element): Element[] {
  const twins = twinsOf(element);
  return twins.length > 1 ? twins : (peersOf(element)?.elements ?? twins);
}

export function peersOf(element: Element): Peers | null {
  let path = "";
  let row: Element = element;
  for (let depth = 0; depth < DEPTH && row.parentElement; depth++) {
    const list: Element = row.parentElement;
    const sisters = [...list.children].filter((child) => child.localName === row.localName);
    if (sisters.length >= LIST && isRow(row)) {
      const elements = sisters.flatMap((sister) => at(sister, path, element));
      const selector = `${row.localName}${path}`;
      return elements.length >= LIST && elements.includes(element) ? { elements, selector } : null;
    }
    const place = sisters.length > 1 ? `:nth-of-type(${sisters.indexOf(row) + 1})` : "";
    path = `>${row.localName}${place}${path}`;
    row = list;
  }
  return null;
}

/** A part of a table or list, or one of several made alike. */
function isRow(part: Element): boolean {
  if (/^(tr|li|article)$/.test(part.localName)) return true;
  return /^(row|listitem|option|article)$/.test(roleOf(part));
}

function at(row: Element, path: string, like: Element): Element[] {
  const found = path ? row.querySelector(`:scope${path}`) : row;
  return found && roleOf(found) === roleOf(like) ? [found] : [];
}
