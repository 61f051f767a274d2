/** One request to the service. It never rejects: whatever goes wrong is an answer too. */

import { clearTimer, fetchNow, setTimer } from "../natives.js";

export interface Answer {
  /** 0: no answer (offline, blocked by policy or an extension, redirected, timed out). */
  status: number;
  retryAfter: string | null;
  text: string;
}

export const NO_ANSWER: Answer = { status: 0, retryAfter: null, text: "" };

/**
 * Gets, or posts a body of JSON: as text, so that no preflight is needed. The whole exchange, the
 * answer's body included, is given up after `timeoutMs`.
 */
export async function request(
  url: string,
  timeoutMs: number,
  init: Pick<RequestInit, "cache" | "keepalive"> & { body?: string } = {},
): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimer(() => abort.abort(), timeoutMs);
  try {
    const response = await fetchNow(url, {
      ...init,
      // A body of text is sent as text/plain.
      method: init.body ? "POST" : "GET",
      credentials: "omit",
      // A redirect could lead events to another origin: it comes back as status 0.
      redirect: "manual",
      referrerPolicy: "origin",
      signal: abort.signal,
    });
    return {
      status: response.status,
      retryAfter: response.headers.get("Retry-After"),
      text: await response.text(),
    };
  } catch {
    return NO_ANSWER;
  } finally {
    clearTimer(timer);
  }
}
