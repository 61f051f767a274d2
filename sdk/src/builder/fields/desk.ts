/** What every field works with: the document, how to change it, and what is known about it. */

import type { Fingerprint, GuideDocument, Step } from "../../contract.js";
import type { Api } from "../api/client.js";
import type { Finding, Vocabulary } from "../api/types.js";
import { changeStep } from "../state/edit.js";
import type { Store } from "../state/store.js";
import { h } from "../ui/element.js";
import type { Surface } from "../ui/surface.js";

export interface Desk {
  surface: Surface;
  api: Api;
  store: Store;
  /** Address of the service. */
  url: string;
  /** Where the web editor writes this guide. */
  editorUrl: string;
  readOnly: boolean;
  /** Empty until the service has answered. */
  vocabulary(): Vocabulary;
  findings(): Finding[];
  /** Lets the author point at something; the fingerprint of what they chose. */
  pick(chosen: (target: Fingerprint) => void): void;
  /** How sure the last pick in this page was, drawn for the target field; null when not picked here. */
  report(stepId: string): HTMLElement | null;
}

/** Changes one step; `field` joins the strokes of one hand on one field. */
export function edit(
  { store }: Desk,
  id: string,
  change: (step: Step) => Step,
  field: string | null = null,
): void {
  store.change(changeStep(store.document, id, change), field && `${id}.${field}`);
}

/** What was found at a place of the document, or beneath it. */
export function findingsAt(findings: Finding[], pointer: string): Finding[] {
  return findings
    .filter(({ path }) => path === pointer || path.startsWith(`${pointer}/`))
    .sort((one, other) => Number(other.level === "error") - Number(one.level === "error"));
}

/** A place for what was found there; `refreshNotes` keeps it up to date. */
export function notes(desk: Desk, pointer: string): HTMLElement {
  return h("div", { class: "found", "data-at": pointer }, sentences(desk, pointer));
}

/** News from the service must not draw a form anew that somebody is using. */
export function refreshNotes(form: HTMLElement, desk: Desk): void {
  for (const place of form.querySelectorAll<HTMLElement>("[data-at]"))
    place.replaceChildren(...sentences(desk, place.dataset.at ?? ""));
}

function sentences(desk: Desk, pointer: string): HTMLElement[] {
  return findingsAt(desk.findings(), pointer).map(({ level, message }) =>
    h("p", { class: level }, message),
  );
}

export function pointerOf(document: GuideDocument, stepId: string): string {
  return `/steps/${document.steps.findIndex((step) => step.id === stepId)}`;
}
