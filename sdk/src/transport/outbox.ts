/**
 * The durable queue of events: written to storage before it is sent, deleted after it is
 * acknowledged, and every loss counted. At any moment
 *
 *     enqueued = acknowledged + stored + reported or reportable as lost
 */

import type { Batch, BatchAnswer, EventType, WireEvent } from "../contract.js";
import { toJson } from "../natives.js";
import type { Store } from "../storage.js";
import { createBacklog } from "./backlog.js";
import { backoffMs, retryAfterMs } from "./backoff.js";
import { type Answer, NO_ANSWER } from "./http.js";
import type { Losses } from "./segment.js";
import { judgeAnswer } from "./verdict.js";

const BATCH_EVENTS = 100;
// What may be in flight while a page goes away is 64 KiB, shared with every other script on it.
const BATCH_BYTES = 48 * 1024;
const FLUSH_EVENTS = 20;
const FLUSH_BYTES = 24 * 1024;
const FLUSH_MS = 5_000;
const FLUSH_SOON_MS = 1_000;
const UNREACHABLE_TRIES = 3;
const UNREACHABLE_PAUSE = 5 * 60_000;
const LONGEST_SHARED_PAUSE = 60 * 60_000;

/** These can change what the user may see next, or bring help. */
const URGENT: EventType[] = [
  "guide_completed",
  "guide_dismissed",
  "guide_failed",
  "stuck_detected",
  "offer_solved",
  "offer_declined",
];

export interface Envelope {
  sdk: string;
  token?: string | undefined;
  revision?: number | undefined;
}

export interface OutboxParts {
  store: Store;
  /** Distinguishes environments that share the page's storage. */
  environment: string;
  /** This page. */
  tab: string;
  now(): number;
  random(): number;
  setTimer(work: () => void, ms: number): number;
  clearTimer(id: number): void;
  send(body: string, keepalive: boolean): Promise<Answer>;
  /** The last resort while the page goes away. */
  beacon(body: string): void;
  /** What goes with the events of this user; null: not now. */
  envelope(userId: string): Envelope | null;
  /** These were acknowledged. */
  acked(ids: ReadonlySet<string>, answer: BatchAnswer | null): void;
  /** The service won't take any more from this page (`stops`), or from this user without a token. */
  turnedAway(stops: boolean, message: string): void;
  /** An error of ours. */
  caught(error: unknown): void;
}

export interface Outbox {
  /** False when it was dropped (and counted). */
  add(event: WireEvent, userId: string): boolean;
  /** Counts an event that never got here. */
  lose(type: EventType, reason: string): void;
  flush(): void;
  /** The network or the user's identity is back: past failures say nothing any more. */
  retryNow(): void;
  /** The page goes away, perhaps for ever. */
  leave(): void;
  /** The page came back from the back/forward cache. */
  comeBack(): void;
  /** Takes over what pages that are gone left behind. */
  adopt(): void;
  /** Sends what it can and lets go of its timer. */
  close(): void;
}

interface Outgoing {
  body: string;
  /** How often the identity had changed when it went out. */
  asOf: number;
  ids: ReadonlySet<string>;
  reported: Losses;
}

