/** A walk through the draft on the real page, drawn by the renderer that end users get. */

import type { GuideDocument } from "../../contract.js";
import type { Outcome, PreviewHandle, Renderer } from "../../seam.js";
import { points } from "../state/shapes.js";
import { say } from "../words/see.js";
import type { Scheme } from "./kept.js";

/** `missed`: it ended because its target wasn't found, and may go on from there. */
export type WalkPhase = "off" | "starting" | "there" | "away" | "missed" | "over";

export interface WalkState {
  phase: WalkPhase;
  step: string | null;
  /** How it ended, or why it didn't begin. */
  sentence: string;
}

export interface WalkParts {
  document(): GuideDocument;
  drawing(): Promise<Renderer>;
  scheme(): Scheme;
  changed(state: WalkState): void;
}

export interface Walk {
  readonly state: WalkState;
  begin(step: string | null): void;
  next(): void;
  back(): void;
  stop(): void;
}

export function createWalk(parts: WalkParts): Walk {
  let state: WalkState = { phase: "off", step: null, sentence: "" };
  let handle: PreviewHandle | null = null;
  // Only the last of several walks counts.
  let turn = 0;

  function set(next: Partial<WalkState>): void {
    state = { ...state, ...next };
    parts.changed(state);
  }

  async function begin(step: string | null): Promise<void> {
    turn += 1;
    const mine = turn;
    const isMine = (): boolean => mine === turn;
    handle?.stop();
    handle = null;
    const document = parts.document();
    const fault = faultOf(document);
    set({ phase: fault ? "over" : "starting", step, sentence: fault });
    if (fault) return;
    const scheme = parts.scheme();
    try {
      const renderer = await parts.drawing();
      if (!isMine()) return;
      const drawn = await renderer.preview(document, {
        ...(step !== null && { step }),
        ...(scheme && { scheme }),
        byPage: true,
        onStep(at, isThere) {
          if (isMine()) set({ phase: isThere ? "there" : "away", step: at });
        },
        onOver(outcome) {
          if (isMine() && outcome !== "stopped") over(outcome);
        },
      });
      if (isMine()) handle = drawn;
      else drawn.stop();
    } catch (error) {
      const why = error instanceof Error ? error.message : `${error}`;
      if (isMine()) set({ phase: "over", sentence: say("broken", { why }) });
    }
  }

  function over(outcome: Outcome): void {
    const at = parts.document().steps.find(({ id }) => id === state.step);
    if (outcome === "failed")
      set({ phase: "missed", sentence: say("missed", { title: at?.title ?? "" }) });
    else set({ phase: "over", sentence: say(outcome === "dismissed" ? "dismissed" : "completed") });
  }

  return {
    get state() {
      return state;
    },
    begin: (step) => void begin(step),
    next: () => handle?.next(),
    back: () => handle?.back(),
    stop() {
      turn += 1;
      handle?.stop();
      handle = null;
      set({ phase: "off", step: null, sentence: "" });
    },
  };
}

/** What has to be written before there is anything to walk through. */
function faultOf({ steps }: GuideDocument): string {
  if (!steps.length) return say("stepless");
  const pointless = steps.find((step) => points(step) && !step.target);
  return pointless ? say("pointless", { title: pointless.title || pointless.id }) : "";
}
