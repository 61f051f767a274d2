/** The open list: drawn once, then kept in step with its state, so that the focus stays where it is. */

import type { Step } from "../contract.js";
import { CHECK, CHEVRON, icon, LOCK } from "../surfaces/icon.js";
import type { LentCrew } from "../view/crew.js";
import type { List } from "./list.js";
import { current, isLocked, type ListState } from "./reducer.js";

export interface PanelVerbs {
  press(step: Step): void;
  minimise(): void;
  dismiss(): void;
  /** The celebration has been seen. */
  finish(): void;
}

export interface Panel {
  element: HTMLElement;
  show(state: ListState): void;
}

let count = 0;

export function createPanel(
  { host, kit }: LentCrew,
  { content, plan, words, variables }: List,
  verbs: PanelVerbs,
): Panel {
  const { make } = kit;
  const { steps, language, checklist } = content;
  const title = `list${++count}`;
  const rows = steps.map((step) => createRow(step));
  const bar = make("progress", { max: steps.length, value: 0, "aria-labelledby": title });
  const sum = make("span", { class: "sum" });
  const minimise = make(
    "button",
    {
      type: "button",
      class: "fold",
      "data-part": "minimise",
      "aria-label": words.minimise,
      "aria-expanded": "true",
    },
    icon(CHEVRON),
  );
  minimise.addEventListener("click", host.guard(verbs.minimise));
  const intro = checklist?.intro ? kit.renderRich(checklist.intro, variables) : [];
  const introduction = intro.length && make("div", { class: "body", lang: language }, ...intro);
  const list = make(checklist?.ordered ? "ol" : "ul", {
    class: "tasks",
    role: "list",
    lang: language,
  });
  list.append(...rows.map(({ element }) => element));
  const cheer = make(
    "div",
    { class: "cheer", hidden: "" },
    make("span", { class: "medal" }, icon(CHECK)),
    make("strong", {}, words.allDone),
    make("span", {}, words.allDoneText),
  );
  const forgo = make(
    "button",
    { type: "button", class: "plain", "data-part": "close" },
    words.dismissList,
  );
  forgo.addEventListener("click", host.guard(verbs.dismiss));
  const finish = make(
    "button",
    { type: "button", class: "primary", "data-part": "next" },
    kit.wordsFor(host.language, kit.ENGLISH).close,
  );
  finish.addEventListener("click", host.guard(verbs.finish));
  const foot = make("div", { class: "foot" }, forgo, finish);

  const element = make(
    "div",
    {
      class: "card corner list",
      "data-part": "checklist",
      "data-at": checklist?.position,
      role: "region",
      "aria-labelledby": title,
      tabindex: "-1",
      lang: host.language,
      dir: kit.directionOf(language),
    },
    make(
      "div",
      { class: "head" },
      make("h2", { id: title, lang: language }, checklist?.title),
      make("div", { class: "meter" }, bar, sum),
      minimise,
    ),
    make("div", { class: "text" }, introduction || null, cheer, list),
    foot,
  );

  function createRow(step: Step): { element: HTMLElement; show(state: ListState): void } {
    const { action } = step;
    const isManual = isByHand(step);
    const href = action?.type === "open_url" ? kit.safeAddress(action.url) : null;
    const away = action?.type === "open_url" && action.new_tab;
    const mark = make("span", { class: "mark" });
    const status = make("span", { class: "said", lang: host.language });
    const label = make("span", { class: "label" }, step.title);
    const can = action || isManual;
    const line = make(
      can ? (href ? "a" : "button") : "div",
      {
        class: "task",
        "data-part": "task",
        ...(href ? { href, ...(away && kit.NEW_TAB) } : can && { type: "button" }),
      },
      mark,
      label,
      status,
    );
    const press = host.guard((event: Event) => {
      if (line.ariaDisabled === "true") event.preventDefault();
      else verbs.press(step);
    });
    if (can) line.addEventListener("click", press);
    const text = kit.renderRich(step.body, variables);
    const body = text.length ? make("div", { class: "body" }, ...text) : null;
    const row = make("li", { lang: step.language }, line, body);
    return {
      element: row,
      show(state) {
        const isDone = state.done.includes(step.id);
        const locked = isLocked(plan, state, step.id);
        row.className = isDone ? "is-done" : locked ? "is-locked" : "";
        mark.replaceChildren(...(isDone ? [icon(CHECK)] : locked ? [icon(LOCK)] : []));
        const said = isDone
          ? words.taskDone
          : locked
            ? words.taskLocked
            : isManual && !action && words.markDone;
        status.textContent = said ? `(${said})` : "";
        if (can) line.ariaDisabled = locked || (isDone && !action) ? "true" : null;
        if (can && state.done.length < steps.length)
          line.ariaCurrent = plan.isOrdered && current(plan, state) === step.id ? "step" : null;
        if (body) body.hidden = isDone || locked;
      },
    };
  }

  return {
    element,
    show(state) {
      const done = state.done.length;
      const of = steps.length;
      for (const row of rows) row.show(state);
      bar.value = done;
      sum.textContent = kit.say(words.tasksDone, { count: done, of });
      const isOver = state.phase === "cheering";
      cheer.hidden = finish.hidden = !isOver;
      list.hidden = isOver;
      if (introduction) introduction.hidden = isOver;
      forgo.hidden = isOver || !checklist?.dismissible;
      foot.hidden = forgo.hidden && finish.hidden;
    },
  };
}

/** Done by its own press: nothing on the page says so. */
export function isByHand({ advance, target }: Step): boolean {
  return advance.on === "button" || (advance.on === "click" && !target);
}
