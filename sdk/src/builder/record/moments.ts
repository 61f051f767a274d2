/** What is noted while the author does the task. Never a value, never a key but Enter. */

import type { Fingerprint } from "../../contract.js";

export interface Noted {
  /** The same for the same element, as long as its page stays. */
  key: string;
  fingerprint: Fingerprint;
  role: string;
  /** What it is called; empty where it has no name. */
  name: string;
  kind: Kind;
  /** Pressing it sends a form. */
  submits: boolean;
}

/** How a person uses it. */
export type Kind = "control" | "choice" | "toggle" | "select" | "field";

export type Moment =
  | { type: "click"; at: number; on: Noted; byKey: boolean }
  | { type: "input"; at: number; on: Noted }
  | { type: "enter"; at: number; on: Noted }
  | { type: "page"; at: number; path: string; title: string };

/** More than a guide can hold; what comes after is not kept. */
export const MOST_MOMENTS = 400;

/** Each key stroke is input: of those in one field in a row the first is kept, at the last one's time. */
export function append(moments: Moment[], next: Moment): Moment[] {
  const last = moments[moments.length - 1];
  const goesOn = last?.type === "input" && next.type === "input" && last.on.key === next.on.key;
  if (goesOn) return [...moments.slice(0, -1), { ...last, at: next.at }];
  return moments.length < MOST_MOMENTS ? [...moments, next] : moments;
}
