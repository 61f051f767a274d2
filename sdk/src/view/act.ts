/** What a button does beside moving its guide: what other parts of the engine open and begin. */

import type { Action } from "../contract.js";
import type { RendererHost } from "../seam.js";

export function actOut(host: RendererHost, action: Action): void {
  if (action.type === "start_guide") host.startGuide(action.guide_key);
  if (action.type === "open_help") host.openHelp();
}
