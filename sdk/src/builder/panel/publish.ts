/** Before publishing: what will happen, and what is still to mend. */

import type { GuideDocument } from "../../contract.js";
import type { Api } from "../api/client.js";
import { ApiError } from "../api/errors.js";
import type { Finding, OpenGuide } from "../api/types.js";
import { sentenceFor } from "../boot/sentence.js";
import { inWords } from "../fields/where.js";
import { same } from "../state/same.js";
import type { Saver } from "../state/saver.js";
import { openDialog } from "../ui/dialog.js";
import { type Child, freshId, h } from "../ui/element.js";
import { say as common } from "../words/common.js";
import { say } from "../words/publish.js";

export interface PublishParts {
  home: ParentNode;
  api: Api;
  saver: Saver;
  guideId: string;
  environment: string;
  document: GuideDocument;
  findings: Finding[];
  published: OpenGuide["published"];
  url: string;
  done(version: number): void;
  found(findings: Finding[]): void;
}

export function openPublish(parts: PublishParts): void {
  const { environment, document, findings } = parts;
  const errors = findings.filter(({ level }) => level === "error");
  const warnings = findings.filter(({ level }) => level === "warning");
  const trouble = h("p", { class: "error", role: "alert" });
  const id = freshId("note");
  const note = h("input", { class: "input", id, maxlength: 500, autocomplete: "off" });
  const press = async (): Promise<boolean> => {
    trouble.textContent = "";
    const fault = await publish(parts, note.value.trim());
    trouble.textContent = fault;
    return !fault;
  };
  const canGo = !errors.length;
  openDialog(parts.home, {
    title: say("title", { environment }),
    body: [
      errors.length > 0 && listOf(say("errors"), errors, "error"),
      canGo && whatHappens(environment, document, parts.published),
      warnings.length > 0 && listOf(say("warnings"), warnings, "warning"),
      canGo && h("div", { class: "field" }, h("label", { for: id }, say("note")), note),
      trouble,
    ],
    cancel: canGo ? common("cancel") : common("close"),
    actions: canGo ? [{ label: say("go"), look: "primary", press }] : [],
  });
}

function whatHappens(
  environment: string,
  document: GuideDocument,
  published: OpenGuide["published"],
): Child {
  const isForAll = same(document.audience, { all: [] });
  return h(
    "div",
    { class: "stack" },
    h("p", {}, say("what", { environment })),
    h(
      "ul",
      { class: "bullets" },
      [
        say("pages", { pages: inWords(document.page) }),
        say(isForAll ? "everybody" : "some"),
        frequencyWords(document.frequency),
        say("steps", { n: document.steps.length }),
        published ? say("running", { n: published.version }) : say("first"),
      ].map((words) => h("li", {}, words)),
    ),
  );
}

function frequencyWords(frequency: GuideDocument["frequency"]): string {
  if (frequency.type === "every_days") return say("frequencyDays", { n: frequency.days });
  if (frequency.type === "once") return say("frequencyOnce");
  return say(frequency.type === "always" ? "frequencyAlways" : "frequencyDone");
}

function listOf(lead: string, findings: Finding[], tone: string): Child {
  return h(
    "div",
    { class: "stack" },
    h("p", {}, h("strong", {}, lead)),
    h(
      "ul",
      { class: "bullets" },
      findings.map(({ message }) => h("li", { class: tone }, message)),
    ),
  );
}

/** A sentence says why it could not be. */
async function publish(parts: PublishParts, note: string): Promise<string> {
  const { api, saver, guideId, environment, url } = parts;
  if (!(await saver.flush())) return say("unsaved");
  try {
    const { version } = await api.publish(guideId, saver.state.revision, note);
    parts.done(version);
    return "";
  } catch (error) {
    if (!(error instanceof ApiError)) return sentenceFor(error, url);
    if (error.trouble === "forbidden") return say("forbidden", { environment });
    const { findings } = (error.body ?? {}) as { findings?: Finding[] };
    if (findings) parts.found(findings);
    return say("failed", { why: sentenceFor(error, url) });
  }
}
