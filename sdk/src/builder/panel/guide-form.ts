/** What belongs to the guide as a whole and can be judged on the page: name, pages, look of a hint. */

import type { GuideDocument, HintLook } from "../../contract.js";
import { type Desk, notes } from "../fields/desk.js";
import { elsewhere } from "../fields/elsewhere.js";
import { choice, labelled, textInput } from "../fields/field.js";
import { whereField } from "../fields/where.js";
import { h } from "../ui/element.js";
import { say } from "../words/fields.js";

/** Kinds with settings of their own that the web editor writes. */
const LISTED = new Set<string>(["checklist", "banner", "announcement", "survey"]);

export function drawGuideForm(desk: Desk): HTMLElement {
  const { store } = desk;
  const change = (part: Partial<GuideDocument>, field: string | null = null): void =>
    store.change({ ...store.document, ...part }, field);
  const name = textInput({
    key: "name",
    value: store.document.name,
    most: 200,
    // A guide has a name at every moment: an empty field keeps the last one.
    changed: (text) => text.trim() && change({ name: text }, "name"),
  });
  return h(
    "fieldset",
    { class: "fields", disabled: desk.readOnly },
    labelled(say("name"), name, { help: say("nameHelp"), findings: notes(desk, "/name") }),
    whereField(store.document.page, (page, field) => change({ page }, field), notes(desk, "/page")),
    LISTED.has(store.document.kind) && elsewhere(desk, [say("lookElsewhere")]),
    store.document.hint && lookFields(store.document.hint, (hint) => change({ hint })),
  );
}

function lookFields(look: HintLook, changed: (look: HintLook) => void): HTMLElement {
  const shows = choice(
    "hint.show_on",
    look.show_on,
    [
      ["beacon", say("look.beacon")],
      ["icon", say("look.icon")],
      ["target", say("look.target")],
    ],
    (show_on) => changed({ ...look, show_on: show_on as HintLook["show_on"] }),
  );
  const opens = choice(
    "hint.open_on",
    look.open_on,
    [
      ["click", say("opens.click")],
      ["hover", say("opens.hover")],
      ["focus", say("opens.focus")],
    ],
    (open_on) => changed({ ...look, open_on: open_on as HintLook["open_on"] }),
  );
  return h("div", { class: "pair" }, labelled(say("look"), shows), labelled(say("opens"), opens));
}
