/** Why there is nothing to write on, and what to do about it. */

import { button } from "../ui/button.js";
import { h } from "../ui/element.js";
import { say } from "../words/boot.js";

export function drawTrouble(sentence: string, editorUrl: string, again?: () => void): HTMLElement {
  return h(
    "div",
    { class: "trouble stack", role: "alert" },
    h("p", {}, sentence),
    h(
      "div",
      { class: "row" },
      again && button(say("again"), again, { look: "primary" }),
      h(
        "a",
        { class: "button plain", href: editorUrl, target: "_blank", rel: "noopener" },
        say("toEditor"),
      ),
    ),
  );
}
