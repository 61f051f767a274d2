/** Runs a checklist: feeds the pure reducer with what happens on the page and draws what it decides. */

import type { Advance, Content, Moment, Step } from "../contract.js";
import { nothing, on } from "../listen.js";
import type { ChecklistHandle, ChecklistSpec, RunCallbacks, Undo } from "../seam.js";
import { CORNER_STYLES } from "../surfaces/styles-corner.js";
import type { LentCrew } from "../view/crew.js";
import type { Kit } from "../view/kit.js";
import { createFarewell } from "./farewell.js";
import { createLauncher } from "./launcher.js";
import type { List } from "./list.js";
import { createPanel, isByHand } from "./panel.js";
import { current, LIST_IDLE, type ListAction, type ListState, reduceList } from "./reducer.js";
import { STYLES } from "./styles.js";
import { ENGLISH } from "./words.js";

/** A celebration that nobody opened goes by itself. */
const CHEER_MS = 8_000;

/** What is remembered of a checklist on this device. */
interface Memory {
  isOpen?: boolean;
  isSeen?: boolean;
  /** Tasks whose moment came before their turn. */
  met?: readonly string[];
}

// One closure over the life of a list: its parts share the state below and nothing else.
export function runChecklist(
  crew: LentCrew,
  spec: ChecklistSpec,
  callbacks: RunCallbacks,
): ChecklistHandle {
  const { host, stage, kit } = crew;
  const content = filled(kit, spec);
  const { steps, checklist, completes_on } = content;
  const plan = { steps, isOrdered: !!checklist?.ordered, completesOn: completes_on };
  const words = kit.wordsFor(host.language, ENGLISH);
  const key = `list:${spec.guideId}`;
  const kept = (spec.store?.get(key) ?? {}) as Memory;
  const tasks = new Map<string, Undo>();
  let state: ListState = LIST_IDLE;
  let shown: Element | null = null;
  let unmount = nothing;
  let painting = nothing;
  let cheering = 0;

  const list: List = {
    content,
    plan,
    words,
    variables: spec.variables,
    left: ({ done }) =>
      kit.say(words.tasksLeft, { count: steps.length - done.length }, host.language),
  };
  const panel = createPanel(crew, list, {
    press,
    // Put aside once all is done, it is over.
    minimise: () => turn({ type: state.phase === "cheering" ? "gone" : "minimise" }),
    dismiss: () => turn({ type: "dismiss" }),
    finish: () => dispatch({ type: "gone" }),
  });
  const launcher = createLauncher(crew, list, () => turn({ type: "open" }));
  const farewell = createFarewell(crew, checklist?.position, words, {
    restore: () => turn({ type: "restore" }),
    gone: () => dispatch({ type: "gone" }),
  });

  function dispatch(action: ListAction): void {
    const before = state;
    const [next, news] = reduceList(plan, state, action);
    state = next;
    for (const occurrence of news) callbacks.report(occurrence);
    if (next === before) return;
    if (next.phase === "ended") {
      end();
      return;
    }
    remember();
    listen();
    draw(before);
    callbacks.moved(handle.state);
  }

  /** A turn that the person took: the focus goes with it. */
  function turn(action: ListAction): void {
    const held = shown?.contains(stage.focused());
    dispatch(action);
    if (held && shown) kit.focusOn(shown.querySelector("button") ?? shown);
  }

  function press(step: Step): void {
    const { action } = step;
    if (action?.type === "start_guide" || action?.type === "open_help") turn({ type: "tuck" });
    if (action) kit.actOut(host, action);
    if (isByHand(step)) dispatch({ type: "met", stepId: step.id });
  }

  function draw(before: ListState): void {
    const held = !!shown?.contains(stage.focused());
    panel.show(state);
    launcher.show(state);
    const part =
      state.phase === "leaving"
        ? farewell.element
        : state.isOpen
          ? panel.element
          : launcher.element;
    farewell.show(state.phase === "leaving");
    if (state.phase === "cheering" && before.phase !== "cheering") cheer(held);
    if (part === shown) return;
    const isFirst = !shown;
    const leave = unmount;
    painting();
    shown = part;
    unmount = stage.mount(part);
    leave();
    stage.dress(CORNER_STYLES);
    stage.dress(STYLES);
    painting = kit.afterPaint(
      host.guard(() => {
        if (isFirst && state.isOpen) stage.announce(`${checklist?.title}: ${list.left(state)}`);
        dispatch({ type: "painted" });
      }),
    );
  }

  /** Nobody has to close what they haven't opened; but it doesn't go from under the pointer. */
  function cheer(held: boolean): void {
    // The task that was just pressed is folded away.
    if (held) kit.focusFirst(panel.element);
    stage.announce(`${checklist?.title}: ${words.allDone}`);
    const look = host.guard(() => {
      if (state.isOpen) return;
      if (shown?.matches(":hover,:focus")) wait();
      else dispatch({ type: "gone" });
    });
    const wait = (): void => {
      cheering = setTimeout(look, CHEER_MS);
    };
    wait();
  }

  /** What a task waits for is listened for until it has come, in an ordered list before its turn too. */
  function listen(): void {
    for (const step of steps) {
      if (!isOver(step.id) && !tasks.has(step.id)) {
        tasks.set(step.id, nothing);
        watch(step);
      } else if (isOver(step.id)) {
        tasks.get(step.id)?.();
        tasks.set(step.id, nothing);
      }
    }
  }

  function watch(step: Step): void {
    const { advance, id } = step;
    if (isByHand(step) || advance.on === "guide") return;
    const come = (): void => dispatch({ type: "met", stepId: id });
    kit.fetchMoments().then(
      host.guard(({ watchAdvance, watchMoment }) => {
        if (state.phase === "ended" || isOver(id)) return;
        const stop = isOnPage(advance)
          ? watchMoment(crew, advance, come, true)
          : watchAdvance(crew, step, come);
        tasks.set(id, stop);
      }),
      nothing,
    );
  }

  function isOver(id: string): boolean {
    return state.done.includes(id) || state.met.includes(id);
  }

  function remember(): void {
    const { isOpen, isTucked, isSeen, met } = state;
    spec.store?.set(key, { isOpen: isOpen || isTucked, isSeen, met });
  }

  function end(): void {
    const held = shown?.contains(stage.focused());
    painting();
    clearTimeout(cheering);
    farewell.show(false);
    unlisten();
    for (const stop of tasks.values()) stop();
    tasks.clear();
    unmount();
    if (held) kit.focusOn(origin);
    callbacks.moved(handle.state);
    callbacks.ended(state.outcome ?? "stopped");
  }

  function completeGuides(keys: readonly string[]): void {
    for (const { id, advance } of steps)
      if (advance.on === "guide" && keys.includes(advance.guide_key))
        dispatch({ type: "met", stepId: id });
  }

  const origin = kit.deepFocus();
  const handle: ChecklistHandle = {
    next() {
      const stepId = current(plan, state);
      dispatch(stepId ? { type: "met", stepId } : { type: "gone" });
    },
    back: nothing,
    goTo: nothing,
    stop: () => dispatch({ type: "stop" }),
    open: () => dispatch({ type: "open" }),
    learn({ done = [], completedGuides = [] }) {
      dispatch({ type: "known", done });
      completeGuides(completedGuides);
    },
    get state() {
      const { phase } = state;
      const isThere = phase === "leaving" || phase === "cheering";
      return { phase: isThere ? "shown" : phase, stepId: current(plan, state) };
    },
  };
  const unlisten = on(
    panel.element,
    "keydown",
    host.guard((event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      turn({ type: "minimise" });
    }),
  );
  dispatch({
    type: "start",
    isOpen: spec.isAsked || (kept.isOpen ?? checklist?.start === "open"),
    isSeen: !!kept.isSeen,
    resumed: spec.resumed,
    done: spec.done,
    met: kept.met ?? [],
  });
  completeGuides(spec.completedGuides);
  return handle;
}

function isOnPage(advance: Advance): advance is Moment {
  return /^(page|event|element|value|time)$/.test(advance.on);
}

/** The guide with what is known of the person in its texts and addresses. */
function filled({ fill }: Kit, { content, variables }: ChecklistSpec): Content {
  const { checklist } = content;
  const steps = content.steps.map((step) => {
    const { title, body, action = null } = step;
    return { ...step, ...fill({ title, body, action }, variables) };
  });
  return { ...content, steps, ...(checklist && { checklist: fill(checklist, variables) }) };
}
