/** Unsaved work of an earlier page or session, found in this browser. */

import type { GuideDocument } from "../../contract.js";
import type { OpenGuide, Stale } from "../api/types.js";
import { drawNotice } from "../panel/notice.js";
import { timeOf } from "../panel/status.js";
import type { Copies, Copy } from "../state/copies.js";
import { type Merge, merge } from "../state/merge.js";
import type { Store } from "../state/store.js";
import type { Surface } from "../ui/surface.js";
import { say as common } from "../words/common.js";
import { say } from "../words/panel.js";

export interface UnsavedParts {
  surface: Surface;
  notice: HTMLElement;
  copies: Copies;
  guide: OpenGuide;
  tab: string;
  store: Store;
  clash(merged: Merge, theirs: Stale): void;
}

export function offerCopies(parts: UnsavedParts): void {
  const { copies, guide, tab, notice } = parts;
  const found = copies.find(guide.id, guide.document);
  // The author has only gone from page to page: the work goes on as if nothing had happened.
  const own = found.find((copy) => copy.tab === tab);
  if (own) {
    takeUp(parts, own);
    return;
  }
  const [newest] = found;
  if (!newest) return;
  drawNotice(notice, say("takeUp", { time: timeOf(newest.at) }), [
    { label: say("takeUpIt"), look: "primary", press: () => takeUp(parts, newest) },
    { label: say("discard"), press: () => copies.drop(guide.id, newest.tab) },
  ]);
}

function takeUp({ surface, copies, guide, tab, store, clash }: UnsavedParts, copy: Copy): void {
  const mine = copy.document;
  const merged = merge(copy.base, mine, guide.document);
  if (copy.tab !== tab) copies.drop(guide.id, copy.tab);
  const document: GuideDocument = merged.document;
  store.change(document);
  if (merged.clashes.length)
    clash(merged, { revision: guide.revision, document: guide.document, by: null });
  else surface.toast(say("tookUp"), { close: common("close") });
}
