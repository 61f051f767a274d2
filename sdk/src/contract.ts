/**
 * What crosses the wire between the service and the SDK, and the portable guide document.
 * Wire and document keys are snake_case, exactly as the service writes them.
 * docs/protocol.md explains the protocol in prose; tests/contract/ holds samples both sides run.
 */

// ---------------------------------------------------------------- rules

/** A condition tree. `all` of nothing holds, `any` of nothing doesn't. */
export type Rule =
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule }
  | { segment: string }
  | Condition;

/** A leaf: `fact` is a dotted name such as `user.plan`, `company.tier`, `page.path`. */
export interface Condition {
  fact: string;
  op: Operator;
  value?: unknown;
}

export type Operator =
  | "eq"
  | "ne"
  | "lt"
  | "lte"
  | "gt"
  | "gte"
  | "contains"
  | "not_contains"
  | "starts_with"
  | "ends_with"
  | "in"
  | "not_in"
  | "matches"
  | "set"
  | "unset"
  | "before"
  | "after"
  | "within_days";

// ---------------------------------------------------------------- rich text (ProseMirror's shape, closed list)

export interface RichDocument {
  type: "doc";
  content: Block[];
}
export type Block =
  | { type: "paragraph"; content?: Inline[] }
  | { type: "heading"; attrs: { level: 2 | 3 }; content?: Inline[] }
  | { type: "bullet_list" | "ordered_list"; content: ListItem[] }
  | { type: "image"; attrs: { src: string; alt: string; width?: number; height?: number } }
  /** https or relative, .mp4 or .webm; drawn with controls, never played by itself. */
  | { type: "video"; attrs: { src: string; title: string; width?: number; height?: number } };
export interface ListItem {
  type: "list_item";
  content: Block[];
}
export type Inline =
  | { type: "text"; text: string; marks?: Mark[] }
  | { type: "variable"; attrs: { fact: string; fallback: string } }
  | { type: "hard_break" };
export type Mark = { type: "strong" | "em" | "code" } | { type: "link"; attrs: { href: string } };

// ---------------------------------------------------------------- the guide document

/** Many weak signals of one element. Every field may be absent; `selector` is one signal among them. */
export interface Fingerprint {
  v: 1;
  selector?: string;
  /** Visible text, trimmed, white space folded, at most 80 characters. */
  text?: string;
  tag?: string;
  role?: string;
  /** Accessible name. */
  name?: string;
  /** Stable attributes: id, name, type, data-testid, href path, placeholder, title, alt, aria-label. */
  attributes?: Record<string, string>;
  /** Text of the label, the nearest heading and the nearest landmark. */
  label?: string;
  heading?: string;
  landmark?: string;
  neighbours?: string[];
  /** From the parent outward: tag, and stable id or role where there is one. */
  ancestors?: string[];
  /** Place among look-alikes, and how many there were. */
  ordinal?: { index: number; count: number };
  /** What names its row (of a table, a list, of cards) among the rows of its look-alikes. */
  row?: string;
  /** Which look-alike is meant: the one in that row wherever it moves, or the one in that place. */
  scope?: "row" | "place";
  /** What its picture is drawn from, where it says nothing: a file's, a symbol's or a path's mark. */
  icon?: string;
  /** A look-alike that stood elsewhere on the page: what is around that one speaks against. */
  twin?: Pick<Fingerprint, "tag" | "heading" | "landmark" | "neighbours" | "ancestors" | "classes">;
  /** Classes that read like words and few elements had. */
  classes?: string[];
  /** Width and height, in CSS pixels. */
  box?: [number, number];
  /** Language of the page when it was taken. */
  lang?: string;
  /** Selectors of the shadow hosts and same-origin frames on the way, from the document inward. */
  hosts?: string[];
}

export type Placement = "auto" | "top" | "right" | "bottom" | "left";

export type Action =
  | { type: "next" | "back" | "finish" | "dismiss" }
  | { type: "go_to"; step_id: string }
  /** Away for so many hours (1 to 720), then eligible again; neither completed nor dismissed. */
  | { type: "snooze"; hours: number }
  | Effect;

/** What reaches beyond the run. Addresses are http, https, mailto or relative, and may hold `{user.name|there}`. */
export type Effect =
  | { type: "open_url"; url: string; new_tab?: boolean }
  | { type: "start_guide"; guide_key: string }
  | { type: "open_help" }
  /** As the host's own `GuideEngine.track(event)`. */
  | { type: "track"; event: string };

