/** What an author does to a guide, each as a function of documents. */

import type { Button, Fingerprint, GuideDocument, RichDocument, Step } from "../../contract.js";
import { reshape, TYPES } from "./shapes.js";

export const MOST_STEPS = 50;
const WAIT_SECONDS = 5;

export function stepOf(document: GuideDocument, id: string | null): Step | null {
  return document.steps.find((step) => step.id === id) ?? null;
}

export function changeStep(
  document: GuideDocument,
  id: string,
  change: (step: Step) => Step,
): GuideDocument {
  return {
    ...document,
    steps: document.steps.map((step) => (step.id === id ? change(step) : step)),
  };
}

/** After the step `after`, or at the end. A guide that is full stays as it is. */
export function addSteps(
  document: GuideDocument,
  added: Step[],
  after: string | null = null,
): GuideDocument {
  if (document.steps.length + added.length > MOST_STEPS) return document;
  const steps = [...document.steps];
  const at = steps.findIndex((step) => step.id === after);
  steps.splice(at < 0 ? steps.length : at + 1, 0, ...added);
  return { ...document, steps };
}

/** A new guide: its one step has nothing in it yet. */
export function isBlank({ steps }: GuideDocument): boolean {
  const [only, ...rest] = steps;
  return !!only && !rest.length && !only.target && !only.title && only.type === "tooltip";
}

export function removeStep(document: GuideDocument, id: string): GuideDocument {
  return { ...document, steps: document.steps.filter((step) => step.id !== id) };
}

/** To the place `to` of the list, counted without the step itself. */
export function moveStep(document: GuideDocument, id: string, to: number): GuideDocument {
  const moved = stepOf(document, id);
  if (!moved) return document;
  const steps = document.steps.filter((step) => step !== moved);
  steps.splice(Math.max(0, Math.min(to, steps.length)), 0, moved);
  return { ...document, steps };
}

export function copyOf(step: Step): Step {
  const copy = structuredClone(step);
  return {
    ...copy,
    id: freshId("st"),
    buttons: copy.buttons.map((button) => ({ ...button, id: freshId("bt") })),
  };
}

/** As the service's own blank step (guide_engine/guides/blank.py), so that both begin alike. */
export function blankStep(
  kind: GuideDocument["kind"],
  language: string,
  known: { target?: Fingerprint | null; title?: string; modal?: boolean } = {},
): Step {
  const type = known.modal ? "modal" : TYPES[kind][0];
  const made: Step = {
    id: freshId("st"),
    type: type ?? "tooltip",
    title: known.title ?? "",
    body: emptyText(),
    target: known.target ?? null,
    placement: "auto",
    buttons: [forwardButton(kind, language)],
    advance: { on: "button" },
    missing: "stop",
    wait_seconds: WAIT_SECONDS,
  };
  if (kind === "survey") made.question = { type: "nps", required: false };
  return reshape(made, made.type);
}

export function emptyText(): RichDocument {
  return { type: "doc", content: [{ type: "paragraph" }] };
}

// What end users read, so it follows the guide's language, not the author's.
const LABELS = {
  next: ["Next", "次へ"],
  read: ["Got it", "わかりました"],
  more: ["More", "詳しく"],
};

function labelled(words: keyof typeof LABELS, language: string): string {
  return LABELS[words][/^ja\b/i.test(language) ? 1 : 0] as string;
}

function forwardButton(kind: GuideDocument["kind"], language: string): Button {
  return kind === "hint"
    ? makeButton(labelled("read", language), "primary", { type: "finish" })
    : makeButton(labelled("next", language), "primary", { type: "next" });
}

export function anotherButton(language: string): Button {
  return makeButton(labelled("more", language), "secondary", { type: "next" });
}

function makeButton(label: string, style: Button["style"], action: Button["action"]): Button {
  return { id: freshId("bt"), label, style, action };
}

export function freshId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return `${prefix}_${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
