/** The renderer chunk: loaded when there is something to show. */

import type { Theme } from "./contract.js";
import { nothing } from "./listen.js";
import type { Look } from "./look.js";
import type {
  ChecklistHandle,
  HelpHandle,
  Outcome,
  Renderer,
  RendererHost,
  RunHandle,
  Undo,
} from "./seam.js";
import { fetchMoments } from "./view/chunks.js";
import type { LentCrew } from "./view/crew.js";
import { kit } from "./view/kit.js";
import { runFlow } from "./view/run.js";
import { createStage } from "./view/stage.js";
import { loadWords } from "./words/load.js";

type End = (outcome: Outcome) => void;

export function createRenderer(host: RendererHost): Renderer {
  const stage = createStage(host.guard);
  const crew: LentCrew = { host, stage, kit };
  /** How to take away what is on the page now. */
  const stops = new Set<Undo>();

  /** By key; "" is the environment's, and "preview" that of the preview. */
  let themes: Record<string, Theme> = {};
  let look: Look | undefined;

  async function dress(): Promise<void> {
    if (!look && !Object.keys(themes).length) return;
    const { createLook } = await import("./look.js");
    if (crew.isStruck) return;
    look ??= createLook(crew);
    look.wear(themes);
  }

  async function ready(next = themes): Promise<void> {
    const { preview } = themes;
    themes = { ...next, ...(preview && { preview }) };
    // Without its words or its look a guide is still of use.
    await Promise.all([loadWords(host.language), dress().catch(nothing)]);
  }

  /** The same with a stage that marks whose theme a part wears. */
  const as = (theme = ""): LentCrew => ({
    ...crew,
    stage: {
      ...stage,
      mount(...parts) {
        // A theme that isn't known here any more leaves the environment's.
        const key = theme in themes ? theme : "";
        for (const part of parts) part.setAttribute("data-theme", key);
        return stage.mount(...parts);
      },
    },
  });

  /** What comes with a chunk: until that is here, the stop stands for what is to be. */
  function later<C>(coming: Promise<C>, begin: (chunk: C, end: End) => Undo, gone: End): Undo {
    let inner: Undo | undefined;
    const end: End = (outcome) => {
      if (stops.delete(stop)) gone(outcome);
    };
    const stop = (): void => (inner ? inner() : end("stopped"));
    stops.add(stop);
    coming.then(
      host.guard((chunk: C) => {
        if (stops.has(stop)) inner = begin(chunk, end);
      }),
      () => end("failed"),
    );
    return stop;
  }

  /** A run that comes with a chunk. What is asked of it before is done then. */
  function lateRun<C, H extends RunHandle>(
    coming: Promise<C>,
    begin: (chunk: C, end: End) => H,
    gone: End,
  ): ChecklistHandle {
    let handle: Partial<ChecklistHandle> | undefined;
    const stop = later(
      coming,
      (chunk, end) => {
        handle = begin(chunk, end);
        return () => handle?.stop?.("destroyed");
      },
      gone,
    );
    return {
      next: () => handle?.next?.(),
      back: nothing,
      goTo: nothing,
      open: () => handle?.open?.(),
      learn: (news) => handle?.learn?.(news),
      stop,
      get state() {
        return handle?.state ?? { phase: "waiting", stepId: null };
      },
    };
  }

  return {
    ready,
    run(spec, callbacks) {
      const stop = (): void => handle.stop("destroyed");
      stops.add(stop);
      const ended: End = (outcome) => {
        stops.delete(stop);
        callbacks.ended(outcome);
      };
      const handle = runFlow(as(spec.theme), spec, { ...callbacks, ended });
      return handle;
    },
    hint: (spec, callbacks) =>
      lateRun(
        import("./extras.js"),
        ({ runHint }, ended) => runHint(as(spec.theme), spec, { ...callbacks, ended }),
        callbacks.ended,
      ),
    checklist: (spec, callbacks) =>
      lateRun(
        import("./checklist/index.js"),
        ({ runChecklist }, ended) => runChecklist(as(spec.theme), spec, { ...callbacks, ended }),
        callbacks.ended,
      ),
    when: (moment, come) =>
      later(fetchMoments(), (chunk) => chunk.watchMoment(crew, moment, come, true), nothing),
    help(look, desk) {
      let handle: HelpHandle | undefined;
      let isWanted = false;
      const begin = ({ createPanel }: typeof import("./help/index.js")): Undo => {
        handle = createPanel(as(), look, desk);
        if (isWanted) handle.open();
        return handle.stop;
      };
      return {
        stop: later(import("./help/index.js"), begin, nothing),
        open() {
          isWanted = true;
          handle?.open();
        },
        update(next) {
          look = next;
          handle?.update(next);
        },
      };
    },
    offer: (offer, callbacks) =>
      later(
        import("./extras.js"),
        ({ showOffer }, end) =>
          showOffer(as(), offer, { ...callbacks, closed: () => end("finished") }),
        () => callbacks.closed(),
      ),
    preview: async (document, options = {}) => {
      const { theme, scheme } = options;
      const { preview, ...others } = themes;
      themes =
        theme || scheme
          ? { ...others, preview: { ...theme, ...(scheme && { scheme, scheme_rules: [] }) } }
          : others;
      const [{ drawPreview }] = await Promise.all([import("./extras.js"), ready()]);
      if (crew.isStruck) throw new Error("The engine was destroyed.");
      return drawPreview(crew, as(themes.preview && "preview"), document, options);
    },
    destroy() {
      crew.isStruck = true;
      crew.stopPreview?.();
      for (const stop of [...stops]) stop();
      look?.destroy();
      stage.destroy();
    },
  };
}
