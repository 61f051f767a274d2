/** The stage for previews: in colours of the author's choice, and as a picture while they write. */

import type { Step } from "../contract.js";
import type { PreviewOptions } from "../seam.js";
import type { LentCrew } from "./crew.js";
import { DARK, LIGHT } from "./styles.js";

const LONG = 86_400;

/** A step that only a person's author moves on: its bubble looks the same. */
export function stillOf(step: Step): Step {
  const { on } = step.advance;
  const advance = (on === "button" ? step.advance : { on: "still" }) as Step["advance"];
  return { ...step, advance, wait_seconds: LONG };
}

/** The same stage; what is put on it is dressed for the preview first. */
export function setStage(crew: LentCrew, { still, scheme }: PreviewOptions): LentCrew {
  if (!still && !scheme) return crew;
  const { stage } = crew;
  return {
    ...crew,
    stage: {
      ...stage,
      mount(...parts) {
        const unmount = stage.mount(...parts);
        if (still) for (const part of parts) quieten(part as HTMLElement);
        if (scheme) paint(parts[0]?.parentElement, scheme);
        return unmount;
      },
      announce(sentence) {
        if (!still) stage.announce(sentence);
      },
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
  part.style.boxShadow = "0 0 0 200vmax #11162273";
}

function paint(frame: HTMLElement | null | undefined, scheme: "light" | "dark"): void {
  if (!frame) return;
  frame.style.colorScheme = scheme;
  for (const declaration of (scheme === "dark" ? DARK : LIGHT).split(";")) {
    const [name = "", value = ""] = declaration.split(":");
    frame.style.setProperty(name, value);
  }
}
