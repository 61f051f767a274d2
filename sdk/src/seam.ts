/**
 * The seam between the core, which every page loads, and the renderer chunk, which loads only
 * when there is something to show. The core decides what runs and sends what happened; the
 * renderer finds elements and draws. Neither imports the other: both import these types.
 */

import type {
  Answer,
  Content,
  EventType,
  Fingerprint,
  GuideDocument,
  HelpContent,
  HelpLook,
  Match,
  Moment,
  Offer,
  Rule,
  StateGuide,
  Theme,
  WireEvent,
} from "./contract.js";

/** Undoes what the call that returned it began. Safe to call twice. */
export type Undo = () => void;

/** Facts of the page that rules and events name. */
export interface PageFacts {
  url: string;
  path: string;
  hash: string;
  title: string;
  query: Record<string, string>;
}

/** What the host said beside the name of an event. */
export type EventFacts = Record<string, string | number | boolean | null>;

/** What rules may ask of a run besides the page: what the service decided, and what was answered. */
export interface RunFacts {
  decided?: Record<string, boolean> | undefined;
  answer?: Readonly<Record<string, Answer>>;
}

/** What the core lends to the renderer. */
export interface RendererHost {
  /** BCP 47 tag for the renderer's own words ("Close", "2 of 4"); content brings its own. */
  language: string;
  /** The page right now. */
  page(): PageFacts;
  /** Is told after each change of the address, in single-page apps too. */
  onPage(listener: (page: PageFacts) => void): Undo;
  /** Is told of each `GuideEngine.track(name, properties)`; `past`: first of those on this page so far. */
  onTrack(listener: (name: string, facts: EventFacts) => void, past?: boolean): Undo;
  /** Judges a page rule or a branch against the page right now, and these facts of the run. */
  holds(rule: Rule, facts?: RunFacts): boolean;
  /** Offers help, as `GuideEngine.help.open()` does. */
  openHelp(): void;
  /** As `GuideEngine.track(name)`. */
  track(name: string): void;
  /** Begins another guide by its key, as the button action `start_guide` asks. */
  startGuide(key: string): void;
  /**
   * Wraps what the renderer hands to timers, observers and listeners: nothing thrown inside
   * reaches the host page, and the third error in a page puts the engine to sleep.
   */
  guard<A extends unknown[]>(work: (...args: A) => void): (...args: A) => void;
}

/** What happened in a run, in the words of the event catalogue. The core adds guide, version and run. */
export type Occurrence =
  | { type: "guide_started" }
  | { type: "step_seen"; step_id: string; match?: Match }
  | { type: "step_completed"; step_id: string }
  | { type: "guide_completed" }
  | { type: "guide_dismissed"; step_id: string; reason: DismissReason }
  | { type: "guide_snoozed"; step_id: string; hours: number }
  | { type: "question_answered"; step_id: string; answer: Answer; other?: string }
  | { type: "guide_failed"; step_id: string; reason: FailReason }
  | { type: "target_missing"; step_id: string; reason: MissReason }
  | { type: "target_found"; step_id: string; match: Match }
  | { type: "target_drifted"; step_id: string; match: Match; proposal?: Fingerprint };

export type MissReason = "not_found" | "ambiguous" | "hidden";
export type DismissReason = "close" | "escape" | "button";
/** `timed_out`: what its author had it wait for didn't come in time. */
export type FailReason = "target_missing" | "timed_out" | "blocked" | "error";

/** Where a run stands. `hidden`: its target is away or covered, or the user is on another page. */
export type Phase = "idle" | "waiting" | "placing" | "shown" | "hidden" | "ended";

/** How a run ended. `finished`: passed to the end, but the author counts completion by the goal. */
export type Outcome = "completed" | "finished" | "dismissed" | "snoozed" | "failed" | "stopped";

export interface RunState {
  phase: Phase;
  stepId: string | null;
  /** What was answered so far, by step. */
  answers?: Readonly<Record<string, Answer>>;
  /** The words of one's own beside `other`, by step. */
  others?: Readonly<Record<string, string>>;
  /** The completing step was passed; the run goes on. */
  isCompleted?: boolean;
}

/** Why the core takes a run away. None of these is an event: the user chose nothing. */
export type StopReason = "killed" | "elsewhere" | "leaving" | "superseded" | "destroyed";

export interface RunSpec {
  guideId: string;
  version: number;
  runId: string;
  content: Content;
  /** The step to go on with; null begins at the first. */
  stepId: string | null;
  /** The run began on an earlier page: `guide_started` isn't reported again. */
  resumed: boolean;
  /** Where the guide starts. While it doesn't hold, a missing target pauses the run, and doesn't fail it. */
  page: Rule;
  /** Values of the variables in texts, by fact name. */
  variables: Record<string, string>;
  /** Key of its theme; absent: the environment's. */
  theme?: string;
  /** What the service decided of branches, as of now. */
  decided?(): Record<string, boolean> | undefined;
  /** Of this tab: remembers which drifts were told. Without it none is. */
  session?: { get(key: string): unknown; set(key: string, value: unknown): unknown };
  /** The step that was on the page a moment ago: it is shown again without an entrance. */
  before?: string | null;
  /** What was answered on an earlier page or device. */
  answers?: Readonly<Record<string, Answer>> | undefined;
  others?: Readonly<Record<string, string>> | undefined;
  /** `guide_completed` was reported on an earlier page. */
  isCompleted?: boolean;
  /** Somebody asked for it: a hint and a checklist open at once. */
  isAsked?: boolean;
}

