/** The public surface. docs/sdk.md explains it by example. */

import type { EventType, GuideDocument, WireEvent } from "./contract.js";
import type { PreviewHandle, Undo } from "./seam.js";

/** A fact about a user or a company. Dates go as ISO text (`"2026-11-21"`) or Unix milliseconds. */
export type Attribute = string | number | boolean | null | readonly (string | number | boolean)[];
export type Attributes = Record<string, Attribute>;
export type Properties = Record<string, string | number | boolean | null>;

export interface InitOptions {
  /** The environment's public key, from Settings › Install. */
  key: string;
  /**
   * Address of your Guide Engine service, as in `"https://guides.example.com"`. May be left out
   * where the script was loaded from the service itself.
   */
  url?: string;
  /** Language of guides and of our own words, as in `"ja"`. Default: the page's `lang`, else the browser's. */
  language?: string;
  /** `"memory"` stores nothing in the browser. Default: `"local"`, falling back to memory when denied. */
  storage?: "local" | "memory";
}

export interface PreviewOptions {
  /** The step to begin at. A hint is opened at once. */
  step?: string;
}

export type { EventType, GuideDocument, PreviewHandle, Undo, WireEvent };

export interface GuideEngineApi {
  /** Version of this build. */
  readonly version: string;

  /**
   * Connects the page to your service. Call it once, as early as you like.
   * @example GuideEngine.init({ key: "pk_…", url: "https://guides.example.com" });
   */
  init(options: InitOptions): void;

  /**
   * Says who the user is. Until then they are an anonymous visitor of this browser.
   * `token` is a JWT (HS256) that your server signs, where identity verification is on. `language`, as in
   * `"fr-CA"`, is the one they are met in; an attribute `language` says the same.
   * @example GuideEngine.identify("user-17", { name: "Ann", plan: "pro", admin: true }, { token });
   */
  identify(
    userId: string,
    attributes?: Attributes,
    options?: { token?: string; language?: string },
  ): void;

  /**
   * Says which company the user belongs to. `ltv`, its expected lifetime value, decides its touch tier.
   * @example GuideEngine.group("acme", { name: "Acme", ltv: 1200000 });
   */
  group(companyId: string, attributes?: Attributes): void;

  /**
   * Says that something happened in your product: goals and steps may wait for it.
   * @example GuideEngine.track("invoice_created", { lines: 3 });
   */
  track(name: string, properties?: Properties): void;

  /**
   * Says that the user is on another page now. Changes of the address are noticed without it:
   * call it where what the page shows changes and its address doesn't.
   */
  page(): void;

  /**
   * Shows a guide now, by its id or key, wherever its page rule would place it. Resolves to false
   * when this user may not see it (audience, frequency, not published) or it can't be loaded.
   * @example helpButton.onclick = () => GuideEngine.show("first-invoice");
   */
  show(guide: string): Promise<boolean>;

  /**
   * Draws a guide given as a document, unpublished. Needs no service and no `init`; sends nothing.
   * A second call replaces the first. Rejects with a sentence when the document can't be drawn.
   */
  preview(document: GuideDocument, options?: PreviewOptions): Promise<PreviewHandle>;

  readonly help: {
    /** Opens the help panel; where it is off, offers what fits this page, and a place to ask. */
    open(): Promise<void>;
  };

  /**
   * Calls back with each event of this type that is sent; `"*"` stands for all. Returns its undo.
   * @example const off = GuideEngine.on("guide_completed", (event) => console.log(event.guide_id));
   */
  on(type: EventType | "*", listener: (event: Readonly<WireEvent>) => void): Undo;

  /** Forgets who the user is, as at sign-out. The visitor becomes a new anonymous one. */
  reset(): void;

  /** Takes everything away: nodes, listeners, observers, timers. `init` may be called again. */
  destroy(): void;
}
