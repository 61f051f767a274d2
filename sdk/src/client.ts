/** The public verbs: they check what they are given, say one clear sentence, and never throw. */

import type { Attributes, GuideEngineApi, InitOptions, Properties } from "./api.js";
import type { WireEvent } from "./contract.js";
import { createEngine, type Engine } from "./engine.js";
import type * as stage from "./entry/renderer.js";
import { createGuard, warn } from "./guard.js";
import type * as help from "./help.js";
import { languageFrom } from "./language.js";
import { parseJson, toJson } from "./natives.js";
import { holdsToken, takeCode } from "./page/code.js";
import { pageFacts, watchAddress } from "./page/page.js";
import { evaluate } from "./rules/evaluate.js";
import type { BuilderModule, EventFacts, Renderer, RendererHost, Undo } from "./seam.js";

const CALLS_KEPT = 100;
const LONGEST_NAME = 200;
const TRACKED_KEPT = 20;

/** An event of the host's, and the address at which it was told. */
type Tracked = [name: string, facts: EventFacts, at: string];

/** The files that belong to this build beside the core. */
export interface Chunks {
  renderer: typeof stage;
  help: typeof help;
  builder: BuilderModule;
}

export interface ClientParts {
  load<N extends keyof Chunks>(chunk: N, serviceUrl: string | undefined): Promise<Chunks[N]>;
  /** Origin the script came from, for `init` without a url. */
  ownUrl: string | undefined;
}

