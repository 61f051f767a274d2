/** Rage clicks: three quick clicks on one spot that is not made for them. */

import { listen } from "../page/page.js";
import type { RendererHost, Undo } from "../seam.js";

const CLICKS = 3;
const WITHIN_MS = 1_000;
const WITHIN_PX = 30;

/** What many clicks in a row are made for: typing, stepping, choosing days, playing, drawing. */
const MADE_FOR_IT = [
  "input",
  "textarea",
  "select",
  "option",
  "video",
  "audio",
  "canvas",
  '[contenteditable]:not([contenteditable="false"])',
  '[role="spinbutton"]',
  '[role="slider"]',
  '[role="scrollbar"]',
  '[role="grid"]',
  '[role="textbox"]',
  '[class*="calendar" i]',
  '[class*="datepicker" i]',
  '[class*="date-picker" i]',
  "[data-guide-engine-ignore]",
  "guide-engine",
].join();

const CLICKABLE = "button,a,summary,[role=button],[role=tab],[role=link]";

const STEPPER =
  /^(?:[-+−–±<>‹›«»＋－＜＞←→↑↓▲▼◀▶◁▷△▽]+|next|prev(?:ious)?|more|less|increase|decrease|plus|minus|(?:次|前|翌|先)(?:へ|の?(?:月|週|日|年|ページ))?|進む|戻る|増やす|減らす)(?: (?:page|month|week|day|year|slide))?$/i;

/** Whether a click on this element may count towards a rage click. */
export function mayRage(element: Element): boolean {
  if (element.closest(MADE_FOR_IT)) return false;
  const clickable = element.closest(CLICKABLE) ?? element;
  const words = [clickable.getAttribute("aria-label"), clickable.getAttribute("title")];
  // The text of something large is no label, and slow to read.
  if (clickable.childElementCount < 4) words.push(clickable.textContent);
  if (words.some((word) => word && STEPPER.test(word.trim()))) return false;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? mayRage(root.host) : true;
}

interface Spot {
  x: number;
  y: number;
  at: number;
}

/** Tells at each click whether it is the third in a row. The row then begins anew. */
export function createRageCounter(): { click(spot: Spot): boolean; forget(): void } {
  let count = 0;
  let last: Spot | null = null;
  return {
    click(spot) {
      const follows =
        last &&
        spot.at - last.at <= WITHIN_MS &&
        Math.hypot(spot.x - last.x, spot.y - last.y) <= WITHIN_PX;
      count = follows ? count + 1 : 1;
      last = spot;
      if (count < CLICKS) return false;
      count = 0;
      last = null;
      return true;
    },
    forget() {
      count = 0;
    },
  };
}

export function watchRage(
  now: () => number,
  guard: RendererHost["guard"],
  onRage: () => void,
): Undo {
  const counter = createRageCounter();
  return listen(
    document,
    "click",
    guard((event: Event) => {
      const click = event as MouseEvent;
      const element = click.composedPath()[0];
      const counts =
        click.isTrusted &&
        // A click made by the keyboard has no place.
        click.detail > 0 &&
        !(click.altKey || click.ctrlKey || click.metaKey || click.shiftKey) &&
        element instanceof Element &&
        mayRage(element) &&
        getSelection()?.type !== "Range";
      if (!counts) counter.forget();
      else if (counter.click({ x: click.clientX, y: click.clientY, at: now() })) onRage();
    }),
    true,
  );
}
