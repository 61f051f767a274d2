/** The renderer chunk: loaded when there is something to show. */

import { nothing } from "./listen.js";
import type { Outcome, Renderer, RendererHost, RunHandle, Undo } from "./seam.js";
import type { LentCrew } from "./view/crew.js";
import { kit } from "./view/kit.js";
import { runFlow } from "./view/run.js";
import { createStage } from "./view/stage.js";

type Extras = typeof import("./extras.js");
type End = (outcome: Outcome) => void;

export function createRenderer(host: RendererHost): Renderer {
  const stage = createStage(host.guard);
  const crew: LentCrew = { host, stage, kit };
  /** How to take away what is on the page now. */
  const stops = new Set<Undo>();

  /** What comes with the extras chunk: until that is here, the stop stands for what is to be. */
  function later(begin: (chunk: Extras, end: End) => Undo, gone: End): Undo {
    let inner: Undo | undefined;
    const end: End = (outcome) => {
      if (stops.delete(stop)) gone(outcome);
    };
    const stop = (): void => (inner ? inner() : end("stopped"));
    stops.add(stop);
    import("./extras.js").then(
      host.guard((chunk) => {
        if (stops.has(stop)) inner = begin(chunk, end);
      }),
      () => end("failed"),
    );
    return stop;
  }

  return {
    run(spec, callbacks) {
      const stop = (): void => handle.stop("destroyed");
      stops.add(stop);
      const ended: End = (outcome) => {
        stops.delete(stop);
        callbacks.ended(outcome);
      };
      const handle = runFlow(crew, spec, { ...callbacks, ended });
      return handle;
    },
    hint(spec, callbacks) {
      let handle: RunHandle | undefined;
      const stop = later(({ runHint }, ended) => {
        handle = runHint(crew, spec, { ...callbacks, ended });
        return () => handle?.stop("destroyed");
      }, callbacks.ended);
      return {
        next: () => handle?.next(),
        back: nothing,
        goTo: nothing,
        stop,
        get state() {
          return handle?.state ?? { phase: "waiting", stepId: null };
        },
      };
    },
    offer: (offer, callbacks) =>
      later(
        ({ showOffer }, end) =>
          showOffer(crew, offer, { ...callbacks, closed: () => end("finished") }),
        () => callbacks.closed(),
      ),
    preview: async (document, options) => {
      const { drawPreview } = await import("./extras.js");
      if (crew.isStruck) throw new Error("The engine was destroyed.");
      return drawPreview(crew, document, options);
    },
    destroy() {
      crew.isStruck = true;
      crew.stopPreview?.();
      for (const stop of [...stops]) stop();
      stage.destroy();
    },
  };
}
