/** One open guide: its store, saving, presence, what is drawn of it, and the view to write it. */

import type { Fingerprint } from "../../contract.js";
import { now } from "../../natives.js";
import { watchAddress } from "../../page/page.js";
import type { Renderer } from "../../seam.js";
import type { Api } from "../api/client.js";
import type { OpenGuide, Stale, Vocabulary } from "../api/types.js";
import type { Session } from "../boot/session.js";
import type { Desk } from "../fields/desk.js";
import { createDrawing } from "../panel/drawing.js";
import { openPublish } from "../panel/publish.js";
import type { Shell } from "../panel/shell.js";
import { createStatus } from "../panel/status.js";
import { createWriting } from "../panel/writing.js";
import { mountDryRun, mountPreviewBar } from "../see/index.js";
import { createCopies } from "../state/copies.js";
import { type Merge, merge } from "../state/merge.js";
import { startPresence } from "../state/presence.js";
import { createSaver } from "../state/saver.js";
import { createStore } from "../state/store.js";
import { openDialog } from "../ui/dialog.js";
import { h } from "../ui/element.js";
import type { Surface } from "../ui/surface.js";
import { say as boot } from "../words/boot.js";
import { say as common } from "../words/common.js";
import { environmentName, say } from "../words/panel.js";
import { say as sayPublish } from "../words/publish.js";
import { askClash } from "./clashes.js";
import { createFound } from "./found.js";
import { createPointing } from "./pointing.js";
import { offerCopies } from "./unsaved.js";

export interface RoomParts {
  surface: Surface;
  shell: Shell;
  session: Session;
  api: Api;
  url: string;
  guide: OpenGuide;
  vocabulary: Vocabulary;
  renderer(): Promise<Renderer>;
  /** Back to the list of guides. */
  leave(): void;
  /** Which step is being worked on, to be found again on the next page. */
  stepChosen(id: string | null): void;
}

export interface Room {
  /** Points the one step of a new hint at what was chosen already. */
  fill(target: Fingerprint): void;
  /** False when something is kept in this browser only. */
  flush(): Promise<boolean>;
  /** Sends what can be sent; nothing of the guide stays on the page. */
  close(): void;
}

export function openRoom(parts: RoomParts): Room {
  const { surface, shell, session, api, guide, url } = parts;
  const store = createStore(guide.document, now);
  store.select(
    guide.document.steps.find(({ id }) => id === session.step)?.id ?? store.selected?.id ?? null,
  );
  const copies = createCopies(() => localStorage, session.environment.key, session.tab);
  const status = createStatus(now);
  const notice = h("div", {});
  const found = createFound(guide.findings);
  let { published } = guide;
  const close = common("close");

  const drawing = createDrawing({
    store,
    renderer: parts.renderer,
    placed: shell.avoid,
    failed: (why) => surface.toast(boot("drawing", { why }), { tone: "bad", close }),
  });
  const pointing = createPointing({ surface, shell, drawing, store });
  const desk: Desk = {
    surface,
    api,
    store,
    url,
    editorUrl: `${url}/guides/${encodeURIComponent(guide.id)}/build`,
    readOnly: session.role === "viewer",
    vocabulary: () => parts.vocabulary,
    findings: () => found.of(store.document),
    pick: pointing.pick,
    report: pointing.report,
  };
  const seeing = h("div", {});
  const writing = createWriting({
    desk,
    status: status.element,
    notice,
    seeing,
    leave: parts.leave,
    publish,
    dryRun: showDryRun,
    record: pointing.record,
  });

  const saver = createSaver({
    api,
    guideId: guide.id,
    revision: guide.revision,
    document: guide.document,
    copies,
    now,
    told: status.show,
    found(findings) {
      found.replace(findings);
      writing.draw("found");
    },
    merged(document, by, rebase) {
      store.adopt(document, rebase);
      surface.toast(say("merged", { name: by || say("somebody") }), { close });
    },
    clashed: (merged, theirs) => clash(merged, theirs),
  });

  function clash(merged: Merge, theirs: Stale): void {
    askClash({ surface, notice, merged, theirs }, (settle) => {
      const { base } = saver.state;
      const document = settle(merge(base, store.document, theirs.document));
      store.adopt(document, (entry) => merge(base, entry, theirs.document).document);
      saver.resolve(document, theirs);
    });
  }

  /** Everything applied for one end user, with this draft as if it were published. */
  function showDryRun(): void {
    const view = h("div", {});
    const stop = mountDryRun(view, {
      url,
      people: api.people,
      dryRun: (userId) => api.dryRun(userId, guide.id),
    });
    const body = [h("p", {}, say("dryRunSaved")), view];
    openDialog(surface.frame, {
      title: say("dryRun"),
      body,
      actions: [],
      cancel: close,
      wide: true,
      onClosed: stop,
    });
  }

  function publish(): void {
    openPublish({
      home: surface.frame,
      api,
      saver,
      guideId: guide.id,
      environment: environmentName(session.environment.name),
      document: store.document,
      findings: desk.findings(),
      published,
      url,
      done(version) {
        published = { version, at: new Date(now()).toISOString(), current: true };
        surface.toast(sayPublish("done", { n: version }), { close });
      },
      found(findings) {
        found.replace(findings);
        writing.draw("found");
      },
    });
  }

  const unlisten = store.listen((origin) => {
    if (origin !== "selection" && origin !== "others") saver.edit(store.document);
    if (origin === "selection") {
      parts.stepChosen(store.selected?.id ?? null);
      presence.beat();
    }
    writing.draw(origin);
    if (origin === "others") return;
    drawing.refresh();
    seen.update();
  });
  const presence = startPresence({
    api,
    guideId: guide.id,
    tab: session.tab,
    stepId: () => store.selected?.id ?? null,
    heard({ others, revision }) {
      if (JSON.stringify(others) !== JSON.stringify(store.others)) store.meet(others);
      if (revision > saver.state.revision && saver.state.phase === "saved") void catchUp();
    },
    refused: saver.lock,
  });

  /** Somebody else saved while nothing of ours waited: theirs is shown at once. */
  async function catchUp(): Promise<void> {
    const newer = await api.guide(guide.id).catch(() => null);
    if (!newer || newer.revision <= saver.state.revision) return;
    saver.hear({ revision: newer.revision, document: newer.document, by: null });
    found.replace(newer.findings);
    writing.draw("found");
  }

  const seen = mountPreviewBar(seeing, {
    surface,
    url,
    guideId: guide.id,
    document: () => store.document,
    selected: () => store.selected?.id ?? null,
    drawing: parts.renderer,
    walking(isOn) {
      shell.hide(isOn);
      if (isOn) drawing.pause();
      else drawing.resume();
    },
  });

  // Single-page apps: other things are there to point at now.
  const leaveAddress = watchAddress(() => {
    writing.draw("edit");
    drawing.refresh();
  });
  shell.show(guide.document.name, writing.element);
  writing.draw("edit");
  drawing.refresh();
  if (!desk.readOnly) {
    offerCopies({ surface, notice, copies, guide, tab: session.tab, store, clash });
    pointing.resume();
  }

  return {
    fill(target) {
      const [first, ...rest] = store.document.steps;
      if (first) store.change({ ...store.document, steps: [{ ...first, target }, ...rest] });
      surface.root.querySelector<HTMLElement>('[data-key="title"]')?.focus();
    },
    flush: saver.flush,
    close() {
      unlisten();
      leaveAddress();
      presence.stop();
      pointing.stop();
      seen.destroy();
      saver.close();
      drawing.destroy();
      writing.destroy();
      shell.avoid(null, null);
    },
  };
}
