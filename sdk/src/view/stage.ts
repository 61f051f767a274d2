/**
 * The one host element: an open shadow root beside the page, in the top layer where there is one.
 * It is there only while something is shown, and moves into the topmost modal dialog of the
 * host, because a modal dialog makes all else on the page inert.
 */

import { all, on, onMutation } from "../listen.js";
import type { RendererHost, Undo } from "../seam.js";
import { isVisible, rootsIn } from "../target/dom.js";
import { make } from "./element.js";
import { styleOf } from "./geometry.js";
import { focusOn } from "./keys.js";
import { STYLES } from "./styles.js";

export interface Stage {
  /** Puts parts on the stage; the undo takes them away, and with the last of them the stage. */
  mount(...parts: Element[]): Undo;
  /** Adds the styles of another chunk, once, to what is on the stage. */
  dress(styles: string): void;
  /** Puts the rules of the themes in place of the last ones; in the top layer or not, from the next time on. */
  paint(styles: string, onTop: boolean): void;
  /** All of the above, for a shadow root of ours elsewhere in the page. */
  sheets(): CSSStyleSheet[];
  /** Says a sentence to screen readers without moving the focus. */
  announce(sentence: string): void;
  /** The part of ours that has the focus. */
  focused(): Element | null;
  destroy(): void;
}

/** A native modal of ours has to be opened again after each move: the event that says so. */
export const MOVED = "guide-engine-moved";

/** What libraries make of divs: they hide, swallow or pull back what is outside. */
const DIALOGS = "[aria-modal=true],[role$=dialog]";

const MOST_ACTS = 8;
const CALM_MS = 1000;

/** Newer than the types. */
type Movable = Element & { moveBefore(node: Node, child: Node | null): void };

type Zoomed = Element & { currentCSSZoom?: number };

/** What happens inside our parts neither closes the host's menus nor fights with its focus traps. */
const PRIVATE = "pointerdown mousedown touchstart click focusin keydown keyup";

interface Scenery {
  shadow: ShadowRoot;
  frame: HTMLElement;
  live: HTMLElement;
  strike: Undo;
}

export function createStage(guard: RendererHost["guard"]): Stage {
  let built: Scenery | null = null;
  let parts = 0;
  let isOnTop = true;
  /** By their text: each is put on once. The themes' stands under "". */
  const sheets = new Map([STYLES, ""].map((styles) => [styles, sheetOf(styles)]));

  function destroy(): void {
    built?.strike();
    built = null;
    parts = 0;
  }

  return {
    mount(...nodes) {
      if (!parts++) built = build(guard, [...sheets.values()], isOnTop);
      built?.frame.append(...nodes);
      let mounted = true;
      return () => {
        for (const node of nodes) node.remove();
        if (mounted && parts && !--parts) destroy();
        mounted = false;
      };
    },
    dress(styles) {
      if (sheets.has(styles)) return;
      sheets.set(styles, sheetOf(styles));
      if (built) built.shadow.adoptedStyleSheets = [...sheets.values()];
    },
    paint(styles, onTop) {
      isOnTop = onTop;
      sheets.get("")?.replaceSync(styles);
    },
    sheets: () => [...sheets.values()],
    announce(sentence) {
      built?.live.replaceChildren(sentence);
    },
    focused: () => built?.shadow.activeElement ?? null,
    destroy,
  };
}

/** Constructed sheets are not subject to the host's style-src. */
function sheetOf(styles: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  return sheet;
}

function build(guard: RendererHost["guard"], sheets: CSSStyleSheet[], isOnTop: boolean): Scenery {
  const host = document.createElement("guide-engine");
  const shadow = host.attachShadow({ mode: "open" });
  const live = make("div", { class: "said", role: "status" });
  const frame = make("div", { class: "stage" }, live);
  borrowFont(frame);
  shadow.append(frame);
  shadow.adoptedStyleSheets = sheets;
  on(host, PRIVATE, (event) => event.stopPropagation());
  const unwatch = settle(host, shadow, frame, guard, isOnTop);
  const strike = (): void => {
    unwatch();
    host.remove();
  };
  return { shadow, frame, live, strike };
}

