/** Stops a loop in the host page, or in us, from flooding the service. */

import type { WireEvent } from "../contract.js";

const PER_SECOND = 10;
const BURST = 60;
const SAME_STEP = 3;
const MINUTE = 60_000;

type Subject = Pick<WireEvent, "type" | "guide_id" | "step_id" | "at">;

/** Returns whether an event may go out. */
export function createLimiter(): (event: Subject) => boolean {
  let tokens = BURST;
  let last = 0;
  let recent: Subject[] = [];
  return (event) => {
    const { type, guide_id, step_id, at } = event;
    tokens = Math.min(BURST, tokens + (Math.max(0, at - last) / 1000) * PER_SECOND);
    last = at;
    recent = recent.filter((one) => at - one.at < MINUTE);
    const same = recent.filter(
      (one) => one.type === type && one.guide_id === guide_id && one.step_id === step_id,
    );
    if (tokens < 1 || (guide_id && same.length >= SAME_STEP)) return false;
    recent.push(event);
    tokens -= 1;
    return true;
  };
}
