/**
 * The browser's own functions, kept at load: a page may replace them later by ones that throw,
 * wrap or never call back. Reading them on a server is harmless.
 */

const scope = globalThis;

export const fetchNow: typeof fetch = scope.fetch?.bind(scope);
export const setTimer = scope.setTimeout.bind(scope) as unknown as (
  work: () => void,
  ms: number,
) => number;
export const clearTimer: (id: number) => void = scope.clearTimeout.bind(scope);
export const { parse: parseJson, stringify: toJson } = JSON;
export const random = Math.random;

const clock = scope.performance;
const began = Date.now() - clock.now();

/**
 * Unix milliseconds by a clock that never jumps within a page, so that events keep their order
 * when the user sets their watch. The service corrects it by the batch's `sent_at`, which comes
 * from the same clock.
 */
export const now = (): number => Math.round(began + clock.now());
