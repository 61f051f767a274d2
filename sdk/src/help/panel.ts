/**
 * The panel itself: a dialog beside the page, which stays usable; on a small screen, where it covers
 * the page, a modal one. Lists and articles open inside it, with a way back.
 */

import type { HelpAnnouncement, HelpContent, HelpGuide, HelpLook } from "../contract.js";
import type { HelpDesk, Undo } from "../seam.js";
import { drawArticle, isReadable } from "./article.js";
import { countOf, drawFound, drawHome, guideRow, newsRow, type Ways } from "./home.js";
import { isBare } from "./hotkey.js";
import { icon } from "./icons.js";
import { type Room, section } from "./rows.js";
import { createSearch } from "./search.js";

export interface Panel {
  /** Takes the focus again. */
  focus(): void;
  update(look: HelpLook): void;
  /** Without `back`, the focus is left where it is. */
  close(back?: boolean): void;
}

export interface PanelParts {
  look: HelpLook;
  desk: HelpDesk;
  /** Opened beside the launcher: that it isn't covered. */
  launcher: HTMLElement | null;
  closed(): void;
  /** So many are unread now. */
  counted(unread: number): void;
}

/** Narrower, or lower, and the panel takes the whole screen. */
const SMALL = "(max-width:480px),(max-height:420px)";

/** What is drawn beneath the search: home, what was found, or something opened from there. */
interface View {
  title: string;
  draw(): (Node | null | false)[];
}

