/** Runs a flow: feeds the pure reducer with what happens on the page and draws what it decides. */

import type { Action, Match, Step } from "../contract.js";
import { forward } from "../flow/branches.js";
import { type FlowAction, type FlowState, IDLE, intentOf, reduce } from "../flow/reducer.js";
import { nothing } from "../listen.js";
import type { DismissReason, RunCallbacks, RunHandle, RunSpec } from "../seam.js";
import type { Found } from "../target/find.js";
import { refind } from "../target/finder.js";
import { waitFor } from "../target/wait.js";
import { wordsFor } from "../words/load.js";
import { say } from "../words/say.js";
import { actOut } from "./act.js";
import { listenAdvance } from "./advance.js";
import type { Crew } from "./crew.js";
import { deepFocus, focusOn } from "./keys.js";
import { tellMatch } from "./match.js";
import { openScene, type Scene, type SceneSpec } from "./scene.js";
import { ENGLISH } from "./words.js";

export function runFlow({ host, stage }: Crew, spec: RunSpec, callbacks: RunCallbacks): RunHandle {
  const plan = spec.content;
  let state: FlowState = IDLE;
  let scene: Scene | null = null;
  let unlisten = nothing;
  let abandon = nothing;
  let shownOnce = spec.before;
  let focusNext = false;
  let restingFocus: Element | null = null;
  const origin = deepFocus();

  function dispatch(action: FlowAction): void {
    const before = state;
    const [next, news] = reduce(plan, state, action);
    state = next;
    for (const occurrence of news) callbacks.report(occurrence);
    if (before.phase !== next.phase || before.index !== next.index) callbacks.moved(handle.state);
    if (before.attempt !== next.attempt || before.phase !== next.phase) act(before);
  }

  function act(before: FlowState): void {
    abandon();
    const { phase, outcome } = state;
    if (scenic(state)) return;
    clear();
    if (outcome) {
      leavePage();
      callbacks.ended(outcome);
      return;
    }
    // Missed on a page where the guide doesn't belong: watch for it without a limit.
    const missed = phase === "hidden" && !scenic(before);
    search(missed ? null : step().wait_seconds * 1000);
  }

  function search(limitMs: number | null): void {
    const { attempt } = state;
    const { target, type } = step();
    if (type === "modal" || !target) {
      if (type === "modal") place(attempt);
      else dispatch({ type: "missing", attempt, away: false, reason: "not_found" });
      return;
    }
    abandon = waitFor({
      fingerprint: target,
      limitMs,
      guard: host.guard,
      onFound: (found) => place(attempt, found),
      onTimeout: (reason) =>
        dispatch({ type: "missing", attempt, away: !host.holds(spec.page), reason }),
    });
  }

  function place(attempt: number, found?: Found): void {
    dispatch({ type: "found", attempt });
    if (state.phase !== "placing" || state.attempt !== attempt) return;
    const shown = step();
    const match = found && tellMatch(host, spec, shown, found, callbacks.report);
    // Whoever went on to the page meanwhile keeps the focus there.
    const takeFocus = focusNext && deepFocus() === restingFocus;
    const scenery = sceneOf(shown, attempt, found?.element ?? null, match);
    scene = openScene(stage, scenery, host.guard, takeFocus);
    focusNext = false;
    shownOnce = shown.id;
    unlisten = listenAdvance(
      shown.advance,
      () => scene?.element() ?? null,
      host,
      () => onAction({ type: "next" }),
    );
  }

  function sceneOf(
    shown: Step,
    attempt: number,
    element: Element | null,
    match: Match | undefined,
  ): SceneSpec {
    const words = wordsFor(host.language, ENGLISH);
    const at = state.index + 1;
    const of = plan.steps.length;
    const dismiss = host.guard((reason: DismissReason) => onward({ type: "dismiss", reason }));
    return {
      step: shown,
      element,
      language: plan.language,
      words,
      variables: spec.variables,
      progress: of > 1 ? { at, of } : null,
      fallback:
        shown.advance.on !== "button" && shown.type !== "modal" ? null : at < of ? "next" : "done",
      spotlight: true,
      again: shownOnce === shown.id,
      announcement: `${of > 1 ? `${say(words.step, { at, of })}: ` : ""}${shown.title}`,
      onAction: host.guard(onAction),
      onClose: () => dismiss("close"),
      onEscape: () => dismiss("escape"),
      onPainted: () => dispatch({ type: "painted", attempt, match }),
      refind: () => refind(shown.target),
      onLost: () => dispatch({ type: "lost" }),
    };
  }

  function onAction(action: Action): void {
    const intent = intentOf(action);
    if (intent) onward(intent.type === "next" ? ahead() : intent);
    actOut(host, action);
  }

  const ahead = (): FlowAction =>
    forward(step().branches, (rule) => host.holds(rule, spec.decided?.()));

  /** A move that the person made: if they made it in the bubble, the focus goes with them. */
  function onward(intent: FlowAction): void {
    focusNext = scene?.hasFocus() ?? false;
    dispatch(intent);
  }

  function clear(): void {
    if (!scene) return;
    unlisten();
    const held = scene.hasFocus();
    scene.close();
    scene = null;
    if (held && state.phase === "ended") focusOn(origin);
    restingFocus = deepFocus();
  }

  function scenic({ phase }: FlowState): boolean {
    return phase === "placing" || phase === "shown";
  }

  function step(): Step {
    return plan.steps[state.index] as Step;
  }

  const handle: RunHandle = {
    next: () => dispatch(ahead()),
    back: () => dispatch({ type: "back" }),
    goTo: (stepId) => dispatch({ type: "go_to", stepId }),
    stop: () => dispatch({ type: "stop" }),
    get state() {
      return { phase: state.phase, stepId: step()?.id ?? null };
    },
  };
  const leavePage = host.onPage(() => dispatch({ type: "retry" }));
  dispatch({ type: "start", stepId: spec.stepId, resumed: spec.resumed });
  return handle;
}
