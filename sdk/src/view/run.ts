/** Runs what leads a person on: feeds the pure reducer with what happens on the page and draws what it decides. */

import type { Action, Effect, Match, Step } from "../contract.js";
import { forward } from "../flow/branches.js";
import { type FlowAction, type FlowState, IDLE, intentOf, reduce } from "../flow/reducer.js";
import { all, nothing } from "../listen.js";
import type { DismissReason, MissReason, RunCallbacks, RunHandle, RunSpec } from "../seam.js";
import type { Found } from "../target/find.js";
import { refind } from "../target/finder.js";
import { waitFor } from "../target/wait.js";
import { wordsFor } from "../words/load.js";
import { say } from "../words/say.js";
import { actOut } from "./act.js";
import { chunks, fetchAhead, fetchFor, isSurface } from "./chunks.js";
import type { LentCrew } from "./crew.js";
import { fill } from "./fill.js";
import { deepFocus, focusOn } from "./keys.js";
import { tellMatch } from "./match.js";
import { listenClick } from "./press.js";
import { openScene, type Scene, type SurfaceSpec } from "./scene.js";
import { ENGLISH } from "./words.js";

// One closure over the life of a run: its parts share the state below and nothing else.
export function runFlow(crew: LentCrew, spec: RunSpec, callbacks: RunCallbacks): RunHandle {
  const { host, stage } = crew;
  const plan = spec.content;
  let state: FlowState = IDLE;
  let scene: Scene | null = null;
  let unlisten = nothing;
  let abandon = nothing;
  let shownOnce = spec.before;
  /** The step whose moment has come. */
  let awaited = -1;
  let focusNext = false;
  let restingFocus: Element | null = null;
  const origin = deepFocus();

  function dispatch(action: FlowAction): void {
    const before = state;
    const [next, news] = reduce(plan, state, action);
    state = next;
    for (const occurrence of news) callbacks.report(occurrence);
    const isOn = before.attempt !== next.attempt || before.phase !== next.phase;
    if (isOn || before.answers !== next.answers) callbacks.moved(handle.state);
    if (isOn) act(before);
  }

  function act(before: FlowState): void {
    abandon();
    abandon = nothing;
    const { phase, outcome } = state;
    if (scenic(state)) return;
    clear();
    if (outcome) {
      leavePage();
      callbacks.ended(outcome);
      const { survey } = plan;
      if (outcome === "completed" && survey?.thanks) chunks.surfaces?.showThanks(crew, spec);
      return;
    }
    // Missed on a page where the guide doesn't belong: watch for it without a limit.
    const missed = phase === "hidden" && !scenic(before);
    const begin = whileHere(() => hold(missed ? null : step().wait_seconds * 1000));
    const coming = fetchFor(plan.kind, step());
    if (coming)
      coming.then(
        begin,
        whileHere(() => dispatch({ type: "fail", reason: "error" })),
      );
    else begin();
  }

  /** Whatever comes after the run has gone on comes to nothing. */
  function whileHere(work: () => void): () => void {
    const { attempt } = state;
    return host.guard(() => {
      if (state.attempt === attempt) work();
    });
  }

  /** A step may wait for its moment before it looks for its target. */
  function hold(limitMs: number | null): void {
    const { wait } = step();
    const { moments } = chunks;
    const come = (): void => {
      awaited = state.index;
      search(limitMs);
    };
    if (!wait || !moments || awaited === state.index) {
      search(limitMs);
      return;
    }
    const { until, limit_seconds, otherwise } = wait;
    abandon = moments.withLimit(crew, until, limit_seconds * 1000, come, () =>
      otherwise === "show" ? come() : miss("not_found", otherwise),
    );
  }

  function miss(reason: MissReason, policy?: "skip" | "stop"): void {
    const { attempt } = state;
    const away = !host.holds(spec.page);
    dispatch({ type: "missing", attempt, away, reason, ...(policy && { policy }) });
  }

  function search(limitMs: number | null): void {
    const { attempt } = state;
    const { target, type, position } = step();
    if (type === "hidden") {
      // It shows nothing: it waits where it is until it is passed.
      abandon = chunks.moments?.watchAdvance(crew, step(), goOn, miss, limitMs) ?? nothing;
    } else if (type === "tooltip" || position?.startsWith("inline")) {
      if (!target) {
        dispatch({ type: "missing", attempt, away: false, reason: "not_found" });
        return;
      }
      abandon = waitFor({
        fingerprint: target,
        limitMs,
        guard: host.guard,
        onFound: (found) => place(attempt, found),
        onTimeout: miss,
      });
    } else place(attempt);
  }

  function place(attempt: number, found?: Found): void {
    dispatch({ type: "found", attempt });
    if (state.phase !== "placing" || state.attempt !== attempt) return;
    const shown = step();
    const match = found && tellMatch(host, spec, shown, found, callbacks.report);
    // Whoever went on to the page meanwhile keeps the focus there.
    const takeFocus = focusNext && deepFocus() === restingFocus;
    const scenery = sceneOf(shown, attempt, found?.element ?? null, match);
    const { surfaces, moments } = chunks;
    const target = (): Element | null => scene?.element() ?? null;
    scene =
      surfaces && isSurface(plan.kind, shown)
        ? surfaces.openSurface(crew, scenery, takeFocus)
        : openScene(stage, scenery, host.guard, takeFocus);
    focusNext = false;
    shownOnce = shown.id;
    const pressed = shown.advance.on === "click" ? goOn : nothing;
    unlisten = all(
      (shown.blocks_target && moments?.blockTarget(crew, target, pressed)) || nothing,
      moments?.listenAdvance(crew, shown.advance, target, goOn) ??
        (pressed === goOn ? listenClick(target, host.guard(goOn)) : nothing),
    );
  }

  function sceneOf(
    shown: Step,
    attempt: number,
    element: Element | null,
    match: Match | undefined,
  ): SurfaceSpec {
    const words = wordsFor(host.language, ENGLISH);
    const { variables } = spec;
    const { title, body, buttons, question, id, type } = shown;
    const filled = fill({ title, body, buttons, ...(question && { question }) }, variables);
    const seen = plan.steps.filter((one) => one.type !== "hidden");
    const at = seen.indexOf(shown) + 1;
    const of = seen.length;
    const isLed = shown.advance.on !== "button" && type !== "modal" && !question;
    const { kind, survey, banner } = plan;
    return {
      step: { ...shown, ...filled },
      element,
      language: shown.language ?? plan.language,
      words,
      variables,
      progress: of > 1 ? { at, of } : null,
      fallback: isLed || kind === "banner" ? null : plan.steps[state.index + 1] ? "next" : "done",
      spotlight: shown.spotlight !== false,
      again: shownOnce === id,
      announcement: `${of > 1 ? `${say(words.step, { at, of })}: ` : ""}${filled.title}`,
      kind,
      look: survey ?? banner ?? {},
      answer: state.answers[id],
      other: state.others[id],
      onAction: host.guard(onAction),
      onClose: host.guard(() => dismiss("close")),
      onEscape: () => dismiss("escape"),
      onAnswer: (answer, other) => dispatch({ type: "answer", answer, other }),
      onPainted: () => dispatch({ type: "painted", attempt, match }),
      refind: () => refind(shown.target),
      onLost() {
        scene?.leave?.(false);
        dispatch({ type: "lost" });
      },
    };
  }

  const goOn = (): void => onAction({ type: "next" });
  const dismiss = (reason: DismissReason): void => onward({ type: "dismiss", reason });

  function onAction(action: Action, also: readonly Effect[] = []): void {
    const intent = intentOf(action);
    const isForward = /^(next|finish|go_to)$/.test(intent?.type ?? "");
    // A question that must be answered first says so itself.
    if (isForward && scene?.leave?.(true) === false) return;
    for (const effect of also) actOut(host, effect);
    if (intent) onward(intent.type === "next" ? ahead() : intent);
    // An address is a link, which the browser follows.
    if (action.type !== "open_url") actOut(host, action);
  }

  function ahead(): FlowAction {
    const facts = { decided: spec.decided?.(), answer: state.answers };
    return forward(step().branches, (rule) => host.holds(rule, facts));
  }

  /** A move that the person made: if they made it in the bubble, the focus goes with them. */
  function onward(intent: FlowAction): void {
    focusNext = scene?.hasFocus() ?? false;
    scene?.leave?.(false);
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
    stop() {
      scene?.leave?.(false);
      dispatch({ type: "stop" });
    },
    get state() {
      const { phase, answers, others, isCompleted } = state;
      return { phase, stepId: step()?.id ?? null, answers, others, isCompleted };
    },
  };
  const leavePage = host.onPage(() => dispatch({ type: "retry" }));
  fetchAhead(plan.kind, plan.steps);
  const { stepId, resumed, answers = {}, others = {}, isCompleted = false } = spec;
  dispatch({ type: "start", stepId, resumed, kept: { answers, others, isCompleted } });
  return handle;
}
