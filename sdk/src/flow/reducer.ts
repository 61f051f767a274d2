/**
 * The life of one run as a pure state machine. The renderer feeds it what it found, painted and
 * heard; it answers with the next state and the occurrences to report.
 *
 *     idle ─start─▶ waiting ─found─▶ placing ─painted─▶ shown ─lost─▶ hidden ─found─▶ placing …
 *
 * Any of them goes to `waiting` for another step, or to `ended`, which is final.
 */

import type { Action, Answer, Content, Match } from "../contract.js";
import type { DismissReason, FailReason, MissReason, Occurrence, Outcome, Phase } from "../seam.js";

/** The part of a guide that decides where a run goes. */
export type FlowPlan = Pick<Content, "completes_on"> & {
  steps: readonly (Pick<Content["steps"][number], "id" | "missing" | "completes"> & {
    type?: Content["steps"][number]["type"];
  })[];
};

export interface FlowState {
  readonly phase: Phase;
  /** Place of the current step in the plan. */
  readonly index: number;
  /** Rises with each search for a target; answers to an older search are ignored. */
  readonly attempt: number;
  /** `guide_started` was reported, in this page or on an earlier one. */
  readonly started: boolean;
  /** `guide_completed` was reported; what follows is for those who want it. */
  readonly isCompleted: boolean;
  /** Steps painted in this page. */
  readonly seen: readonly string[];
  /** Steps passed over because their target was missing: each at most once in a run. */
  readonly skipped: readonly string[];
  /** The way here, for `back`. */
  readonly trail: readonly number[];
  /** The step the run was resumed at: it was seen on the page before. */
  readonly resumedAt: string | null;
  readonly answers: Readonly<Record<string, Answer>>;
  /** The words of one's own beside `other`. */
  readonly others: Readonly<Record<string, string>>;
  readonly outcome: Outcome | null;
}

export type FlowAction =
  | {
      type: "start";
      stepId: string | null;
      resumed: boolean;
      /** What is known of the run from before. */
      kept?: Partial<Pick<FlowState, "answers" | "others" | "isCompleted">>;
    }
  /** The target is there (or the step needs none). */
  | { type: "found"; attempt: number }
  /** The bubble is painted and visible. `match`: how its target was found. */
  | { type: "painted"; attempt: number; match?: Match | undefined }
  /** The target went away, or the page changed under it. */
  | { type: "lost" }
  /** Look again with a fresh time limit, as after a change of page. */
  | { type: "retry" }
  /**
   * The time limit passed. `away`: the user is on a page where the guide doesn't belong.
   * `policy`: it wasn't the target that was waited for.
   */
  | {
      type: "missing";
      attempt: number;
      away: boolean;
      reason: MissReason;
      policy?: "skip" | "stop";
    }
  /** The step's question was answered; an empty text or list takes the answer back. */
  | { type: "answer"; answer: Answer; other?: string | undefined }
  /** To this step where there is another of that name, else to the one that follows. */
  | { type: "next"; stepId?: string | undefined }
  | { type: "back" }
  | { type: "go_to"; stepId: string }
  | { type: "finish" }
  | { type: "dismiss"; reason: DismissReason }
  | { type: "snooze"; hours: number }
  | { type: "fail"; reason: FailReason }
  | { type: "stop" };

export type FlowChange = readonly [FlowState, readonly Occurrence[]];

export const IDLE: FlowState = {
  phase: "idle",
  index: 0,
  attempt: 0,
  started: false,
  isCompleted: false,
  seen: [],
  skipped: [],
  trail: [],
  resumedAt: null,
  answers: {},
  others: {},
  outcome: null,
};

