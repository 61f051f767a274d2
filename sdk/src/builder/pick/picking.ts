/**
 * Picking: the author points, by mouse, touch or keyboard, and what they point at is outlined and
 * named. The page hears the pointer pass over it, so that its menus open, but nothing else; frozen,
 * not even that; and while the author uses the page it hears everything but one key.
 */

import { createGuard, warn } from "../../guard.js";
import { all, nothing, on } from "../../listen.js";
import type { Undo } from "../../seam.js";
import { HOST_NAME } from "../ui/surface.js";
import { say } from "../words/pick.js";
import { createChoice, type Mode } from "./choice.js";
import { type Act, draw } from "./drawing.js";
import { holdHover } from "./freeze.js";
import { showCrosshair } from "./sheets.js";
import { shieldFrames } from "./shields.js";
import { HOVERS, isTyping, PRESSES, swallow } from "./swallow.js";
import type { Pick } from "./take.js";
import { elementAt, meant, nextControl, type Way, walk } from "./walk.js";
import { inEveryWindow } from "./windows.js";

export interface PickOptions {
  /** The builder's own shadow root. */
  root: ShadowRoot;
  /** Picking is over and its traces are gone. */
  onPicked(pick: Pick): void;
  onCancelled(): void;
}

/** The second press of a double click comes within this. */
const DOUBLE_CLICK_MS = 400;
const ACTS: Record<string, Act> = {
  Enter: "pick",
  ArrowUp: "wider",
  ArrowDown: "narrower",
  ArrowLeft: "previous",
  ArrowRight: "next",
  f: "freeze",
  u: "use",
  m: "move",
  Escape: "cancel",
};

