/** The chunk of the help panel: its launcher, its hotkey, and the panel once it is opened. */

import type { HelpLook } from "../contract.js";
import { nothing } from "../listen.js";
import type { HelpDesk, HelpHandle, HelpReason } from "../seam.js";
import type { LentCrew } from "../view/crew.js";
import { isBare, isHotkey, isTyping } from "./hotkey.js";
import { createLauncher, type Launcher } from "./launcher.js";
import { openPanel, type Panel } from "./panel.js";
import type { Room } from "./rows.js";
import { HELP_STYLES } from "./styles.js";
import { ENGLISH } from "./words.js";

/** Places the launcher of the panel and listens for its hotkey. */
export function createPanel(crew: LentCrew, look: HelpLook, desk: HelpDesk): HelpHandle {
  const { host, kit, stage } = crew;
  const { language } = host;
  const room: Room = { ...crew, language, words: kit.wordsFor(language, ENGLISH) };
  let launcher: Launcher | null = null;
  let panel: Panel | null = null;
  stage.dress(HELP_STYLES);

  function open(reason: HelpReason): void {
    panel?.focus();
    if (panel) return;
    desk.tell("help_opened", { reason });
    panel = openPanel(room, {
      look,
      desk,
      launcher: launcher?.button ?? null,
      closed() {
        panel = null;
        launcher?.update(look, false);
      },
      counted(unread) {
        look = { ...look, unread };
        launcher?.update(look, !!panel);
      },
    });
    launcher?.update(look, true);
  }

  /** With or without a launcher, as the look says. */
  function place(): void {
    if (look.launcher === "none") {
      launcher?.stop();
      launcher = null;
      return;
    }
    launcher ??= createLauncher(room, look, () => (panel ? panel.close() : open("launcher")));
    launcher.update(look, !!panel);
  }

  const isDue = (hotkey: string): boolean => !(isBare(hotkey) && desk.isHotkeyOff());
  const heard = host.guard((event: KeyboardEvent) => {
    const { hotkey } = look;
    if (!hotkey || !isHotkey(hotkey, event) || isTyping(kit.deepFocus()) || !isDue(hotkey)) return;
    event.preventDefault();
    open("hotkey");
  });

  place();
  const unhear = look.hotkey === undefined ? nothing : kit.on(window, "keydown", heard);
  return {
    open: () => open("call"),
    update(next) {
      look = next;
      place();
      panel?.update(next);
    },
    stop() {
      unhear();
      panel?.close();
      launcher?.stop();
      launcher = null;
    },
  };
}