/** A run of a checklist. */
export interface ChecklistSpec extends RunSpec {
  /** Steps done before, on any page or device. */
  done: readonly string[];
  /** Keys of guides that this person has completed. */
  completedGuides: readonly string[];
  /** Of this browser: whether the list was left open or as its launcher. */
  store?: { get(key: string): unknown; set(key: string, value: unknown): unknown } | undefined;
}

export interface ChecklistHandle extends RunHandle {
  /** Opens the list, where it is its launcher. */
  open(): void;
  /** Done elsewhere meanwhile: in another tab, on another device, by another guide of this page. */
  learn(news: { done?: readonly string[]; completedGuides?: readonly string[] }): void;
}

/** The help panel on the page: its launcher, its hotkey, and the panel once it is opened. */
export interface HelpHandle {
  open(): void;
  update(look: HelpLook): void;
  stop: Undo;
}

/** What the help panel asks of the core. */
export interface HelpDesk {
  /** What is in it on this page, or what fits a search; null when the service can't say. */
  ask(query?: string): Promise<HelpContent | null>;
  /** Begins a guide that the panel lists, or one by its key; false where it can't be begun. */
  start(guide: StateGuide | string): Promise<boolean>;
  /** What an announcement says. */
  content(guide: StateGuide): Promise<Content | null>;
  /** An announcement was read through in the panel: these are its steps. */
  read(guide: StateGuide, steps: readonly string[]): void;
  tell(type: EventType, fields: Partial<WireEvent>): void;
  /** Whether the person switched the hotkey off in this browser. */
  isHotkeyOff(): boolean;
  setHotkeyOff(isOff: boolean): void;
}

/** How the panel came to be opened. */
export type HelpReason = "launcher" | "hotkey" | "call";

export interface RunCallbacks {
  /** Each occurrence once, in order. */
  report(occurrence: Occurrence): void;
  /** After each change of phase or step, so that the core can resume here after a page load. */
  moved(state: RunState): void;
  /** Exactly once, last. Nothing of the run is on the page any more. */
  ended(outcome: Outcome): void;
}

export interface RunHandle {
  next(): void;
  back(): void;
  goTo(stepId: string): void;
  /** Takes it off the page without an event; `ended("stopped")` follows at once. */
  stop(reason: StopReason): void;
  readonly state: RunState;
}

export interface OfferCallbacks {
  shown(): void;
  opened(threadId: string): void;
  asked(): void;
  solved(): void;
  declined(): void;
  /** Exactly once, last. */
  closed(): void;
}

export interface PreviewOptions {
  /** The step to begin at. A hint is opened at once. */
  step?: string;
  /**
   * A picture, drawn anew with each change while its author writes: it takes no focus, hears no
   * key or click, says nothing, and waits for its target for as long as it takes.
   */
  still?: boolean;
  /** Colours, whatever the browser prefers. */
  scheme?: "light" | "dark";
  /** Look. Default: the environment's where the page has an engine, else the plain one. */
  theme?: Theme;
  /** As for an end user: on a page where the guide doesn't belong, its target is waited for. */
  byPage?: boolean;
  /** After each change: which step it is at, and whether that is on the page. */
  onStep?(step: string | null, isThere: boolean): void;
  /** Exactly once, last. */
  onOver?(outcome: Outcome): void;
}

export interface PreviewHandle {
  next(): void;
  back(): void;
  stop(): void;
}

export interface Renderer {
  /**
   * Loads what drawing needs besides: our words in the language of `host`, the look of the themes
   * by key. At once where there is nothing to load; never fails. Calling again changes what is on
   * the page, too.
   */
  ready(themes?: Record<string, Theme>): Promise<void>;
  /** Runs a flow, an announcement, a survey or a banner. How many at a time is the core's business. */
  run(spec: RunSpec, callbacks: RunCallbacks): RunHandle;
  /** Places a hint (its beacon, or listening on its target). Several may be on the page. */
  hint(spec: RunSpec, callbacks: RunCallbacks): RunHandle;
  /** Places a checklist: its launcher, or the list. */
  checklist(spec: ChecklistSpec, callbacks: RunCallbacks): ChecklistHandle;
  /** Calls back once, when the moment has come; the facts are those of its event. */
  when(moment: Moment, come: (facts: EventFacts) => void): Undo;
  /** Places the launcher of the help panel. */
  help(look: HelpLook, desk: HelpDesk): HelpHandle;
  /** Shows the one small card of help. The undo takes it away without a callback but `closed`. */
  offer(offer: Offer, callbacks: OfferCallbacks): Undo;
  /** Draws an unpublished guide; needs no service and sends nothing. */
  preview(document: GuideDocument, options?: PreviewOptions): Promise<PreviewHandle>;
  /** Leaves nothing: no node, listener, observer or timer. */
  destroy(): void;
}

/** What the core hands to the author's builder. */
export interface BuilderOptions {
  /** Address of the service, and key of the environment. */
  url: string;
  key: string;
  /** To be traded for a token; null where this tab holds one. */
  code: string | null;
  drawing(): Promise<Renderer>;
  /** Closed by its author: from here on, the page's own guides may begin. */
  onClosed(): void;
}

/** What the chunk `builder-<hash>.js` exports. */
export interface BuilderModule {
  openBuilder(options: BuilderOptions): Promise<{ close(): void }>;
}

/** What the chunk `renderer-<hash>.js` exports. */
export interface RendererModule {
  createRenderer(host: RendererHost): Renderer;
}