// One closure over what is open; what each part looks like stands in its own file.
export function openPanel(room: Room, parts: PanelParts): Panel {
  const { kit, host, stage, words, language } = room;
  const { make, on } = kit;
  const { desk } = parts;
  let { look } = parts;
  let home: HelpContent | null = null;
  let isOpen = true;
  /** Opened from home or from what was found; the last is on show. */
  const opened: View[] = [];
  const before = kit.deepFocus();

  const title = make("h2", { id: "help-title", tabindex: "-1" });
  const back = make(
    "button",
    { type: "button", class: "back", "aria-label": words.helpBack },
    icon("back"),
  );
  const greeting = make("p", { class: "greeting" });
  const field = make("input", {
    type: "search",
    "data-part": "help-search",
    placeholder: words.helpSearch,
    "aria-label": words.helpSearch,
    autocomplete: "off",
    enterkeyhint: "search",
    maxlength: 200,
  });
  const finder = make("div", { class: "finder" }, icon("search"), field);
  const body = make("div", { class: "parts" });
  const dialog = make(
    "dialog",
    {
      class: "help",
      "data-part": "help",
      "aria-labelledby": "help-title",
      lang: language,
      dir: kit.directionOf(language),
    },
    make(
      "div",
      { class: "top" },
      make("div", { class: "line" }, back, title),
      greeting,
      finder,
      kit.closeButton(
        kit.wordsFor(language, kit.ENGLISH),
        host.guard(() => close()),
      ),
    ),
    body,
  );

  const search = createSearch({
    guard: host.guard,
    ask: desk.ask,
    found(query, content) {
      if (!isOpen) return;
      opened.length = 0;
      if (!content) return showAway(() => search.type(query));
      found = content;
      const count = countOf(content);
      stage.announce(
        count
          ? kit.say(words.helpFound, { count }, language)
          : kit.say(words.helpNothing, { query: search.query }),
      );
      draw();
    },
    cleared() {
      found = null;
      opened.length = 0;
      draw();
    },
    // What was typed may be anybody's business: it is not told.
    settled: (query, content) =>
      desk.tell("help_searched", {
        properties: { query_length: query.length, results: countOf(content) },
      }),
  });
  /** What the search on show has found; null for none. */
  let found: HelpContent | null = null;

  const follow = (kind: string, id: string): void => {
    desk.tell("help_result_opened", { properties: { kind, id } });
    search.settle();
  };

  const ways: Ways = {
    followed: follow,
    async start({ guide }: HelpGuide) {
      follow("guide", guide.id);
      await begin(guide);
    },
    read: (news) => read(news).catch(() => showAway(() => ways.read(news))),
    allGuides: () =>
      open({
        title: words.helpGuides,
        draw: () => [section(room, "", home?.guides.map((one) => guideRow(room, one, ways)) ?? [])],
      }),
    allNews: () => open({ title: words.helpAllNews, draw: drawNews }),
  };

  /** The guide needs the room that the panel takes. */
  async function begin(guide: HelpGuide["guide"] | string): Promise<void> {
    if (await desk.start(guide)) return close(false);
    stage.announce(words.helpNoStart);
    body.prepend(make("p", { class: "notice" }, words.helpNoStart));
  }

  async function read(news: HelpAnnouncement): Promise<void> {
    follow("announcement", news.guide.id);
    const content = await desk.content(news.guide);
    if (!isOpen) return;
    if (!content) return showAway(() => ways.read(news));
    if (!isReadable(content)) return begin(news.guide);
    if (news.unread) {
      desk.read(
        news.guide,
        content.steps.map(({ id }) => id),
      );
      forget(({ guide }) => guide.id === news.guide.id);
    }
    const variables = { ...home?.variables, ...found?.variables };
    const startGuide = (key: string): void => {
      begin(key);
    };
    open({
      title: news.title,
      draw: () => [drawArticle(room, news, content, variables, { startGuide })],
    });
  }

  /** These are unread no more. */
  function forget(isRead: (news: HelpAnnouncement) => boolean): void {
    for (const content of [home, found]) {
      for (const news of content?.announcements ?? []) if (isRead(news)) news.unread = false;
    }
    parts.counted(home?.announcements.filter((news) => news.unread).length ?? 0);
  }

  function drawNews(): (Node | null | false)[] {
    const news = home?.announcements ?? [];
    const all = make("button", { type: "button", class: "plain" }, words.helpReadAll);
    all.addEventListener(
      "click",
      host.guard(() => {
        follow("all_announcements", "*");
        forget(() => true);
        draw();
        title.focus();
      }),
    );
    const rows = news.map((one) => newsRow(room, one, ways));
    return [section(room, "", rows, news.some((one) => one.unread) && all)];
  }

  function open(view: View): void {
    opened.push(view);
    draw();
    title.focus();
  }

  function goBack(): void {
    opened.pop();
    draw();
    title.focus();
  }

  function draw(): void {
    const view = opened.at(-1);
    title.textContent = view?.title ?? (look.title || words.help);
    back.hidden = !view;
    finder.hidden = !!view;
    const said = (home?.greeting && !view && !found && home.greeting) || "";
    greeting.textContent = said;
    greeting.hidden = !said;
    const content = found ?? home;
    const drawn = view
      ? view.draw()
      : !content
        ? [waiting()]
        : found
          ? [!countOf(found) && nothingFound(), ...drawFound(room, found, ways)]
          : [...drawHome(room, content, ways), hotkeySwitch()];
    const nodes = drawn.filter((node): node is Node => !!node);
    body.replaceChildren(
      ...(nodes.length ? nodes : [make("p", { class: "notice" }, words.helpEmpty)]),
    );
    body.scrollTop = dialog.scrollTop = 0;
  }

  const nothingFound = (): HTMLElement =>
    make("p", { class: "notice" }, kit.say(words.helpNothing, { query: search.query }));

  const waiting = (): HTMLElement =>
    make("div", { class: "waiting", "aria-hidden": "true" }, make("i"), make("i"), make("i"));

  function showAway(again: () => void): void {
    const retry = make("button", { type: "button", class: "secondary" }, words.helpAgain);
    retry.addEventListener("click", host.guard(again));
    body.replaceChildren(make("p", { class: "notice", role: "alert" }, words.helpAway), retry);
  }

  /** A key alone may be pressed by a slip: who wants that no more says so here. */
  function hotkeySwitch(): HTMLElement | null {
    const { hotkey } = look;
    if (!hotkey || !isBare(hotkey)) return null;
    const box = make("input", { type: "checkbox" });
    box.checked = !desk.isHotkeyOff();
    box.addEventListener(
      "change",
      host.guard(() => desk.setHotkeyOff(!box.checked)),
    );
    return make("label", { class: "switch" }, box, kit.say(words.helpHotkey, { key: hotkey }));
  }

  async function load(): Promise<void> {
    const content = await desk.ask();
    if (!isOpen) return;
    if (!content) return showAway(() => load());
    home = content;
    parts.counted(content.unread);
    if (!search.query) draw();
  }

  /** The results and the search by the arrow keys, as in a list of suggestions. */
  function onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (stage.focused() === field && field.value) {
        field.value = "";
        search.type("");
      } else close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const rows = [...(finder.hidden ? [] : [field]), ...body.querySelectorAll<HTMLElement>(".row")];
    const at = rows.indexOf(stage.focused() as HTMLElement);
    const next = rows[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  /** Touch screens bring up a keyboard with the focus of a field: there the title takes it. */
  function focus(): void {
    const isTouch = matchMedia("(pointer:coarse)").matches;
    kit.focusOn(isTouch || finder.hidden ? title : field);
  }

  const small = matchMedia(SMALL);
  const show = (): void => {
    const focused = stage.focused();
    if (dialog.open) dialog.close();
    if (small.matches) dialog.showModal();
    else dialog.show();
    if (dialog.contains(focused)) kit.focusOn(focused);
  };

  function place(): void {
    const { inset, launcher } = look;
    const isStart = launcher === "bottom_start";
    const lift = parts.launcher ? parts.launcher.offsetHeight + 12 : 0;
    dialog.style.setProperty("--side", `${inset[0]}px`);
    dialog.style.setProperty("--lift", `${inset[1] + lift}px`);
    dialog.classList.toggle("start", isStart);
  }

  function close(isBack = true): void {
    if (!isOpen) return;
    isOpen = false;
    search.settle();
    const held = dialog.contains(stage.focused());
    undo();
    if (dialog.open) dialog.close();
    unmount();
    parts.closed();
    if (held && isBack) kit.focusOn(before ?? parts.launcher);
  }

  const unmount = stage.mount(dialog);
  const undo: Undo = kit.all(
    on(dialog, "keydown", host.guard(onKey)),
    on(dialog, "cancel", (event) => event.preventDefault()),
    on(dialog, kit.MOVED, host.guard(show)),
    on(small, "change", host.guard(show)),
    on(
      field,
      "input",
      host.guard((event: InputEvent) => {
        // What is being composed is no word yet.
        if (!event.isComposing) search.type(field.value);
      }),
    ),
    on(
      field,
      "compositionend",
      host.guard(() => search.type(field.value)),
    ),
    on(back, "click", host.guard(goBack)),
    // On another page other things help.
    host.onPage(() => void load()),
  );
  place();
  draw();
  show();
  focus();
  load();
  return {
    focus,
    update(next) {
      look = next;
      place();
      if (!opened.length) title.textContent = look.title || words.help;
    },
    close,
  };
}
