/** How long to wait after a failure. */

const FIRST = 1_000;
const LONGEST = 5 * 60_000;
const RETRY_AFTER_CAP = 60 * 60_000;
const RETRY_AFTER_UNREADABLE = 60_000;
/** Consecutive failures after which a tab asks at most once a minute. */
const CIRCUIT = 5;
const PROBE_EVERY = 60_000;

/** Full jitter: anywhere up to a bound that doubles, so that many tabs don't come back as one. */
export function backoffMs(failures: number, random: () => number): number {
  const bound = Math.min(LONGEST, FIRST * 2 ** (failures - 1));
  const wait = Math.round(bound * random());
  return failures < CIRCUIT ? wait : Math.max(wait, PROBE_EVERY);
}

/** Milliseconds of a Retry-After header, seconds or a date; 0 where there is none. */
export function retryAfterMs(header: string | null, now: number): number {
  if (!header) return 0;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? RETRY_AFTER_UNREADABLE : Math.min(Math.max(wait, 0), RETRY_AFTER_CAP);
}
