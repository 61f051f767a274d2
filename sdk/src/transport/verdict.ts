/** What an answer to a batch of events means for the batch. */

import type { BatchAnswer } from "../contract.js";
import { parseJson } from "../natives.js";
import type { Answer } from "./http.js";

export type Verdict =
  /** Taken. Without a readable answer every event counts as taken. */
  | { kind: "accepted"; answer: BatchAnswer | null }
  /** Never to be sent again; counted as lost. `stop`: nor anything else from this page. */
  | { kind: "refused"; stop: boolean; message: string }
  /** The user's token is missing, wrong or out of date: keep everything until the next identify. */
  | { kind: "unverified"; message: string }
  /** Send it in halves. */
  | { kind: "too_large" }
  /** The service answered, and asks to come again. */
  | { kind: "retry" }
  /** Nobody answered. */
  | { kind: "unreachable" };

export function judgeAnswer(given: Answer): Verdict {
  const { status, text } = given;
  if (!status) return { kind: "unreachable" };
  if (status >= 200 && status < 300) {
    const answer = readJson(text) as BatchAnswer | null;
    return { kind: "accepted", answer: Array.isArray(answer?.results) ? answer : null };
  }
  if (status === 413) return { kind: "too_large" };
  if (status < 400 || status >= 500 || [408, 425, 429].includes(status)) return { kind: "retry" };
  const { code, message } = readError(given);
  if (code === "identity_unverified") return { kind: "unverified", message };
  return { kind: "refused", stop: [401, 403, 410].includes(status), message };
}

/** The code and the sentence of a refusal, also where the answer isn't the service's. */
export function readError({ status, text }: Answer): { code: unknown; message: string } {
  const error = (readJson(text) as { error?: Record<string, unknown> } | null)?.error;
  return { code: error?.code, message: `${error?.message ?? `the service answered ${status}.`}` };
}

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
