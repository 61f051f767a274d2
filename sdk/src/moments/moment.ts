/** Waits for a moment: a page, an event, an element, a value, a while. By events and observers alone. */

import type { Moment } from "../contract.js";
import { all, nothing, on } from "../listen.js";
import type { EventFacts, RendererHost, Undo } from "../seam.js";
import type { Kit } from "../view/kit.js";
import { afterActive } from "./active.js";
import { watchElement } from "./element.js";
import { fieldOf, isUsable, passes } from "./field.js";

export interface Lent {
  host: RendererHost;
  kit: Kit;
}

type States = NonNullable<Extract<Moment, { on: "element" }>["is"]>;
const STATES: Record<States, (element: Element | null) => boolean> = {
  present: (element) => !!element,
  absent: (element) => !element,
  enabled: (element) => !!element && isUsable(element),
  disabled: (element) => !!element && !isUsable(element),
};

/**
 * Calls back once, never before this has returned; the facts are those of its event.
 * `past`: an event that was told on this page before counts too.
 */
export function watchMoment(
  { host, kit }: Lent,
  moment: Moment,
  come: (facts: EventFacts) => void,
  past = false,
): Undo {
  let isOver = false;
  let undo = nothing;
  const stop = (): void => {
    isOver = true;
    clearTimeout(timer);
    undo();
  };
  const done = (facts: EventFacts = {}): void => {
    if (isOver) return;
    stop();
    come(facts);
  };
  const begin = (): Undo => {
    switch (moment.on) {
      case "page": {
        const look = (): void => {
          if (host.holds(moment.rule)) done();
        };
        look();
        return isOver ? nothing : host.onPage(look);
      }
      case "event":
        return host.onTrack((name, facts) => name === moment.event && done(facts), past);
      case "element":
        return watchElement(kit, host, moment.target, STATES[moment.is ?? "present"], done);
      case "value": {
        const holds = (element: Element | null): boolean =>
          !!element && passes(fieldOf(element), moment.test, host);
        return watchElement(kit, host, moment.target, holds, done);
      }
      case "time":
        return afterActive(moment.seconds, host.guard, done);
      default:
        return nothing;
    }
  };
  // What holds already is told in a moment, once whoever asks is ready to hear it.
  const timer = setTimeout(
    host.guard(() => {
      undo = begin();
      if (isOver) undo();
    }),
  );
  return stop;
}

/** The same with a limit, counted only while the page can be seen. Calls back one of the two, once. */
export function withLimit(
  lent: Lent,
  moment: Moment,
  limitMs: number,
  come: () => void,
  late: () => void,
): Undo {
  let limit = 0;
  const { guard } = lent.host;
  const timeOut = guard(() => {
    stop();
    late();
  });
  const count = (): void => {
    clearTimeout(limit);
    if (!document.hidden) limit = setTimeout(timeOut, limitMs);
  };
  const stop = all(
    watchMoment(
      lent,
      moment,
      () => {
        stop();
        come();
      },
      true,
    ),
    on(document, "visibilitychange", count),
    () => clearTimeout(limit),
  );
  count();
  return stop;
}
