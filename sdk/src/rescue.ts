/** Help for somebody who seems stuck: notices, asks the service, shows at most one small card. */

import type { EventType, Offer, RescueAnswer, RescueRequest, WireEvent } from "./contract.js";
import type { Guard } from "./guard.js";
import { pageFacts } from "./page/page.js";
import type { Place } from "./running.js";
import type { Renderer, Undo } from "./seam.js";
import { watchRage } from "./signals/rage.js";
import { slowAfterMs, watchSlowStep } from "./signals/slow.js";
import type { Answer } from "./transport/http.js";

/** Between two questions to the service; it has limits of its own per page and day. */
const ASK_EVERY = 60_000;

export interface Step extends Place {
  usual: number | undefined;
  isShown: boolean;
}

export interface RescueParts {
  now(): number;
  setTimer(work: () => void, ms: number): number;
  clearTimer(id: number): void;
  guard: Guard;
  renderer(): Promise<Renderer>;
  record(type: EventType, fields: Partial<WireEvent>): unknown;
  /** Of the engine's own words. */
  language(): string;
  /** Asks the service; who asks is added. */
  ask(about: Omit<RescueRequest, "sdk" | "user_id" | "token">): Promise<Answer>;
}

export interface Rescue {
  /** Listeners stand only while help is on. */
  setEnabled(enabled: boolean): void;
  /** The flow moved to this step; null: none runs. */
  setStep(step: Step | null): void;
  /** The user asks for help. */
  open(): Promise<void>;
}

export function createRescue(parts: RescueParts): Rescue {
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
      const answer = await parts.ask({
        ...named,
        reason,
        path: pageFacts().path,
        page_title: document.title,
        language: parts.language(),
      });
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
    setEnabled(enabled) {
      isEnabled = enabled;
      if (enabled) {
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
    open: () => (isEnabled ? ask("asked") : Promise.resolve()),
  };
}
