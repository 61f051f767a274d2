/** One condition of the rule editor: what it looks at, how it compares, with what. */
import { choice, element, iconButton, textInput } from "./rule-parts.js";
import { parseValue, takesList, takesNoValue } from "./rule-model.js";
import { offerValues } from "./rule-values.js";

/** @typedef {import("./rule-model.js").Condition} Condition */

const OTHER = "other:";

/**
 * @param {Condition} condition @param {any} vocabulary
 * @param {{changed: () => void, drop: () => void, focus: string}} news
 */
export function conditionRow(condition, vocabulary, { changed, drop, focus }) {
  const { words } = vocabulary;
  const row = element("div", "rule-row");
  /** The kind chosen for an attribute nobody has sent yet. */
  let kind = kindOf(condition, vocabulary);

  /** @param {boolean} [refocus] */
  function draw(refocus = false) {
    const parts = [factPicker(), ...otherFields()];
    if (condition.fact && !condition.fact.endsWith(".")) parts.push(operatorPicker(), ...valueFields());
    row.replaceChildren(...parts, iconButton("x", words.remove_condition, drop));
    if (refocus) row.querySelector("select")?.focus();
  }

  function factPicker() {
    const known = vocabulary.groups.map((/** @type {any} */ group) => ({
      label: group.label,
      options: group.facts.map((/** @type {any} */ fact) => [fact.name, fact.label]),
    }));
    const options = [["", words.choose], ...known];
    if (vocabulary.segments.length || condition.fact === "segment") {
      options.splice(1, 0, { label: words.segments, options: [["segment", words.segment]] });
    }
    const others = Object.entries(vocabulary.entities).map(([entity, label]) => [
      `${OTHER}${entity}.`, `${label}: ${words.other}`,
    ]);
    if (vocabulary.scope === "page") others.push([`${OTHER}page.query.`, words.query]);
    options.push(...others);
    const select = choice(options, pickerValue(), (value) => {
      condition.fact = value.startsWith(OTHER) ? value.slice(OTHER.length) : value;
      kind = kindOf(condition, vocabulary);
      condition.op = operators()[0]?.op ?? "eq";
      condition.value = kind === "boolean" ? true : null;
      changed();
      draw(true);
    });
    select.setAttribute("aria-label", words.fact);
    select.dataset.focus = focus;
    return select;
  }

  function pickerValue() {
    if (!condition.fact || condition.fact === "segment" || findFact(condition.fact, vocabulary)) {
      return condition.fact;
    }
    return OTHER + prefixOf(condition.fact);
  }

  /** For a fact that is not in the list: its name, and what kind of value it has. */
  function otherFields() {
    const { fact } = condition;
    if (!fact || fact === "segment" || findFact(fact, vocabulary)) return [];
    const prefix = prefixOf(fact);
    const query = prefix === "page.query.";
    const name = textInput("text", fact.slice(prefix.length), query ? words.parameter : words.name, (text) => {
      const wasBare = condition.fact === prefix;
      condition.fact = prefix + text.trim();
      changed();
      if (wasBare !== (condition.fact === prefix)) {
        draw();
        const again = row.querySelector("input");
        again?.focus();
        again?.setSelectionRange(again.value.length, again.value.length);
      }
    });
    if (query) return [name];
    const kinds = choice(Object.entries(vocabulary.kinds), kind, (value) => {
      kind = value;
      condition.op = operators()[0].op;
      condition.value = kind === "boolean" ? true : null;
      changed();
      draw();
    });
    kinds.setAttribute("aria-label", words.kind);
    return [name, kinds];
  }

  /** @returns {{op: string, label: string}[]} */
  function operators() {
    if (condition.fact === "segment") return vocabulary.segment_operators;
    return vocabulary.operators[kind] ?? vocabulary.operators.string;
  }

  function operatorPicker() {
    const known = operators().map(({ op, label }) => /** @type {[string, string]} */ ([op, label]));
    if (!known.some(([op]) => op === condition.op)) known.push([condition.op, condition.op]);
    const select = choice(known, condition.op, (op) => {
      const before = condition.op;
      condition.op = op;
      if (takesList(before) !== takesList(op) || takesNoValue(op) || isDays(before) !== isDays(op)) {
        condition.value = kind === "boolean" && !takesNoValue(op) ? true : null;
      }
      changed();
      draw();
      row.querySelectorAll("select")[1]?.focus();
    });
    select.setAttribute("aria-label", words.operator);
    return select;
  }

  function valueFields() {
    const keep = (/** @type {any} */ value) => {
      condition.value = value;
      changed();
    };
    if (condition.fact === "segment") {
      const segments = vocabulary.segments.map((/** @type {any} */ s) => [s.id, s.name]);
      return [named(choice([["", words.choose], ...segments], condition.value ?? "", keep), words.segment)];
    }
    if (takesNoValue(condition.op)) return [];
    const offered = findFact(condition.fact, vocabulary)?.options;
    if (offered && !takesList(condition.op)) {
      const shown = Array.isArray(condition.value) ? (condition.value[0] ?? "") : (condition.value ?? "");
      return [named(choice([["", words.choose], ...offered], shown, keep), words.value)];
    }
    if (kind === "tier" && !takesList(condition.op)) {
      const tiers = vocabulary.tiers.map((/** @type {any} */ tier) => [tier.value, tier.label]);
      return [named(choice([["", words.choose], ...tiers], condition.value ?? "", keep), words.value)];
    }
    if (kind === "boolean") {
      const select = choice([["true", words.yes], ["false", words.no]], String(condition.value ?? true), (value) =>
        keep(value === "true"),
      );
      return [named(select, words.value)];
    }
    return typedValue(keep);
  }

  /** @param {(value: any) => void} keep */
  function typedValue(keep) {
    const many = takesList(condition.op);
    const { value } = condition;
    const shown = Array.isArray(value) ? value.join(", ") : String(value ?? "");
    const input = textInput(inputType(shown), shown, many ? words.values : words.value, (text) =>
      keep(parseValue(text, kind, condition.op)),
    );
    if (input.type === "number") input.step = "any";
    if (isDays(condition.op)) input.min = "0";
    const plain = kind === "string" || kind === "list";
    if (plain && vocabulary.scope === "audience" && !many) offerValues(input, condition.fact);
    if (isDays(condition.op)) return [element("span", "rule-days", input, element("span", "soft", words.days))];
    if (condition.op !== "matches") return [input];
    return [input, element("span", "rule-help soft small", words.pattern_help)];
  }

  /** @param {string} shown */
  function inputType(shown) {
    if (takesList(condition.op)) return "text";
    if (isDays(condition.op) || kind === "number") return "number";
    return kind === "datetime" && (shown === "" || /^\d{4}-\d\d-\d\d$/.test(shown)) ? "date" : "text";
  }

  draw();
  return row;
}

/** @param {HTMLElement} control @param {string} label */
function named(control, label) {
  control.setAttribute("aria-label", label);
  return control;
}

/** @param {string} op */
const isDays = (op) => op === "past" || op === "ahead";

/** @param {string} fact */
const prefixOf = (fact) => /^(page\.query\.|\w+\.)/.exec(fact)?.[0] ?? "user.";

/** @param {string} name @param {any} vocabulary */
function findFact(name, vocabulary) {
  return vocabulary.groups
    .flatMap((/** @type {any} */ group) => group.facts)
    .find((/** @type {any} */ fact) => fact.name === name);
}

/** @param {Condition} condition @param {any} vocabulary @returns {string} */
function kindOf(condition, vocabulary) {
  const known = findFact(condition.fact, vocabulary)?.kind;
  if (known) return known;
  if (condition.fact.startsWith("page.")) return "path";
  if (typeof condition.value === "number" && !isDays(condition.op)) return "number";
  if (typeof condition.value === "boolean") return "boolean";
  return ["before", "after", "past", "ahead"].includes(condition.op) ? "datetime" : "string";
}
