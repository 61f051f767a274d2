/**
 * Runs guides on this page: of those that lead at most one over all tabs, one banner, one checklist,
 * and every hint that belongs here. It comes with the renderer, once the core has found that
 * something belongs on the page.
 */

import type { Content, State, StateGuide } from "./contract.js";
import { nextIn, type Slot, slotOf } from "./eligibility/choose.js";
import { createKeptRuns, type Kept } from "./eligibility/kept-runs.js";
import { takeLease } from "./lease.js";
import { type ConductorParts, createDrawing, type Running } from "./running.js";
import type { EventFacts, StopReason, Undo } from "./seam.js";

export type { ConductorParts };

export interface Conductor {
  /** Somebody else is here, or nobody: take everything away and judge anew. */
  setUser(userId: string): void;
  setState(state: State): void;
  setKilled(ids: readonly string[]): void;
  /** Judges what belongs on this page now. */
  consider(): void;
  /** The address or the title changed. On another page, what was begun before may begin again. */
  turnPage(isAnother?: boolean): void;
  /** Shows a guide now: one of the state's by id or key, or one that the service gave besides. */
  show(guide: string | StateGuide, variables?: Record<string, string>): Promise<boolean>;
  /** Another tab may have ended what runs here. */
  syncEnded(): void;
  /** Whether anything is on the page or about to be. */
  isBusy(): boolean;
  /** Takes everything off the page. */
  clear(reason: StopReason): void;
}

