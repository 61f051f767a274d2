/**
 * Two people changed one guide: what each did since the version both began with is put together
 * step by step. Where both changed the same step differently, nobody but a person can choose.
 */

import type { GuideDocument, Step } from "../../contract.js";
import { same } from "./same.js";

/** One thing that both changed: a step (null where one side removed it) or a field of the guide. */
export type Clash =
  | { on: "step"; id: string; mine: Step | null; theirs: Step | null }
  | { on: "field"; id: Field; mine: unknown; theirs: unknown };

export type Field = Exclude<keyof GuideDocument, "steps" | "format" | "key" | "kind">;
export type Choice = "mine" | "theirs";

export interface Merge {
  /** Everything that could be put together; where the two clash, it has mine. */
  document: GuideDocument;
  clashes: Clash[];
}

export function merge(base: GuideDocument, mine: GuideDocument, theirs: GuideDocument): Merge {
  const clashes: Clash[] = [];
  const document = { ...theirs } as GuideDocument;
  for (const field of fieldsOf(base, mine, theirs)) {
    const [was, here, there] = [base[field], mine[field], theirs[field]];
    const kept = pick(was, here, there, () =>
      clashes.push({ on: "field", id: field, mine: here, theirs: there }),
    );
    if (kept === undefined) delete document[field];
    else Object.assign(document, { [field]: kept });
  }
  const steps = new Map<string, Step>();
  const [was, here, there] = [base, mine, theirs].map(byId) as [Steps, Steps, Steps];
  for (const id of new Set([...was.keys(), ...there.keys(), ...here.keys()])) {
    const [b, m, t] = [was.get(id), here.get(id), there.get(id)];
    const kept = pick(b, m, t, () =>
      clashes.push({ on: "step", id, mine: m ?? null, theirs: t ?? null }),
    );
    if (kept) steps.set(id, kept);
  }
  document.steps = order(base, mine, theirs, steps);
  return { document, clashes };
}

/** The merged document with what a person chose, clash by clash; what isn't chosen stays mine. */
export function settle(
  merged: Merge,
  choices: Record<string, Choice>,
  theirs: GuideDocument,
): GuideDocument {
  let { document } = merged;
  for (const clash of merged.clashes) {
    if (choices[clash.id] !== "theirs") continue;
    if (clash.on === "field") document = { ...document, [clash.id]: clash.theirs };
    else document = replaceStep(document, clash.id, clash.theirs, theirs);
  }
  return document;
}

type Steps = Map<string, Step>;

function byId(document: GuideDocument): Steps {
  return new Map(document.steps.map((step) => [step.id, step]));
}

/** Whoever changed it wins; when both did, and differently, the clash is told and mine stands. */
function pick<T>(was: T, mine: T, theirs: T, clash: () => void): T {
  if (same(mine, theirs) || same(was, mine)) return theirs;
  if (!same(was, theirs)) clash();
  return mine;
}

const FIXED = ["steps", "format", "key", "kind"];

function fieldsOf(...documents: GuideDocument[]): Field[] {
  const names = new Set(documents.flatMap((document) => Object.keys(document)));
  return [...names].filter((name) => !FIXED.includes(name)) as Field[];
}

/** The order of whoever reordered (mine, when both did); the other's new steps after their neighbours. */
function order(
  base: GuideDocument,
  mine: GuideDocument,
  theirs: GuideDocument,
  kept: Steps,
): Step[] {
  const moved = !same(sequence(base, mine), sequence(mine, base));
  const [lead, other] = moved ? [mine, theirs] : [theirs, mine];
  const ids = lead.steps.map((step) => step.id);
  other.steps.forEach(({ id }, place) => {
    if (ids.includes(id)) return;
    const before = other.steps
      .slice(0, place)
      .reverse()
      .find((step) => ids.includes(step.id));
    ids.splice(before ? ids.indexOf(before.id) + 1 : 0, 0, id);
  });
  return ids.flatMap((id) => kept.get(id) ?? []);
}

/** The ids of `one` that `other` has too, in the order of `one`. */
function sequence(one: GuideDocument, other: GuideDocument): string[] {
  const there = byId(other);
  return one.steps.map((step) => step.id).filter((id) => there.has(id));
}

function replaceStep(
  document: GuideDocument,
  id: string,
  step: Step | null,
  theirs: GuideDocument,
): GuideDocument {
  const steps = document.steps.filter((one) => one.id !== id);
  if (!step) return { ...document, steps };
  const at = document.steps.findIndex((one) => one.id === id);
  const place = at < 0 ? theirs.steps.findIndex((one) => one.id === id) : at;
  steps.splice(place, 0, step);
  return { ...document, steps };
}
