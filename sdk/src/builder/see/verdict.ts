/** What one person sees on this page: the service's verdict on people, and the page's on pages. Pure. */

import type { Rule } from "../../contract.js";
import { evaluate } from "../../rules/evaluate.js";
import type { PageFacts } from "../../seam.js";
import type { Verdict } from "../api/types.js";

export type Standing =
  | { is: "here" }
  /** Another tutorial goes first. */
  | { is: "queued"; behind: string }
  /** `pages`: the addresses it is for, where its rule names just those. */
  | { is: "elsewhere"; pages: string[] }
  | { is: "never" };

/** In the order given, which is the order of showing. */
export function standings(verdicts: readonly Verdict[], page: PageFacts): Standing[] {
  let first: string | null = null;
  return verdicts.map((verdict) => {
    if (!verdict.shows) return { is: "never" };
    if (!evaluate(verdict.page, { page })) return { is: "elsewhere", pages: pagesOf(verdict.page) };
    // These stand beside whatever else is there.
    if (["hint", "banner", "checklist"].includes(verdict.kind)) return { is: "here" };
    if (first !== null) return { is: "queued", behind: first };
    first = verdict.name;
    return { is: "here" };
  });
}

/** Empty where the rule says more than a list of addresses can. */
export function pagesOf(rule: Rule): string[] {
  if ("any" in rule || ("all" in rule && rule.all.length === 1)) {
    const parts = ("any" in rule ? rule.any : rule.all).map(pagesOf);
    return parts.every((pages) => pages.length) ? parts.flat() : [];
  }
  if (!("fact" in rule) || !/^page\.(path|url)$/.test(rule.fact)) return [];
  const { op, value } = rule;
  if (op === "in" && Array.isArray(value)) return value.map(String);
  if (op === "starts_with") return [`${value}…`];
  return op === "eq" || op === "matches" ? [`${value}`] : [];
}