// One closure over what runs here; the rules of choice are in eligibility/, those of a run in flow/.
export function createConductor(parts: ConductorParts): Conductor {
  const { session, resumeKey, ended, renderer } = parts;
  const running = new Map<string, Running>();
  /** Begun on this page: nothing begins twice before the user goes on. */
  const begun = new Set<string>();
  /** Those that wait for their moment, and those whose moment has come, with what was said of it. */
  const waiting = new Map<string, Undo>();
  const ripe = new Map<string, EventFacts>();
  /** One of this slot ended on this page: the next one waits for another page. */
  const quiet = new Set<Slot>();
  const kept = createKeptRuns(parts.lease.store, parts.runsKey, () => user);
  let user = "";
  let state: State | null = null;
  let killed: readonly string[] = [];
  let path = "";

  const find = (id: string | undefined) => state?.guides.find((guide) => guide.id === id);
  const isSpent = (id: string) => killed.includes(id) || ended.has(id);
  const runningIn = (slot: Slot) => [...running].find(([, one]) => one.slot === slot)?.[0] ?? "";

  function readResume(): Kept | null {
    const resume = session.get(resumeKey) as Kept | null;
    return resume?.user === user ? resume : null;
  }

  function take(id: string, reason: StopReason): void {
    const one = running.get(id);
    running.delete(id);
    one?.handle?.stop(reason);
  }

  function consider(): void {
    if (!state || !parts.isLookedAt()) return;
    const fit = parts.choose((id) => isSpent(id) || begun.has(id));
    const due = fit.filter(({ id, starts_when, run }) => !starts_when || run || ripe.has(id));
    awaitMoments(fit.filter((guide) => !due.includes(guide)));
    for (const guide of due) if (!slotOf(guide.kind)) start(guide, null);
    for (const slot of ["banner", "checklist"] as const) {
      const next = nextIn(slot, due);
      if (next && !runningIn(slot) && !quiet.has(slot)) start(next, kept.get(next));
    }
    if (runningIn("leading")) return;
    const resume = readResume();
    const resumed = find(resume?.id);
    const next = nextIn("leading", due);
    if (resumed && !isSpent(resumed.id)) start(resumed, resume);
    else if (next && !quiet.has("leading")) start(next, null);
  }

  /** Listens for the moments of these guides, and of no others. */
  function awaitMoments(guides: readonly StateGuide[]): void {
    for (const [id, unlisten] of waiting) {
      if (guides.some((guide) => guide.id === id)) continue;
      unlisten();
      waiting.delete(id);
    }
    for (const { id, starts_when } of guides) {
      if (!starts_when || waiting.has(id)) continue;
      const come = (facts: EventFacts): void => {
        waiting.delete(id);
        ripe.set(id, facts);
        consider();
      };
      waiting.set(id, renderer.when(starts_when, come));
    }
  }

  /** Takes away what belongs to another page, and what the state doesn't list any more. */
  function sweep(isTurn: boolean): void {
    for (const [id, { slot, guide, isAsked, isDone }] of running) {
      if (slot === "leading" || (isAsked && !isTurn)) continue;
      const isListed = isDone || isAsked || !!find(id);
      if (isListed && parts.holds(guide.page)) continue;
      begun.delete(id);
      take(id, "elsewhere");
    }
  }

  /** The content, once it can be drawn in its look and its words. */
  async function load(hash: string): Promise<Content | null> {
    const [content] = await Promise.all([parts.content(hash), renderer.ready(state?.themes)]);
    return content;
  }

  /** Loads what the guide needs and draws it. False: not now. */
  async function start(
    guide: StateGuide,
    before: Kept | null,
    isAsked = false,
    variables?: Record<string, string>,
  ): Promise<boolean> {
    const { id, kind } = guide;
    const slot = slotOf(kind);
    const { id: runId = parts.mint(), step_id: step = null, ...known } = guide.run ?? {};
    // A run goes on with the version it was begun with.
    const run: Kept = before ?? {
      user,
      id,
      version: guide.version,
      content: guide.content,
      run: runId,
      step,
      started: !!guide.run,
      ...known,
      facts: ripe.get(id),
    };
    const mine: Running = { guide, slot, isAsked, isDone: false, handle: null };
    const isWanted = () => running.get(id) === mine;
    running.set(id, mine);
    begun.add(id);
    let release: Undo | null = null;
    try {
      if (slot === "leading") {
        release = await takeLease(parts.lease);
        // Another tab shows one: this one asks again when the user comes to it.
        if (!release) begun.delete(id);
      }
      const isFree = release || slot !== "leading";
      const content = isWanted() && isFree ? await load(run.content) : null;
      if (content && state && isWanted()) {
        draw(content, { ...state.variables, ...variables }, run, mine, release);
        return true;
      }
    } catch (error) {
      parts.caught(error);
    }
    release?.();
    if (isWanted()) running.delete(id);
    return false;
  }

  const draw = createDrawing({ ...parts, running, kept, find, quiet, consider });

  const conductor: Conductor = {
    setUser(userId) {
      if (userId === user) return;
      conductor.clear("superseded");
      state = null;
      user = userId;
      path = parts.page().path;
      begun.clear();
      ripe.clear();
      quiet.clear();
    },
    setState(next) {
      state = next;
      // A changed theme shows at once, on what is there already.
      if (running.size) renderer.ready(next.themes).catch(parts.caught);
      sweep(false);
      for (const { id, run, completed_guides } of next.guides) {
        const completedGuides = completed_guides ?? [];
        running.get(id)?.handle?.learn?.({ done: run?.done ?? [], completedGuides });
      }
      consider();
    },
    setKilled(ids) {
      killed = ids;
      if (ids.includes(readResume()?.id ?? "")) session.remove(resumeKey);
      for (const id of ids) take(id, "killed");
    },
    consider,
    turnPage(isAnother) {
      const next = parts.page().path;
      const isTurn = isAnother || next !== path;
      sweep(isTurn);
      if (isTurn) {
        path = next;
        quiet.clear();
        ripe.clear();
        awaitMoments([]);
        begun.clear();
        for (const id of running.keys()) begun.add(id);
      }
      consider();
    },
    async show(wanted, variables) {
      const guide =
        typeof wanted === "string"
          ? state?.guides.find(({ id, key }) => id === wanted || key === wanted)
          : wanted;
      if (!guide || killed.includes(guide.id)) return false;
      const present = running.get(guide.id);
      if (present) {
        present.handle?.open?.();
        return true;
      }
      const slot = slotOf(guide.kind);
      if (slot) take(runningIn(slot), "superseded");
      if (slot === "leading") session.remove(resumeKey);
      return start(guide, slot === "leading" ? null : kept.get(guide), true, variables);
    },
    syncEnded() {
      for (const [id, { isDone }] of running) {
        if (isDone || !ended.has(id)) continue;
        if (readResume()?.id === id) session.remove(resumeKey);
        take(id, "elsewhere");
      }
    },
    isBusy: () => running.size > 0,
    clear(reason) {
      awaitMoments([]);
      for (const id of [...running.keys()]) take(id, reason);
    },
  };
  return conductor;
}
