/** What a person would notice has changed about a target since it was taken. */

import type { Fingerprint } from "../contract.js";
import { ownSignals } from "./signals.js";
import { comparable } from "./text.js";

export type Change = "text" | "role" | "name";

export function changesOf(wanted: Fingerprint, element: Element): Change[] {
  const seen = ownSignals(element);
  const differs = (key: Change): boolean =>
    wanted[key] !== undefined && comparable(wanted[key]) !== comparable(seen[key]);
  return (["text", "role", "name"] as const).filter(differs);
}
