/**
 * The selected step on the page, by the renderer that end users get, drawn anew as the author
 * writes; and where it lies, so that the panel can step aside.
 */

import type { GuideDocument, Step } from "../../contract.js";
import type { PreviewHandle, Renderer } from "../../seam.js";
import { find } from "../../target/find.js";
import { findSimilar } from "../../target/similar.js";
import { points } from "../state/shapes.js";
import type { Store } from "../state/store.js";
import type { Box } from "./dock.js";

const PAUSE_MS = 150;
/** The bubble has come to rest. */
const REST_MS = 350;

/** Draws one step and nothing else: no focus, no keys, no way on. */
interface StillRenderer {
  preview(
    document: GuideDocument,
    options: { step: string; still: boolean },
  ): Promise<PreviewHandle>;
}

export interface Drawing {
  refresh(): void;
  /** While the author points at something, or walks the preview. */
  pause(): void;
  resume(): void;
  destroy(): void;
}

export interface DrawingParts {
  store: Store;
  renderer(): Promise<Renderer>;
  /** Where the target and its bubble are now; nulls when nothing is drawn. */
  placed(target: Box | null, bubble: Box | null): void;
  failed(why: string): void;
}

export function createDrawing({ store, renderer, placed, failed }: DrawingParts): Drawing {
  let timer = 0;
  let rest = 0;
  let handle: PreviewHandle | null = null;
  let isPaused = false;
  let isClosed = false;
  // Only the last of several that are under way counts.
  let turn = 0;

  function clear(): void {
    turn += 1;
    clearTimeout(timer);
    clearTimeout(rest);
    handle?.stop();
    handle = null;
  }

  async function draw(): Promise<void> {
    const step = store.selected;
    if (!step || !isDrawable(step)) {
      clear();
      placed(null, null);
      return;
    }
    turn += 1;
    const mine = turn;
    try {
      const drawn = await ((await renderer()) as StillRenderer).preview(
        drawable(store.document, step),
        { step: step.id, still: true },
      );
      if (mine !== turn || isPaused || isClosed) drawn.stop();
      else handle = drawn;
    } catch (error) {
      failed(error instanceof Error ? error.message : `${error}`);
    }
    clearTimeout(rest);
    rest = window.setTimeout(() => isPaused || placed(targetBox(step), bubbleBox()), REST_MS);
  }

  return {
    refresh() {
      if (isPaused || isClosed) return;
      clearTimeout(timer);
      timer = window.setTimeout(() => void draw(), PAUSE_MS);
    },
    pause() {
      isPaused = true;
      clear();
    },
    resume() {
      isPaused = false;
      this.refresh();
    },
    destroy() {
      isClosed = true;
      clear();
    },
  };
}

function isDrawable(step: Step): boolean {
  return step.type !== "hidden" && (!points(step) || step.target !== null);
}

/** Steps that aren't ready yet count in "2 of 4", but are not drawn: they point at nothing. */
function drawable(document: GuideDocument, drawn: Step): GuideDocument {
  const steps = document.steps.map((step) =>
    step === drawn || isDrawable(step)
      ? step
      : { ...step, target: { v: 1 as const, selector: ":not(*)" } },
  );
  return { ...document, steps };
}

function targetBox(step: Step): Box | null {
  const { target } = step;
  if (!target || !points(step)) return null;
  const found = find(target, document, findSimilar);
  return "element" in found ? found.element.getBoundingClientRect() : null;
}

function bubbleBox(): Box | null {
  const stage = document.querySelector("guide-engine")?.shadowRoot;
  return stage?.querySelector('[data-part="bubble"]')?.getBoundingClientRect() ?? null;
}
