/**
 * Help: the panel, where there is one; and for somebody who seems stuck: notices, asks the service,
 * shows at most one small card.
 */

import type { EventType, Offer, RescueAnswer, RescueRequest, State } from "./contract.js";
import { createHelpPanel, type DeskParts } from "./help/desk.js";
import { pageFacts } from "./page/page.js";
import type { Place } from "./running.js";
import type { Undo } from "./seam.js";
import { watchRage } from "./signals/rage.js";
import { slowAfterMs, watchSlowStep } from "./signals/slow.js";
import type { Answer } from "./transport/http.js";

/** Between two questions to the service; it has limits of its own per page and day. */
const ASK_EVERY = 60_000;

export interface Step extends Place {
  usual: number | undefined;
  isShown: boolean;
}

export interface RescueParts extends Omit<DeskParts, "ask"> {
  now(): number;
  setTimer(work: () => void, ms: number): number;
  clearTimer(id: number): void;
  /** Asks the service; who asks is added. */
  ask(part: "help" | "rescue", about: object): Promise<Answer>;
}

export interface Rescue {
  /** What the state says of help; null: nothing is to be there. Listeners stand only while it is on. */
  use(state: Pick<State, "rescue" | "help" | "themes"> | null): void;
  /** The flow moved to this step; null: none runs. */
  setStep(step: Step | null): void;
  /** The user asks for help: the panel, or where there is none, the card. */
  open(): Promise<void>;
}

export function createRescue(parts: RescueParts): Rescue {
  const panel = createHelpPanel(parts);
  let isEnabled = false;
  let step: Step | null = null;
  let watched = "";
  let unwatchRage: Undo | null = null;
  let unwatchStep: Undo | null = null;
  let closeCard: Undo | null = null;
  let isAsking = false;
  let askedAt = Number.NEGATIVE_INFINITY;

  function place(): Place {
    if (!step) return {};
    const { guide_id, version, run_id, step_id } = step;
    return { guide_id, version, run_id, step_id } as Place;
  }

  function notice(reason: "rage_click" | "slow_step"): void {
    if (parts.now() - askedAt < ASK_EVERY) return;
    parts.record("stuck_detected", { ...place(), reason });
    ask(reason);
  }

  async function ask(reason: RescueRequest["reason"]): Promise<void> {
    if (closeCard || isAsking) return;
    askedAt = parts.now();
    isAsking = true;
    const where = place();
    const { version: _version, ...named } = where;
    try {
      const about: Omit<RescueRequest, "sdk" | "user_id" | "token"> = {
        ...named,
        reason,
        path: pageFacts().path,
        page_title: document.title,
        language: parts.language(),
      };
      const answer = await parts.ask("rescue", about);
      const offer = answer.status === 200 && (JSON.parse(answer.text) as RescueAnswer).offer;
      if (offer && isEnabled) await show(offer, where);
    } catch (error) {
      parts.guard.caught(error);
    } finally {
      isAsking = false;
    }
  }

  async function show(offer: Offer, where: Place): Promise<void> {
    const renderer = await parts.renderer();
    const tell = (type: EventType, thread?: string) =>
      parts.record(type, {
        ...where,
        properties: { offer_id: offer.id, ...(thread ? { thread_id: thread } : {}) },
      });
    let closed = false;
    const undo = renderer.offer(offer, {
      shown: () => tell("offer_shown"),
      opened: (thread) => tell("offer_opened", thread),
      asked: () => tell("offer_asked"),
      solved: () => tell("offer_solved"),
      declined: () => tell("offer_declined"),
      closed() {
        closed = true;
        closeCard = null;
      },
    });
    if (!closed) closeCard = undo;
  }

  function watchStep(): void {
    const key = isEnabled && step?.isShown ? `${step.run_id} ${step.step_id}` : "";
    if (key === watched) return;
    watched = key;
    unwatchStep?.();
    unwatchStep = key
      ? watchSlowStep({
          afterMs: slowAfterMs(step?.usual),
          now: parts.now,
          setTimer: parts.setTimer,
          clearTimer: parts.clearTimer,
          guard: parts.guard.wrap,
          onSlow: () => notice("slow_step"),
        })
      : null;
  }

  return {
    use(state) {
      isEnabled = !!state?.rescue.enabled;
      panel.use(state?.help, state?.themes);
      if (isEnabled) {
        unwatchRage ??= watchRage(parts.now, parts.guard.wrap, () => notice("rage_click"));
      } else {
        unwatchRage?.();
        unwatchRage = null;
        closeCard?.();
      }
      watchStep();
    },
    setStep(next) {
      step = next;
      watchStep();
    },
    async open() {
      if (!panel.open() && isEnabled) await ask("asked");
    },
  };
}
