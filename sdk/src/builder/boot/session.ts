/**
 * The session of this tab, in sessionStorage: it survives going from page to page of the site, and
 * ends with the tab. The core looks for the key to know that the builder is wanted.
 */

import type { SessionAnswer } from "../api/types.js";
import { freshId } from "../state/edit.js";

export const KEY = "guide-engine.builder";

export type Side = "left" | "right" | "bottom";

export interface Session extends SessionAnswer {
  /** Tells this tab's copies and presence from those of others. */
  tab: string;
  guide: string | null;
  step: string | null;
  side: Side;
  folded: boolean;
}

export function sessionOf(answer: SessionAnswer): Session {
  return {
    ...answer,
    tab: freshId("tab"),
    guide: answer.guide_id,
    step: null,
    side: "right",
    folded: false,
  };
}

/** Null when there is none, or when the browser denies it. */
export function readSession(): Session | null {
  try {
    const session = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return typeof session?.token === "string" ? session : null;
  } catch {
    return null;
  }
}

/** A tab that may not store it works until the next page. */
export function keepSession(session: Session): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(session));
  } catch {
    // Denied.
  }
}

export function forgetSession(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Denied.
  }
}
