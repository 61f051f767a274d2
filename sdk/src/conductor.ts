/**
 * Runs guides on this page: at most one flow at a time over all tabs, and every hint that belongs
 * here. It comes with the renderer, once the core has found that something belongs on the page.
 */

import type { Content, EventType, Rule, State, StateGuide, WireEvent } from "./contract.js";
import type { Choice } from "./eligibility/choose.js";
import type { EndedGuides } from "./eligibility/ended.js";
import { type LeaseParts, takeLease } from "./lease.js";
import type { Step } from "./rescue.js";
import type {
  Occurrence,
  Outcome,
  PageFacts,
  Renderer,
  RunHandle,
  RunSpec,
  RunState,
  StopReason,
  Undo,
} from "./seam.js";
import type { Store } from "./storage.js";

/** The run of a flow, kept for the next page of this tab. */
export interface Resume {
  user: string;
  id: string;
  version: number;
  content: string;
  run: string;
  step: string | null;
}

/** Which run and step an event of help belongs to. */
export type Place = Pick<WireEvent, "guide_id" | "version" | "run_id" | "step_id">;

/** What the core lends: it owns the rules, the storage and the wire. */
export interface ConductorParts {
  renderer: Renderer;
  /** Of this tab, under this key, lies the run to resume. */
  session: Store;
  resumeKey: string;
  ended: EndedGuides;
  /** The page is visible and not on its way out. */
  isLookedAt(): boolean;
  page(): PageFacts;
  /** Judges a page rule against the page right now. */
  holds(rule: Rule): boolean;
  /** What belongs on the page now, but for the barred. */
  choose(isBarred: (id: string) => boolean): Choice;
  mint(): string;
  content(hash: string): Promise<Content | null>;
  /** Records an event and returns its id; null when it was dropped. */
  record(type: EventType, fields: Partial<WireEvent>): string | null;
  /** Held by the one tab that shows a flow. */
  lease: LeaseParts;
  /** The flow moved; null: there is none any more. */
  moved(step: Step | null): void;
  caught(error: unknown): void;
}

export interface Conductor {
  /** Somebody else is here, or nobody: take everything away and judge anew. */
  setUser(userId: string): void;
  setState(state: State): void;
  setKilled(ids: readonly string[]): void;
  /** Judges what belongs on this page now. */
  consider(): void;
  /** The address or the title changed. On another page, what was begun before may begin again. */
  turnPage(isAnother?: boolean): void;
  show(idOrKey: string): Promise<boolean>;
  /** Another tab may have ended what runs here. */
  syncEnded(): void;
  /** Whether anything is on the page or about to be. */
  isBusy(): boolean;
  /** Takes everything off the page. */
  clear(reason: StopReason): void;
}

interface Running {
  kind: StateGuide["kind"];
  /** Null while it loads. */
  handle: RunHandle | null;
}

