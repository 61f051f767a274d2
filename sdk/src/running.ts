/** Puts one run on the page, and sees to it that what happens in it is told, kept and ended. */

import type { Content, EventType, Rule, StateGuide, WireEvent } from "./contract.js";
import type { Slot } from "./eligibility/choose.js";
import type { EndedGuides } from "./eligibility/ended.js";
import type { Kept, KeptRuns } from "./eligibility/kept-runs.js";
import type { LeaseParts } from "./lease.js";
import type { Step } from "./rescue.js";
import type {
  ChecklistHandle,
  Occurrence,
  Outcome,
  PageFacts,
  Renderer,
  RunHandle,
  RunSpec,
  RunState,
  Undo,
} from "./seam.js";
import type { Store } from "./storage.js";

/** Which run and step an event of help belongs to. */
export type Place = Pick<WireEvent, "guide_id" | "version" | "run_id" | "step_id">;

/** What the core lends: it owns the rules, the storage and the wire. */
export interface ConductorParts {
  renderer: Renderer;
  /** Of this tab, under this key, lies the run to resume. */
  session: Store;
  resumeKey: string;
  /** Under this key of the lease's storage lie the runs of banners and checklists. */
  runsKey: string;
  ended: EndedGuides;
  /** The page is visible and not on its way out. */
  isLookedAt(): boolean;
  page(): PageFacts;
  /** Judges a page rule against the page right now. */
  holds(rule: Rule): boolean;
  /** What comes by itself on the page now, but for the barred, in order. */
  choose(isBarred: (id: string) => boolean): StateGuide[];
  mint(): string;
  content(hash: string): Promise<Content | null>;
  /** Records an event and returns its id; null when it was dropped. */
  record(type: EventType, fields: Partial<WireEvent>): string | null;
  /** Held by the one tab that shows a leading guide. */
  lease: LeaseParts;
  /** The leading guide moved; null: there is none any more. */
  moved(step: Step | null): void;
  caught(error: unknown): void;
}

export interface Running {
  guide: StateGuide;
  slot: Slot | null | undefined;
  /** Somebody asked for it, wherever its page rule would place it. */
  isAsked: boolean;
  /** Completed: what is left of it is for those who look at it now. */
  isDone: boolean;
  /** Null while it loads. */
  handle: (RunHandle & Partial<ChecklistHandle>) | null;
}

/** What the conductor lends besides. */
interface Scope extends ConductorParts {
  running: Map<string, Running>;
  kept: KeptRuns;
  find(id: string): StateGuide | undefined;
  /** Slots in which nothing begins on this page any more. */
  quiet: Set<Slot>;
  consider(): void;
}

export type Draw = (
  content: Content,
  variables: Record<string, string>,
  run: Kept,
  mine: Running,
  /** Gives the lease back; null where none is held. */
  release: Undo | null,
) => void;

export function createDrawing(scope: Scope): Draw {
  const { running, kept, session, resumeKey, renderer, find } = scope;
  return (content, variables, run, mine, release) => {
    const { guide, slot, isAsked } = mine;
    const { id } = run;
    const place: Place = { guide_id: id, version: run.version, run_id: run.run };
    let last: string | null = null;

    /** What the next page needs to go on from here. */
    const keep = (changes: Partial<Kept>): void => {
      Object.assign(run, changes);
      if (release) session.set(resumeKey, run);
      else if (slot && run.started) kept.keep(run);
    };
    const report = ({ type, ...fields }: Occurrence): void => {
      last = scope.record(type, { ...place, ...fields });
      if (type === "step_completed" && slot === "checklist") {
        const { step_id } = fields as { step_id: string };
        keep({ done: [...new Set([...(run.done ?? []), step_id])] });
      }
      if (type !== "guide_completed") return;
      mine.isDone = true;
      // A task may have been to complete this one.
      for (const { handle } of running.values()) handle?.learn?.({ completedGuides: [guide.key] });
    };
    const moved = ({ phase, stepId, answers, others, isCompleted }: RunState): void => {
      if (phase === "ended") return;
      const started = run.started || phase === "shown";
      keep({ step: stepId, started, answers, others, isCompleted });
      if (!release) return;
      const step = stepId ?? "";
      const usual = guide.usual_seconds?.[step];
      scope.moved({ ...place, step_id: step, usual, isShown: phase === "shown" });
    };
    const over = (outcome: Outcome): void => {
      if (running.get(id) === mine) running.delete(id);
      // Taken away, it goes on later or elsewhere; failed, it was nobody's choice.
      const isOver = outcome !== "stopped" && outcome !== "failed";
      // Not again before the service has had its say.
      if (isOver && guide.frequency?.type !== "always") scope.ended.add(id, last ?? scope.mint());
      if (outcome !== "stopped" && slot && !release) kept.drop(id);
      if (isOver && slot) scope.quiet.add(slot);
      if (!release) return;
      release();
      scope.moved(null);
      if (outcome === "stopped") return;
      session.remove(resumeKey);
      scope.consider();
    };

    const told = Object.entries(run.facts ?? {}).map(([name, fact]) => [
      `event.${name}`,
      `${fact ?? ""}`,
    ]);
    const { answers, others, isCompleted } = run;
    const spec: RunSpec = {
      guideId: id,
      version: run.version,
      runId: run.run,
      content,
      stepId: run.step,
      resumed: !!run.started,
      page: guide.page,
      variables: { ...variables, ...Object.fromEntries(told) },
      theme: guide.theme ?? "",
      decided: () => (find(id) ?? guide).decided,
      session,
      answers,
      others,
      isCompleted: !!isCompleted,
      isAsked,
    };
    const callbacks = { report, moved, ended: over };
    const { done = [] } = run;
    const { completed_guides: completedGuides = [] } = guide;
    mine.handle =
      slot === "checklist"
        ? renderer.checklist(
            { ...spec, done, completedGuides, store: scope.lease.store },
            callbacks,
          )
        : (slot ? renderer.run : renderer.hint)(spec, callbacks);
  };
}
