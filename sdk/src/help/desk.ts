/** What the panel asks of the core: it stands beside the panel's chunk, since it draws nothing. */

import type {
  Content,
  EventType,
  HelpAnswer,
  HelpLook,
  HelpRequest,
  StateGuide,
  Theme,
  WireEvent,
} from "../contract.js";
import type { Guard } from "../guard.js";
import { pageFacts } from "../page/page.js";
import type { HelpDesk, HelpHandle, Renderer } from "../seam.js";
import type { Store } from "../storage.js";
import type { Answer } from "../transport/http.js";

const HOTKEY_OFF = "help-hotkey-off";

export interface DeskParts {
  guard: Guard;
  renderer(): Promise<Renderer>;
  record(type: EventType, fields: Partial<WireEvent>): unknown;
  language(): string;
  /** Asks the service; who asks is added. */
  ask(part: "help", about: Omit<HelpRequest, "sdk" | "user_id" | "token">): Promise<Answer>;
  store: Store;
  mint(): string;
  content(hash: string): Promise<Content | null>;
  show(guide: StateGuide | string, variables: Record<string, string>): Promise<boolean>;
}

/** The panel as the state has it: there, changed, or gone. */
export interface HelpPanel {
  use(look: HelpLook | undefined, themes?: Record<string, Theme>): void;
  /** False: there is none. */
  open(): boolean;
}

export function createHelpPanel(parts: DeskParts): HelpPanel {
  let look: HelpLook | undefined;
  let handle: HelpHandle | null = null;
  let isWanted = false;
  let isComing = false;

  /** Without a launcher and a key it is loaded when it is opened. */
  const isOnPage = (): boolean => !!look && (look.launcher !== "none" || !!look.hotkey || isWanted);

  async function place(themes?: Record<string, Theme>): Promise<void> {
    if (isComing || handle || !isOnPage()) return;
    isComing = true;
    try {
      const renderer = await parts.renderer();
      await renderer.ready(themes);
      if (!look || !isOnPage()) return;
      handle = renderer.help(look, createDesk(parts));
      if (isWanted) handle.open();
      isWanted = false;
    } catch (error) {
      parts.guard.caught(error);
    } finally {
      isComing = false;
    }
  }

  return {
    use(next, themes) {
      look = next;
      if (!next) {
        handle?.stop();
        handle = null;
      } else if (handle) handle.update(next);
      else place(themes);
    },
    open() {
      if (!look) return false;
      if (handle) handle.open();
      else {
        isWanted = true;
        place();
      }
      return true;
    },
  };
}

function createDesk(parts: DeskParts): HelpDesk {
  let variables: Record<string, string> = {};
  return {
    async ask(query) {
      const { path } = pageFacts();
      const about = { path, page_title: document.title, language: parts.language() };
      try {
        const answer = await parts.ask("help", query ? { ...about, query } : about);
        const content = answer.status === 200 ? (JSON.parse(answer.text) as HelpAnswer).help : null;
        variables = { ...variables, ...content?.variables };
        return content;
      } catch {
        return null;
      }
    },
    start: (guide) => parts.show(guide, variables),
    content: ({ content }) => parts.content(content),
    read({ id, version }, steps) {
      const run = { guide_id: id, version, run_id: parts.mint() };
      parts.record("guide_started", run);
      for (const step_id of steps) parts.record("step_seen", { ...run, step_id });
      parts.record("guide_completed", run);
    },
    tell: (type, fields) => void parts.record(type, fields),
    isHotkeyOff: () => parts.store.get(HOTKEY_OFF) === true,
    setHotkeyOff(isOff) {
      if (isOff) parts.store.set(HOTKEY_OFF, true);
      else parts.store.remove(HOTKEY_OFF);
    },
  };
}