// One closure over what runs here; the rules of choice are in eligibility/, those of a run in flow/.
export function createConductor(parts: ConductorParts): Conductor {
  const { session, resumeKey, ended } = parts;
  const running = new Map<string, Running>();
  /** Begun on this page: nothing begins twice before the user goes on. */
  const begun = new Set<string>();
  let user = "";
  let state: State | null = null;
  let killed: readonly string[] = [];
  let path = "";
  // A flow ended on this page: the next one waits for another page.
  let isQuiet = false;

  const find = (id: string | undefined) => state?.guides.find((guide) => guide.id === id);
  const isSpent = (id: string) => killed.includes(id) || ended.has(id);
  const runningFlow = () => [...running].find(([, { kind }]) => kind === "flow")?.[0] ?? "";

  function readResume(): Resume | null {
    const kept = session.get(resumeKey) as Resume | null;
    return kept?.user === user ? kept : null;
  }

  function take(id: string, reason: StopReason): void {
    const one = running.get(id);
    running.delete(id);
    one?.handle?.stop(reason);
  }

  function consider(): void {
    if (!state || !parts.isLookedAt()) return;
    const { flow, hints } = parts.choose((id) => isSpent(id) || begun.has(id));
    for (const hint of hints) start(hint, null);
    if (runningFlow()) return;
    const resume = readResume();
    const resumed = find(resume?.id);
    if (resumed && !isSpent(resumed.id)) start(resumed, resume);
    else if (flow && !isQuiet) start(flow, null);
  }

  /** Takes away hints of another page, and those that the state doesn't list any more. */
  function sweepHints(): void {
    for (const [id, { kind }] of running) {
      const guide = find(id);
      if (kind !== "hint" || (guide && parts.holds(guide.page))) continue;
      begun.delete(id);
      take(id, "elsewhere");
    }
  }

  /** The content, once it can be drawn in its look and its words. */
  async function load(hash: string): Promise<Content | null> {
    const [content] = await Promise.all([parts.content(hash), parts.renderer.ready(state?.themes)]);
    return content;
  }

  /** Loads what the guide needs and draws it. False: not now. */
  async function start(guide: StateGuide, resume: Resume | null): Promise<boolean> {
    const { id, kind } = guide;
    // A run goes on with the version it was begun with.
    const run: Resume = resume ?? {
      user,
      id,
      version: guide.version,
      content: guide.content,
      run: guide.run?.id ?? parts.mint(),
      step: guide.run?.step_id ?? null,
    };
    const mine: Running = { kind, handle: null };
    const isWanted = () => running.get(id) === mine;
    running.set(id, mine);
    begun.add(id);
    let release: Undo | null = null;
    try {
      if (kind === "flow") {
        release = await takeLease(parts.lease);
        // Another tab shows a flow: this one asks again when the user comes to it.
        if (!release) begun.delete(id);
      }
      const content = isWanted() && (release || kind === "hint") ? await load(run.content) : null;
      if (content && state && isWanted()) {
        const spec: RunSpec = {
          guideId: id,
          version: run.version,
          runId: run.run,
          content,
          stepId: run.step,
          resumed: !!(resume ?? guide.run),
          page: guide.page,
          variables: state.variables,
          theme: guide.theme ?? "",
          decided: () => find(id)?.decided,
          session,
        };
        draw(spec, guide, run, mine, release);
        return true;
      }
    } catch (error) {
      parts.caught(error);
    }
    release?.();
    if (isWanted()) running.delete(id);
    return false;
  }

  function draw(
    spec: RunSpec,
    guide: StateGuide,
    run: Resume,
    mine: Running,
    release: Undo | null,
  ): void {
    const { id } = run;
    const place: Place = { guide_id: id, version: run.version, run_id: run.run };
    let last: string | null = null;

    const report = ({ type, ...fields }: Occurrence) => {
      last = parts.record(type, { ...place, ...fields });
    };
    const moved = ({ phase, stepId }: RunState) => {
      if (!release || phase === "ended") return;
      session.set(resumeKey, { ...run, step: stepId });
      const step = stepId ?? "";
      const usual = guide.usual_seconds?.[step];
      parts.moved({ ...place, step_id: step, usual, isShown: phase === "shown" });
    };
    const over = (outcome: Outcome) => {
      if (running.get(id) === mine) running.delete(id);
      // Taken away, it goes on later or elsewhere; failed, it was nobody's choice.
      const isOver = outcome !== "stopped" && outcome !== "failed";
      // Not again before the service has had its say.
      if (isOver && guide.frequency?.type !== "always") ended.add(id, last ?? parts.mint());
      if (!release) return;
      release();
      parts.moved(null);
      if (outcome === "stopped") return;
      session.remove(resumeKey);
      isQuiet = isOver;
      consider();
    };

    // Only flows are leased.
    const draws = release ? parts.renderer.run : parts.renderer.hint;
    mine.handle = draws(spec, { report, moved, ended: over });
  }

  const conductor: Conductor = {
    setUser(userId) {
      if (userId === user) return;
      conductor.clear("superseded");
      state = null;
      user = userId;
      path = parts.page().path;
      begun.clear();
      isQuiet = false;
    },
    setState(next) {
      state = next;
      // A changed theme shows at once, on what is there already.
      if (running.size) parts.renderer.ready(next.themes).catch(parts.caught);
      sweepHints();
      consider();
    },
    setKilled(ids) {
      killed = ids;
      if (ids.includes(readResume()?.id ?? "")) session.remove(resumeKey);
      for (const id of ids) take(id, "killed");
    },
    consider,
    turnPage(isAnother) {
      sweepHints();
      const next = parts.page().path;
      if (isAnother || next !== path) {
        path = next;
        isQuiet = false;
        begun.clear();
        for (const id of running.keys()) begun.add(id);
      }
      consider();
    },
    async show(idOrKey) {
      const guide = state?.guides.find(({ id, key }) => id === idOrKey || key === idOrKey);
      if (!guide || killed.includes(guide.id)) return false;
      if (running.has(guide.id)) return true;
      if (guide.kind === "flow") {
        take(runningFlow(), "superseded");
        session.remove(resumeKey);
      }
      return start(guide, null);
    },
    syncEnded() {
      const flow = runningFlow();
      if (!ended.has(flow)) return;
      session.remove(resumeKey);
      take(flow, "elsewhere");
    },
    isBusy: () => running.size > 0,
    clear(reason) {
      for (const id of [...running.keys()]) take(id, reason);
    },
  };
  return conductor;
}
