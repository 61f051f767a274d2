/** One environment on one page, from `init` to `destroy`: who is here, what is published, what runs. */

import type { Conductor, ConductorParts } from "./conductor.js";
import type {
  EventType,
  Manifest,
  State,
  StateGuide,
  StateRequest,
  WireEvent,
} from "./contract.js";
import { choose } from "./eligibility/choose.js";
import { createEndedGuides } from "./eligibility/ended.js";
import type { Kept } from "./eligibility/kept-runs.js";
import { type Guard, warn } from "./guard.js";
import { anonymousId, isAnonymous, uuid7 } from "./ids.js";
import { clearTimer, now, random, setTimer, toJson } from "./natives.js";
import { listen, pageFacts, watchAddress } from "./page/page.js";
import type { Rescue, RescueParts, Step } from "./rescue.js";
import type { Renderer, RendererHost, Undo } from "./seam.js";
import { createStore, PREFIX } from "./storage.js";
import { createDefinitions, fingerprint } from "./transport/definitions.js";
import { request } from "./transport/http.js";
import { createLimiter } from "./transport/limiter.js";
import { createOutbox } from "./transport/outbox.js";

const EVENTS_TIMEOUT = 10_000;
const RESCUE_TIMEOUT = 4_000;
// A state younger than this isn't asked for again; one younger than a minute is used meanwhile.
const STATE_FRESH = 10_000;
const STATE_USABLE = 60_000;
const POLL_SHORTEST = 10;
const PATH_KEPT = 2_000;

export interface EngineParts {
  key: string;
  url: string;
  storage: "local" | "memory";
  host: RendererHost;
  guard: Guard;
  renderer(): Promise<Renderer>;
  /** Loads what runs guides. */
  createConductor(parts: Omit<ConductorParts, "renderer">): Promise<Conductor>;
  /** Loads what notices the stuck. */
  createRescue(parts: RescueParts): Promise<Rescue>;
  /** The builder is open: guides are drawn by its author, and none begins. */
  isAuthoring(): boolean;
  /** Each event that will be sent. */
  onEvent(event: WireEvent): void;
}

export type Who = StateRequest["user"];

export interface Engine {
  identify(user: Who, token: string | undefined): void;
  group(company: Who): void;
  record(type: EventType, fields: Partial<WireEvent>): string | null;
  page(): void;
  show(idOrKey: string): Promise<boolean>;
  openHelp(): Promise<void>;
  reset(): void;
  destroy(): void;
}

