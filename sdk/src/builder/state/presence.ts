/** Tells the service who is on which step while the page can be seen, and hears who else is. */

import { on } from "../../listen.js";
import type { Undo } from "../../seam.js";
import type { Api } from "../api/client.js";
import { ApiError } from "../api/errors.js";
import type { Presence } from "../api/types.js";

const EVERY_MS = 15_000;

export interface PresenceParts {
  api: Pick<Api, "presence">;
  guideId: string;
  tab: string;
  stepId(): string | null;
  heard(presence: Presence): void;
  /** The session is over. */
  refused(error: ApiError): void;
}

export interface Beat {
  /** Now, because another step was chosen. */
  beat(): void;
  stop: Undo;
}

export function startPresence(parts: PresenceParts): Beat {
  let timer = 0;
  let isOver = false;

  function beat(): void {
    clearTimeout(timer);
    if (isOver || document.visibilityState === "hidden") return;
    timer = window.setTimeout(beat, EVERY_MS);
    parts.api.presence(parts.guideId, parts.tab, parts.stepId()).then(
      (presence) => isOver || parts.heard(presence),
      (error) => {
        if (isOver || !(error instanceof ApiError) || error.trouble !== "session") return;
        stop();
        parts.refused(error);
      },
    );
  }

  const unlisten = on(document, "visibilitychange", beat);
  function stop(): void {
    isOver = true;
    clearTimeout(timer);
    unlisten();
  }
  beat();
  return { beat, stop };
}
