/** What moves a step on besides its buttons. */

import type { Advance } from "../contract.js";
import { all, nothing, on } from "../listen.js";
import type { RendererHost, Undo } from "../seam.js";
import { waitFor } from "../target/wait.js";

/** After the last key stroke: by then a person has usually finished a field. */
const PAUSE_MS = 1000;

export function listenAdvance(
  advance: Advance,
  target: () => Element | null,
  host: RendererHost,
  onAdvance: () => void,
): Undo {
  const go = host.guard(onAdvance);
  const scope = target()?.ownerDocument ?? document;
  const isOurs = (event: Event): boolean => {
    const element = target();
    return !!element && event.composedPath().includes(element);
  };
  switch (advance.on) {
    case "click":
      // Heard before the page acts on it, since the page may leave or drop the target.
      return on(scope, "click", (event) => isOurs(event) && go(), true);
    case "input":
      return onInput(scope, isOurs, go, host.guard);
    case "page": {
      const look = (): Undo => {
        if (host.holds(advance.rule)) go();
        return nothing;
      };
      return all(host.onPage(look), soon(look, host.guard));
    }
    case "event":
      return host.onTrack((name) => name === advance.event && go());
    case "element":
      return soon(() => {
        const { guard } = host;
        const fingerprint = advance.target;
        return waitFor({ fingerprint, limitMs: null, guard, onFound: go, onTimeout: nothing });
      }, host.guard);
    default:
      return nothing;
  }
}

/** What holds already leads on in a moment, once the step has been reported as begun. */
function soon(begin: () => Undo, guard: RendererHost["guard"]): Undo {
  let stop = nothing;
  const timer = setTimeout(
    guard(() => {
      stop = begin();
    }),
  );
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** When something was entered: on leaving the field, or after a pause in typing. */
function onInput(
  scope: Document,
  isOurs: (event: Event) => boolean,
  go: () => void,
  guard: RendererHost["guard"],
): Undo {
  let pause = 0;
  const heard = guard((event: Event) => {
    if (!isOurs(event)) return;
    const waiting = pause;
    clearTimeout(pause);
    pause = 0;
    if (!isFilled(event.composedPath()[0] as Element)) return;
    if (event.type === "input") pause = setTimeout(go, PAUSE_MS);
    else if (event.type === "change" || waiting) go();
  });
  const stop = on(scope, "input change focusout", heard, true);
  return () => {
    clearTimeout(pause);
    stop();
  };
}

function isFilled(field: Element): boolean {
  const { type, value } = field as Partial<HTMLInputElement>;
  return /^(checkbox|radio)$/.test(type ?? "") || !!(value ?? field.textContent)?.trim();
}