export function createClient({ load, ownUrl }: ClientParts): GuideEngineApi {
  let engine: Engine | null = null;
  let options: InitOptions | null = null;
  /** The language that `identify` told, and of whom. */
  let spoken: unknown;
  let speaker = "";
  let renderer: Promise<Renderer> | null = null;
  let drawing: Promise<unknown> = Promise.resolve();
  /** Calls made before `init`. */
  let early: (() => void)[] = [];
  const eventListeners = new Set<(event: WireEvent) => void>();
  const trackListeners = new Set<(tracked: Tracked) => void>();
  /** What was tracked lately, and where: a guide may begin with it that isn't here yet. */
  const tracked: Tracked[] = [];

  const guard = createGuard((error) => {
    warn(`stopped itself after repeated errors; the last: ${error}`);
    destroy();
  });
  const { caught } = guard;
  let code = guard.run(takeCode) ?? null;
  let builder: ReturnType<BuilderModule["openBuilder"]> | null = null;

  const host: RendererHost = {
    get language() {
      return languageFrom(spoken, options?.language);
    },
    page: pageFacts,
    // Also without an engine: a preview follows the routes of the page it is drawn on.
    onPage: (listener) => watchAddress(guard.wrap(() => listener(pageFacts()))),
    onTrack(listener, past) {
      const here = location.href;
      if (past) for (const [name, facts, at] of tracked) if (at === here) listener(name, facts);
      return addTo(trackListeners, ([name, facts]) => listener(name, facts));
    },
    holds: (rule, facts) => evaluate(rule, { page: pageFacts(), ...facts }),
    openHelp: () => engine?.openHelp(),
    track: (name) => client.track(name),
    startGuide: (key) => engine?.show(key).catch(caught),
    guard: guard.wrap,
  };

  /** Loaded once; a failure to load is forgotten, so that the next occasion tries again. */
  function withRenderer(): Promise<Renderer> {
    renderer ??= load("renderer", options?.url).then(
      async (chunk) => {
        const made = chunk.createRenderer(host);
        await made.ready();
        return made;
      },
      (error) => {
        renderer = null;
        throw error;
      },
    );
    return renderer;
  }

  /** For an author who came from the editor with a code, or is on their way through the site. */
  function openBuilder(url: string, key: string): void {
    const given = code;
    code = null;
    if (!given && !holdsToken()) return;
    builder = load("builder", url).then((chunk) =>
      chunk.openBuilder({
        url,
        key,
        code: given,
        drawing: withRenderer,
        onClosed() {
          builder = null;
          engine?.page();
        },
      }),
    );
    builder.catch((error) => {
      builder = null;
      warn(`the builder couldn't be loaded: ${error}`);
    });
  }

  /** Does it with the engine, now or once there is one. */
  function whenReady(work: (engine: Engine) => void): void {
    const present = engine;
    if (present) guard.run(() => work(present));
    else if (early.length < CALLS_KEPT) early.push(() => whenReady(work));
  }

  function begin(given: InitOptions): void {
    const { key, storage } = given;
    const url = given.url ?? ownUrl ?? "";
    if (!/^[\w.-]+$/.test(key ?? "")) {
      refuse("init", "the environment's public key as `key`");
    } else if (!/^https?:\/\/\w/.test(url)) {
      refuse("init", "the address of the service as `url`");
    } else if (engine) {
      if (key !== options?.key) warn("init was called twice with two keys; the first one counts.");
    } else {
      const address = url.replace(/\/+$/, "");
      options = { ...given, url: address };
      openBuilder(address, key);
      engine = createEngine({
        key,
        url: address,
        storage: storage === "memory" ? storage : "local",
        host,
        guard,
        renderer: withRenderer,
        createConductor: async (parts) => {
          const drawing = await withRenderer();
          const { createConductor } = await load("renderer", address);
          return createConductor({ ...parts, renderer: drawing });
        },
        createRescue: async (parts) => (await load("help", address)).createRescue(parts),
        onEvent: (event) => tell(eventListeners, event),
        isAuthoring: () => !!builder,
      });
      for (const call of early.splice(0)) call();
    }
  }

  function destroy(): void {
    engine?.destroy();
    renderer?.then((one) => one.destroy()).catch(caught);
    builder?.then((one) => one.close()).catch(caught);
    engine = options = renderer = builder = null;
    early = [];
    for (const listeners of [eventListeners, trackListeners]) listeners.clear();
  }

  const client: GuideEngineApi = {
    version: SDK_VERSION,
    init(given) {
      guard.run(() => begin(given ?? {}));
    },
    identify(userId, attributes, given) {
      const id = idOf(userId);
      if (!id) return refuse("identify", "the user's id");
      const user = { id, attributes: copyOf(attributes, "identify") };
      whenReady((one) => {
        const told = given?.language ?? user.attributes.language;
        if (told || speaker !== id) spoken = told;
        speaker = id;
        one.identify(user, given?.token);
      });
    },
    group(companyId, attributes) {
      const id = idOf(companyId);
      if (!id) return refuse("group", "the company's id");
      const company = { id, attributes: copyOf(attributes, "group") };
      whenReady((one) => one.group(company));
    },
    track(given, properties) {
      const name = idOf(given);
      if (!name) return refuse("track", "a name");
      const facts = copyOf(properties, "track") as Properties;
      whenReady((one) => {
        one.record("custom", { name, properties: facts });
        const news: Tracked = [name, facts, location.href];
        if (tracked.push(news) > TRACKED_KEPT) tracked.shift();
        tell(trackListeners, news);
      });
    },
    page() {
      whenReady((one) => one.page());
    },
    show: (guide) =>
      new Promise((resolve) => {
        whenReady((one) => {
          one
            .show(guide)
            .catch(caught)
            .then((shown) => resolve(!!shown));
        });
      }),
    preview(document, given) {
      // One after the other: chunks may arrive out of order, and the last call is to win.
      const drawn = drawing.then(withRenderer).then((one) => one.preview(document, given));
      drawing = drawn.catch(() => {});
      return drawn;
    },
    help: {
      open: () =>
        new Promise((resolve) => {
          whenReady((one) => resolve(one.openHelp()));
        }),
    },
    on(type, listener) {
      if (typeof listener !== "function") {
        refuse("on", "an event and a function");
        return () => {};
      }
      return addTo(eventListeners, (event) => {
        if (type === "*" || type === event.type) listener(event);
      });
    },
    reset() {
      whenReady((one) => {
        spoken = null;
        one.reset();
      });
    },
    destroy() {
      guard.run(destroy);
    },
  };
  return client;
}

function refuse(verb: string, what: string): void {
  warn(`${verb} needs ${what}. Nothing was done.`);
}

/** A listener that throws is the host's business, and stops nobody else. */
function tell<T>(listeners: Set<(value: T) => void>, value: T): void {
  for (const listener of [...listeners]) {
    try {
      listener(value);
    } catch (error) {
      warn(`a listener threw: ${error}`);
    }
  }
}

function addTo<T>(set: Set<T>, one: T): Undo {
  set.add(one);
  return () => {
    set.delete(one);
  };
}

/** A name or an id as text, or null. What looks like a bug's work the service refuses by name. */
function idOf(value: unknown): string | null {
  const id = typeof value === "number" ? `${value}` : value;
  return typeof id === "string" && id && id.length <= LONGEST_NAME ? id : null;
}

/**
 * A copy of what can be sent as JSON: the page may change its own later. Values that are no
 * attributes the service refuses one by one, with a sentence.
 */
function copyOf(facts: Attributes | undefined, verb: string): Attributes {
  try {
    return parseJson(toJson({ ...facts }));
  } catch (error) {
    warn(`${verb} can't send what it was given: ${error}`);
    return {};
  }
}
