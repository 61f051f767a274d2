/** One line that says where the work is: saved when, waiting, or why not. */

import type { ApiError } from "../api/errors.js";
import type { Saving } from "../state/saving.js";
import { h } from "../ui/element.js";
import { say as boot } from "../words/boot.js";
import { say } from "../words/panel.js";
import { spoken } from "../words/say.js";

export interface StatusLine {
  element: HTMLElement;
  show(state: Saving, trouble: ApiError | null): void;
}

export function createStatus(now: () => number): StatusLine {
  const element = h(
    "p",
    { class: "status", role: "status", "data-part": "status", "data-phase": "saved" },
    say("savedAll"),
  );
  let savedAt: number | null = null;
  let wasSending = false;

  return {
    element,
    show(state, trouble) {
      if (wasSending && (state.phase === "saved" || state.phase === "waiting") && !state.failures)
        savedAt = now();
      wasSending = state.phase === "sending";
      const { words, tone } = wordsFor(state, trouble, savedAt);
      if (element.textContent !== words) element.textContent = words;
      element.dataset.tone = tone;
      element.dataset.phase = state.phase;
    },
  };
}

function wordsFor(
  { phase, failures }: Saving,
  trouble: ApiError | null,
  savedAt: number | null,
): { words: string; tone: "quiet" | "bad" } {
  if (failures) return { words: say("away"), tone: "bad" };
  if (phase === "clash") return { words: say("clash"), tone: "bad" };
  if (phase === "locked")
    return {
      words: boot(trouble?.trouble === "forbidden" ? "forbidden" : "sessionOver"),
      tone: "bad",
    };
  if (phase === "refused") {
    const [why] = Object.values(trouble?.fields ?? {}).flat();
    const words = why ?? trouble?.message;
    return { words: words ? say("refused", { why: words }) : say("refusedPlain"), tone: "bad" };
  }
  if (phase === "sending") return { words: say("saving"), tone: "quiet" };
  if (phase === "waiting") return { words: say("waiting"), tone: "quiet" };
  if (savedAt === null) return { words: say("savedAll"), tone: "quiet" };
  return { words: say("saved", { time: timeOf(savedAt) }), tone: "quiet" };
}

export function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString(spoken(), { hour: "2-digit", minute: "2-digit" });
}
