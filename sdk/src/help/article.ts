/** An announcement as it is read in the panel: all its steps, one beneath the other. */

import type { Content, Effect, HelpAnnouncement, Step } from "../contract.js";
import { dateOf } from "./home.js";
import type { Room } from "./rows.js";

export interface ArticleWays {
  /** Begins another guide, and leaves the panel. */
  startGuide(key: string): void;
}

/** What can be read at rest; one that asks has to be gone through. */
export function isReadable(content: Content): boolean {
  return !content.steps.some((step) => step.question);
}

export function drawArticle(
  room: Room,
  news: HelpAnnouncement,
  content: Content,
  variables: Record<string, string>,
  ways: ArticleWays,
): HTMLElement {
  const { make, directionOf, fill } = room.kit;
  return make(
    "article",
    { lang: content.language, dir: directionOf(content.language) },
    make("p", { class: "note" }, dateOf(news.at, room.language)),
    ...fill(content.steps, variables).flatMap((step, index) =>
      drawStep(room, step, index > 0, variables, ways),
    ),
  );
}

function drawStep(
  room: Room,
  step: Step,
  isTitled: boolean,
  variables: Record<string, string>,
  ways: ArticleWays,
): (Node | null)[] {
  const { make, renderRich } = room.kit;
  const buttons = step.buttons.flatMap(({ label, style, action, also }) => {
    const effects = [...(also ?? []), action].filter(isEffect);
    return effects.length ? [drawButton(room, label, style, effects, ways)] : [];
  });
  return [
    isTitled && step.title ? make("h3", {}, step.title) : null,
    make("div", { class: "body" }, ...renderRich(step.body, variables)),
    buttons.length ? make("div", { class: "buttons" }, ...buttons) : null,
  ];
}

/** Of the actions of a step, those that mean something to a reader. */
function isEffect(action: { type: string }): action is Effect {
  return /^(open_url|start_guide|track)$/.test(action.type);
}

function drawButton(
  room: Room,
  label: string,
  style: string,
  effects: Effect[],
  ways: ArticleWays,
): HTMLElement {
  const { kit, host } = room;
  const last = effects.at(-1);
  const href = last?.type === "open_url" ? kit.safeAddress(last.url) : null;
  const button = kit.make(
    href ? "a" : "button",
    {
      class: `button ${style}`,
      ...(href
        ? { href, ...(last?.type === "open_url" && last.new_tab && kit.NEW_TAB) }
        : { type: "button" }),
    },
    label,
  );
  button.addEventListener(
    "click",
    host.guard(() => {
      for (const effect of effects) {
        if (effect.type === "start_guide") ways.startGuide(effect.guide_key);
        // The link does what the last one says by itself.
        else if (!href || effect !== last) kit.actOut(host, effect);
      }
    }),
  );
  return button;
}
