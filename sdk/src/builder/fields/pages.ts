/** Where a guide shows, in a few plain shapes. Pure. A rule that says more is left alone. */

import type { Rule } from "../../contract.js";
import { same } from "../state/same.js";

export type Where =
  | { kind: "everywhere" }
  | { kind: "pattern"; pattern: string }
  /** Written elsewhere, with more to it than these fields can show. */
  | { kind: "rich" };

export function whereOf(rule: Rule): Where {
  if (same(rule, { all: [] })) return { kind: "everywhere" };
  const { fact, op, value } = rule as { fact?: string; op?: string; value?: unknown };
  const isAddress = fact === "page.path" || fact === "page.url";
  if (isAddress && (op === "matches" || op === "eq") && typeof value === "string")
    return { kind: "pattern", pattern: value };
  return { kind: "rich" };
}

/** As guide_engine/guides/simple_rules.py: a whole address, or a path. */
export function patternRule(pattern: string): Rule {
  const fact = pattern.includes("://") ? "page.url" : "page.path";
  const isBare = fact === "page.path" && pattern !== "" && !/^[/*]/.test(pattern);
  return { fact, op: "matches", value: isBare ? `/${pattern}` : pattern };
}

// Numbers, UUIDs, and long mixtures of letters and digits are one record among many.
const RECORD = /^(\d+|[0-9a-f]{8}-[0-9a-f-]{27}|(?=.*\d)[\w-]{12,})$/i;

/** The page's path with what names one record left open: /invoices/123/edit → /invoices/✳/edit (✳ is a star). */
export function likePath(path: string): string {
  return path
    .split("/")
    .map((part) => (RECORD.test(part) ? "*" : part))
    .join("/");
}

export function belowPath(path: string): string {
  return path === "/" ? "/**" : `${path.replace(/\/$/, "")}/**`;
}
