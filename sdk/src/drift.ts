/**
 * Tells the author that a target has changed, with a fingerprint taken anew. It comes from an end
 * user's page: of what surrounds the target only what names the place, never what other fields,
 * rows or people say. Once per version of a guide and step in a tab.
 */

import type { Fingerprint, Step } from "./contract.js";
import type { Occurrence, RunSpec } from "./seam.js";
import { changesOf } from "./target/changes.js";
import type { Found } from "./target/find.js";
import { capture } from "./target/fingerprint.js";

const TOLD = "drifted";
const MOST_REMEMBERED = 100;
const MOST_BYTES = 4096;
const OPEN_TO_ALL = [
  "v",
  "tag",
  "role",
  "name",
  "text",
  "attributes",
  "heading",
  "landmark",
  "ancestors",
  "ordinal",
  "icon",
  "lang",
  "scope",
  "classes",
  "box",
] as const;

export function tellDrift(
  { guideId, version, session }: RunSpec,
  { id, target }: Pick<Step, "id" | "target">,
  { element, tier, score, margin }: Found,
  report: (occurrence: Occurrence) => void,
): void {
  if (!target || !session || !hasDrifted(target, element, tier)) return;
  const kept = session.get(TOLD);
  const told = Array.isArray(kept) ? kept : [];
  const key = [guideId, version, id].join(" ");
  if (told.includes(key)) return;
  session.set(TOLD, [...told, key].slice(-MOST_REMEMBERED));
  const proposal = element.isConnected ? proposalOf(element) : null;
  const match = { tier, score, margin };
  report({ type: "target_drifted", step_id: id, match, ...(proposal && { proposal }) });
}

/** Words in another language, or typed by the user, are no change of the product. */
function hasDrifted(target: Fingerprint, element: Element, tier: Found["tier"]): boolean {
  const changes = changesOf(target, element);
  const lang = element.closest("[lang]")?.getAttribute("lang");
  if (target.lang && lang && target.lang !== lang) return changes.includes("role");
  if (!isEdited(element)) return tier === "similar" || changes.length > 0;
  return changes.some((change) => change === "role" || (change === "name" && isLabelled(element)));
}

function isLabelled(element: Element): boolean {
  return element.hasAttribute("aria-label");
}

function isEdited(element: Element): boolean {
  return (element as HTMLElement).isContentEditable;
}

/** Null when it would be too long to send. */
export function proposalOf(element: Element): Fingerprint | null {
  const taken = capture(element);
  const shared: Fingerprint = { v: taken.v };
  const keep = <K extends keyof Fingerprint>(key: K): void => {
    if (taken[key] !== undefined) shared[key] = taken[key];
  };
  OPEN_TO_ALL.forEach(keep);
  if (isEdited(element)) {
    delete shared.text;
    if (!isLabelled(element)) delete shared.name;
  }
  return new TextEncoder().encode(JSON.stringify(shared)).length > MOST_BYTES ? null : shared;
}
