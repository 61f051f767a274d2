/** Room for a banner in the page itself: one element of ours beside the target, which goes without a trace. */

import { all, nothing, on } from "../listen.js";
import type { Undo } from "../seam.js";
import type { LentCrew } from "../view/crew.js";
import { STYLES } from "./styles.js";

/** What holds only certain children, or must not hold a block: the banner goes beside it. */
const STRICT =
  "table,thead,tbody,tfoot,tr,ul,ol,dl,select,optgroup,picture,svg,svg *,p,button,a,label";
/** A page that takes the banner out again and again has its way. */
const MOST_RETURNS = 5;
const PRIVATE = "pointerdown mousedown touchstart click focusin keydown keyup";

export interface Place {
  target: Element;
  isAfter: boolean;
  refind(): Element | null;
  onFound(target: Element): void;
  onLost(): void;
}

export function settle(crew: LentCrew, strip: HTMLElement, place: Place): Undo {
  const { host, kit } = crew;
  const { element, leave } = openRoom(crew, strip);
  let { target } = place;
  let returns = 0;
  let unfollow = nothing;

  /** Beside the target, also after the page has drawn itself anew. */
  const put = (): void => {
    let anchor = target;
    while (anchor.parentElement?.matches(STRICT)) anchor = anchor.parentElement;
    const there = place.isAfter ? anchor.nextSibling : anchor.previousSibling;
    if (there === element || returns++ > MOST_RETURNS) return;
    const focus = element.shadowRoot?.activeElement ?? null;
    anchor[place.isAfter ? "after" : "before"](element);
    kit.focusOn(focus);
  };
  const begin = (): void => {
    put();
    unfollow = kit.follow(target, host.guard, {
      onMove: nothing,
      onMutation: put,
      onLost() {
        const found = place.refind();
        if (!found) return place.onLost();
        target = found;
        place.onFound(found);
        begin();
      },
    });
  };
  begin();
  return () => {
    unfollow();
    leave();
  };
}

/** A shadow root dressed as the stage is; the stage itself stays, for what is announced. */
function openRoom(
  { stage, kit }: LentCrew,
  strip: HTMLElement,
): { element: HTMLElement; leave: Undo } {
  const stand = kit.make("span", { class: "said" });
  const unmount = stage.mount(stand);
  stage.dress(STYLES);
  const frame = stand.parentElement?.cloneNode() as HTMLElement;
  frame.append(strip);
  // What a part on the stage is marked with, whoever marks it, stands on the strip too.
  for (const { name, value } of stand.attributes)
    if (/^(data-|inert)/.test(name)) strip.setAttribute(name, value);
  const element = document.createElement("guide-engine-inline");
  const shadow = element.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = stage.sheets();
  shadow.append(frame);
  on(element, PRIVATE, (event) => event.stopPropagation());
  return { element, leave: all(unmount, () => element.remove()) };
}