export interface Button {
  id: string;
  label: string;
  style: "primary" | "secondary";
  action: Action;
  /** Done besides `action`, before it; three at most. */
  also?: Effect[];
}

/** A test of what a field holds, after trimming. `set`: anything at all. */
export interface TextTest {
  op: "set" | "eq" | "contains" | "matches";
  /** For `matches` a pattern with `*`, as in page rules; case is ignored. */
  value?: string;
}

/** Something on the page that can be waited for. */
export type Moment =
  | { on: "page"; rule: Rule }
  | { on: "event"; event: string }
  /** An element is there (the default), is gone, or can or can't be used. */
  | { on: "element"; target: Fingerprint; is?: "present" | "absent" | "enabled" | "disabled" }
  /** An element holds a value. */
  | { on: "value"; target: Fingerprint; test: TextTest }
  /** So many seconds (1 to 3,600) in which the person was active on the page. */
  | { on: "time"; seconds: number };

/** What moves the guide on besides its buttons. */
export type Advance =
  | { on: "button" }
  /** On the step's own target. */
  | { on: "click" | "hover" | "focus" }
  | { on: "input"; test?: TextTest }
  /** Tasks of a checklist: that guide was completed. */
  | { on: "guide"; guide_key: string }
  | Moment;

/** Holds a step back until its moment has come; the limit is 1 to 300 seconds. */
export interface Wait {
  until: Moment;
  limit_seconds: number;
  /** At the limit: show it all the same, pass over it, or stop the guide. */
  otherwise: "show" | "skip" | "stop";
}

export interface Choice {
  id: string;
  label: string;
}

/** What a step asks. Flows may ask too; a survey is made of it. */
export type Question = { required: boolean } & (
  | { type: "nps"; low?: string; high?: string }
  | {
      type: "rating";
      max: 3 | 4 | 5 | 7 | 10;
      icon: "star" | "face" | "number";
      low?: string;
      high?: string;
    }
  | { type: "scale"; min: 0 | 1; max: number; low?: string; high?: string }
  /** `other`: a last choice with a field for words of one's own. */
  | { type: "single" | "multiple"; choices: Choice[]; other?: boolean; shuffle?: boolean }
  | { type: "short_text" | "long_text"; placeholder?: string; max_length?: number }
);

/** Of `single` and `multiple` the ids of choices, `other` among them; of texts the text. */
export type Answer = number | string | string[];

/**
 * Leads a forward move elsewhere than to the next step. `when` is wholly of `page.` and `answer.<step_id>`
 * facts, or wholly of facts about the person (`user.`, `company.`, segments); the latter leave the service only as
 * `{fact: "decided.<step_id>/<index>", op: "eq", value: true}`, and the state carries the answer.
 */
export interface Branch {
  when: Rule;
  go_to: string;
}

export interface Step {
  id: string;
  /**
   * `tooltip` points at its target; `modal` is centred; `card` sits in a corner; `banner` lies along an
   * edge, or in the page beside its target; `hidden` shows nothing and waits; `task` is a checklist's line.
   */
  type: "tooltip" | "modal" | "card" | "banner" | "hidden" | "task";
  title: string;
  body: RichDocument;
  target: Fingerprint | null;
  placement: Placement;
  buttons: Button[];
  advance: Advance;
  /** Judged in order on every forward move, five at most: the first that holds wins, else the next step. */
  branches?: Branch[];
  /** When the target can't be found within `wait_seconds`. */
  missing: "skip" | "stop";
  wait_seconds: number;
  /** `card`: a corner. `banner`: an edge, or `inline_before` or `inline_after` its target. */
  position?:
    | "bottom_end"
    | "bottom_start"
    | "top_end"
    | "top_start"
    | "top"
    | "bottom"
    | "inline_before"
    | "inline_after";
  /** `tooltip`: shade the page round the target. Default: true in a flow. */
  spotlight?: boolean;
  /** `tooltip`: presses on the target don't reach the page. Default: false. */
  blocks_target?: boolean;
  /** Passing it completes the guide, whatever follows. Where no step says so, the last one does. */
  completes?: boolean;
  wait?: Wait;
  question?: Question;
  /** `task`: what its press does. */
  action?: Effect | null;
  /** Language of its texts where it isn't the content's: a translation was missing. */
  language?: string;
}

