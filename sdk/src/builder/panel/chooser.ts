/** Which guide to write: those on this page first, or a new one. */

import { pageFacts } from "../../page/page.js";
import { evaluate } from "../../rules/evaluate.js";
import type { GuideSummary } from "../api/types.js";
import { inWords } from "../fields/where.js";
import { button } from "../ui/button.js";
import { type Child, h } from "../ui/element.js";
import { say } from "../words/panel.js";

/** Below this many, a list needs no search. */
const FEW = 8;

export interface ChooserParts {
  guides: GuideSummary[];
  readOnly: boolean;
  open(id: string): void;
  create(kind: "flow" | "hint"): void;
}

export function drawChooser({ guides, readOnly, open, create }: ChooserParts): HTMLElement {
  const list = h("div", { class: "stack" });
  const draw = (words: string): void => {
    const wanted = words.trim().toLocaleLowerCase();
    const found = guides.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
    const here = found.filter(({ page }) => evaluate(page, { page: pageFacts() }));
    const elsewhere = found.filter((guide) => !here.includes(guide));
    list.replaceChildren(
      ...[group(say("onThisPage"), here, open), group(say("elsewhere"), elsewhere, open)].filter(
        (one) => one !== null,
      ),
    );
    if (!found.length)
      list.append(h("p", { class: "soft" }, say(guides.length ? "nothingFound" : "noGuides")));
  };
  draw("");
  const search = h("input", {
    class: "input",
    type: "search",
    placeholder: say("find"),
    "aria-label": say("find"),
    oninput: (event) => draw((event.target as HTMLInputElement).value),
  });
  return h(
    "div",
    { class: "stack chooser" },
    !readOnly &&
      h(
        "div",
        { class: "beginnings" },
        beginning(say("newFlow"), say("newFlowHelp"), () => create("flow"), "new-flow"),
        beginning(say("newHint"), say("newHintHelp"), () => create("hint"), "new-hint"),
      ),
    guides.length > FEW && search,
    list,
  );
}

function beginning(words: string, help: string, press: () => void, part: string): Child {
  return h(
    "div",
    { class: "beginning" },
    button(words, press, { icon: "plus", look: "primary", props: { "data-part": part } }),
    h("p", { class: "soft" }, help),
  );
}

function group(
  title: string,
  guides: GuideSummary[],
  open: (id: string) => void,
): HTMLElement | null {
  if (!guides.length) return null;
  return h(
    "section",
    { class: "stack" },
    h("h3", {}, title),
    h(
      "ul",
      { class: "guides" },
      guides.map((guide) => row(guide, open)),
    ),
  );
}

function row(guide: GuideSummary, open: (id: string) => void): HTMLElement {
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "guide", "data-guide": guide.key, onclick: () => open(guide.id) },
      h("span", { class: "card-title" }, guide.name),
      h(
        "span",
        { class: "soft" },
        [say(guide.kind), say(`state.${guide.state}`), inWords(guide.page)].join(" · "),
      ),
    ),
  );
}
