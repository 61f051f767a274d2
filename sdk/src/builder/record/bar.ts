/** The small bar that stands while a task is recorded: what was noted last, and how to end. */

import type { Undo } from "../../seam.js";
import { adopt } from "../pick/sheets.js";
import { STYLES } from "../pick/styles.js";
import { button } from "../ui/button.js";
import { h } from "../ui/element.js";
import { icon } from "../ui/icon.js";
import { say } from "../words/record.js";
import { MOST_PROPOSALS, type Proposal } from "./propose.js";

export interface Bar {
  tell(proposals: Proposal[], isFull: boolean): void;
  remove: Undo;
}

export function drawBar(
  root: ShadowRoot,
  acts: { done(): void; drop(): void; cancel(): void },
): Bar {
  const told = h("p", { class: "told" });
  const note = h("p", { class: "note warning" });
  const quiet = { look: "quiet" } as const;
  const drop = button(say("drop"), acts.drop, { ...quiet, icon: "undo" });
  const move = (): void => {
    bar.className = bar.className === "bar bottom" ? "bar top" : "bar bottom";
  };
  const bar = h(
    "div",
    { class: "bar bottom", role: "group", "aria-label": say("bar"), "data-part": "record-bar" },
    h("div", { role: "status", class: "row" }, icon("record"), told, note),
    h(
      "div",
      { class: "buttons" },
      button(say("done"), acts.done, { look: "primary" }),
      drop,
      button(say("move"), move, quiet),
      button(say("cancel"), acts.cancel, quiet),
    ),
  );
  const all = h("div", { class: "recording" }, bar);
  (root.querySelector(".frame") ?? root).append(all);
  const undress = adopt(root, STYLES);
  return {
    tell(proposals, isFull) {
      const n = proposals.length;
      const title = proposals[n - 1]?.title;
      told.textContent = title ? say("recorded", { n, title }) : say("ready");
      note.textContent = isFull ? say("full", { n: MOST_PROPOSALS }) : "";
      drop.disabled = !n;
    },
    remove() {
      all.remove();
      undress();
    },
  };
}