export interface HintLook {
  /** `beacon`: a dot beside the target opens the bubble; `icon`: a question mark; `target`: the target itself does. */
  show_on: "beacon" | "icon" | "target";
  open_on: "click" | "hover" | "focus";
  /** Of the hints of one group one bubble is open at a time, and all can be closed for good in one go. */
  group?: string;
}

export interface ChecklistLook {
  /** Its heading is `title`; the launcher, a small button, says it too. */
  title: string;
  intro?: RichDocument;
  /** Tasks in order: each is locked until those before are done. */
  ordered: boolean;
  position: "bottom_end" | "bottom_start";
  /** How it first comes: open, or as its launcher. What the person leaves it as is remembered. */
  start: "open" | "minimised";
  dismissible: boolean;
}

export interface BannerLook {
  dismissible: boolean;
  /** Offers "later": away for so many hours. */
  snooze_hours?: number | null;
}

export interface AnnouncementLook {
  /** `popup`: shown by itself. `badge`: only counts as unread in the help panel. `silent`: only listed there. */
  level: "popup" | "badge" | "silent";
}

export interface SurveyLook {
  dismissible: boolean;
  /** Offers "ask me later": away for so many hours. */
  snooze_hours?: number | null;
  /** Says thank you after the last answer, for a few seconds. */
  thanks?: string;
}

export type Kind = "flow" | "hint" | "checklist" | "banner" | "announcement" | "survey";

/** By where a text stands (docs/guide-file.md lists the paths), as in `steps/st_1/title`. */
export type Translation = Record<string, string | RichDocument>;

export type Frequency =
  | { type: "once" }
  | { type: "until_completed" }
  | { type: "every_days"; days: number }
  | { type: "always" };

/** The portable guide document: what authors edit, files carry and `preview` draws. */
export interface GuideDocument {
  format: "guide-engine/guide@1";
  /** Stable name within the workspace: lower-case letters, digits and hyphens. */
  key: string;
  kind: Kind;
  name: string;
  language: string;
  /** A checklist's are its tasks; a hint and a banner have one. */
  steps: Step[];
  hint?: HintLook;
  checklist?: ChecklistLook;
  banner?: BannerLook;
  announcement?: AnnouncementLook;
  survey?: SurveyLook;
  /** What else must come before it starts, on a page where it belongs. */
  starts_when?: Moment | null;
  /** Key of a theme; null or absent: the environment's. */
  theme?: string | null;
  /** By BCP 47 tag. */
  translations?: Record<string, Translation>;
  /** By tag and path: digests of the texts that translations were made from. */
  translated_from?: Record<string, Record<string, string>>;
  /** Judged in the page: facts `page.url`, `page.path`, `page.query.<name>`, `page.hash`, `page.title`. */
  page: Rule;
  /** Judged on the service, never sent to a browser: facts of `user.` and `company.`, segments. */
  audience: Rule;
  frequency: Frequency;
  /** 0 (last) to 100 (first). */
  priority: number;
  schedule: { starts_at: string | null; ends_at: string | null };
  goal: { event: string; window_days: number } | null;
  /** Which of the two makes it `completed`. */
  completes_on: "last_step" | "goal";
  /** Pauses the guide when this share of at least so many people couldn't be shown it. */
  auto_pause?: { failure_percent: number; min_users: number } | null;
}

/** What a browser gets of a published guide: no names for authors, no audience, no schedule. */
export type Content = Pick<
  GuideDocument,
  | "kind"
  | "language"
  | "steps"
  | "hint"
  | "checklist"
  | "banner"
  | "announcement"
  | "survey"
  | "goal"
  | "completes_on"
>;

/** Colours as `#rrggbb` or `#rrggbbaa`. */
export interface Palette {
  accent: string;
  on_accent: string;
  surface: string;
  text: string;
  muted: string;
  border: string;
  /** Over the page, round a spotlight or behind a modal. */
  shade: string;
}

/** What a theme says to a browser; every part may be absent. */
export interface Theme {
  scheme?: "auto" | "light" | "dark";
  /** The first whose page rule holds decides the scheme. */
  scheme_rules?: { when: Rule; scheme: "light" | "dark" }[];
  light?: Partial<Palette>;
  dark?: Partial<Palette>;
  /** A list of font families; quotes and commas only. */
  font?: string;
  /** CSS pixels. */
  font_size?: number;
  radius?: number;
  /** Multiplies every distance: 0.75 to 1.5. */
  spacing?: number;
  shadow?: "none" | "soft" | "strong";
  logo?: { src: string; alt: string };
  /** `top`: above everything, in the browser's top layer. A number: a z-index below the host's own dialogs. */
  layer?: "top" | number;
}

