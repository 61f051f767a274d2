/** The panel itself: its head, its place at an edge of the window, folded or open. */

import { all, on } from "../../listen.js";
import type { Undo } from "../../seam.js";
import type { Session, Side } from "../boot/session.js";
import { iconButton } from "../ui/button.js";
import { type Child, freshId, h } from "../ui/element.js";
import type { IconName } from "../ui/icon.js";
import type { Surface } from "../ui/surface.js";
import { environmentName, say } from "../words/panel.js";
import { type Box, sideFor } from "./dock.js";

export interface Shell {
  /** What is shown beneath the head. */
  show(title: string, ...content: Child[]): void;
  /** Steps aside from these; nulls let it go back to where the author wants it. */
  avoid(target: Box | null, bubble: Box | null): void;
  /** Out of sight while the author points at things on the page. */
  hide(hidden: boolean): void;
  focus(): void;
  destroy(): void;
}

export interface ShellParts {
  surface: Surface;
  /** Where the author wants it; null before there is a session. */
  session: Session | null;
  /** The author moved or folded it. */
  changed(place: Pick<Session, "side" | "folded">): void;
  close(): void;
}

const SIDES: [Side, IconName, "dockLeft" | "dockBottom" | "dockRight"][] = [
  ["left", "dock-left", "dockLeft"],
  ["bottom", "dock-bottom", "dockBottom"],
  ["right", "dock-right", "dockRight"],
];

export function createShell(parts: ShellParts): Shell {
  const { surface, session } = parts;
  let wanted: Side = session?.side ?? "right";
  let folded = session?.folded ?? false;
  let target: Box | null = null;
  let bubble: Box | null = null;

  const id = freshId("panel");
  const title = h("h2", { id, class: "head-title", tabindex: -1 });
  const docks = SIDES.map(([side, shape, words]) =>
    iconButton(shape, say(words), () => choose(side), {
      "data-side": side,
      "data-key": `dock.${side}`,
    }),
  );
  const fold = iconButton("minus", say("collapse"), () => setFolded(!folded), {
    "data-part": "fold",
  });
  const badge =
    session &&
    h(
      "span",
      { class: session.environment.production ? "badge production" : "badge staging" },
      environmentName(session.environment.name),
    );
  const body = h("div", { class: "panel-body" });
  const head = h(
    "header",
    { class: "head" },
    badge,
    title,
    h("div", { class: "head-tools", role: "group", "aria-label": say("dock") }, docks),
    fold,
    iconButton("x", say("leave"), parts.close, { "data-part": "leave" }),
  );
  const panel = h(
    "section",
    { class: "panel", "aria-labelledby": id, "data-part": "panel" },
    head,
    body,
  );
  surface.frame.append(panel);

  function choose(side: Side): void {
    wanted = side;
    // Where the author puts it, it stays, until the next step lies beneath it.
    target = bubble = null;
    place();
    parts.changed({ side, folded });
  }

  function setFolded(next: boolean): void {
    folded = next;
    place();
    parts.changed({ side: wanted, folded });
  }

  function place(): void {
    const view = { width: innerWidth, height: innerHeight };
    const side = sideFor(wanted, view, target, bubble);
    const before = panel.dataset.side;
    panel.dataset.side = side;
    panel.classList.toggle("folded", folded);
    body.hidden = folded;
    fold.setAttribute("aria-expanded", String(!folded));
    fold.setAttribute("aria-label", say(folded ? "expand" : "collapse"));
    fold.title = say(folded ? "expand" : "collapse");
    for (const dock of docks) dock.setAttribute("aria-pressed", String(dock.dataset.side === side));
    if (before && before !== side && side !== wanted && !folded) surface.announce(say("moved"));
  }

  const undo: Undo = all(on(window, "resize", place));
  place();
  return {
    show(words, ...content) {
      title.textContent = words;
      body.replaceChildren();
      body.append(...content.flat(9).filter((one): one is Node => one instanceof Node));
    },
    avoid(nextTarget, nextBubble) {
      target = nextTarget;
      bubble = nextBubble;
      place();
    },
    hide(hidden) {
      panel.hidden = hidden;
    },
    focus: () => title.focus({ preventScroll: true }),
    destroy() {
      undo();
      panel.remove();
    },
  };
}
