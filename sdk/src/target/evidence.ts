/** Compares what a fingerprint keeps with what an element shows, signal by signal. Pure. */

import type { Fingerprint } from "../contract.js";
import { roleLikeness } from "./roles.js";
import type { Signals } from "./signals.js";
import { exactly, likeness } from "./text.js";

export type Signal =
  | "name"
  | "named"
  | "alone"
  | "other"
  | "role"
  | "tag"
  | "testid"
  | "id"
  | "field"
  | "href"
  | "value"
  | "type"
  | "hint"
  | "data"
  | "icon"
  | "classes"
  | "label"
  | "heading"
  | "landmark"
  | "neighbours"
  | "ancestors"
  | "row"
  | "twin"
  | "path"
  | "place"
  | "chosen"
  | "box";

/** How far a signal agrees, 0…1. What neither side has, or only one can have, is no evidence. */
export type Evidence = [signal: Signal, agreement: number];

const TEST_ID = /^data-(test|cy|qa|component-id|tour|guide)/;

/** What the element says itself. `spoken`: its words can be compared (the page isn't translated). */
export function ownEvidence(wanted: Fingerprint, seen: Signals, spoken = true): Evidence[] {
  const found: Evidence[] = [];
  const add = (signal: Signal, agreement: number): void => {
    found.push([signal, agreement]);
  };
  const sameRole = (wanted.role ?? "") === (seen.role ?? "");
  // Where the role changed the tag had to: that is one change, not two.
  if (wanted.tag && sameRole) add("tag", Number(wanted.tag === seen.tag));
  if (wanted.role || wanted.tag) add("role", roleLikeness(wanted.role ?? "", seen.role ?? ""));
  if (spoken) {
    const left = callings(wanted);
    const right = callings(seen);
    if (left.length && right.length) add("name", callLikeness(wanted, seen));
    // A name lost or won: from words to a picture, or the other way round.
    else if (left.length || (right.length && wanted.tag)) add("named", becameName(wanted, seen));
  }
  if (spoken && isNeighbour(wanted, seen)) add("other", 0);
  found.push(...attributeEvidence(wanted.attributes ?? {}, seen.attributes ?? {}, spoken));
  return found;
}

function attributeEvidence(
  left: Record<string, string>,
  right: Record<string, string>,
  spoken: boolean,
): Evidence[] {
  const found: Evidence[] = [];
  const both = (signal: Signal, name: string, alike = 0): void => {
    if (!(name in left && name in right)) return;
    const same = left[name] === right[name];
    found.push([signal, same ? 1 : alike * likeness(left[name], right[name])]);
  };
  const ids = testIds(left);
  const others = testIds(right);
  if (ids.length && others.length) {
    found.push(["testid", Number(ids.some((id) => others.includes(id)))]);
  }
  if (left.id && right.id) found.push(["id", idLikeness(left.id, right.id)]);
  both("field", "name", 0.5);
  both("field", "for", 0.5);
  both("href", "href", 0.6);
  both("value", "value");
  both("type", "type");
  if (spoken) {
    both("hint", "placeholder", 1);
    both("hint", "title", 1);
  }
  const data = Object.keys(left).filter((name) => name.startsWith("data-") && !TEST_ID.test(name));
  const kept = data.filter((name) => name in right);
  if (kept.length) {
    const same = kept.filter((name) => left[name] === right[name]).length;
    found.push(["data", same / kept.length]);
  }
  return found;
}

/** The same, or the other with something put on ("groups_add", "groups_add_link"). */
function idLikeness(left: string, right: string): number {
  if (left === right) return 1;
  return left.startsWith(right) || right.startsWith(left) ? 0.6 : 0.3 * likeness(left, right);
}

/** Test ids under whatever attribute: those get renamed, their values seldom. */
function testIds(attributes: Record<string, string>): string[] {
  return Object.keys(attributes)
    .filter((name) => TEST_ID.test(name))
    .map((name) => attributes[name] as string);
}

/** What is read for the few that are worth a second look. */
export function contextEvidence(wanted: Fingerprint, seen: Signals, spoken = true): Evidence[] {
  const found: Evidence[] = [];
  if (wanted.icon && seen.icon) found.push(["icon", Number(wanted.icon === seen.icon)]);
  if (wanted.classes?.length) {
    const kept = wanted.classes.filter((name) => seen.classes?.includes(name)).length;
    found.push(["classes", kept / wanted.classes.length]);
  }
  if (spoken) {
    if (wanted.label && seen.label) found.push(["label", likeness(wanted.label, seen.label)]);
    if (wanted.heading && seen.heading)
      found.push(["heading", likeness(wanted.heading, seen.heading)]);
    if (wanted.neighbours?.length)
      found.push(["neighbours", shared(wanted.neighbours, seen.neighbours ?? [])]);
  }
  if (wanted.landmark && seen.landmark)
    found.push(["landmark", likeness(wanted.landmark, seen.landmark)]);
  if (wanted.ancestors?.length)
    found.push(["ancestors", inOrder(wanted.ancestors, seen.ancestors ?? [])]);
  return found;
}

function callings(signals: Signals): string[] {
  return [...new Set([signals.name, signals.text])].filter((one): one is string => Boolean(one));
}

/** Names and texts, across: an icon button may have been given words, or words a fuller title. */
export function callLikeness(wanted: Signals, seen: Signals): number {
  const left = callings(wanted);
  const right = callings(seen);
  const best = (one: string[], other: (string | undefined)[]): number =>
    Math.max(0, ...one.flatMap((a) => other.map((b) => likeness(a, b))));
  const alike = Math.max(
    best(left, right),
    0.9 * best(left, [seen.attributes?.title]),
    0.9 * best(right, [wanted.attributes?.title]),
  );
  // Both show words, and other ones: «Edit», called "Edit user ada", is not the link «ada».
  const shows = wanted.text && seen.text ? likeness(wanted.text, seen.text) : 1;
  return shows < 0.3 ? 0.7 * alike : alike;
}

/** What stood beside it then isn't it now. */
function isNeighbour(wanted: Fingerprint, { name, text }: Signals): boolean {
  const said = exactly(text || name);
  if (!said || said === exactly(wanted.text) || said === exactly(wanted.name)) return false;
  return (wanted.neighbours ?? []).some((beside) => exactly(beside) === said);
}

/** The text that stood beside it has been made its name. */
function becameName({ neighbours = [] }: Fingerprint, { name, text }: Signals): number {
  return name && !text && neighbours.some((beside) => likeness(beside, name) > 0.9) ? 1 : 0;
}

/** The share of the wanted texts found again, in any order. */
function shared(wanted: string[], seen: string[]): number {
  const best = wanted.map((text) => Math.max(0, ...seen.map((other) => likeness(text, other))));
  return best.reduce((sum, value) => sum + value, 0) / wanted.length;
}

/** The share of the wanted path found again in order; a named ancestor counts three times. */
function inOrder(wanted: string[], seen: string[]): number {
  let from = 0;
  let found = 0;
  let most = 0;
  for (const step of wanted) {
    const weight = /[#[]/.test(step) ? 3 : 1;
    most += weight;
    const at = seen.indexOf(step, from);
    if (at >= 0) {
      found += weight;
      from = at + 1;
    }
  }
  return found / most;
}