// ---------------------------------------------------------------- service → SDK

/** GET /v1/env/<key>/manifest.json — public, cached 30 s, the kill switches. */
export interface Manifest {
  v: 1;
  revision: number;
  /** False: the SDK goes to sleep. */
  enabled: boolean;
  /** False: nothing is published here, so an anonymous visitor's state is not asked for. */
  has_guides: boolean;
  /** Guides switched off this minute; a running one stops. */
  killed: string[];
  poll_seconds: number;
}

export interface StateGuide {
  id: string;
  key: string;
  kind: Kind;
  version: number;
  /** SHA-256 of the content blob, in the person's language: GET /v1/env/<key>/content/<hash>.json */
  content: string;
  page: Rule;
  priority: number;
  frequency: Frequency;
  /** An unfinished run to resume. `done`: the steps it has completed; `answers`: what it has answered. */
  run: {
    id: string;
    step_id: string | null;
    done?: string[];
    answers?: Record<string, Answer>;
  } | null;
  starts_when?: Moment;
  /** Announcements: how it comes. */
  level?: AnnouncementLook["level"];
  /** Key among the state's `themes`. */
  theme?: string;
  /** Checklists: keys of the guides that tasks wait for and this person has completed. */
  completed_guides?: string[];
  /** Usual seconds on each step, for noticing the stuck; absent until enough is known. */
  usual_seconds?: Record<string, number>;
  /** Outcomes of branches that name facts about the person, by "<step_id>/<index>". */
  decided?: Record<string, boolean>;
}

/** POST /v1/env/<key>/state, and the `state` of an answer to a batch. Already in order of showing. */
export interface State {
  v: 1;
  revision: number;
  user_id: string;
  guides: StateGuide[];
  /** The facts that texts may name in variables: only those that published guides use. */
  variables: Record<string, string>;
  /** Help for the stuck is on in this environment. */
  rescue: { enabled: boolean };
  /** The theme of the environment under "", and those that guides name. */
  themes?: Record<string, Theme>;
  /** The help panel; absent where it is off. */
  help?: HelpLook;
  /** Attributes that were refused, for the host's developer: shown in the console in debug mode. */
  warnings?: { path: string; message: string }[];
}

/** How the help panel is reached, and what it has news of. What is in it is asked for when it opens. */
export interface HelpLook {
  /** Empty: in the SDK's own words. */
  title: string;
  launcher: "bottom_end" | "bottom_start" | "none";
  /** On the launcher; empty: it is a round button. */
  label: string;
  /** CSS pixels of the launcher from the side and from the bottom. */
  inset: [side: number, bottom: number];
  /** As in `?` or `Control+/`; null: none. */
  hotkey: string | null;
  /** Announcements this person has not read. */
  unread: number;
}

export interface StateRequest {
  sdk: string;
  user: { id: string; attributes?: Record<string, unknown> };
  company?: { id: string; attributes?: Record<string, unknown> };
  token?: string;
  language?: string;
}

// ---------------------------------------------------------------- SDK → service

export type EventType =
  | "guide_started"
  | "step_seen"
  | "step_completed"
  | "guide_completed"
  | "guide_dismissed"
  | "guide_snoozed"
  | "guide_failed"
  | "question_answered"
  | "target_missing"
  | "target_found"
  | "target_drifted"
  | "page_viewed"
  | "custom"
  | "stuck_detected"
  | "offer_shown"
  | "offer_opened"
  | "offer_asked"
  | "offer_solved"
  | "offer_declined"
  | "help_opened"
  | "help_searched"
  | "help_result_opened";