export function startPicking(options: PickOptions): Undo {
  const guard = createGuard((error) => {
    warn(`picking ended, because ${String(error)}`);
    cancel();
  });
  const drawing = draw(options.root);
  let mode: Mode = "live";
  const choice = createChoice(drawing, guard.wrap, () => mode);
  let leave = enter();
  let isOver = false;
  let pending = 0;
  let fading = 0;
  /** Taken at the press: what lets go at a click outside of it is gone by the time of the click. */
  let pressed: Pick | null = null;
  /** Whether letting go of the press picks: a first touch only shows what it would be. */
  let armed = false;
  /** Keys act when they are let go, so that the page hears neither half of the stroke. */
  let stroke: string | null = null;
  /** Where the pointer was on the screen: what moves beneath a resting one is not pointed at. */
  let rest = { at: "", view: null as Window | null };

  /** Begins what the mode needs, and undoes that of the one before. */
  function enter(): Undo {
    if (mode === "live") return all(showCrosshair(), shieldFrames(drawing.home, guard.wrap));
    return mode === "frozen" ? holdHover() : nothing;
  }

  function change(next: Mode): void {
    leave();
    mode = next;
    // Before the pane comes between the pointer and what it hovers.
    leave = enter();
    drawing.cover(mode === "frozen");
    drawing.press(mode === "frozen" ? "freeze" : mode === "use" ? "use" : null);
    if (mode === "use") choice.set(null);
    choice.retell();
  }

  function end(): void {
    isOver = true;
    clearTimeout(pending);
    choice.drop();
    leave();
    unlisten();
  }

  function stop(): void {
    if (!isOver) end();
    clearTimeout(fading);
    drawing.remove();
  }

  function cancel(): void {
    if (isOver) return;
    stop();
    options.onCancelled();
  }

  /** The rest of the click, and the second one of a double click, are still kept from the page. */
  function pick(by: "pointer" | "key"): void {
    const taken = by === "pointer" && pressed ? pressed : choice.take();
    if (!taken || pending) return;
    pending = window.setTimeout(
      guard.wrap(() => {
        end();
        if (by === "key") drawing.remove();
        else {
          drawing.fade();
          drawing.cover(true);
          fading = window.setTimeout(drawing.remove, DOUBLE_CLICK_MS);
        }
        options.onPicked(taken);
      }),
    );
  }

  function act(what: Act, by: "pointer" | "key"): void {
    if (what === "pick") pick("key");
    else if (what === "cancel") cancel();
    else if (what === "freeze") change(mode === "frozen" ? "live" : "frozen");
    else if (what === "use") change(mode === "use" ? "live" : "use");
    else if (what === "move") drawing.moveBar();
    else if (mode !== "use") choice.go(walk(choice.element, what as Way), by === "key");
  }

  const onPress = guard.wrap((event: Event) => {
    if (!isOnElement(event)) return;
    if (/^key/.test(event.type)) onKey(event as KeyboardEvent);
    else if (drawing.owns(event)) onBar(event);
    else if (isInPanel(event) || mode === "use") return;
    else {
      swallow(event);
      onPointer(event);
    }
  });

  function onBar(event: Event): void {
    swallow(event);
    const what = event.type === "click" && drawing.actOf(event);
    if (what) act(what, "pointer");
  }

  function onPointer(event: Event): void {
    const { pointerType, button, detail, type } = event as PointerEvent;
    if (type === "pointerdown") {
      const before = choice.element;
      // What the keyboard has chosen stays chosen beneath a resting mouse.
      if (pointerType === "touch" || !before || hasMoved(event)) point(event);
      armed = !button && (pointerType !== "touch" || before === choice.element);
      pressed = armed ? choice.take() : null;
      // A disabled control gets no click: letting go of it has to do.
    } else if (type === "pointerup" && armed && pressed?.element.closest(":disabled")) {
      pick("pointer");
    } else if (type === "click" && detail && armed) pick("pointer");
  }

  function onKey(event: KeyboardEvent): void {
    if (isInPanel(event) && isTyping(event)) return;
    const { key, type, shiftKey, ctrlKey, metaKey, altKey } = event;
    const plain = !ctrlKey && !metaKey && !altKey;
    const name = key.length === 1 ? key.toLowerCase() : key;
    if (mode === "use" && !(name === "f" && plain && !isTyping(event))) return;
    swallow(event);
    if (!plain) return;
    if (type === "keydown") {
      stroke = name;
      if (name === "Tab") choice.go(nextControl(choice.element, shiftKey), true);
      else if (name.startsWith("Arrow")) act(ACTS[name] as Act, "key");
    } else if (type === "keyup" && stroke === name) {
      stroke = null;
      const what = ACTS[name];
      if (what && !name.startsWith("Arrow")) act(what, "key");
    }
  }

  function point(event: Event): void {
    const { clientX, clientY } = event as PointerEvent;
    const hit = event.composedPath()[0] as Element;
    const ours = hit.getRootNode() === options.root || hit.localName === "guide-engine";
    const under = ours ? elementAt(clientX, clientY) : hit;
    choice.set(under && meant(under));
  }

  const onHover = guard.wrap((event: Event) => {
    if (!isOnElement(event) || mode === "use") return;
    const isMove = /^pointer(move|over)$/.test(event.type);
    const isBar = drawing.owns(event);
    const isPanel = !isBar && isInPanel(event) && !isOnPane(event);
    if (mode === "frozen" && !isPanel) event.stopImmediatePropagation();
    const { pointerType } = event as PointerEvent;
    if (!isMove || isBar || isPanel || pointerType === "touch") return;
    if (hasMoved(event)) point(event);
  });

  function hasMoved(event: Event): boolean {
    const { screenX, screenY, view } = event as PointerEvent;
    const at = `${screenX} ${screenY}`;
    const before = rest;
    rest = { at, view };
    return at !== before.at || view !== before.view;
  }

  const unlisten = inEveryWindow((view) =>
    all(on(view, PRESSES, onPress, true), on(view, HOVERS, onHover, true)),
  );
  drawing.tell(say("nothing"), "");
  return stop;
}

/** In the builder, but neither on the pane nor on the bar: that part of it works as ever. */
function isInPanel(event: Event): boolean {
  const path = event.composedPath() as Element[];
  return path.some((node) => node.localName === HOST_NAME) && !isOnPane(event);
}

function isOnPane(event: Event): boolean {
  return !!(event.composedPath()[0] as Element).matches?.(".picking .pane");
}

/** What the page makes up itself, and what concerns a whole window, is none of ours. */
function isOnElement(event: Event): boolean {
  return event.isTrusted && (event.composedPath()[0] as Node).nodeType === 1;
}
