/** The button in the corner that opens the panel, with the number of unread announcements. */

import type { HelpLook } from "../contract.js";
import type { Undo } from "../seam.js";
import { icon } from "./icons.js";
import type { Room } from "./rows.js";

const MOST_COUNTED = 9;
/** Between the launcher and what others put above it. */
const GAP = 12;

export interface Launcher {
  button: HTMLElement;
  update(look: HelpLook, isOpen: boolean): void;
  stop: Undo;
}

export function createLauncher(room: Room, look: HelpLook, press: () => void): Launcher {
  const { kit, stage, host, words, language } = room;
  const { make } = kit;
  const button = make("button", {
    type: "button",
    class: "help-launcher",
    "data-part": "help-launcher",
    "aria-haspopup": "dialog",
    dir: kit.directionOf(language),
  });
  button.addEventListener("click", host.guard(press));

  function update(next: HelpLook, isOpen: boolean): void {
    const { unread, label, title } = next;
    const name = label || title || words.help;
    const news = unread ? kit.say(words.helpUnread, { count: unread }, language) : "";
    button.setAttribute("aria-expanded", `${isOpen}`);
    button.setAttribute("aria-label", [name, news].filter((said) => said).join(", "));
    button.classList.toggle("pill", !!label);
    button.replaceChildren(
      icon("help"),
      ...(label ? [make("span", {}, label)] : []),
      ...(unread
        ? [
            make(
              "span",
              { class: "count" },
              unread > MOST_COUNTED ? `${MOST_COUNTED}+` : `${unread}`,
            ),
          ]
        : []),
    );
    place(next);
  }

  /** Says to others in the same corner how much room is taken. */
  function place({ launcher, inset: [side, bottom] }: HelpLook): void {
    const isStart = launcher === "bottom_start";
    button.style.insetBlockEnd = `${bottom}px`;
    button.style.insetInlineEnd = isStart ? "auto" : `${side}px`;
    button.style.insetInlineStart = isStart ? `${side}px` : "auto";
    const frame = button.parentElement?.style;
    const room = `${bottom + button.offsetHeight + GAP - 16}px`;
    frame?.setProperty("--dock-end", isStart ? "0px" : room);
    frame?.setProperty("--dock-start", isStart ? room : "0px");
  }

  const unmount = stage.mount(button);
  const frame = button.parentElement?.style;
  update(look, false);
  return {
    button,
    update,
    stop() {
      frame?.removeProperty("--dock-end");
      frame?.removeProperty("--dock-start");
      unmount();
    },
  };
}
