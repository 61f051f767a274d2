/** When two authors changed the same step: the choice, now or later. */

import type { GuideDocument } from "../../contract.js";
import type { Stale } from "../api/types.js";
import { showClash } from "../panel/clash.js";
import { drawNotice } from "../panel/notice.js";
import { type Choice, type Merge, settle } from "../state/merge.js";
import type { Surface } from "../ui/surface.js";
import { say } from "../words/panel.js";
import { say as sayPublish } from "../words/publish.js";

export interface ClashParts {
  surface: Surface;
  notice: HTMLElement;
  merged: Merge;
  theirs: Stale;
}

/** `decided` gets what makes one document of a merge, as the author chose. */
export function askClash(
  { surface, notice, merged, theirs }: ClashParts,
  decided: (choose: (merged: Merge) => GuideDocument) => void,
): void {
  const open = (): void => {
    let isDecided = false;
    const choose = (choices: Record<string, Choice>): void => {
      isDecided = true;
      decided((merge) => settle(merge, choices, theirs.document));
    };
    showClash(surface.frame, merged, theirs, choose, () => isDecided || remind());
  };
  // Nothing is saved until it is decided, so the question stays in sight.
  const remind = (): void =>
    drawNotice(notice, say("clash"), [
      { label: sayPublish("choose"), look: "primary", press: open },
    ]);
  open();
}