/** Keeps the host element where it can be seen and used, whatever the page opens after it. */
function settle(
  host: HTMLElement,
  shadow: ShadowRoot,
  frame: HTMLElement,
  guard: RendererHost["guard"],
  isOnTop: boolean,
): Undo {
  // A theme may ask for a layer below the top one.
  if (isOnTop) host.setAttribute("popover", "manual");

  let acts = 0;
  let calm = 0;
  let hasYielded = false;

  const place = (): void => {
    const home = homeOf(host);
    if (host.parentNode === home) return;
    const focus = shadow.activeElement;
    // Where the browser can, without losing focus, scroll and animations.
    if (host.isConnected && "moveBefore" in home) (home as Movable).moveBefore(host, null);
    else home.append(host);
    raise();
    for (const part of shadow.querySelectorAll("dialog")) part.dispatchEvent(new Event(MOVED));
    focusOn(focus);
  };
  /** Last in the top layer is on top. The element is displayed throughout, so focus stays. */
  const raise = (): void => {
    if (!host.popover) return;
    host.hidePopover();
    host.showPopover();
  };
  /** Two that undo each other's work would never end: then we yield. */
  const fairly = (work: () => void): void => {
    acts += 1;
    if (acts <= MOST_ACTS) work();
    clearTimeout(calm);
    calm = setTimeout(
      guard(() => settleDown(work)),
      CALM_MS,
    );
  };
  const settleDown = (work: () => void): void => {
    if (acts <= MOST_ACTS) {
      acts = 0;
      hasYielded = false;
    } else if (!hasYielded) {
      // Was it a fight, or did many layers open at once? Once more, on top of the last.
      hasYielded = true;
      acts = MOST_ACTS - 1;
      fairly(work);
    }
  };
  const onToggle = guard((event: Event) => {
    const opened = event.target as Element;
    // Our own, and the author's builder, which stays above.
    if (opened.localName?.startsWith("guide-engine")) return;
    place();
    if (opened.matches?.(":popover-open, :modal, :fullscreen")) fairly(raise);
  });
  const onFocus = guard(({ target }: Event) => {
    if ((target as Element).closest?.(DIALOGS)) place();
  });
  const onChange = guard((records: MutationRecord[]) => {
    if (!host.isConnected) fairly(place);
    else if (records.some((record) => record.attributeName)) place();
  });
  place();
  const size = new ResizeObserver(
    guard(() => {
      // None: the dialog that it stands in was hidden.
      if (!host.offsetWidth) place();
      // A page that zooms its root doesn't zoom us: boxes are measured in the viewport's pixels.
      const zoom = (host as Zoomed).currentCSSZoom ?? 1;
      frame.style.zoom = zoom === 1 ? "" : `${1 / zoom}`;
    }),
  );
  size.observe(host);
  return all(
    () => clearTimeout(calm),
    () => size.disconnect(),
    onMutation([document], onChange, ["open", "aria-modal"]),
    on(document, "toggle close fullscreenchange", onToggle, true),
    on(document, "focusin", onFocus, true),
  );
}

/** The topmost dialog: outside of it clicks and focus don't count. Else the page. */
function homeOf(host: HTMLElement): Element {
  const open = rootsIn(document)
    .flatMap((root) => [...root.querySelectorAll(`dialog:modal,${DIALOGS}`)])
    .filter((dialog) => dialog.ownerDocument === document)
    .reverse();
  const native = open.filter((dialog) => dialog.matches(":modal"));
  // A dialog of divs holds us well only in the top layer, where its own styles don't reach.
  const made = open.filter((dialog) => host.popover && isTheirs(dialog) && isVisible(dialog));
  const [last] = native;
  // The one opened last has taken the focus.
  const hasFocus = (dialog: Element): boolean => dialog.matches(":focus-within");
  return (
    (last ? native.find(hasFocus) : made.find(hasFocus)) ??
    last ??
    made.find((dialog) => dialog.ariaModal === "true") ??
    document.documentElement
  );
}

/** Not of the builder, and neither hidden nor switched off. */
function isTheirs(dialog: Element): boolean {
  const { host } = dialog.getRootNode() as Partial<ShadowRoot>;
  const isOff = dialog.closest("[inert],[aria-hidden=true]");
  return !host?.localName.startsWith("guide-engine") && !isOff;
}

/** The host's own typeface makes a guide look at home, unless the host has chosen none. */
function borrowFont(frame: HTMLElement): void {
  const { fontFamily } = styleOf(document.body ?? document.documentElement);
  if (!/^("?times|serif|$)/i.test(fontFamily)) frame.style.setProperty("--theirs", fontFamily);
}
