/** A hint: a beacon or a question mark beside its target, or the target itself, opens one bubble. */

import type { Action, Effect, Match, Step } from "../contract.js";
import type { FlowAction, FlowState } from "../flow/reducer.js";
import type { RunCallbacks, RunHandle, RunSpec, Undo } from "../seam.js";
import type { LentCrew } from "./crew.js";
import { moveTo } from "./element.js";
import { tellFound } from "./found.js";
import { joinGroup, type Member, othersIn } from "./groups.js";
import type { Scene, SceneSpec } from "./scene.js";
import { clamp, type Rect } from "./solve.js";
import { EXTRA_STYLES } from "./styles-extras.js";
import { ENGLISH } from "./words-extras.js";

/** Long enough to move the pointer from the target into the bubble. */
const GRACE_MS = 300;
const BEACON = 28;

// One closure over the life of a hint: its parts share the state below and nothing else.
export function runHint(
  { host, stage, kit }: LentCrew,
  spec: RunSpec,
  callbacks: RunCallbacks,
  /** `"still"`: and stays open, whatever the pointer does. */
  openAtOnce: boolean | "still" = !!spec.isAsked,
): RunHandle & { open(): void } {
  const plan = spec.content;
  const written = plan.steps[0] as Step;
  const { title, body, buttons } = written;
  const step: Step = { ...written, ...kit.fill({ title, body, buttons }, spec.variables) };
  const { show_on, open_on, group } = plan.hint ?? { show_on: "beacon", open_on: "click" };
  /** It is only looked at: it closes by itself, and closing it commits to nothing. */
  const isPassing = open_on !== "click";
  const words = kit.wordsFor(host.language, ENGLISH);
  let state: FlowState = kit.IDLE;
  let element: Element | null = null;
  let beacon: HTMLElement | null = null;
  let scene: Scene | null = null;
  let match: Match | undefined;
  let missed = false;
  let isDismissed = false;
  let abandon: Undo = () => {};
  let detach: Undo = () => {};
  let grace: ReturnType<typeof setTimeout> | undefined;

  function dispatch(action: FlowAction): void {
    const before = state;
    const [next, news] = kit.reduce(plan, state, action);
    state = next;
    for (const occurrence of news) callbacks.report(occurrence);
    if (before.phase === next.phase && before.attempt === next.attempt) return;
    callbacks.moved(handle.state);
    if (next.phase === "waiting" || next.phase === "hidden") search(step.wait_seconds * 1000);
    if (next.phase === "ended") {
      leavePage();
      leaveGroup();
      clear();
      callbacks.ended(isDismissed ? "dismissed" : (next.outcome ?? "stopped"));
    }
  }

  const member: Member = {
    hide,
    dismiss() {
      // Never opened, it never started; closed for good it is all the same.
      isDismissed = true;
      const how = { type: "guide_dismissed", step_id: step.id, reason: "close" } as const;
      if (!state.started) callbacks.report(how);
      dispatch({ type: "dismiss", reason: "close" });
    },
  };

  /** A hint never fails: it says once that its target is missing, and goes on watching for it. */
  function search(limitMs: number | null): void {
    clear();
    const { attempt } = state;
    if (!step.target) return;
    abandon = kit.waitFor({
      fingerprint: step.target,
      limitMs,
      guard: host.guard,
      onFound(found) {
        element = found.element;
        match = kit.tellMatch(host, spec, step, found, callbacks.report);
        tellFound(spec, step.id, match, callbacks.report);
        dispatch({ type: "found", attempt });
        attach(element);
      },
      onTimeout(reason) {
        if (!missed && host.holds(spec.page)) {
          missed = true;
          callbacks.report({ type: "target_missing", step_id: step.id, reason });
        }
        search(null);
      },
    });
  }

  /** The hint is on the page, closed: it listens until somebody asks for it. */
  function attach(target: Element): void {
    const undos: Undo[] = [];
    detach = () => {
      for (const undo of undos) undo();
    };
    if (show_on !== "target") {
      beacon = makeBeacon();
      undos.push(stage.mount(beacon));
    }
    stage.dress(EXTRA_STYLES);
    const rtl = kit.styleOf(target).direction === "rtl";
    undos.push(
      kit.follow(target, host.guard, {
        onMove: (seen) => beacon && moveBeacon(beacon, seen, rtl),
        onLost: () => dispatch({ type: "lost" }),
      }),
    );
    const opener = beacon ?? target;
    const listen = (types: string, heard: () => void): void => {
      const safe = host.guard(heard);
      for (const type of types.split(" ")) {
        opener.addEventListener(type, safe);
        undos.push(() => opener.removeEventListener(type, safe));
      }
    };
    if (openAtOnce === "still") {
      show();
      return;
    }
    if (isPassing) {
      listen(open_on === "hover" ? "pointerenter focusin" : "focusin", show);
      listen(open_on === "hover" ? "pointerleave focusout" : "focusout", hideSoon);
    }
    // A press of our own button opens it in any case: a finger can't hover.
    if (!isPassing || beacon) listen("click", () => (scene && !isPassing ? hide() : show()));
    if (openAtOnce) show();
    openAtOnce = false;
  }

  function makeBeacon(): HTMLElement {
    return kit.make("button", {
      type: "button",
      class: show_on === "icon" ? "beacon icon" : "beacon",
      "data-part": "beacon",
      "aria-label": kit.say(words.hint, { title: step.title }),
      "aria-expanded": "false",
    });
  }

  function show(): void {
    clearTimeout(grace);
    if (scene || !element) return;
    for (const other of othersIn(group, member)) other.hide();
    scene = kit.openScene(stage, sceneOf(element), host.guard, false);
    beacon?.setAttribute("aria-expanded", "true");
    if (!isPassing) return;
    const { bubble } = scene;
    for (const type of ["pointerenter", "focusin"]) {
      bubble.addEventListener(type, () => clearTimeout(grace));
    }
    for (const type of ["pointerleave", "focusout"]) bubble.addEventListener(type, hideSoon);
  }

  function sceneOf(target: Element): SceneSpec {
    const { attempt } = state;
    return {
      step: { ...step, type: "tooltip" },
      element: target,
      language: step.language ?? plan.language,
      words: kit.wordsFor(host.language, kit.ENGLISH),
      variables: spec.variables,
      progress: null,
      fallback: null,
      spotlight: false,
      again: false,
      announcement: step.title,
      extra: othersIn(group, member).length ? [closeAll()] : [],
      onAction: host.guard((action: Action, also: readonly Effect[] = []) => {
        for (const effect of also) kit.actOut(host, effect);
        const intent = kit.intentOf(action);
        if (intent) dispatch(intent);
        if (action.type !== "open_url") kit.actOut(host, action);
      }),
      onClose: host.guard(() => dispatch({ type: "dismiss", reason: "close" })),
      // Looking at a tip by hovering commits to nothing; closing it by its button does.
      onEscape: () => (isPassing ? hide() : dispatch({ type: "dismiss", reason: "escape" })),
      onPainted: () => dispatch({ type: "painted", attempt, match }),
      refind: () => kit.refind(step.target),
      onLost: () => dispatch({ type: "lost" }),
    };
  }

  function closeAll(): HTMLElement {
    const button = kit.make(
      "button",
      { type: "button", class: "plain", "data-part": "close-all" },
      words.closeTips,
    );
    button.addEventListener(
      "click",
      host.guard(() => {
        for (const { dismiss } of [...othersIn(group, member), member]) dismiss();
      }),
    );
    return button;
  }

  /** Persistent while pointed at or focused, in the bubble too. */
  function hideSoon(): void {
    clearTimeout(grace);
    const look = host.guard(() => {
      const holds = open_on === "focus" ? ":focus-within" : ":hover, :focus-within";
      const held = [beacon ?? element, scene?.bubble].some((node) => node?.matches(holds));
      if (!held) hide();
    });
    grace = setTimeout(look, GRACE_MS);
  }

  function hide(): void {
    clearTimeout(grace);
    const held = scene?.hasFocus();
    scene?.close();
    scene = null;
    beacon?.setAttribute("aria-expanded", "false");
    if (held) kit.focusOn(beacon);
  }

  function clear(): void {
    hide();
    abandon();
    detach();
    abandon = detach = () => {};
    element = beacon = null;
  }

  const handle = {
    open: show,
    next: () => dispatch({ type: "next" }),
    back() {},
    goTo() {},
    stop: () => dispatch({ type: "stop" }),
    get state() {
      return { phase: state.phase, stepId: step.id };
    },
  };
  const leaveGroup = group ? joinGroup(group, member) : () => {};
  const leavePage = host.onPage(() => dispatch({ type: "retry" }));
  dispatch({ type: "start", stepId: null, resumed: spec.resumed });
  return handle;
}

/** On the outer top corner of what can be seen of the target. */
function moveBeacon(beacon: HTMLElement, seen: Rect, rtl: boolean): void {
  beacon.classList.toggle("away", !(seen.width && seen.height));
  const x = rtl ? seen.x : seen.x + seen.width;
  const left = clamp(x - BEACON / 2, 0, innerWidth - BEACON);
  moveTo(beacon.style, left, clamp(seen.y - BEACON / 2, 0, innerHeight - BEACON));
}
