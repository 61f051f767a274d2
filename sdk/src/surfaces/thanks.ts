/** "Thank you" after the last answer: for a few seconds, longer while somebody is on it. */

import { all, on } from "../listen.js";
import type { RunSpec, Undo } from "../seam.js";
import type { LentCrew } from "../view/crew.js";
import { CHECK, icon } from "./icon.js";
import { STYLES } from "./styles.js";
import { CORNER_STYLES } from "./styles-corner.js";

const SHOWN_MS = 5_000;

/** Takes itself away; the undo does so at once. */
export function showThanks(crew: LentCrew, { content, variables }: RunSpec): Undo {
  const { host, stage, kit } = crew;
  const { language, steps, survey } = content;
  const { thanks } = kit.fill({ thanks: survey?.thanks ?? "" }, variables);
  const { position } = steps[steps.length - 1] ?? {};
  const { make } = kit;
  let timer = 0;
  let open = true;
  const close = host.guard(() => {
    if (!open) return;
    open = false;
    clearTimeout(timer);
    unlisten();
    unmount();
  });
  const card = make(
    "div",
    {
      class: "card corner thanks",
      "data-part": "thanks",
      "data-at": /_(start|end)$/.test(position ?? "") ? position : "bottom_end",
      dir: kit.directionOf(language),
    },
    kit.closeButton(kit.wordsFor(host.language, kit.ENGLISH), close),
    make("p", { class: "text", lang: language }, icon(CHECK) as Node, thanks),
  );
  const unmount = stage.mount(card);
  stage.dress(CORNER_STYLES);
  stage.dress(STYLES);
  stage.announce(thanks);
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(close, SHOWN_MS);
  };
  const hold = (): void => clearTimeout(timer);
  const unlisten = all(
    on(card, "pointerenter focusin", hold),
    on(card, "pointerleave focusout", wait),
  );
  wait();
  return close;
}
