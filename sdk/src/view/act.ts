/** What a button does beside moving its guide: what reaches other parts of the engine, or the page. */

import type { Action } from "../contract.js";
import type { RendererHost } from "../seam.js";
import { safeAddress } from "./links.js";

export function actOut(host: RendererHost, action: Action): void {
  if (action.type === "start_guide") host.startGuide(action.guide_key);
  if (action.type === "open_help") host.openHelp();
  if (action.type === "track") host.track(action.event);
  const href = action.type === "open_url" && safeAddress(action.url);
  if (href) open(href, action.new_tab ? "_blank" : "_self", action.new_tab ? "noopener" : "");
}
