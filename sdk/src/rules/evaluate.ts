/**
 * The rule language of docs/rules.md as far as a browser judges by it: of a page there are texts only,
 * an answer may be a number; moments and segments are facts about people. The service's twin is guide_engine/audience/rules.py; both run
 * tests/contract/cases/rules.json.
 */

import { globMatches } from "./glob.js";

/** True, false, or null where a part is malformed: then it never holds, not even under `not`. */
type Verdict = boolean | null;
type Mapping = Record<string, unknown>;

/** Whether the rule holds for the facts. */
export function evaluate(rule: unknown, facts: Mapping): boolean {
  return judge(rule, facts) === true;
}

function judge(rule: unknown, facts: Mapping): Verdict {
  if (!isMapping(rule)) return null;
  const [[shape, part] = [], ...others] = Object.entries(rule);
  if (!others.length) {
    if (Array.isArray(part) && (shape === "all" || shape === "any")) {
      const decisive = shape === "any";
      const verdicts = part.map((inner) => judge(inner, facts));
      if (verdicts.includes(decisive)) return decisive;
      return verdicts.includes(null) ? null : !decisive;
    }
    if (shape === "not") return negate(judge(part, facts));
  }
  const { fact, op, value } = rule;
  if (!isText(fact) || !isText(op)) return null;
  const actual = lookup(facts, fact);
  // Exactly the opposite of another operator, so they hold for a missing fact.
  const opposite =
    op === "ne" ? "eq" : op === "unset" ? "set" : op.replace(/^not_(?=in$|contains$)/, "");
  return opposite === op ? compare(op, actual, value) : negate(compare(opposite, actual, value));
}

function negate(verdict: Verdict): Verdict {
  return verdict === null ? null : !verdict;
}

function compare(op: string, actual: unknown, value: unknown): Verdict {
  const isMissing = Array.isArray(actual) || isText(actual) ? !actual.length : !isScalar(actual);
  if (op === "set") return !isMissing;
  const [takes, holds] = OPERATORS.get(op) ?? [];
  return takes?.(value) ? !isMissing && !!holds?.(actual, value) : null;
}

/** What an operator takes as its value, and when it holds for a fact that isn't missing. */
type Operator = [
  takes: (value: unknown) => boolean,
  holds: (actual: unknown, value: unknown) => boolean,
];

const textual = (holds: (actual: string, value: string) => boolean): Operator => [
  isText,
  (actual, value) => isText(actual) && holds(fold(actual), fold(value as string)),
];
const numeric = (holds: (actual: number, value: number) => boolean): Operator => [
  isNumber,
  (actual, value) => isNumber(actual) && holds(actual, value as number),
];
const OPERATORS = new Map<string, Operator>([
  ["eq", [isScalar, equal]],
  ["contains", [isScalar, contains]],
  [
    "in",
    [
      (value) => Array.isArray(value) && value.every(isScalar),
      (actual, value) =>
        [actual].flat().some((one) => (value as unknown[]).some((wanted) => equal(one, wanted))),
    ],
  ],
  ["lt", numeric((actual, value) => actual < value)],
  ["lte", numeric((actual, value) => actual <= value)],
  ["gt", numeric((actual, value) => actual > value)],
  ["gte", numeric((actual, value) => actual >= value)],
  ["starts_with", textual((actual, value) => actual.startsWith(value))],
  ["ends_with", textual((actual, value) => actual.endsWith(value))],
  ["matches", textual((actual, value) => globMatches(value, actual))],
]);

function equal(actual: unknown, value: unknown): boolean {
  return isText(actual) && isText(value)
    ? fold(actual) === fold(value)
    : isScalar(actual) && actual === value;
}

function contains(actual: unknown, value: unknown): boolean {
  if (Array.isArray(actual)) return actual.some((one) => equal(one, value));
  return isText(actual) && isText(value) && fold(actual).includes(fold(value));
}

/** Reads a dotted name. A whole key wins over its parts, so keys may hold dots themselves. */
function lookup(facts: Mapping, name: string): unknown {
  if (Object.hasOwn(facts, name)) return facts[name];
  const [head = "", ...rest] = name.split(".");
  const inner = rest.length && Object.hasOwn(facts, head) && facts[head];
  return isMapping(inner) ? lookup(inner, rest.join(".")) : undefined;
}

/** The form in which text is compared. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isScalar(value: unknown): boolean {
  return isText(value) || typeof value === "boolean" || isNumber(value);
}