export interface WireEvent {
  /** UUIDv7, minted once when the event happens. */
  id: string;
  type: EventType;
  /** Unix milliseconds by the browser's clock. */
  at: number;
  /** Rises within a tab, for order. */
  seq: number;
  /** guide_*, step_*, target_*: which guide, which of its versions, which run (UUIDv7), which step. */
  guide_id?: string;
  version?: number;
  run_id?: string;
  step_id?: string;
  /** guide_failed: target_missing | blocked | error. guide_dismissed: close | escape | button. stuck_detected: rage_click | slow_step. target_missing: not_found | ambiguous | hidden. */
  reason?: string;
  /** page.path at the time, without query and hash. */
  path?: string;
  /** custom: what happened. */
  name?: string;
  /** custom: flat. offer_*: offer_id, thread_id. */
  properties?: Record<string, string | number | boolean | null>;
  /** question_answered: the answer, and the words of one's own beside "other". */
  answer?: Answer;
  other?: string;
  /** guide_snoozed: for how long. */
  hours?: number;
  /** step_seen, target_found, target_drifted: how the target was found. Numbers have two decimals. */
  match?: Match;
  /** target_drifted: the target as it is now, without what other fields or rows say. At most 4 KB. */
  proposal?: Fingerprint;
}

/** `agreed`: several independent signals name the same element; `similar`: likeness alone does. */
export interface Match {
  tier: "typed" | "exact" | "agreed" | "similar";
  score: number;
  margin: number;
}

/** POST /v1/env/<key>/events, JSON as text/plain so that a beacon needs no preflight. */
export interface Batch {
  sdk: string;
  user_id: string;
  token?: string;
  /** Browser clock at sending; the service corrects each `at` by the skew. */
  sent_at: number;
  tab: string;
  /** The person's, as in the request for a state: the one in the answer is in it. */
  language?: string;
  /** Revision of the state in hand; the answer carries a state when a newer or changed one applies. */
  revision?: number;
  /** What the SDK had to drop, by reason. */
  lost?: { reason: string; type: string; count: number }[];
  events: WireEvent[];
}

export interface BatchAnswer {
  results: { id: string; status: "ok" | "duplicate" | "rejected" | "retry"; reason?: string }[];
  state?: State;
}

/** POST /v1/env/<key>/rescue: somebody seems stuck; is there help worth offering? */
export interface RescueRequest {
  sdk: string;
  user_id: string;
  token?: string;
  /** `asked`: the user opened help of their own accord. */
  reason: "rage_click" | "slow_step" | "asked";
  guide_id?: string;
  step_id?: string;
  run_id?: string;
  path: string;
  page_title: string;
  language: string;
}

export interface Offer {
  id: string;
  /** One sentence: why this card is here. */
  reason: string;
  threads: { id: string; title: string; url: string; answered: boolean; source: string }[];
  /** Composer of the community with the question prefilled; null where there is no community to ask. */
  ask: { url: string; question: string } | null;
}

export interface RescueAnswer {
  offer: Offer | null;
}

/** POST /v1/env/<key>/help: what is in the panel for this person, or what answers a search. */
export interface HelpRequest {
  sdk: string;
  user_id: string;
  token?: string;
  path: string;
  page_title: string;
  language: string;
  /** What was typed, as far as it is typed; absent: the panel as it opens. */
  query?: string;
}

/** A guide that this person may have by asking for it, also one that doesn't come by itself any more. */
export interface HelpGuide {
  guide: StateGuide;
  title: string;
  excerpt: string;
  /** It was completed before. */
  done: boolean;
  /** Of its steps. */
  progress: { done: number; total: number };
}

export interface HelpAnnouncement {
  guide: StateGuide;
  title: string;
  excerpt: string;
  /** Unix milliseconds: since when it is out. */
  at: number;
  unread: boolean;
}

/** Whom the person's touch tier leads to. */
export interface HelpContact {
  kind: "person" | "event";
  name: string;
  /** A person's role, or when an event takes place. */
  detail: string;
  /** A `mailto:` address, with the question filled in. */
  mail?: string;
  /** Where a meeting can be booked, or the event joined. */
  url?: string;
}

/** What stands in the panel. In the answer to a search, of each kind what fits it, best first. */
export interface HelpContent {
  greeting: string;
  checklists: HelpGuide[];
  guides: HelpGuide[];
  announcements: HelpAnnouncement[];
  threads: Offer["threads"];
  links: { label: string; url: string }[];
  contact: HelpContact | null;
  ask: Offer["ask"];
  unread: number;
  /** Values of the variables in the texts of these guides. */
  variables: Record<string, string>;
}

export interface HelpAnswer {
  /** Null where the panel is off. */
  help: HelpContent | null;
}

/** Every refusal of the service. */
export interface ErrorAnswer {
  error: { code: string; message: string; fields: Record<string, string[]> };
}