// One closure of eight small verbs over the same state; its data lives in backlog.ts.
export function createOutbox(parts: OutboxParts): Outbox {
  const { store, now } = parts;
  const backlog = createBacklog(store, parts.environment, parts.tab, now);
  const pauseKey = `pause:${parts.environment}`;
  let sending = false;
  let timer: number | null = null;
  let dueAt = Number.POSITIVE_INFINITY;
  let pausedUntil = 0;
  let failures = 0;
  let unreachable = 0;
  let batchEvents = BATCH_EVENTS;
  let turnedAway: "stop" | "unverified" | null = null;
  let closed = false;
  // Rises with each change of identity: a refusal of the one before says nothing of this one.
  let identity = 0;

  function schedule(ms: number): void {
    const at = now() + ms;
    if (closed || turnedAway || at >= dueAt || !backlog.size().events) return;
    if (timer !== null) parts.clearTimer(timer);
    dueAt = at;
    timer = parts.setTimer(() => {
      timer = null;
      dueAt = Number.POSITIVE_INFINITY;
      flush();
    }, ms);
  }

  /** Milliseconds until this tab may send: its own pause, or one that another tab met. */
  function pauseLeft(): number {
    const shared = Number(store.get(pauseKey)) - now();
    return Math.max(pausedUntil - now(), shared <= LONGEST_SHARED_PAUSE ? shared : 0, 0);
  }

  function pause(ms: number): void {
    pausedUntil = now() + ms;
    store.set(pauseKey, pausedUntil);
    schedule(ms);
  }

  function compose(): Outgoing | null {
    const events = backlog.pick((user) => !!parts.envelope(user), batchEvents, BATCH_BYTES);
    const envelope = events[0] && parts.envelope(events[0].u);
    if (!envelope) return null;
    const reported = backlog.losses();
    const batch: Omit<Batch, keyof Envelope> & Envelope = {
      ...envelope,
      user_id: events[0]?.u as string,
      sent_at: now(),
      tab: parts.tab,
      lost: Object.entries(reported).map(([key, count]) => {
        const [reason = "", type = ""] = key.split(" ");
        return { reason, type, count };
      }),
      events: events.map(({ e }) => e),
    };
    const ids = new Set(events.map(({ e }) => e.id));
    return { body: toJson(batch), asOf: identity, ids, reported };
  }

  function flush(): void {
    if (sending || turnedAway) return;
    const wait = pauseLeft();
    if (wait > 0) {
      schedule(wait);
      return;
    }
    backlog.dropOld();
    const batch = compose();
    if (!batch) return;
    sending = true;
    backlog.hold(batch.ids);
    // After a failure without keepalive: its quota may be what failed.
    parts
      .send(batch.body, unreachable === 0)
      .catch(() => NO_ANSWER)
      .then((answer) => settle(batch, answer))
      .catch(parts.caught);
  }

  function settle(batch: Outgoing, answer: Answer): void {
    sending = false;
    backlog.hold(new Set());
    const verdict = judgeAnswer(answer);
    if (verdict.kind !== "unreachable") unreachable = 0;
    switch (verdict.kind) {
      case "accepted":
        accept(batch, verdict.answer);
        return;
      case "refused":
        failures = 0;
        backlog.drop(batch.ids, `refused_${answer.status}`);
        if (verdict.stop) turnAway("stop", verdict.message);
        else schedule(0);
        break;
      case "unverified":
        if (batch.asOf === identity) turnAway("unverified", verdict.message);
        else schedule(0);
        break;
      case "too_large":
        if (batch.ids.size === 1) backlog.drop(batch.ids, "too_large");
        else batchEvents = Math.ceil(batch.ids.size / 2);
        schedule(0);
        break;
      case "retry":
        comeAgain(retryAfterMs(answer.retryAfter, now()));
        break;
      case "unreachable":
        unreachable += 1;
        comeAgain(unreachable < UNREACHABLE_TRIES ? 0 : UNREACHABLE_PAUSE);
    }
    backlog.save(closed);
  }

  function comeAgain(atLeast: number): void {
    failures += 1;
    pause(Math.max(backoffMs(failures, parts.random), atLeast));
  }

  function accept({ ids, reported }: Outgoing, answer: BatchAnswer | null): void {
    const done = new Set(ids);
    if (answer) {
      // An event without a result wasn't taken either.
      const settled = answer.results.filter(({ status }) => status !== "retry");
      const named = new Set(settled.map(({ id }) => id));
      for (const id of ids) if (!named.has(id)) done.delete(id);
    }
    backlog.settle(done);
    backlog.settleLosses(reported);
    batchEvents = BATCH_EVENTS;
    if (done.size < ids.size) {
      comeAgain(0);
    } else {
      failures = 0;
      schedule(0);
    }
    // Stored first: whoever hears of it may end the page.
    backlog.save(closed);
    parts.acked(done, answer);
  }

  function turnAway(kind: "stop" | "unverified", message: string): void {
    turnedAway = kind;
    parts.turnedAway(kind === "stop", message);
  }

  return {
    add(event, userId) {
      if (closed || turnedAway === "stop" || !backlog.add(event, userId)) return false;
      const { events, bytes } = backlog.size();
      if (events >= FLUSH_EVENTS || bytes >= FLUSH_BYTES) schedule(0);
      else schedule(URGENT.includes(event.type) ? FLUSH_SOON_MS : FLUSH_MS);
      return true;
    },
    lose(type, reason) {
      backlog.lose(type, reason);
      backlog.save();
    },
    flush,
    retryNow() {
      if (turnedAway === "unverified") turnedAway = null;
      identity += 1;
      failures = 0;
      unreachable = 0;
      pausedUntil = 0;
      store.remove(pauseKey);
      flush();
    },
    leave() {
      if (sending && !turnedAway) {
        // A beacon has no answer, so its events stay stored and are sent again by the next page.
        const batch = compose();
        if (batch) parts.beacon(batch.body);
      } else {
        flush();
      }
      backlog.save(true);
    },
    comeBack() {
      // What another page adopted meanwhile is sent again, under the same ids.
      backlog.save();
      schedule(FLUSH_SOON_MS);
    },
    adopt() {
      backlog.adopt();
      schedule(FLUSH_SOON_MS);
    },
    close() {
      flush();
      closed = true;
      if (timer !== null) parts.clearTimer(timer);
      timer = null;
      backlog.save(true);
    },
  };
}
