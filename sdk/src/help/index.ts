/** The chunk of the help panel. */

import type { HelpLook } from "../contract.js";
import { nothing } from "../listen.js";
import type { HelpDesk, HelpHandle } from "../seam.js";
import type { LentCrew } from "../view/crew.js";

/** Places the launcher of the panel and listens for its hotkey. */
export function createPanel(_crew: LentCrew, _look: HelpLook, _desk: HelpDesk): HelpHandle {
  return { open: nothing, update: nothing, stop: nothing };
}
