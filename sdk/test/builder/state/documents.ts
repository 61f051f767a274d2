/** Small guides to test with. */

import fc from "fast-check";
import type { GuideDocument, Step } from "../../../src/contract.js";

export function step(id: string, title = id): Step {
  return {
    id,
    type: "modal",
    title,
    body: { type: "doc", content: [] },
    target: null,
    placement: "auto",
    buttons: [],
    advance: { on: "button" },
    missing: "stop",
    wait_seconds: 5,
  };
}

export function guide(...steps: Step[]): GuideDocument {
  return {
    format: "guide-engine/guide@1",
    key: "a-guide",
    kind: "flow",
    name: "A guide",
    language: "en",
    steps,
    page: { all: [] },
    audience: { all: [] },
    frequency: { type: "once" },
    priority: 50,
    schedule: { starts_at: null, ends_at: null },
    goal: null,
    completes_on: "last_step",
  };
}

export const ids = (document: GuideDocument): string[] => document.steps.map(({ id }) => id);
export const titles = (document: GuideDocument): Record<string, string> =>
  Object.fromEntries(document.steps.map(({ id, title }) => [id, title]));

const IDS = ["a", "b", "c", "d", "e", "f"];
const TITLES = ["one", "two", "three"];

/** Guides that share some steps, in some order, with one of three titles each. */
export const anyGuide: fc.Arbitrary<GuideDocument> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: IDS.length }),
    fc.array(fc.constantFrom(...TITLES), { minLength: IDS.length, maxLength: IDS.length }),
    fc.constantFrom("A guide", "Another name", "A third"),
  )
  .map(([chosen, words, name]) => ({
    ...guide(...chosen.map((id, place) => step(id, words[place]))),
    name,
  }));
