/**
 * The life of a checklist as a pure state machine, beside that of a flow (flow/reducer.ts).
 *
 *     idle ─start─▶ placing ─painted─▶ shown ⇄ leaving ─gone─▶ ended
 *                                        └─last task─▶ cheering ─gone─▶ ended
 *
 * Tasks are done in any order, or in order: then one whose moment comes before its turn is
 * remembered as met, and done as soon as it is its turn.
 */

import type { Content } from "../contract.js";
import type { Occurrence, Outcome } from "../seam.js";

/** The part of a checklist that decides. */
export interface ListPlan {
  steps: readonly Pick<Content["steps"][number], "id">[];
  isOrdered: boolean;
  completesOn: Content["completes_on"];
}

export interface ListState {
  readonly phase: "idle" | "placing" | "shown" | "leaving" | "cheering" | "ended";
  /** The list is open; else it is its launcher. */
  readonly isOpen: boolean;
  /** Put aside while the person does a task: it comes back open with the next one done. */
  readonly isTucked: boolean;
  /** `guide_started` was reported, in this page or on an earlier one. */
  readonly isStarted: boolean;
  /** Its tasks were reported as seen, once in the run. */
  readonly isSeen: boolean;
  readonly done: readonly string[];
  readonly met: readonly string[];
  readonly outcome: Outcome | null;
}

export type ListAction =
  | {
      type: "start";
      isOpen: boolean;
      isSeen: boolean;
      resumed: boolean;
      done: readonly string[];
      met: readonly string[];
    }
  /** What is to be seen now, list or launcher, is painted. */
  | { type: "painted" }
  | { type: "open" | "minimise" | "tuck" }
  /** What a task waits for has come. */
  | { type: "met"; stepId: string }
  /** Done elsewhere, as on another device: the service knows already. */
  | { type: "known"; done: readonly string[] }
  | { type: "dismiss" }
  /** Dismissed by mistake. */
  | { type: "restore" }
  /** The time to think again is over, or the celebration. */
  | { type: "gone" }
  | { type: "stop" };

export type ListChange = readonly [ListState, readonly Occurrence[]];

export const LIST_IDLE: ListState = {
  phase: "idle",
  isOpen: false,
  isTucked: false,
  isStarted: false,
  isSeen: false,
  done: [],
  met: [],
  outcome: null,
};

export function reduceList(plan: ListPlan, state: ListState, action: ListAction): ListChange {
  const { phase } = state;
  const isLive = phase === "shown";
  switch (action.type) {
    case "start": {
      if (phase !== "idle") return [state, []];
      const known = (ids: readonly string[]) =>
        plan.steps.flatMap(({ id }) => (ids.includes(id) ? id : []));
      const { isOpen, isSeen, resumed } = action;
      const lists = { done: known(action.done), met: known(action.met) };
      return plan.steps.length
        ? [{ ...state, phase: "placing", isOpen, isSeen, isStarted: resumed, ...lists }, []]
        : [{ ...state, phase: "ended", outcome: "stopped" }, []];
    }
    case "painted":
      return phase === "placing" || isLive
        ? settle(plan, { ...state, phase: "shown" })
        : [state, []];
    case "open":
    case "minimise":
    case "tuck": {
      const isOpen = action.type === "open";
      const isTucked = action.type === "tuck" && (state.isOpen || state.isTucked);
      return phase === "shown" || phase === "cheering"
        ? [{ ...state, isOpen, isTucked }, []]
        : [state, []];
    }
    case "met": {
      const { stepId } = action;
      if (!isGoing(state) || isOver(state, stepId) || !plan.steps.some(({ id }) => id === stepId))
        return [state, []];
      return settle(plan, { ...state, met: [...state.met, stepId] });
    }
    case "known": {
      if (!isGoing(state)) return [state, []];
      const done = plan.steps.flatMap(({ id }) =>
        state.done.includes(id) || action.done.includes(id) ? id : [],
      );
      return done.length > state.done.length ? settle(plan, { ...state, done }) : [state, []];
    }
    case "dismiss":
      return isLive ? [{ ...state, phase: "leaving" }, []] : [state, []];
    case "restore":
      return phase === "leaving" ? settle(plan, { ...state, phase: "shown" }) : [state, []];
    case "gone":
      if (phase === "cheering") return [{ ...state, phase: "ended" }, []];
      if (phase !== "leaving") return [state, []];
      return [
        { ...state, phase: "ended", outcome: "dismissed" },
        [{ type: "guide_dismissed", step_id: current(plan, state) ?? "", reason: "close" }],
      ];
    case "stop":
      // Dismissed a moment before the page goes away is dismissed.
      if (phase === "leaving") return reduceList(plan, state, { type: "gone" });
      // A celebration that is cut short was a completion all the same.
      return [{ ...state, phase: "ended", outcome: state.outcome ?? "stopped" }, []];
  }
}

/** The first task that isn't done. */
export function current(plan: ListPlan, { done }: Pick<ListState, "done">): string | null {
  return plan.steps.find(({ id }) => !done.includes(id))?.id ?? null;
}

/** Locked: a task of an ordered list whose turn hasn't come. */
export function isLocked(plan: ListPlan, state: Pick<ListState, "done">, stepId: string): boolean {
  return plan.isOrdered && !state.done.includes(stepId) && current(plan, state) !== stepId;
}

/** What the present state lets be told: nothing before the launcher or the list has been painted. */
function settle(plan: ListPlan, state: ListState): ListChange {
  if (state.phase !== "shown") return [state, []];
  const news: Occurrence[] = state.isStarted ? [] : [{ type: "guide_started" }];
  const isSeen = state.isSeen || state.isOpen;
  if (isSeen && !state.isSeen)
    news.push(...plan.steps.map(({ id }) => ({ type: "step_seen", step_id: id }) as const));

  const done = [...state.done];
  // In the order of the list, so that one task done unlocks the next that was met before its turn.
  for (const { id } of plan.steps) {
    if (done.includes(id) || !state.met.includes(id) || isLocked(plan, { done }, id)) continue;
    done.push(id);
    news.push({ type: "step_completed", step_id: id });
  }
  const met = state.met.filter((id) => !done.includes(id));
  const returns = state.isTucked && done.length > state.done.length;
  const next: ListState = {
    ...state,
    isStarted: true,
    isSeen,
    done,
    met,
    isOpen: state.isOpen || returns,
    isTucked: state.isTucked && !returns,
  };
  if (done.length < plan.steps.length) return [next, news];
  return plan.completesOn === "goal"
    ? [{ ...next, phase: "cheering", outcome: "finished" }, news]
    : [
        { ...next, phase: "cheering", outcome: "completed" },
        [...news, { type: "guide_completed" }],
      ];
}

const isGoing = ({ phase }: ListState): boolean => /^(placing|shown|leaving)$/.test(phase);

const isOver = ({ done, met }: ListState, id: string): boolean =>
  done.includes(id) || met.includes(id);
