/** The lines of the panel: a title with what is to be said of it, pressed as a whole. */

import type { LentCrew } from "../view/crew.js";
import { type Icon, icon } from "./icons.js";
import type { HelpWords } from "./words.js";

type Piece = Node | string | null | undefined | false;

/** What every part of the panel is drawn with. */
export interface Room extends LentCrew {
  words: HelpWords;
  /** Of our own words. */
  language: string;
}

/** A headed list; null where it is empty. */
export function section(
  room: Room,
  title: string,
  rows: Piece[],
  head?: Piece,
): HTMLElement | null {
  const { make } = room.kit;
  if (!rows.some((row) => row)) return null;
  return make(
    "section",
    {},
    title || head ? make("div", { class: "head" }, title && make("h3", {}, title), head) : null,
    make("ul", { class: "rows" }, ...rows.map((row) => row && make("li", {}, row))),
  );
}

export interface Row {
  icon: Icon;
  title: string;
  /** Beneath the title. */
  note?: Piece[];
  /** At the end of the line. */
  mark?: Piece;
}

/** Does something here. */
export function action(room: Room, row: Row, work: () => void): HTMLElement {
  const button = room.kit.make("button", { type: "button", class: "row" }, ...inside(room, row));
  button.addEventListener("click", room.host.guard(work));
  return button;
}

/** Leads away; null where the address isn't harmless. */
export function link(room: Room, row: Row, url: string, followed: () => void): HTMLElement | null {
  const { kit, host, words } = room;
  const href = kit.safeAddress(url);
  if (!href) return null;
  const isMail = /^mailto:/i.test(href);
  const place = kit.make(
    "a",
    { class: "row", href, ...(!isMail && kit.NEW_TAB) },
    ...inside(room, { ...row, mark: isMail ? null : icon("out") }),
    !isMail && kit.make("span", { class: "said" }, `(${words.helpNewTab})`),
  );
  place.addEventListener("click", host.guard(followed));
  return place;
}

function inside({ kit: { make } }: Room, { icon: shape, title, note, mark }: Row): Node[] {
  const said = (note ?? []).filter((piece) => piece);
  return [
    icon(shape),
    make(
      "span",
      { class: "what" },
      make("span", { class: "name" }, title),
      said.length ? make("span", { class: "note" }, ...said) : null,
    ),
    ...[mark].filter((one): one is Node => one instanceof Node),
  ];
}
