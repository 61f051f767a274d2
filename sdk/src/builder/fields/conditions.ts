/** Rules as a list of conditions that all hold: what rows of fields can show. Pure. */

import type { Condition, Operator, Rule } from "../../contract.js";
import type { FactType } from "../api/types.js";

export type Row = Condition | { segment: string };

/** The rows of a rule; null when it says more than rows can. */
export function rowsOf(rule: Rule): Row[] | null {
  const parts = "all" in rule ? rule.all : [rule];
  return parts.every(isRow) ? (parts as Row[]) : null;
}

export function ruleOf(rows: Row[]): Rule {
  const [only] = rows;
  return rows.length === 1 && only ? only : { all: rows };
}

function isRow(rule: Rule): boolean {
  if ("segment" in rule) return true;
  if (!("fact" in rule) || typeof rule.op !== "string") return false;
  // Answers are asked about in the web editor, which knows the choices.
  return (
    !rule.fact.startsWith("answer.") && !Array.isArray(rule.value) && rule.op !== "within_days"
  );
}

export function isAboutPage(row: Row): boolean {
  return "fact" in row && row.fact.startsWith("page.");
}

const TEXT: Operator[] = [
  "eq",
  "ne",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "matches",
];
const KNOWN: Operator[] = ["set", "unset"];

const OPERATORS: Record<FactType, Operator[]> = {
  string: [...TEXT, ...KNOWN],
  number: ["eq", "ne", "lt", "lte", "gt", "gte", ...KNOWN],
  boolean: ["eq", ...KNOWN],
  datetime: ["before", "after", ...KNOWN],
  list: ["contains", "not_contains", ...KNOWN],
  tier: ["eq", "ne", ...KNOWN],
};

export function operatorsOf(type: FactType): Operator[] {
  // A type of a newer service is written like a text.
  return OPERATORS[type] ?? OPERATORS.string;
}

export function takesValue(op: Operator): boolean {
  return op !== "set" && op !== "unset";
}

/** The value as the type asks for it; an unfinished one stays text, and the service says so. */
export function valueFrom(type: FactType, text: string): unknown {
  if (type === "boolean") return text === "true";
  if (type === "number" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  return text;
}
