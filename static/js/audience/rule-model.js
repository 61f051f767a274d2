/**
 * Rules as the editor shows them: groups with a mode, and conditions. Pure; `toRule(fromRule(r))`
 * means the same as `r`.
 *
 * @typedef {{mode: "all" | "any" | "none" | "not_all", parts: Node[]}} Group
 * @typedef {{fact: string, op: string, value: any}} Condition  fact "segment": value is its id
 * @typedef {Group | Condition} Node
 */

const OPPOSITES = {
  eq: "ne", ne: "eq", in: "not_in", not_in: "in",
  contains: "not_contains", not_contains: "contains", set: "unset", unset: "set",
};

/** @param {Node} node @returns {node is Group} */
export const isGroup = (node) => "mode" in node;

/** @param {any} rule @returns {Group} the root is always a group */
export function fromRule(rule) {
  const node = read(rule);
  return isGroup(node) ? node : { mode: "all", parts: [node] };
}

/** @param {any} rule @returns {Node} */
function read(rule) {
  if (Array.isArray(rule?.all)) return { mode: "all", parts: rule.all.map(read) };
  if (Array.isArray(rule?.any)) return { mode: "any", parts: rule.any.map(read) };
  if (rule?.not !== undefined) return negate(read(rule.not));
  if (typeof rule?.segment === "string") return { fact: "segment", op: "in", value: rule.segment };
  if (rule?.op === "within_days" && typeof rule.value === "number") {
    const ahead = rule.value < 0;
    return { fact: rule.fact, op: ahead ? "ahead" : "past", value: Math.abs(rule.value) };
  }
  return { fact: String(rule?.fact ?? ""), op: String(rule?.op ?? "eq"), value: rule?.value };
}

/** @param {Node} node @returns {Node} */
function negate(node) {
  if (isGroup(node)) {
    const opposite = { all: "not_all", any: "none", none: "any", not_all: "all" };
    return { ...node, mode: /** @type {Group["mode"]} */ (opposite[node.mode]) };
  }
  if (node.fact === "segment") return { ...node, op: node.op === "in" ? "out" : "in" };
  const opposite = OPPOSITES[/** @type {keyof typeof OPPOSITES} */ (node.op)];
  return opposite ? { ...node, op: opposite } : { mode: "none", parts: [node] };
}

/** @param {Node} node @returns {any} */
export function toRule(node) {
  if (isGroup(node)) {
    const parts = node.parts.map(toRule);
    if (node.mode === "none") return { not: { any: parts } };
    return node.mode === "not_all" ? { not: { all: parts } } : { [node.mode]: parts };
  }
  if (node.fact === "segment") {
    const inside = { segment: node.value ?? "" };
    return node.op === "out" ? { not: inside } : inside;
  }
  if (node.op === "past" || node.op === "ahead") {
    const days = typeof node.value === "number" ? node.value : null;
    const value = days !== null && node.op === "ahead" ? -days : days;
    return { fact: node.fact, op: "within_days", value };
  }
  if (takesNoValue(node.op)) return { fact: node.fact, op: node.op };
  return { fact: node.fact, op: node.op, value: node.value ?? null };
}

/** @param {string} op */
export const takesNoValue = (op) => op === "set" || op === "unset";

/** @param {string} op */
export const takesList = (op) => op === "in" || op === "not_in";

/** Tell whether every condition is filled in. @param {Node} node @returns {boolean} */
export function isComplete(node) {
  if (isGroup(node)) return node.parts.every(isComplete);
  if (!node.fact || node.fact.endsWith(".")) return false;
  if (node.fact !== "segment" && takesNoValue(node.op)) return true;
  if (Array.isArray(node.value)) return node.value.length > 0;
  return node.value !== null && node.value !== undefined && node.value !== "";
}

/**
 * Write what was typed as a value of this kind; what can't be read counts as nothing.
 * @param {string} text @param {string} kind @param {string} op
 */
export function parseValue(text, kind, op) {
  if (takesList(op)) {
    const parts = text.split(/[,、，\n]/).map((part) => part.trim()).filter(Boolean);
    return parts.map((part) => parseOne(part, kind)).filter((part) => part !== null);
  }
  return parseOne(text.trim(), op === "past" || op === "ahead" ? "number" : kind);
}

/** @param {string} text @param {string} kind */
function parseOne(text, kind) {
  if (text === "") return null;
  if (kind === "number") {
    const number = Number(text.normalize("NFKC").replaceAll(",", ""));
    return Number.isFinite(number) ? number : null;
  }
  return kind === "boolean" ? text === "true" : text;
}
