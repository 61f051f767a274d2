/** What everything on the stage works with. */

import type { RendererHost, Undo } from "../seam.js";
import type { Kit } from "./kit.js";
import type { Stage } from "./stage.js";

export interface Crew {
  host: RendererHost;
  stage: Stage;
}
/** The extras chunk gets the renderer's own parts lent. */
export interface LentCrew extends Crew {
  kit: Kit;
  /** Takes the running preview away. */
  stopPreview?: Undo;
  /** The step that a still preview shows. */
  pictured?: string | null;
  /** The renderer was destroyed: nothing is drawn any more. */
  isStruck?: boolean;
}
