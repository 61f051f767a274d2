/** What a step points at: in words, whether it is here, and the way to choose another. */

import type { Fingerprint } from "../../contract.js";
import { find } from "../../target/find.js";
import { findSimilar } from "../../target/similar.js";
import { button } from "../ui/button.js";
import { type Child, h } from "../ui/element.js";
import { say } from "../words/fields.js";
import { phraseOf } from "./phrase.js";

export interface TargetParts {
  key: string;
  label: string;
  target: Fingerprint | null;
  readOnly: boolean;
  findings: Child;
  /** How sure the choice is, when it was made just now. */
  report: HTMLElement | null;
  pick(): void;
}

export function targetField(parts: TargetParts): HTMLElement {
  const { target, label, readOnly, findings, report } = parts;
  const where = target && whereabouts(target);
  return h(
    "div",
    { class: "field", role: "group", "aria-label": label },
    h("span", { class: "field-label" }, label),
    h(
      "div",
      { class: "target" },
      h(
        "div",
        { class: "target-words" },
        h("strong", {}, target ? phraseOf(target) : say("noTarget")),
        where && h("p", { class: where.good ? "soft good" : "warning" }, where.sentence),
      ),
      !readOnly &&
        button(target ? say("pickAgain") : say("pick"), parts.pick, {
          look: target ? "plain" : "primary",
          icon: "crosshair",
          props: { "data-key": parts.key },
        }),
    ),
    report,
    findings,
  );
}

function whereabouts(target: Fingerprint): { sentence: string; good: boolean } {
  const found = find(target, document, findSimilar);
  if ("element" in found) {
    const good = found.tier !== "similar";
    return { sentence: say(good ? "here" : "hereLikely"), good };
  }
  const { missing } = found;
  if (missing === "ambiguous") return { sentence: say("unsureHere"), good: false };
  return { sentence: say(missing === "hidden" ? "hiddenHere" : "notHere"), good: false };
}