// One closure that composes the parts and nothing else: each rule lives in the part that owns it.
export function createEngine(parts: EngineParts): Engine {
  const { guard, host, renderer } = parts;
  const { caught } = guard;
  const environment = parts.key;
  const base = `${parts.url}/v1/env/${environment}`;
  const isLocal = parts.storage === "local";
  const store = createStore(isLocal ? "localStorage" : "memory");
  const session = createStore(isLocal ? "sessionStorage" : "memory");
  const resumeKey = `run:${environment}`;
  const tab = uuid7();
  const definitions = createDefinitions(base, environment, store);
  const mayRecord = createLimiter();
  const ended = createEndedGuides(store, now, () => `ended:${environment}:${user.id}`);
  const undos: Undo[] = [];
  const later = (work: () => void, ms: number) => setTimer(guard.wrap(work), ms);
  const clocks = { now, random, setTimer: later, clearTimer };

  let user: Who = nobody();
  let company: Who | undefined;
  let token: string | undefined;
  let manifest: Manifest | null = null;
  let manifestAt = 0;
  let state: State | null = null;
  let isAsleep = false;
  let isClosed = false;
  // Between pagehide and pageshow: answers may still arrive, but nothing begins.
  let isAway = false;
  let seq = 0;
  // Rises with each question for a state: only the answer to the last one counts.
  let turn = 0;
  let pollTimer: number | null = null;
  let titles: MutationObserver | null = null;
  let rescue: Promise<Rescue> | null = null;
  // Loaded with the renderer, when something belongs on the page; there to stay.
  let loading: Promise<void> | null = null;
  let conductor: Conductor | null = null;
  let ready: Promise<void>;

  const outbox = createOutbox({
    ...clocks,
    store,
    environment,
    tab,
    send: (body, keepalive) => request(`${base}/events`, EVENTS_TIMEOUT, { body, keepalive }),
    beacon: (body) => navigator.sendBeacon?.(`${base}/events`, body),
    envelope(userId) {
      const sdk = SDK_VERSION;
      if (userId === user.id)
        return { sdk, token, revision: state?.revision, language: host.language };
      // Events of somebody who was here before wait for them where tokens are in use.
      return isAnonymous(userId) || !(token || isAnonymous(user.id)) ? { sdk } : null;
    },
    acked(ids, answer) {
      const next = answer?.state;
      if (next?.user_id !== user.id) return;
      ended.settle(ids);
      // Newer than the answer to any question under way.
      turn += 1;
      definitions.keepState(question(), next);
      useState(next);
    },
    turnedAway(stops, message) {
      warn(message);
      if (stops) sleep();
    },
    caught,
  });

  /** The nameless user of this browser. */
  function nobody(): Who {
    const key = `anonymous:${environment}`;
    const kept = store.get(key);
    const id = isAnonymous(kept) ? kept : anonymousId();
    store.set(key, id);
    return { id };
  }

  const question = () => fingerprint([user, company, host.language]);

  function record(type: EventType, fields: Partial<WireEvent>): string | null {
    if (isAsleep || isClosed) return null;
    const at = now();
    const path = pageFacts().path.slice(0, PATH_KEPT);
    const event: WireEvent = { id: uuid7(at), type, at, seq: seq++, path, ...fields };
    if (!mayRecord(event)) {
      outbox.lose(type, "throttled");
    } else if (outbox.add(event, user.id)) {
      parts.onEvent(event);
      return event.id;
    }
    return null;
  }

  function useRescue(work: (rescue: Rescue) => unknown): Promise<unknown> | undefined {
    return rescue?.then(work).catch(caught);
  }

  /** Nothing more from us on this page, or until the service is switched on again. */
  function sleep(): void {
    isAsleep = true;
    conductor?.clear("killed");
    useRescue((one) => one.use(null));
  }

  async function refreshManifest(): Promise<void> {
    manifestAt = now();
    const { value, refused } = await definitions.manifest();
    if (isClosed) return;
    if (refused) {
      warn(refused);
      // Said once, and not asked again on this page.
      manifestAt = Number.POSITIVE_INFINITY;
    }
    if (refused || value?.enabled === false) sleep();
    else if (value) {
      manifest = value;
      isAsleep = false;
      conductor?.setKilled(value.killed);
      if (!state || state.revision < value.revision) await refreshState();
    }
  }

  async function refreshState(): Promise<void> {
    turn += 1;
    const mine = turn;
    // Nothing to show yet is no reason not to know who the people are: authors aim at them.
    if (!manifest || isAsleep || isClosed) return;
    if (!manifest.has_guides && /^anon_/.test(user.id)) return;
    const who = question();
    const kept = definitions.keptState(who, user.id);
    const age = kept ? Math.abs(now() - kept.at) : STATE_USABLE;
    if (kept && age < STATE_USABLE && kept.state.revision >= manifest.revision) {
      useState(kept.state);
      if (age < STATE_FRESH) return;
    }
    const body = { sdk: SDK_VERSION, user, company, token, language: host.language };
    const { value, refused } = await definitions.state(who, user.id, toJson(body));
    if (mine !== turn) return;
    if (refused) warn(refused);
    for (const { path, message } of value?.warnings ?? []) warn(`${path}: ${message}`);
    if (value) useState(value);
  }

  function useState(next: State): void {
    if (isAsleep || isClosed) return;
    state = next;
    if (next.rescue.enabled || next.help) {
      rescue ??= parts.createRescue({
        ...clocks,
        guard,
        // The panel may be all there is: it wears the environment's theme too.
        renderer: async () => {
          const drawing = await renderer();
          await drawing.ready(state?.themes);
          return drawing;
        },
        record,
        language: () => host.language,
        ask: (part, about) =>
          request(`${base}/${part}`, RESCUE_TIMEOUT, {
            body: toJson({ sdk: SDK_VERSION, user_id: user.id, token, ...about }),
          }),
        store,
        mint: uuid7,
        content: definitions.content,
        show,
      });
    }
    useRescue((one) => one.use(isAsleep || isClosed || parts.isAuthoring() ? null : state));
    if (conductor) conductor.setState(next);
    else consider();
    keepPolling();
    // Single-page apps set the title after the address; observed only where there are guides.
    if (next.guides[0] && !titles) {
      titles = new MutationObserver(guard.wrap(() => turnPage()));
      titles.observe(document.head, { childList: true, subtree: true });
    }
  }

  const isLookedAt = () => !document.hidden && !isAway && !parts.isAuthoring();

  const chooseHere = (isBarred: (id: string) => boolean) =>
    choose({ guides: state?.guides ?? [], page: pageFacts(), isBarred });

  /** Judges what belongs on the page now. Most pages need nothing, and load nothing. */
  function consider(): void {
    if (conductor) conductor.consider();
    else if (isLookedAt() && isAnythingDue()) withConductor();
  }

  function isAnythingDue(): boolean {
    const [due] = chooseHere((id) => !!manifest?.killed.includes(id) || ended.has(id));
    const resume = session.get(resumeKey) as Kept | null;
    const isResumable = state?.guides.some(({ id }) => id === resume?.id);
    return !!due || (!!isResumable && resume?.user === user.id);
  }

  async function show(guide: StateGuide | string, variables?: State["variables"]) {
    await ready;
    await withConductor();
    return !!conductor && conductor.show(guide, variables);
  }

  function turnPage(isAnother?: boolean): void {
    if (conductor) conductor.turnPage(isAnother);
    else consider();
  }

  function withConductor(): Promise<void> {
    loading ??= parts
      .createConductor({
        session,
        resumeKey,
        runsKey: `runs:${environment}`,
        ended,
        isLookedAt,
        page: pageFacts,
        holds: host.holds,
        choose: chooseHere,
        mint: uuid7,
        content: definitions.content,
        record,
        lease: { ...clocks, name: `flow:${environment}`, owner: tab, store },
        moved(step) {
          useRescue((one) => one.setStep(step));
          keepPolling();
        },
        caught,
      })
      .then((loaded) => {
        if (isClosed) return;
        conductor = loaded;
        loaded.setUser(user.id);
        loaded.setKilled(manifest?.killed ?? []);
        if (state && !isAsleep) loaded.setState(state);
        keepPolling();
      })
      .catch((error) => {
        // The next occasion tries again.
        loading = null;
        caught(error);
      });
    return loading;
  }

  /** While something runs, a kill switch must be noticed; otherwise no timer stands. */
  function keepPolling(): void {
    if (pollTimer !== null || isClosed || !conductor?.isBusy()) return;
    pollTimer = later(() => {
      pollTimer = null;
      if (isLookedAt()) refreshManifest().catch(caught);
      keepPolling();
    }, pollMs());
  }

  /** Spread, so that many pages don't ask at the same moment. */
  const pollMs = () =>
    Math.max(manifest?.poll_seconds ?? 60, POLL_SHORTEST) * (800 + 400 * random());

  /** Somebody looks at the page: time to hear the news. */
  function lookAgain(): void {
    if (!isLookedAt()) return;
    if (now() - manifestAt > pollMs()) refreshManifest().catch(caught);
    consider();
    keepPolling();
  }

  /** Questions that arise in one go, as identify and group do, are asked once. */
  function askAnew(): void {
    turn += 1;
    const mine = turn;
    ready = ready.then(() => (mine === turn ? refreshState() : undefined)).catch(caught);
  }

  function setUser(next: Who, nextToken: string | undefined): void {
    // What waits for the user before goes with their token, not with the next one's.
    if (next.id !== user.id) {
      outbox.flush();
      state = null;
      useRescue((one) => one.use(null));
    }
    user = next;
    conductor?.setUser(user.id);
    if (token !== nextToken) {
      token = nextToken;
      outbox.retryNow();
    }
    askAnew();
  }

  const on = (target: EventTarget, type: string, work: (event: Event) => void) =>
    undos.push(listen(target, type, guard.wrap(work)));

  outbox.adopt();
  on(document, "visibilitychange", () => {
    if (document.hidden) outbox.flush();
    else lookAgain();
  });
  on(window, "focus", lookAgain);
  on(window, "online", () => {
    outbox.retryNow();
    lookAgain();
  });
  on(window, "pagehide", () => {
    // A page that may come back must not hold the lease while others go on.
    isAway = true;
    conductor?.clear("leaving");
    outbox.leave();
  });
  on(window, "pageshow", (event) => {
    isAway = false;
    if (!(event as PageTransitionEvent).persisted) return;
    outbox.comeBack();
    conductor?.turnPage(true);
    lookAgain();
  });
  on(window, "storage", (event) => {
    if ((event as StorageEvent).key?.startsWith(`${PREFIX}ended:`)) conductor?.syncEnded();
  });
  undos.push(
    watchAddress(
      guard.wrap(() => {
        turnPage();
        lookAgain();
      }),
    ),
  );
  // After the calls that stand beside `init` in the page, so that `identify` is heard first.
  ready = Promise.resolve().then(refreshManifest).catch(caught);

  return {
    identify: setUser,
    group(next) {
      company = next;
      askAnew();
    },
    record,
    page() {
      record("page_viewed", {});
      turnPage(true);
    },
    show,
    async openHelp() {
      // The state says whether there is help, and of which kind.
      await ready;
      await useRescue((one) => one.open());
    },
    reset() {
      store.remove(`anonymous:${environment}`);
      store.remove(`state:${environment}`);
      company = undefined;
      setUser(nobody(), undefined);
    },
    destroy() {
      isClosed = true;
      conductor?.clear("destroyed");
      useRescue((one) => one.use(null));
      for (const undo of undos) undo();
      if (pollTimer !== null) clearTimer(pollTimer);
      titles?.disconnect();
      outbox.close();
    },
  };
}

export type { Step };
