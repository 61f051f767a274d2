/** The card for somebody who seems stuck: small, in the corner, never in the way of the hands. */

import type { Offer } from "../contract.js";
import type { OfferCallbacks, Undo } from "../seam.js";
import type { LentCrew } from "./crew.js";
import type { Kit } from "./kit.js";
import { EXTRA_STYLES } from "./styles-extras.js";
import { ENGLISH, type ExtraWords } from "./words-extras.js";

const MOST_THREADS = 3;

export function showOffer(
  { host, stage, kit }: LentCrew,
  offer: Offer,
  callbacks: OfferCallbacks,
): Undo {
  const { make } = kit;
  const words = kit.wordsFor(host.language, ENGLISH);
  const before = kit.deepFocus();
  let open = true;

  const close = (): void => {
    if (!open) return;
    open = false;
    cancelAnimationFrame(frame);
    const held = card.contains(stage.focused());
    unmount();
    if (held) kit.focusOn(before);
    callbacks.closed();
  };
  const decline = host.guard(() => {
    if (open) callbacks.declined();
    close();
  });
  const solve = host.guard(() => {
    callbacks.solved();
    close();
  });
  const solved = make("button", { type: "button", class: "primary", hidden: "" }, words.solved);
  solved.addEventListener("click", solve);
  const fine = make("button", { type: "button", class: "plain" }, words.fine);
  fine.addEventListener("click", decline);

  const threads = offer.threads.slice(0, MOST_THREADS).map((thread) =>
    threadLink(
      kit,
      thread,
      words,
      host.guard(() => {
        solved.hidden = false;
        callbacks.opened(thread.id);
      }),
    ),
  );
  const ask =
    offer.ask &&
    askLink(
      kit,
      offer.ask.url,
      words,
      host.guard(() => callbacks.asked()),
    );
  const card = make(
    "div",
    {
      class: "card offer",
      "data-part": "offer",
      role: "region",
      "aria-label": words.offer,
      lang: host.language,
      dir: kit.directionOf(host.language),
    },
    kit.closeButton(kit.wordsFor(host.language, kit.ENGLISH), decline),
    make(
      "div",
      { class: "text" },
      make("h2", {}, offer.reason),
      threads.length ? make("ul", { class: "threads" }, ...threads) : null,
    ),
    make("div", { class: "foot" }, make("div", { class: "buttons" }, fine, ask, solved)),
  );
  card.addEventListener(
    "keydown",
    host.guard((event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing) decline();
    }),
  );
  const unmount = stage.mount(card);
  stage.dress(EXTRA_STYLES);
  const frame = requestAnimationFrame(
    host.guard(() => {
      // A region that is filled in the moment it appears isn't read out.
      stage.announce(`${words.offer}: ${offer.reason}`);
      callbacks.shown();
    }),
  );
  return close;
}

function threadLink(
  { make, NEW_TAB, safeAddress }: Kit,
  thread: Offer["threads"][number],
  words: ExtraWords,
  onOpen: () => void,
): HTMLElement {
  const answered = thread.answered && make("span", { class: "badge" }, words.answered);
  const note = make(
    "small",
    {},
    answered,
    thread.source,
    make("span", { class: "said" }, `(${words.newTab})`),
  );
  const link = make("a", { href: safeAddress(thread.url), ...NEW_TAB }, thread.title, note);
  link.addEventListener("click", onOpen);
  return make("li", {}, link);
}

function askLink(
  { make, NEW_TAB, safeAddress }: Kit,
  url: string,
  words: ExtraWords,
  onAsk: () => void,
): HTMLElement | null {
  const href = safeAddress(url);
  if (!href) return null;
  const link = make("a", { class: "button secondary", href, ...NEW_TAB }, words.ask);
  link.addEventListener("click", onAsk);
  return link;
}
