/** What moves a step on besides its buttons, beyond a click on its target. */

import type { Advance, Step } from "../contract.js";
import { all, nothing, on } from "../listen.js";
import type { MissReason, RendererHost, Undo } from "../seam.js";
import { passes, valuesOf } from "./field.js";
import { type Lent, watchMoment } from "./moment.js";

/** After the last key stroke: by then a person has usually finished a field. */
const PAUSE_MS = 1000;

/** For a step with its target on the page. Calls back as often as it happens. */
export function listenAdvance(
  lent: Lent,
  advance: Advance,
  target: () => Element | null,
  onAdvance: () => void,
): Undo {
  const { host, kit } = lent;
  const go = host.guard(onAdvance);
  const element = target();
  const scope = element?.ownerDocument ?? document;
  const isOurs = (event: Event): boolean => {
    const present = target();
    return !!present && event.composedPath().includes(present);
  };
  const heard = (event: Event): void => {
    if (isOurs(event)) go();
  };
  switch (advance.on) {
    case "button":
    case "guide":
      return nothing;
    case "click":
      return kit.listenClick(target, go);
    case "hover":
      return on(scope, "pointerover pointermove", heard, true);
    case "focus": {
      // Who is there already can't come again.
      const focus = kit.deepFocus();
      const timer = element && focus && element.contains(focus) ? setTimeout(go) : 0;
      return all(on(scope, "focusin", heard, true), () => clearTimeout(timer));
    }
    case "input":
      return onInput(scope, isOurs, go, host, advance.test);
    default:
      return watchMoment(lent, advance, go);
  }
}

/** For a step that shows nothing on the page: its target is looked for here, where one is needed. */
export function watchAdvance(
  lent: Lent,
  { advance, target }: Pick<Step, "advance" | "target">,
  onAdvance: () => void,
  onMissing: (reason: MissReason) => void = nothing,
  limitMs: number | null = null,
): Undo {
  const { host, kit } = lent;
  if (!target || !/^(click|hover|focus|input)$/.test(advance.on))
    return listenAdvance(lent, advance, () => null, onAdvance);
  let element: Element | null = null;
  let stop = nothing;
  const seek = (limit: number | null): void => {
    stop();
    stop = kit.waitFor({
      fingerprint: target,
      limitMs: limit,
      guard: host.guard,
      onFound(found) {
        element = found.element;
        const lost = (): void => {
          element = kit.refind(target);
          if (!element) seek(null);
        };
        stop = all(
          listenAdvance(lent, advance, () => element, onAdvance),
          kit.follow(element, host.guard, { onMove: nothing, onLost: lost }),
        );
      },
      onTimeout: onMissing,
    });
  };
  seek(limitMs);
  return () => stop();
}

/** When something was entered: on leaving the field, or after a pause in typing. */
function onInput(
  scope: Document,
  isOurs: (event: Event) => boolean,
  go: () => void,
  host: RendererHost,
  test: Extract<Advance, { on: "input" }>["test"],
): Undo {
  let pause = 0;
  const heard = host.guard((event: Event) => {
    if (!isOurs(event)) return;
    const waiting = pause;
    clearTimeout(pause);
    pause = 0;
    const field = event.composedPath()[0] as Element;
    if (test ? !passes(field, test, host) : !isFilled(field)) return;
    if (event.type === "input") pause = setTimeout(go, PAUSE_MS);
    else if (event.type === "change" || waiting) go();
  });
  const stop = on(scope, "input change focusout", heard, true);
  return () => {
    clearTimeout(pause);
    stop();
  };
}

/** A box that was unticked was used too. */
function isFilled(field: Element): boolean {
  return /^(checkbox|radio)$/.test((field as HTMLInputElement).type) || !!valuesOf(field)[0];
}