// Longer than a function should be: it is the machine, a case for each action.
// test/flow/legal.ts says as a table where each may lead.
export function reduce(plan: FlowPlan, state: FlowState, action: FlowAction): FlowChange {
  const { phase, index, attempt, started, isCompleted, seen, skipped, trail } = state;
  const { steps } = plan;
  const step = steps[index];
  const id = step?.id ?? "";
  const stay: FlowChange = [state, []];
  const to = (changes: Partial<FlowState>, ...news: Occurrence[]): FlowChange => [
    { ...state, ...changes },
    news,
  ];
  /** Goes on under a new search; what the old one still finds is ignored. */
  const anew = (changes: Partial<FlowState>, ...news: Occurrence[]) =>
    to({ phase: "waiting", attempt: attempt + 1, ...changes }, ...news);
  const end = (outcome: Outcome, ...news: Occurrence[]) =>
    anew({ phase: "ended", outcome }, ...news);
  /** A run ends one way: one that was completed has ended already, whatever closes it. */
  const close = (outcome: Outcome, how: Occurrence, ...news: Occurrence[]) =>
    isCompleted ? end("completed", ...news) : end(outcome, ...news, how);
  const placeOf = (wanted: string | null | undefined) =>
    steps.findIndex((one) => one.id === wanted);

  if (action.type === "start") {
    if (phase !== "idle") return stay;
    const { stepId, resumed, kept } = action;
    // A step that the version doesn't have any more: begin again at the first.
    const place = Math.max(0, placeOf(stepId));
    return step
      ? anew({ index: place, started: resumed, resumedAt: resumed ? stepId : null, ...kept })
      : end("stopped");
  }
  const { attempt: answered = attempt } = action as { attempt?: number };
  if (phase === "idle" || phase === "ended" || answered !== attempt) return stay;
  const isSearching = phase === "waiting" || phase === "hidden";
  let place = steps.length;

  switch (action.type) {
    case "found":
      return isSearching ? to({ phase: "placing" }) : stay;
    case "painted": {
      if (phase !== "placing") return stay;
      const news: Occurrence[] = started ? [] : [{ type: "guide_started" }];
      const changes = { phase: "shown", started: true } as const;
      return seen.includes(id)
        ? to(changes, ...news)
        : to({ ...changes, seen: [...seen, id] }, ...news, {
            type: "step_seen",
            step_id: id,
            ...(action.match && { match: action.match }),
          });
    }
    case "lost":
      return isSearching ? stay : anew({ phase: "hidden" });
    case "retry":
      return phase === "hidden" ? anew({}) : stay;
    case "missing": {
      if (!isSearching) return stay;
      if (action.away) return anew({ phase: "hidden" });
      const { reason, policy } = action;
      const news: Occurrence[] = policy ? [] : [{ type: "target_missing", step_id: id, reason }];
      return (policy ?? step?.missing) === "skip" && steps[index + 1] && !skipped.includes(id)
        ? anew({ index: index + 1, skipped: [...skipped, id] }, ...news)
        : close(
            "failed",
            {
              type: "guide_failed",
              step_id: id,
              reason: policy ? "timed_out" : "target_missing",
            },
            ...news,
          );
    }
    case "answer": {
      const { answer, other } = action;
      const { answers, others } = state;
      return `${answers[id]}` === `${answer}` && (others[id] ?? "") === (other ?? "")
        ? stay
        : to(
            { answers: { ...answers, [id]: answer }, others: { ...others, [id]: other ?? "" } },
            { type: "question_answered", step_id: id, answer, ...(other && { other }) },
          );
    }
    case "back": {
      // What shows nothing is no place to go back to.
      const way = (trail.length ? trail : steps.slice(0, index).map((_, at) => at)).filter(
        (at) => steps[at]?.type !== "hidden",
      );
      const last = way.pop();
      return last === undefined ? stay : anew({ index: last, trail: trail.length ? way : [] });
    }
    case "dismiss":
      return started
        ? close("dismissed", { type: "guide_dismissed", step_id: id, reason: action.reason })
        : end("stopped");
    case "snooze":
      return started
        ? close("snoozed", { type: "guide_snoozed", step_id: id, hours: action.hours })
        : end("stopped");
    case "fail":
      return close("failed", { type: "guide_failed", step_id: id, reason: action.reason });
    case "stop":
      return end("stopped");
    case "next":
    case "go_to":
      place = placeOf(action.stepId);
      if (place < 0 || place === index) {
        if (action.type === "go_to") return stay;
        place = index + 1;
      }
  }

  // What is left passes the step: it counts as completed only by somebody who saw it.
  const isSeen = seen.includes(id) || state.resumedAt === id;
  const news: Occurrence[] = isSeen ? [{ type: "step_completed", step_id: id }] : [];
  const isEnd = !steps[place];
  const byGoal = plan.completes_on === "goal";
  const isMarked = steps.some(({ completes }) => completes);
  const completes = started && !byGoal && !isCompleted && (isMarked ? !!step?.completes : isEnd);
  if (completes) news.push({ type: "guide_completed" });
  const changes = { isCompleted: isCompleted || completes };
  if (!isEnd) return anew({ index: place, trail: [...trail, index], ...changes }, ...news);
  if (!started) return end("stopped");
  if (byGoal) return end("finished", ...news);
  return changes.isCompleted
    ? anew({ phase: "ended", outcome: "completed", ...changes }, ...news)
    : // Round the completing step to the end: closed on purpose, and not completed.
      end("dismissed", ...news, { type: "guide_dismissed", step_id: id, reason: "button" });
}

/** What a button's action asks of the run. Opening and starting is the renderer's to do besides. */
export function intentOf(action: Action): FlowAction | null {
  switch (action.type) {
    case "next":
    case "back":
    case "finish":
      return { type: action.type };
    case "dismiss":
      return { type: "dismiss", reason: "button" };
    case "go_to":
      return { type: "go_to", stepId: action.step_id };
    case "snooze":
      return { type: "snooze", hours: action.hours };
    case "open_url":
      // In the same tab the page goes away, so the step counts as passed; beside it the run goes on.
      return action.new_tab ? null : { type: "next" };
    case "start_guide":
      return { type: "finish" };
    default:
      return null;
  }
}
