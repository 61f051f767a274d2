/** Pointing at things on the page, and recording a task: the panel is out of the way meanwhile. */

import type { Fingerprint } from "../../contract.js";
import { nothing } from "../../listen.js";
import type { Undo } from "../../seam.js";
import type { Drawing } from "../panel/drawing.js";
import type { Shell } from "../panel/shell.js";
import { startPicking } from "../pick/picking.js";
import { drawReport } from "../pick/report.js";
import type { Pick } from "../pick/take.js";
import { isRecording, type Proposal, startRecording } from "../record/recording.js";
import { addSteps, blankStep, changeStep, isBlank, stepOf } from "../state/edit.js";
import type { Store } from "../state/store.js";
import { h } from "../ui/element.js";
import type { Surface } from "../ui/surface.js";
import { say as common } from "../words/common.js";
import { say } from "../words/panel.js";

export interface PointingParts {
  surface: Surface;
  shell: Shell;
  drawing: Drawing;
  store: Store;
}

export interface Pointing {
  pick(chosen: (target: Fingerprint) => void): void;
  report(stepId: string): HTMLElement | null;
  record(): void;
  /** Goes on with a recording that was under way on the page before. */
  resume(): void;
  stop: Undo;
}

export function createPointing({ surface, shell, drawing, store }: PointingParts): Pointing {
  let cancel: Undo = nothing;
  /** What had the focus, by its key: it may be drawn anew meanwhile. */
  let before: string | null = null;
  let last: { fingerprint: Fingerprint; element: HTMLElement } | null = null;

  function begin(): void {
    cancel();
    before = (surface.root.activeElement as HTMLElement | null)?.dataset.key ?? null;
    shell.hide(true);
    drawing.pause();
  }

  function end(): void {
    cancel = nothing;
    shell.hide(false);
    drawing.resume();
  }

  /** Unless there is something to write now, the author is back where they were. */
  function comeBack(): void {
    if (surface.root.activeElement || !before) return;
    surface.root
      .querySelector<HTMLElement>(`[data-key="${CSS.escape(before)}"]`)
      ?.focus({ preventScroll: true });
  }

  function cancelled(): void {
    end();
    comeBack();
  }

  function remember(pick: Pick): void {
    const element = h("div", { class: "report" });
    last = { fingerprint: pick.fingerprint, element };
    drawReport(element, pick, ({ fingerprint: target }) => {
      const held = store.document.steps.find((step) => step.target === last?.fingerprint);
      last = { fingerprint: target, element };
      if (held) store.change(changeStep(store.document, held.id, (was) => ({ ...was, target })));
    });
  }

  function take(proposals: Proposal[]): void {
    const { document, selected } = store;
    const steps = proposals.map(({ title, fingerprint, advance }) => ({
      ...blankStep(document.kind, document.language, {
        title,
        target: fingerprint,
        modal: !fingerprint,
      }),
      advance,
    }));
    if (!steps.length) return;
    // The one empty step of a new guide gives way.
    const base = isBlank(document) ? { ...document, steps: [] } : document;
    const next = addSteps(base, steps, selected?.id ?? null);
    const close = common("close");
    if (next === base) {
      surface.toast(say("full"), { tone: "bad", close });
      return;
    }
    store.change(next);
    store.select(steps[0]?.id ?? null);
    surface.toast(say("recorded", { n: steps.length }), {
      action: { label: common("undo"), press: store.undo },
      close,
    });
  }

  function record(): void {
    begin();
    cancel = startRecording({
      root: surface.root,
      onStep() {},
      onStopped(proposals) {
        end();
        take(proposals);
      },
      onCancelled: cancelled,
    });
  }

  return {
    pick(chosen) {
      begin();
      cancel = startPicking({
        root: surface.root,
        onPicked(pick) {
          end();
          remember(pick);
          chosen(pick.fingerprint);
          comeBack();
        },
        onCancelled: cancelled,
      });
    },
    report: (stepId) =>
      last && stepOf(store.document, stepId)?.target === last.fingerprint ? last.element : null,
    record,
    resume() {
      if (isRecording()) record();
    },
    stop() {
      cancel();
      shell.hide(false);
    },
  };
}
