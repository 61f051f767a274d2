/** Both versions side by side, and a choice for each thing that both changed. */

import type { Step } from "../../contract.js";
import type { Stale } from "../api/types.js";
import type { Choice, Clash, Merge } from "../state/merge.js";
import { openDialog } from "../ui/dialog.js";
import { freshId, h } from "../ui/element.js";
import { say as panel } from "../words/panel.js";
import { say } from "../words/publish.js";
import { targetWords } from "./cards.js";

export function showClash(
  home: ParentNode,
  merge: Merge,
  theirs: Stale,
  decided: (choices: Record<string, Choice>) => void,
  closed: () => void,
): void {
  const choices: Record<string, Choice> = {};
  const parts = merge.clashes.map((clash) => {
    choices[clash.id] = "mine";
    return clashPart(clash, (choice) => {
      choices[clash.id] = choice;
    });
  });
  const name = theirs.by?.name || panel("somebody");
  openDialog(home, {
    title: say("clashTitle"),
    body: [h("p", {}, say("clashLead", { name })), parts],
    wide: true,
    cancel: say("later"),
    actions: [{ label: say("keep"), look: "primary", press: () => decided(choices) }],
    onClosed: closed,
  });
}

function clashPart(clash: Clash, chosen: (choice: Choice) => void): HTMLElement {
  const group = freshId("clash");
  const side = (choice: Choice, words: string): HTMLElement => {
    const radio = h("input", { type: "radio", name: group, value: choice });
    radio.checked = choice === "mine";
    radio.addEventListener("change", () => chosen(choice));
    const value = clash[choice];
    const content =
      clash.on === "step" ? stepWords(value as Step | null) : [h("p", {}, fieldWords(value))];
    return h(
      "label",
      { class: "version" },
      h("span", { class: "row" }, radio, h("strong", {}, words)),
      content,
    );
  };
  const title =
    clash.on === "step"
      ? (clash.mine ?? clash.theirs)?.title || panel("untitled")
      : say("field", { name: clash.id });
  return h(
    "fieldset",
    { class: "clash" },
    h("legend", {}, title),
    h("div", { class: "versions" }, side("mine", say("mine")), side("theirs", say("theirs"))),
  );
}

function stepWords(step: Step | null): HTMLElement[] {
  if (!step) return [h("p", { class: "soft" }, say("removedHere"))];
  return [
    h("p", { class: "card-title" }, step.title || panel("untitled")),
    h("p", {}, plainText(step.body)),
    h("p", { class: "soft" }, targetWords(step)),
    h("p", { class: "soft" }, step.buttons.map((button) => button.label).join(" · ")),
  ];
}

function fieldWords(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What a rich text says, without its form. */
function plainText(node: unknown): string {
  const { text, content } = node as { text?: string; content?: unknown[] };
  return text ?? (content ?? []).map(plainText).join(" ").trim();
}
