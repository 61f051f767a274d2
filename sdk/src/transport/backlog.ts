/**
 * The unsent events of this page and the count of what was lost, mirrored to storage at each
 * change, within bounds.
 */

import type { EventType, WireEvent } from "../contract.js";
import { toJson } from "../natives.js";
import type { Store } from "../storage.js";
import { isOrphan, type Losses, readSegment, type Segment, type Stored } from "./segment.js";

const EVENTS_KEPT = 500;
const EVENTS_KEPT_IN_MEMORY = 200;
const BYTES_KEPT = 256 * 1024;
const EVENT_BYTES = 32 * 1024;
const AGE_KEPT = 7 * 86_400_000;

/** Over the bounds these go first. */
const LOW_VALUE: EventType[] = ["page_viewed", "step_seen", "target_missing", "offer_shown"];

interface Waiting extends Stored {
  bytes: number;
}

export interface Backlog {
  /** False when it was dropped (and counted). */
  add(event: WireEvent, userId: string): boolean;
  lose(type: string, reason: string): void;
  /** Takes events out, counted as lost. */
  drop(ids: ReadonlySet<string>, reason: string): void;
  /** Takes events out: they arrived. */
  settle(ids: ReadonlySet<string>): void;
  /** Takes reported losses off the count. */
  settleLosses(reported: Losses): void;
  losses(): Losses;
  size(): { events: number; bytes: number };
  /** The oldest events of one user that `mayGo`, within the limits, without those in flight. */
  pick(mayGo: (userId: string) => boolean, events: number, bytes: number): Stored[];
  dropOld(): void;
  /** Marks what is in flight: it is neither picked again nor dropped. */
  hold(ids: ReadonlySet<string>): void;
  save(gone?: boolean): void;
  /** Takes over segments of pages that are gone. */
  adopt(): void;
}

export function createBacklog(
  store: Store,
  environment: string,
  tab: string,
  now: () => number,
): Backlog {
  const start = `queue:${environment}:`;
  const ownKey = start + tab;
  let waiting: Waiting[] = [];
  const lost: Losses = {};
  let held: ReadonlySet<string> = new Set();
  let durable = true;

  const isFree = ({ e }: Waiting) => !held.has(e.id);
  const weigh = (stored: Stored): Waiting => ({
    ...stored,
    bytes: new TextEncoder().encode(toJson(stored)).length,
  });
  const total = () => waiting.reduce((sum, { bytes }) => sum + bytes, 0);

  function lose(type: string, reason: string): void {
    const key = `${reason} ${type}`;
    lost[key] = (lost[key] ?? 0) + 1;
  }

  function trim(): void {
    let bytes = total();
    while (waiting.length > (durable ? EVENTS_KEPT : EVENTS_KEPT_IN_MEMORY) || bytes > BYTES_KEPT) {
      const low = waiting.findIndex((one) => isFree(one) && LOW_VALUE.includes(one.e.type));
      const index = low < 0 ? waiting.findIndex(isFree) : low;
      const [dropped] = index < 0 ? [] : waiting.splice(index, 1);
      if (!dropped) return;
      bytes -= dropped.bytes;
      lose(dropped.e.type, "overflow");
    }
  }

  const backlog: Backlog = {
    add(event, userId) {
      const one = weigh({ u: userId, e: event });
      const fits = one.bytes <= EVENT_BYTES;
      if (fits) {
        waiting.push(one);
        trim();
      } else {
        lose(event.type, "too_large");
      }
      backlog.save();
      return fits;
    },
    lose,
    drop(ids, reason) {
      for (const { e } of waiting) if (ids.has(e.id)) lose(e.type, reason);
      backlog.settle(ids);
    },
    settle(ids) {
      waiting = waiting.filter(({ e }) => !ids.has(e.id));
    },
    settleLosses(reported) {
      for (const [key, number] of Object.entries(reported)) {
        const left = (lost[key] ?? 0) - number;
        if (left > 0) lost[key] = left;
        else delete lost[key];
      }
    },
    losses: () => ({ ...lost }),
    size: () => ({ events: waiting.length, bytes: total() }),
    pick(mayGo, events, bytes) {
      const chosen: Waiting[] = [];
      let size = 0;
      for (const one of waiting) {
        const mine = chosen[0] ? chosen[0].u === one.u : mayGo(one.u);
        if (!mine || !isFree(one)) continue;
        size += one.bytes;
        if (chosen.length >= events || (chosen.length && size > bytes)) break;
        chosen.push(one);
      }
      return chosen;
    },
    dropOld() {
      const old = waiting.filter((one) => isFree(one) && now() - one.e.at > AGE_KEPT);
      backlog.drop(new Set(old.map(({ e }) => e.id)), "too_old");
    },
    hold(ids) {
      held = ids;
    },
    save(gone = false) {
      if (waiting.length || Object.keys(lost).length) {
        const events = waiting.map(({ u, e }) => ({ u, e }));
        durable = store.set(ownKey, { at: now(), gone, events, lost } satisfies Segment);
      } else {
        store.remove(ownKey);
      }
    },
    adopt() {
      const known = new Set(waiting.map(({ e }) => e.id));
      const adopted: string[] = [];
      for (const key of store.keys(start)) {
        const segment = readSegment(store.get(key));
        if (key === ownKey || !isOrphan(segment, now())) continue;
        adopted.push(key);
        for (const stored of segment.events) {
          if (!known.has(stored.e.id)) waiting.push(weigh(stored));
          known.add(stored.e.id);
        }
        for (const [what, count] of Object.entries(segment.lost)) {
          lost[what] = (lost[what] ?? 0) + count;
        }
      }
      waiting.sort((left, right) => left.e.at - right.e.at);
      backlog.dropOld();
      trim();
      // Ours first, theirs after: a crash in between leaves two copies rather than none.
      backlog.save();
      adopted.forEach(store.remove);
    },
  };
  return backlog;
}
