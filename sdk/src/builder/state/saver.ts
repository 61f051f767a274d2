/** Does what saving.ts decides: timers, requests, the local copy, and the page going away. */

import type { GuideDocument } from "../../contract.js";
import { all, on } from "../../listen.js";
import type { Undo } from "../../seam.js";
import type { Api } from "../api/client.js";
import type { ApiError } from "../api/errors.js";
import type { Finding, Stale } from "../api/types.js";
import type { Copies } from "./copies.js";
import { type Merge, merge } from "./merge.js";
import {
  beginSaving,
  delayOf,
  isUnsaved,
  meet,
  reduceSaving,
  type Saving,
  type SavingEvent,
} from "./saving.js";

/** Browsers carry no more than 64 KB past the end of a page. */
const LAST_BYTES = 60_000;

export interface SaverParts {
  api: Pick<Api, "save">;
  guideId: string;
  revision: number;
  document: GuideDocument;
  copies: Copies;
  now(): number;
  /** After every change of the state of saving. */
  told(state: Saving, trouble: ApiError | null): void;
  found(findings: Finding[]): void;
  /** Others' changes went in without a clash. */
  merged(document: GuideDocument, by: string, rebase: Rebase): void;
  clashed(merge: Merge, theirs: Stale): void;
}

/** Puts what others changed into another document of ours. */
export type Rebase = (document: GuideDocument) => GuideDocument;

export interface Saver {
  readonly state: Saving;
  edit(document: GuideDocument): void;
  /** Saves now; resolves when there is nothing left to send, or it can't be. */
  flush(): Promise<boolean>;
  /** After the author chose between the versions. */
  resolve(document: GuideDocument, theirs: Stale): void;
  /** The session is over, as some other request was told. */
  lock(trouble: ApiError): void;
  /** Somebody else's newer document, heard of before a save ran into it. */
  hear(theirs: Stale): void;
  close(): void;
}

export function createSaver(parts: SaverParts): Saver {
  const { api, guideId, copies } = parts;
  let state = beginSaving(parts.revision, parts.document);
  let timer = 0;
  let isKept = true;
  const idle: (() => void)[] = [];

  function step(event: SavingEvent, trouble: ApiError | null = null): void {
    enter(reduceSaving(state, event), trouble);
  }

  function enter(next: Saving, trouble: ApiError | null = null): void {
    state = next;
    keepCopy();
    clearTimeout(timer);
    const delay = delayOf(state, Math.random());
    if (delay !== null) timer = window.setTimeout(send, delay);
    if (state.phase !== "waiting" && state.phase !== "sending") rest();
    parts.told(state, trouble);
  }

  function rest(): void {
    for (const resolve of idle.splice(0)) resolve();
  }

  function keepCopy(): void {
    const { revision, base, current } = state;
    if (!isUnsaved(state)) copies.drop(guideId);
    else isKept = copies.keep(guideId, { revision, base, document: current, at: parts.now() });
  }

  function send(): void {
    clearTimeout(timer);
    step({ type: "due" });
    const { inFlight, revision, phase } = state;
    if (phase !== "sending" || !inFlight) return;
    api.save(guideId, revision, inFlight).then(
      (saved) => {
        step({ type: "acknowledged", revision: saved.revision });
        parts.found(saved.findings);
      },
      (error) => failed(error as ApiError),
    );
  }

  function failed(error: ApiError): void {
    const { trouble, body } = error;
    if (trouble === "stale" && isStale(body)) hear(body);
    else if (trouble === "invalid" || trouble === "too_large") step({ type: "refused" }, error);
    else if (trouble === "away" || trouble === "service") {
      step({ type: "unanswered" }, error);
      rest();
    } else step({ type: "locked" }, error);
  }

  function hear(theirs: Stale): void {
    const { current: before, base } = state;
    const met = meet(state, theirs.revision, theirs.document);
    if ("clashes" in met) {
      step({ type: "clashed" });
      parts.clashed(met, theirs);
      return;
    }
    enter(met);
    if (met.current !== before) {
      const rebase: Rebase = (document) => merge(base, document, theirs.document).document;
      parts.merged(met.current, theirs.by?.name ?? "", rebase);
    }
  }

  /** The copy is safe here in any case; with luck the service has it before the next page asks. */
  function leave(): void {
    if (!isUnsaved(state) || state.phase === "clash" || state.phase === "locked") return;
    const { current, revision } = state;
    if (JSON.stringify(current).length * 2 > LAST_BYTES) return;
    api.save(guideId, revision, current, true).then(
      // The page was kept alive after all.
      (saved) =>
        enter(reduceSaving({ ...state, inFlight: current }, { type: "acknowledged", ...saved })),
      () => {},
    );
  }

  const stop: Undo = all(
    on(window, "pagehide", leave),
    on(window, "online", () => state.failures && send()),
    on(window, "beforeunload", (event: Event) => {
      // Only where nothing else would save it.
      if (isUnsaved(state) && !isKept) event.preventDefault();
    }),
  );

  return {
    get state() {
      return state;
    },
    edit: (document) => step({ type: "edited", document }),
    async flush() {
      if (state.phase === "waiting") send();
      while (state.phase === "sending" || (state.phase === "waiting" && !state.failures)) {
        await new Promise<void>((resolve) => idle.push(resolve));
      }
      return state.phase === "saved";
    },
    resolve: (document, { revision, document: base }) =>
      step({ type: "rebased", revision, base, current: document }),
    hear,
    lock: (trouble) => step({ type: "locked" }, trouble),
    close() {
      leave();
      stop();
      clearTimeout(timer);
      rest();
    },
  };
}

function isStale(body: unknown): body is Stale {
  return Array.isArray((body as Stale | null)?.document?.steps);
}
