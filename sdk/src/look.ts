/** The chunk for themes: loaded where an environment has one, or a preview asks for colours. */

import type { Theme } from "./contract.js";
import { nothing } from "./listen.js";
import type { LentCrew } from "./view/crew.js";
import { layerOf, sheetOf } from "./view/theme.js";

export interface Look {
  /** Dresses what is on the stage, and what comes later. */
  wear(themes: Record<string, Theme>): void;
  destroy(): void;
}

export function createLook({ host, stage, kit }: LentCrew): Look {
  let unwatch = nothing;

  return {
    wear(themes) {
      const isOnTop = layerOf(themes) === null;
      const paint = (): void =>
        stage.paint(sheetOf(themes, kit, host.holds, kit.safePicture), isOnTop);
      unwatch();
      // Which scheme a theme has may depend on the page.
      const isRuled = Object.values(themes).some((theme) => theme.scheme_rules?.[0]);
      unwatch = isRuled ? host.onPage(paint) : nothing;
      paint();
    },
    destroy() {
      unwatch();
    },
  };
}
