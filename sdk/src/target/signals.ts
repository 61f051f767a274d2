/** Reads the signals of one element, in the very shape that a fingerprint keeps. */

import type { Fingerprint } from "../contract.js";
import { frameOf, parentOf, piecesOf, textOf } from "./dom.js";
import { classesOf, iconOf } from "./marks.js";
import { labelOf, nameOf } from "./names.js";
import { INTERACTIVE, LANDMARK, roleOf } from "./roles.js";
import { fold, isStable, pathOf } from "./text.js";

const TEST_ID = /^data-(test|cy|qa|testid|test-id|component-id|tour|guide)/;
const KEPT = /^(id|name|type|placeholder|title|alt|aria-label|for|aria-controls)$/;
const NEIGHBOURS = 6;
const ANCESTORS = 6;

export type Signals = Omit<Fingerprint, "v" | "selector" | "hosts" | "ordinal">;

export function isTestId(attribute: string): boolean {
  return TEST_ID.test(attribute);
}

/** What the element itself says. No layout is read. */
export function ownSignals(element: Element): Signals {
  const written = roleOf(element);
  const text = textOf(element);
  const field = written ? null : loneField(element);
  // Around a lone field, such as a drawn checkbox, the field says what it is.
  const role = field && element.localName === "label" ? roleOf(field) : written;
  return {
    tag: element.localName,
    role,
    text,
    name: nameOf(element, role, text),
    attributes: attributesOf(element, field),
  };
}

/** A picture and classes, which are worth reading where little else is said. */
export function markSignals(element: Element): Signals {
  return { icon: iconOf(element), classes: classesOf(element) };
}

function attributesOf(element: Element, field: Element | null): Record<string, string> {
  const kept = stableAttributes(element);
  if (!field) return kept;
  const { type: _, ...inner } = stableAttributes(field);
  return { ...inner, ...kept };
}

const FIELDS = "input,select,textarea";

function loneField(element: Element): Element | null {
  if (element.childElementCount > 4) return null;
  const fields = element.querySelectorAll(FIELDS);
  return fields.length === 1 ? (fields[0] as Element) : null;
}

function stableAttributes(element: Element): Record<string, string> {
  const kept: Record<string, string> = {};
  let spare = 6;
  for (const { name, value } of element.attributes) {
    const wordy = name.startsWith("data-") && !isTestId(name);
    if (!(KEPT.test(name) || name.startsWith("data-")) || (wordy && --spare < 0)) continue;
    if (name === "type" || /^(placeholder|title|alt|aria-label)$/.test(name)) {
      if (value) kept[name] = fold(value);
    } else if (isStable(value) && !/[{}<>\s]/.test(value)) kept[name] = value;
  }
  const href = element.getAttribute("href");
  if (href) kept.href = pathOf(href, element.baseURI);
  const input = element as Partial<HTMLInputElement>;
  if (/^(radio|checkbox)$/.test(input.type ?? "") && isStable(input.value ?? ""))
    kept.value = input.value as string;
  return kept;
}

/** What surrounds it: read for the few elements worth a second look. */
export function contextSignals(element: Element): Signals {
  const context: Signals = { neighbours: [], ancestors: [] };
  const label = labelOf(element);
  if (label) context.label = label;
  const neighbours: string[] = [];
  let depth = 0;
  for (let node: Element | null = element; node; node = parentOf(node)) {
    if (node !== element) {
      if (depth++ < ANCESTORS) context.ancestors?.push(describe(node));
      const role = roleOf(node);
      if (!context.landmark && LANDMARK.test(role)) context.landmark = landmarkOf(node, role);
    }
    if (!context.heading) context.heading = headingBefore(node);
    if (neighbours.length < NEIGHBOURS) gatherNeighbours(node, neighbours);
    if (depth > 12) break;
  }
  if (!context.heading) delete context.heading;
  context.neighbours = neighbours;
  return context;
}

function describe(node: Element): string {
  const id = node.id && isStable(node.id) ? `#${node.id}` : "";
  const role = node.getAttribute("role");
  const test = [...node.attributes].find((attribute) => isTestId(attribute.name))?.value;
  return node.localName + (id || (test ? `[${test}]` : role ? `[${role}]` : ""));
}

/** The nearest thing around that has a name a person would use: «table», «navigation Main». */
export function landmarkAround(element: Element): string | null {
  for (let node: Element | null = element; node; node = parentOf(node)) {
    const role = roleOf(node);
    if (LANDMARK.test(role) || /^(table|list|grid|tree|tablist|menu)$/.test(role)) {
      return landmarkOf(node, role);
    }
  }
  return null;
}

function landmarkOf(node: Element, role: string): string {
  return fold(`${role} ${nameOf(node, role, "")}`);
}

/** The last heading among the earlier siblings, or the first in the same section. */
function headingBefore(node: Element): string {
  let steps = 0;
  for (
    let sibling = node.previousElementSibling;
    sibling && steps++ < 8;
    sibling = sibling.previousElementSibling
  ) {
    if (roleOf(sibling) === "heading") return textOf(sibling);
    const inner = sibling.querySelectorAll("h1,h2,h3,h4,h5,h6,legend");
    const last = inner[inner.length - 1];
    if (last) return textOf(last);
  }
  return "";
}

function gatherNeighbours(node: Element, found: string[]): void {
  let before = node.previousElementSibling;
  let after = node.nextElementSibling;
  for (let i = 0; i < 3 && found.length < NEIGHBOURS; i++) {
    for (const sibling of [before, after]) {
      for (const text of sibling ? piecesOf(sibling, null, 2) : []) {
        const short = fold(text, 40);
        if (found.length < NEIGHBOURS && !found.includes(short)) found.push(short);
      }
    }
    before = before?.previousElementSibling ?? null;
    after = after?.nextElementSibling ?? null;
  }
}

/** The element a person means when they point at something inside a control. */
export function retarget(element: Element): Element {
  let depth = 0;
  for (let node: Element | null = element; node && depth++ < 5; node = parentOf(node)) {
    if (INTERACTIVE.test(roleOf(node)) && frameOf(node) === frameOf(element)) return node;
  }
  return element;
}
