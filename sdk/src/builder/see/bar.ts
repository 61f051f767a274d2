/** Seeing the draft: the buttons in the panel, the walk on the page, the window at phone width. */

import type { GuideDocument } from "../../contract.js";
import { nothing } from "../../listen.js";
import type { Renderer } from "../../seam.js";
import { button } from "../ui/button.js";
import { freshId, h } from "../ui/element.js";
import type { Surface } from "../ui/surface.js";
import { spoken } from "../words/say.js";
import { say } from "../words/see.js";
import { type Scheme, walkKept } from "./kept.js";
import { blockedNote, openPhoneWindow, type PhoneWindow, sendDraft } from "./phone.js";
import { SEE_STYLES } from "./styles.js";
import { createWalk } from "./walk.js";
import { createWalkBar } from "./walk-bar.js";

/** The phone's window hears of a pause in writing, not of every letter. */
const PAUSE_MS = 400;

export interface SeeParts {
  surface: Surface;
  url: string;
  guideId: string;
  document(): GuideDocument;
  /** The step that is being written. */
  selected(): string | null;
  drawing(): Promise<Renderer>;
  /** The author walks: the panel steps aside, and draws nothing of its own meanwhile. */
  walking(isOn: boolean): void;
}

export interface PreviewBar {
  /** The draft has changed. */
  update(): void;
  /** Ends a walk, if there is one. */
  stop(): void;
  destroy(): void;
}

export function mountPreviewBar(container: Element, parts: SeeParts): PreviewBar {
  const { surface, guideId } = parts;
  const kept = walkKept.read();
  let scheme: Scheme = kept?.scheme ?? null;
  let phone: PhoneWindow | null = null;
  let timer = 0;
  let takeBarAway = nothing;
  let isOn = false;

  const walk = createWalk({
    document: parts.document,
    drawing: parts.drawing,
    scheme: () => scheme,
    changed(state) {
      if (!isOn) return;
      // Found again on the next page of the site, wherever the guide leads, until it has ended.
      keep(state.phase === "over" ? null : state.step);
      bar.draw(state);
    },
  });
  const bar = createWalkBar({ walk, label: say("walk"), document: parts.document, stop });

  const keep = (step: string | null): void => void walkKept.write({ guide: guideId, step, scheme });

  function start(step: string | null): void {
    if (!isOn) {
      isOn = true;
      parts.walking(true);
      surface.frame.append(bar.element);
      takeBarAway = () => bar.element.remove();
      bar.element.querySelector<HTMLElement>('[data-part="walk-next"]')?.focus();
    }
    walk.begin(step);
  }

  function stop(): void {
    if (!isOn) return;
    isOn = false;
    walk.stop();
    keep(null);
    takeBarAway();
    parts.walking(false);
    begin.focus();
  }

  function openPhone(): void {
    const opened = openPhoneWindow({
      guide: guideId,
      step: parts.selected(),
      scheme,
      document: parts.document(),
      language: spoken(),
    });
    if (opened === "denied")
      note.replaceChildren(h("p", { class: "warning" }, say("phoneStorage")));
    else note.replaceChildren(...(opened ? [] : [blockedNote()]));
    phone = opened === "denied" ? null : opened;
  }

  const begin = button(say("preview"), () => start(null), {
    icon: "eye",
    props: { "data-part": "preview" },
  });
  const note = h("div", {});
  const view = h(
    "div",
    { class: "see", "data-part": "see" },
    h(
      "div",
      { class: "row" },
      begin,
      button(say("fromHere"), () => start(parts.selected()), {
        props: { "data-part": "preview-here" },
      }),
      button(say("phone"), openPhone, {
        props: { "data-part": "phone", title: say("phoneHint") },
      }),
    ),
    schemeChoice(scheme, (next) => {
      scheme = next;
      keep(null);
    }),
    note,
  );
  surface.wear(SEE_STYLES);
  container.append(view);
  if (kept?.guide === guideId && kept.step !== null) start(kept.step);

  return {
    update() {
      clearTimeout(timer);
      timer = window.setTimeout(() => phone && sendDraft(phone, parts.document()), PAUSE_MS);
    },
    stop,
    destroy() {
      clearTimeout(timer);
      isOn = false;
      walk.stop();
      bar.destroy();
      view.remove();
    },
  };
}

function schemeChoice(now: Scheme, chosen: (scheme: Scheme) => void): HTMLElement {
  const id = freshId("scheme");
  const option = (value: Scheme, label: string): HTMLElement =>
    h("option", { value: value ?? "", selected: value === now }, label);
  const select = h(
    "select",
    {
      id,
      class: "select",
      "data-part": "scheme",
      onchange: () => chosen((select.value || null) as Scheme),
    },
    option(null, say("schemeAuto")),
    option("light", say("schemeLight")),
    option("dark", say("schemeDark")),
  );
  return h("div", { class: "see-scheme" }, h("label", { for: id }, say("scheme")), select);
}
