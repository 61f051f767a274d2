/** A renderer that draws nothing: tests say what the user does. */

import type { Moment } from "../../src/contract.js";
import type {
  EventFacts,
  Occurrence,
  Outcome,
  Renderer,
  RunCallbacks,
  RunSpec,
  RunState,
} from "../../src/seam.js";

export interface FakeRun {
  spec: RunSpec;
  kind: "flow" | "hint" | "checklist";
  stopped: string | null;
  show(stepId: string): void;
  move(state: RunState): void;
  report(occurrence: Occurrence): void;
  end(outcome: Outcome): void;
  /** Of a checklist: that it was opened, and what it was told. */
  asked: unknown[];
}

interface Awaited {
  moment: Moment;
  come(facts: EventFacts): void;
}

export function fakeRenderer(): Renderer & { runs: FakeRun[]; moments: Set<Awaited> } {
  const moments = new Set<Awaited>();
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
      move: callbacks.moved,
      report: callbacks.report,
      end,
      asked: [],
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
    moments,
    ready: async () => {},
    run: begin("flow"),
    hint: begin("hint"),
    checklist(spec, callbacks) {
      const handle = begin("checklist")(spec, callbacks);
      const run = runs[runs.length - 1] as FakeRun;
      return {
        ...handle,
        open: () => run.asked.push("open"),
        learn: (news) => run.asked.push(news),
      };
    },
    when(moment, come) {
      const one = { moment, come };
      moments.add(one);
      return () => moments.delete(one);
    },
    help: () => ({ open() {}, update() {}, stop() {} }),
    offer: () => () => {},
    preview: () => Promise.reject(new Error("not here")),
    destroy() {},
  };
}
