/** Turns what was noted into steps. Pure but for the language, which `speak` has set. */

import type { Advance, Fingerprint } from "../../contract.js";
import { isStable } from "../../target/text.js";
import { shorten } from "../pick/shorten.js";
import { say } from "../words/record.js";
import type { Kind, Moment, Noted } from "./moments.js";

export interface Proposal {
  title: string;
  /** Null: a page was reached without a click, so there is nothing to point at. */
  fingerprint: Fingerprint | null;
  advance: Advance;
}

type Deed = "click" | "choose" | "toggle" | "select" | "fill" | "submit" | "enter" | "page";

interface Draft {
  does: Deed;
  on: Noted | null;
  at: number;
  /** Where it led, and what that page is called. */
  path: string | null;
  title: string;
  /** Place of its first moment. */
  first: number;
}

/** As many as a guide can hold. */
export const MOST_PROPOSALS = 50;
/** The second press of a double click, or of somebody impatient. */
const AGAIN_MS = 700;
/** Enter in a field presses the form's button at once. */
const IMPLIED_MS = 300;
/** A page that comes this soon after a deed is where it led. */
const LED_MS = 10_000;

const DEEDS: Record<Kind, Deed> = {
  control: "click",
  choice: "choose",
  toggle: "toggle",
  select: "select",
  field: "click",
};

export function propose(moments: Moment[]): Proposal[] {
  return draft(moments).slice(0, MOST_PROPOSALS).map(proposalOf);
}

/** The moments without those of the last proposal. */
export function withoutLast(moments: Moment[]): Moment[] {
  return moments.slice(0, draft(moments).at(-1)?.first ?? 0);
}

function draft(moments: Moment[]): Draft[] {
  const drafts: Draft[] = [];
  for (const [first, moment] of moments.entries()) {
    const last = drafts[drafts.length - 1];
    if (last && refines(last, moment)) continue;
    const next = begin(moment, first);
    if (next) drafts.push(next);
  }
  return drafts;
}

/** Whether the moment belongs to what was done last, which it then changes. */
function refines(last: Draft, moment: Moment): boolean {
  if (moment.type === "page") return leadTo(last, moment);
  const same = last.on?.key === moment.on.key;
  const soon = moment.at - last.at < AGAIN_MS;
  if (moment.type === "click") {
    const implied = moment.byKey && /^(submit|enter)$/.test(last.does);
    if (implied && moment.at - last.at < IMPLIED_MS) return true;
    if (!same || !soon || last.does !== DEEDS[moment.on.kind]) return false;
  } else if (!same || !goesOn(last, moment)) return false;
  last.at = moment.at;
  return true;
}

/** Typing and Enter in the element of what was done last. */
function goesOn(last: Draft, { type, at }: Moment): boolean {
  // Of a field that was opened by a click, typing in it is what counts.
  const isOpened = last.does === "click" && last.on?.kind === "field";
  if (type === "enter") {
    if (isOpened) last.does = "enter";
    if (last.does === "fill") last.does = "submit";
    return /^(select|submit|enter)$/.test(last.does);
  }
  if (isOpened) last.does = "fill";
  // Enter also says that the field has changed.
  const isEcho = /^(submit|enter)$/.test(last.does) && at - last.at < IMPLIED_MS;
  return isEcho || last.does === "fill" || last.does === "select";
}

function leadTo(last: Draft, { at, path, title }: Moment & { type: "page" }): boolean {
  // Of redirects, the last one counts.
  if (last.does !== "page" && at - last.at >= LED_MS) return false;
  last.path = path;
  last.title = title;
  return true;
}

/** Null for what a guide need not say: a click into a field, the input of what was clicked. */
function begin(moment: Moment, first: number): Draft | null {
  const { at } = moment;
  if (moment.type === "page") {
    const { path, title } = moment;
    return { does: "page", on: null, at, path, title, first };
  }
  const { on, type } = moment;
  const made = (does: Deed): Draft => ({ does, on, at, path: null, title: "", first });
  if (type === "enter") return made("enter");
  if (type === "input") {
    if (on.kind === "field") return made("fill");
    return on.kind === "select" ? made("select") : null;
  }
  const isField = on.kind === "field" || on.kind === "select";
  // One that opens a list is worth saying, unless something is typed into it next.
  return isField && on.role !== "combobox"
    ? null
    : on.kind === "select"
      ? null
      : made(DEEDS[on.kind]);
}

function proposalOf({ does, on, path, title }: Draft): Proposal {
  const name = shorten(on ? on.name : title || path || "");
  return {
    title: say(name ? does : `${does}Here`, { name }),
    fingerprint: on?.fingerprint ?? null,
    advance: advanceOf(does, on, path),
  };
}

function advanceOf(does: Deed, on: Noted | null, path: string | null): Advance {
  // A form may be refused: only the page after it shows that it was taken.
  const sends = does === "submit" || does === "enter" || does === "page" || on?.submits;
  if (sends && path !== null) return { on: "page", rule: pageRule(path) };
  if (does === "fill" || does === "select") return { on: "input" };
  return does === "submit" || does === "enter" ? { on: "button" } : { on: "click" };
}

/** The page, whichever thing it shows: numbers and keys in its path stand for any. */
export function pageRule(path: string): { fact: string; op: "eq" | "matches"; value: string } {
  const route = path.indexOf("#");
  const said = route < 0 ? path : path.slice(route);
  const value = said
    .split("/")
    .map((part) => (isKey(part) ? "*" : part))
    .join("/");
  const fact = route < 0 ? "page.path" : "page.hash";
  return { fact, op: value === said ? "eq" : "matches", value };
}

function isKey(part: string): boolean {
  return /^\d+$/.test(part) || (part.length > 1 && /\d/.test(part) && !isStable(part));
}
