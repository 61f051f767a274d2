/**
 * What a step looks like that isn't a plain bubble: a card in a corner, a banner, and anything
 * that asks a question. Drawn with the renderer's own parts, which are lent.
 */

import type { Action, Button, Kind } from "../contract.js";
import { nothing } from "../listen.js";
import type { LentCrew } from "../view/crew.js";
import type { Scene, SurfaceSpec } from "../view/scene.js";
import { openBanner } from "./banner.js";
import { openCorner } from "./corner.js";
import { type Asked, ask } from "./question.js";
import { STYLES } from "./styles.js";
import { CORNER_STYLES } from "./styles-corner.js";
import { ENGLISH } from "./words.js";

export function openSurface(crew: LentCrew, given: SurfaceSpec, takeFocus: boolean): Scene {
  const { kit, stage, host } = crew;
  const words = kit.wordsFor(host.language, ENGLISH);
  const { kind, look, step } = given;
  const { question } = step;
  const isSurvey = kind === "survey";
  const isDismissible = look.dismissible !== false;
  const press = (): void => {
    const next = (scene.bubble as HTMLElement).querySelector<HTMLElement>('[data-part="next"]');
    next?.click();
  };
  const asked = question
    ? ask(crew, {
        ...given,
        language: step.language ?? given.language,
        question,
        words,
        onEnter: press,
      })
    : null;
  const spec: SurfaceSpec = {
    ...given,
    step: {
      ...step,
      buttons: buttonsOf(given, isSurvey ? words.askLater : words.later, words.send),
    },
    part: partOf(kind, step.type),
    isDismissible,
    onEscape: isDismissible ? given.onEscape : nothing,
    extra: asked ? [asked.element] : [],
  };
  const open = step.type === "banner" ? openBanner : step.type === "card" ? openCorner : openPlain;
  const scene: Scene = open(crew, spec, takeFocus);
  stage.dress(CORNER_STYLES);
  stage.dress(STYLES);
  const { bubble } = scene;
  bubble.classList.add(kind);
  if (kind === "announcement") showCover(bubble);
  if (asked) start(asked, bubble, takeFocus || step.type === "modal", crew);

  return {
    element: scene.element,
    bubble,
    hasFocus: scene.hasFocus,
    leave(forward) {
      if (forward) return asked?.check() ?? true;
      asked?.tell();
      return true;
    },
    close() {
      asked?.close();
      scene.close();
    },
  };
}

function openPlain({ kit, stage, host }: LentCrew, spec: SurfaceSpec, takeFocus: boolean): Scene {
  return kit.openScene(stage, spec, host.guard, takeFocus);
}

/** Whose part it is by the names that people's own tests rely on. */
function partOf(kind: Kind, type: string): string {
  if (type === "banner") return "banner";
  return kind === "survey" || kind === "announcement" ? kind : "bubble";
}

/** The author's buttons; a way on where there is none; and "later" where that is offered. */
function buttonsOf(
  { step, look, fallback, words, kind }: SurfaceSpec,
  later: string,
  send: string,
): Button[] {
  const button = (id: string, label: string, action: Action): Button => {
    return { id, label, style: id === "later" ? "secondary" : "primary", action };
  };
  const hours = look.snooze_hours;
  const buttons = [...step.buttons];
  if (!buttons.length && fallback) {
    const isEnd = fallback === "done";
    const label = isEnd && kind === "survey" ? send : words[fallback];
    buttons.push(button("", label, { type: isEnd ? "finish" : "next" }));
  }
  const offered = buttons.some(({ action }) => action.type === "snooze");
  if (hours && !offered) buttons.unshift(button("later", later, { type: "snooze", hours }));
  return buttons;
}

/** A picture or film that comes first goes over the whole width, above the title. */
function showCover(bubble: HTMLElement): void {
  const first = bubble.querySelector(".body > :first-child");
  if (!first?.matches("img,video")) return;
  first.classList.add("cover");
  bubble.querySelector(".text")?.prepend(first);
}

/** The heading is the question; and whoever came here by the keyboard begins with the answer. */
function start(asked: Asked, bubble: HTMLElement, takeFocus: boolean, { kit }: LentCrew): void {
  asked.name(bubble.querySelector("h2"));
  if (!takeFocus) return;
  const first =
    asked.element.querySelector<HTMLElement>("input:checked") ??
    asked.element.querySelector<HTMLElement>("input,textarea");
  kit.focusOn(first);
}
