/** A renderer that draws nothing: tests say what the user does. */

import type { Occurrence, Outcome, Renderer, RunCallbacks, RunSpec } from "../../src/seam.js";

export interface FakeRun {
  spec: RunSpec;
  kind: "flow" | "hint" | "checklist";
  stopped: string | null;
  show(stepId: string): void;
  report(occurrence: Occurrence): void;
  end(outcome: Outcome): void;
}

export function fakeRenderer(): Renderer & { runs: FakeRun[] } {
  const runs: FakeRun[] = [];
  const begin = (kind: FakeRun["kind"]) => (spec: RunSpec, callbacks: RunCallbacks) => {
    let over = false;
    const end = (outcome: Outcome) => {
      if (over) return;
      over = true;
      callbacks.ended(outcome);
    };
    const run: FakeRun = {
      spec,
      kind,
      stopped: null,
      show: (stepId) => callbacks.moved({ phase: "shown", stepId }),
      report: callbacks.report,
      end,
    };
    runs.push(run);
    return {
      next() {},
      back() {},
      goTo() {},
      stop(reason: string) {
        run.stopped = reason;
        end("stopped");
      },
      state: { phase: "shown" as const, stepId: null },
    };
  };
  return {
    runs,
    ready: async () => {},
    run: begin("flow"),
    hint: begin("hint"),
    checklist: (spec, callbacks) => ({
      ...begin("checklist")(spec, callbacks),
      open() {},
      learn() {},
    }),
    when: () => () => {},
    help: () => ({ open() {}, update() {}, stop() {} }),
    offer: () => () => {},
    preview: () => Promise.reject(new Error("not here")),
    destroy() {},
  };
}
