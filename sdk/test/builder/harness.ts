/** Picking and recording on a page of their own, for the browser tests: bundled by their fixture. */

import { startPicking } from "../../src/builder/pick/picking.js";
import { drawReport } from "../../src/builder/pick/report.js";
import type { Pick } from "../../src/builder/pick/take.js";
import { isRecording, startRecording } from "../../src/builder/record/recording.js";
import { createSurface, type Surface } from "../../src/builder/ui/surface.js";
import { speak } from "../../src/builder/words/say.js";
import type { Undo } from "../../src/seam.js";

let surface: Surface | null = null;
let undo: Undo = () => {};

const harness = {
  picked: [] as Pick[],
  cancelled: 0,
  steps: [] as unknown[],
  stopped: null as unknown,
  isRecording,
  open(language: string): Surface {
    speak(language);
    surface ??= createSurface(language);
    return surface;
  },
  pick(language = "en"): void {
    const { root } = harness.open(language);
    undo = startPicking({
      root,
      onPicked: (pick) => harness.picked.push(pick),
      onCancelled: () => harness.cancelled++,
    });
  },
  report(language = "en"): void {
    const { frame } = harness.open(language);
    const container = document.createElement("section");
    container.id = "report";
    frame.append(container);
    const pick = harness.picked.at(-1);
    if (pick) drawReport(container, pick, (chosen) => harness.picked.push(chosen));
  },
  record(language = "en"): void {
    const { root } = harness.open(language);
    undo = startRecording({
      root,
      onStep: (proposal, index) => {
        harness.steps[index] = proposal;
      },
      onStopped: (proposals) => {
        harness.stopped = proposals;
      },
      onCancelled: () => harness.cancelled++,
    });
  },
  stop(): void {
    undo();
  },
  close(): void {
    surface?.destroy();
    surface = null;
  },
};

(window as unknown as { Builder: typeof harness }).Builder = harness;
