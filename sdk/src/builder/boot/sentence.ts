/** Why something failed, as a sentence that says what to do. */

import { ApiError } from "../api/errors.js";
import { say } from "../words/boot.js";

export function sentenceFor(error: unknown, url: string): string {
  if (!(error instanceof ApiError)) return say("service");
  const { trouble, message } = error;
  if (trouble === "away") return say("away", { host: new URL(url).host });
  if (trouble === "session") return say("sessionOver");
  if (trouble === "missing") return say("missing");
  // The service speaks the author's language, and knows more.
  if (message) return message;
  if (trouble === "forbidden") return say("forbidden");
  return trouble === "too_large" ? say("tooLarge") : say("service");
}

/** Of a code that was not taken. */
export function sentenceForCode(error: unknown, url: string): string {
  const { trouble, code, status } =
    error instanceof ApiError ? error : { trouble: "service", code: "", status: 500 };
  if (status === 429) return say("tooMany");
  if (trouble === "away" || trouble === "service") return sentenceFor(error, url);
  return code === "code_elsewhere"
    ? say("otherOrigin", { origin: location.origin })
    : say("badCode");
}
