/**
 * Tells that a hint's target was found, though nobody has opened the hint: else only those who miss
 * it would be heard. Once a day per version of the guide in a tab, as a miss is counted by days.
 */

import type { Match } from "../contract.js";
import type { Occurrence, RunSpec } from "../seam.js";

const TOLD = "found";
const MOST_REMEMBERED = 100;
const DAY_MS = 86_400_000;

export function tellFound(
  { guideId, version, session }: RunSpec,
  stepId: string,
  match: Match,
  report: (occurrence: Occurrence) => void,
): void {
  if (!session) return;
  const kept = session.get(TOLD);
  const told = Array.isArray(kept) ? kept : [];
  const key = [guideId, version, Math.floor(Date.now() / DAY_MS)].join(" ");
  if (told.includes(key)) return;
  session.set(TOLD, [...told, key].slice(-MOST_REMEMBERED));
  report({ type: "target_found", step_id: stepId, match });
}
