/** What stands in the panel: the same parts as it opens and for a search, each only where there is something. */

import type { HelpAnnouncement, HelpContact, HelpContent, HelpGuide } from "../contract.js";
import { icon } from "./icons.js";
import { action, link, type Room, section } from "./rows.js";

const FIRST_GUIDES = 5;
const FIRST_NEWS = 3;

/** What a press leads to. */
export interface Ways {
  start(one: HelpGuide): void;
  read(one: HelpAnnouncement): void;
  allGuides(): void;
  allNews(): void;
  /** Something outside was opened. */
  followed(kind: string, id: string): void;
}

export function drawHome(room: Room, content: HelpContent, ways: Ways): (Node | null)[] {
  const { words, kit, language } = room;
  const { guides, announcements, checklists } = content;
  const here = guides.filter(({ guide }) => isOfThisPage(room, guide.page));
  const others = guides.filter((one) => !here.includes(one));
  const unread = announcements.filter((one) => one.unread);
  return [
    section(room, words.helpNews, [
      ...unread.slice(0, FIRST_NEWS).map((one) => newsRow(room, one, ways)),
      announcements.length > 0 &&
        action(room, { icon: "news", title: words.helpAllNews, mark: icon("next") }, ways.allNews),
    ]),
    section(
      room,
      words.helpTasks,
      checklists.map((one) => guideRow(room, one, ways)),
    ),
    section(room, words.helpHere, [
      ...here.slice(0, FIRST_GUIDES).map((one) => guideRow(room, one, ways)),
      ...content.threads.map((thread) => threadRow(room, thread, ways)),
    ]),
    section(room, words.helpGuides, [
      ...others.slice(0, FIRST_GUIDES).map((one) => guideRow(room, one, ways)),
      guides.length > FIRST_GUIDES &&
        action(
          room,
          {
            icon: "list",
            title: kit.say(words.helpAllGuides, { count: guides.length }, language),
            mark: icon("next"),
          },
          ways.allGuides,
        ),
    ]),
    links(room, content, ways),
    foot(room, content, ways),
  ];
}

export function drawFound(room: Room, content: HelpContent, ways: Ways): (Node | null)[] {
  const { words } = room;
  return [
    section(
      room,
      words.helpGuides,
      [...content.checklists, ...content.guides].map((one) => guideRow(room, one, ways)),
    ),
    section(
      room,
      words.helpThreads,
      content.threads.map((thread) => threadRow(room, thread, ways)),
    ),
    section(
      room,
      words.helpNews,
      content.announcements.map((one) => newsRow(room, one, ways)),
    ),
    links(room, content, ways),
    foot(room, content, ways),
  ];
}

/** How many things a search has found. */
export function countOf(content: HelpContent): number {
  const { checklists, guides, threads, announcements, links } = content;
  return [checklists, guides, threads, announcements, links].flat().length;
}

export function guideRow(room: Room, one: HelpGuide, ways: Ways): HTMLElement {
  const { words, kit } = room;
  const { done, total } = one.progress;
  const isList = one.guide.kind === "checklist";
  const said = isList ? kit.say(words.helpTasksDone, { done, total }) : one.done && words.helpDone;
  const bar = isList && barOf(room, total ? done / total : 0);
  return action(
    room,
    {
      icon: one.done ? "done" : isList ? "list" : "play",
      title: one.title,
      note: [bar, said || one.excerpt],
    },
    () => ways.start(one),
  );
}

function barOf({ kit: { make } }: Room, share: number): HTMLElement {
  const full = make("span");
  // Not as an attribute: a strict policy of the host forbids those.
  full.style.width = `${100 * share}%`;
  return make("span", { class: "bar", "aria-hidden": "true" }, full);
}

export function newsRow(room: Room, one: HelpAnnouncement, ways: Ways): HTMLElement {
  const { words, kit } = room;
  return action(
    room,
    {
      icon: "news",
      title: one.title,
      note: [dateOf(one.at, room.language), one.excerpt && ` · ${one.excerpt}`],
      mark:
        one.unread &&
        kit.make("span", { class: "dot", role: "img", "aria-label": words.helpIsUnread }),
    },
    () => ways.read(one),
  );
}

/** As people of this language write a date. */
export function dateOf(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(at);
}

function threadRow(
  room: Room,
  { id, title, url, answered, source }: HelpContent["threads"][number],
  ways: Ways,
): HTMLElement | null {
  const { words, kit } = room;
  const badge = answered && kit.make("span", { class: "badge" }, words.helpAnswered);
  return link(room, { icon: "talk", title, note: [badge, source] }, url, () =>
    ways.followed("thread", id),
  );
}

function links(room: Room, content: HelpContent, ways: Ways): HTMLElement | null {
  return section(
    room,
    room.words.helpLinks,
    content.links.map(({ label, url }) =>
      link(room, { icon: "link", title: label }, url, () =>
        ways.followed("link", url.slice(0, 200)),
      ),
    ),
  );
}

/** Who can help beyond what is written: a person or an event, and the community. */
function foot(room: Room, { contact, ask }: HelpContent, ways: Ways): HTMLElement | null {
  const { words } = room;
  return section(room, words.helpContact, [
    contact && contactCard(room, contact, ways),
    ask &&
      link(room, { icon: "talk", title: words.helpAsk }, ask.url, () =>
        ways.followed("ask", "ask"),
      ),
  ]);
}

function contactCard(room: Room, contact: HelpContact, ways: Ways): HTMLElement {
  const { words, kit, host } = room;
  const { make } = kit;
  const isPerson = contact.kind === "person";
  const way = (text: string, address: string | undefined, style: string): HTMLElement | null => {
    const href = kit.safeAddress(address);
    if (!href) return null;
    const away = /^mailto:/i.test(href) ? {} : kit.NEW_TAB;
    const button = make("a", { class: `button ${style}`, href, ...away }, text);
    button.addEventListener(
      "click",
      host.guard(() => ways.followed("contact", contact.kind)),
    );
    return button;
  };
  return make(
    "div",
    { class: "contact" },
    make(
      "span",
      { class: "face", "aria-hidden": "true" },
      isPerson ? [...contact.name][0] : icon("date"),
    ),
    make(
      "div",
      { class: "what" },
      make("strong", {}, contact.name),
      contact.detail && make("span", { class: "note" }, contact.detail),
    ),
    make(
      "div",
      { class: "ways" },
      way(words.helpMail, contact.mail, "secondary"),
      way(isPerson ? words.helpBook : words.helpJoin, contact.url, "primary"),
    ),
  );
}

function isOfThisPage({ host }: Room, rule: HelpGuide["guide"]["page"]): boolean {
  // A guide for every page says nothing about this one.
  return JSON.stringify(rule) !== '{"all":[]}' && host.holds(rule);
}
