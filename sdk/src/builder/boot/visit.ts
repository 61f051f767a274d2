/** One author on one page: from the code or the token of this tab to a guide, and away again. */

import type { Fingerprint } from "../../contract.js";
import type { BuilderOptions } from "../../seam.js";
import { type Api, createApi, openSession } from "../api/client.js";
import { ApiError } from "../api/errors.js";
import type { Vocabulary } from "../api/types.js";
import { phraseOf } from "../fields/phrase.js";
import { shapesHere } from "../fields/where.js";
import { drawChooser } from "../panel/chooser.js";
import { createShell, type Shell } from "../panel/shell.js";
import { PANEL_STYLES } from "../panel/styles.js";
import { drawTrouble } from "../panel/trouble.js";
import { startPicking } from "../pick/picking.js";
import { openRoom, type Room } from "../room/room.js";
import { h } from "../ui/element.js";
import { createSurface, type Surface } from "../ui/surface.js";
import { say } from "../words/boot.js";
import { say as common } from "../words/common.js";
import { say as panel } from "../words/panel.js";
import { speak, spoken } from "../words/say.js";
import { guardPaste } from "./paste.js";
import { sentenceFor, sentenceForCode } from "./sentence.js";
import { forgetSession, keepSession, readSession, type Session, sessionOf } from "./session.js";

export interface Visit {
  begin(): Promise<void>;
  /** Off the page, as GuideEngine.destroy() asks; the session stays. */
  close(): void;
}

const NO_WORDS: Vocabulary = { facts: [], segments: [], events: [], guides: [] };

export function createVisit(options: BuilderOptions): Visit {
  const { url, code } = options;
  let session = readSession();
  let surface: Surface | null = null;
  let shell: Shell | null = null;
  let room: Room | null = null;
  let vocabulary = NO_WORDS;
  let isClosed = false;

  /** Surface and panel in the author's language, which only the session knows. */
  function dress(): Shell {
    shell?.destroy();
    surface?.destroy();
    speak(session?.language ?? (document.documentElement.lang || navigator.language));
    surface = createSurface(spoken());
    surface.wear(PANEL_STYLES);
    guardPaste(surface);
    shell = createShell({ surface, session, changed: keep, close: () => void leave() });
    return shell;
  }

  function keep(part: Partial<Session>): void {
    if (!session) return;
    session = { ...session, ...part };
    keepSession(session);
  }

  async function begin(): Promise<void> {
    const opening = dress();
    opening.show(panel("panel"), h("p", { class: "loading soft" }, say("opening")));
    if (code && !(await trade(code))) return;
    if (!session) {
      end();
      return;
    }
    await enter(dress(), session);
    // Only when the author has just come from the editor: on the next page they are at work there.
    if (code) shell?.focus();
  }

  /** False when the code was not taken and this tab has no session of its own to go on with. */
  async function trade(one: string): Promise<boolean> {
    try {
      const answer = await openSession(url, one);
      const before = session;
      session = sessionOf(answer);
      if (before) keep({ side: before.side, folded: before.folded, tab: before.tab });
      keepSession(session);
    } catch (error) {
      if (session && error instanceof ApiError && error.trouble !== "away") return true;
      const again = isPassing(error) ? () => void begin() : undefined;
      shell?.show(say("title"), drawTrouble(sentenceForCode(error, url), url, again));
      return false;
    }
    return !isClosed;
  }

  async function enter(to: Shell, mine: Session): Promise<void> {
    const api = createApi(url, mine.token);
    try {
      vocabulary = await api.vocabulary();
      if (mine.guide) await openGuide(api, mine.guide);
      else await choose(api);
    } catch (error) {
      fail(to, mine, error, () => void enter(to, mine));
    }
  }

  function fail(to: Shell, mine: Session, error: unknown, again: () => void): void {
    if (isClosed) return;
    const trouble = error instanceof ApiError ? error.trouble : "service";
    if (trouble === "session") forgetSession();
    // A guide that is gone must not keep the author from the others.
    if (trouble === "missing") keep({ guide: null, step: null });
    const retry = trouble === "missing" ? () => void enter(to, session ?? mine) : again;
    const title = say(trouble === "session" ? "ended" : "title");
    to.show(
      title,
      drawTrouble(
        sentenceFor(error, url),
        mine.editor_url,
        trouble === "session" ? undefined : retry,
      ),
    );
  }

  async function choose(api: Api): Promise<void> {
    room?.close();
    room = null;
    keep({ guide: null, step: null });
    const guides = await api.guides();
    if (isClosed || !session) return;
    shell?.show(
      panel("guides"),
      drawChooser({
        guides,
        readOnly: session.role === "viewer",
        open: (id) => attempt(() => openGuide(api, id)),
        create: (kind) =>
          kind === "flow" ? attempt(() => create(api, "flow", null)) : pointFirst(api),
      }),
    );
  }

  /** A hint begins with what it is about: one click, and there is something to write on. */
  function pointFirst(api: Api): void {
    if (!surface) return;
    shell?.hide(true);
    startPicking({
      root: surface.root,
      onPicked({ fingerprint }) {
        shell?.hide(false);
        attempt(() => create(api, "hint", fingerprint));
      },
      onCancelled: () => shell?.hide(false),
    });
  }

  async function create(
    api: Api,
    kind: "flow" | "hint",
    target: Fingerprint | null,
  ): Promise<void> {
    const title = document.title.trim() || location.pathname;
    const name = target
      ? panel("defaultHint", { title: phraseOf(target) })
      : panel("defaultFlow", { title });
    const guide = await api.create({
      kind,
      name: name.slice(0, 200),
      language: /^(ja|en)\b/i.exec(document.documentElement.lang)?.[0].toLowerCase() ?? spoken(),
      page: shapesHere()[0]?.rule ?? { all: [] },
    });
    await openGuide(api, guide.id);
    if (target) room?.fill(target);
  }

  async function openGuide(api: Api, id: string): Promise<void> {
    const guide = await api.guide(id);
    if (isClosed || !session || !surface || !shell) return;
    room?.close();
    keep({ guide: id });
    room = openRoom({
      surface,
      shell,
      session,
      api,
      url,
      guide,
      vocabulary,
      renderer: options.drawing,
      leave: () => attempt(() => choose(api)),
      stepChosen: (step) => keep({ step }),
    });
  }

  /** What fails leaves the author where they were, with a sentence. */
  function attempt(work: () => Promise<void>): void {
    work().catch((error) => {
      surface?.toast(sentenceFor(error, url), { tone: "bad", close: common("close") });
    });
  }

  function close(): void {
    isClosed = true;
    room?.close();
    room = null;
    shell?.destroy();
    surface?.destroy();
  }

  /** By the author. What can't be saved now stays in this browser; they are told before it closes. */
  async function leave(): Promise<void> {
    if (!room || (await room.flush())) end();
    else
      surface?.toast(panel("unsavedLeave"), {
        tone: "bad",
        action: { label: panel("leaveAnyway"), press: end },
        close: common("close"),
      });
  }

  /** The session is over, here and on the service. */
  function end(): void {
    close();
    const api = session && createApi(url, session.token);
    // A session that can't be ended ends by itself.
    api?.leave().catch(() => {});
    forgetSession();
    options.onClosed();
  }

  return { begin, close };
}

/** Trying the same again may help. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.trouble === "away" || error.trouble === "service");
}
