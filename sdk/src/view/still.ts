/** The stage for previews that are a picture while their author writes. */

import type { Step } from "../contract.js";
import type { PreviewOptions } from "../seam.js";
import type { LentCrew } from "./crew.js";

const LONG = 86_400;

/** A step that only a person's author moves on: its bubble looks the same. */
export function stillOf(step: Step): Step {
  const { on } = step.advance;
  const advance = (on === "button" ? step.advance : { on: "still" }) as Step["advance"];
  const { wait: _wait, ...seen } = step;
  return { ...seen, advance, wait_seconds: LONG, blocks_target: false };
}

/** The same stage; what is put on it is out of reach, and says nothing. */
export function setStage(crew: LentCrew, { still }: PreviewOptions): LentCrew {
  if (!still) return crew;
  const { stage } = crew;
  return {
    ...crew,
    stage: {
      ...stage,
      mount(...parts) {
        const unmount = stage.mount(...parts);
        for (const part of parts) quieten(part as HTMLElement);
        return unmount;
      },
      announce() {},
    },
  };
}

/** Out of reach of the focus and the pointer. A modal dialog would make the author's panel inert too. */
function quieten(part: HTMLElement): void {
  part.inert = true;
  part.style.animation = "none";
  if (!(part instanceof HTMLDialogElement)) return;
  // Opening it by its methods would move the focus.
  part.showModal = () => {
    part.open = true;
  };
  part.style.inset = "0";
  part.style.height = "fit-content";
  part.style.boxShadow = "0 0 0 200vmax var(--veil)";
}
