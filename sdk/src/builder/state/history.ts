/** Undo and redo over whole documents. Strokes of one hand on one field count as one change. */

const KEPT = 200;
/** A pause of this length ends a stroke. */
export const STROKE_MS = 1_500;

export interface History<T> {
  past: T[];
  present: T;
  future: T[];
  /** What the last change was made on, and when; null after an undo. */
  stroke: { field: string; at: number } | null;
}

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], stroke: null };
}

/** `field` names what is being changed; null never joins with what went before. */
export function record<T>(
  history: History<T>,
  next: T,
  field: string | null,
  at: number,
): History<T> {
  if (next === history.present) return history;
  const { stroke } = history;
  const joins = field !== null && stroke?.field === field && at - stroke.at < STROKE_MS;
  const past = joins ? history.past : [...history.past, history.present].slice(-KEPT);
  return { past, present: next, future: [], stroke: field === null ? null : { field, at } };
}

export function undo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const before = past.at(-1);
  if (before === undefined) return history;
  return { past: past.slice(0, -1), present: before, future: [present, ...future], stroke: null };
}

export function redo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const [after, ...rest] = future;
  if (after === undefined) return history;
  return { past: [...past, present], present: after, future: rest, stroke: null };
}
