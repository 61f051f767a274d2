/** One condition as a row: what is looked at, how, and the value. */

import type { Condition, Operator } from "../../contract.js";
import type { FactType } from "../api/types.js";
import { iconButton } from "../ui/button.js";
import { freshId, h } from "../ui/element.js";
import { say } from "../words/fields.js";
import { operatorsOf, type Row, takesValue, valueFrom } from "./conditions.js";
import type { Desk } from "./desk.js";
import { choice, labelled, type Options, textInput } from "./field.js";

const PAGE = ["page.path", "page.url", "page.hash", "page.title"] as const;
const SEGMENT = "segment";

export interface RowParts {
  /** Of the row as it is by then: something may have been typed since it was drawn. */
  change(change: (was: Row) => Row, field: string | null): void;
  /** Absent where it is the only one. */
  remove?(): void;
}

export function conditionRow(desk: Desk, key: string, row: Row, parts: RowParts): HTMLElement {
  const fact = "fact" in row ? row.fact : SEGMENT;
  const pick = choice(`${key}.fact`, fact, factOptions(desk, fact), (name) =>
    parts.change(() => rowFor(desk, name), null),
  );
  return h(
    "div",
    { class: "condition" },
    labelled(say("fact"), pick, { quiet: true }),
    "fact" in row ? comparison(desk, key, row, parts) : segment(desk, key, row.segment, parts),
    parts.remove && iconButton("x", say("removeCondition"), parts.remove),
  );
}

function factOptions(desk: Desk, held: string): [string, Options][] {
  const { facts, segments } = desk.vocabulary();
  const person = facts
    .filter(({ fact }) => !fact.startsWith("page."))
    .map(({ fact, label }): [string, string] => [fact, label]);
  if (segments.length || held === SEGMENT) person.push([SEGMENT, say("segment")]);
  const page = PAGE.map((fact): [string, string] => [fact, say(fact)]);
  const known = [...person, ...page].some(([fact]) => fact === held);
  if (!known) (held.startsWith("page.") ? page : person).push([held, held]);
  const groups: [string, Options][] = [
    [say("group.page"), page],
    [say("group.person"), person],
  ];
  return groups.filter(([, options]) => options.length);
}

function typeOf(desk: Desk, fact: string): FactType {
  return desk.vocabulary().facts.find((one) => one.fact === fact)?.type ?? "string";
}

/** A condition to begin with, once the author has said what it is about. */
function rowFor(desk: Desk, fact: string): Row {
  if (fact === SEGMENT) return { segment: desk.vocabulary().segments[0]?.id ?? "" };
  const type = typeOf(desk, fact);
  const [op = "eq"] = operatorsOf(type);
  const example = desk.vocabulary().facts.find((one) => one.fact === fact)?.examples[0];
  const value =
    fact === "page.path"
      ? location.pathname
      : type === "boolean"
        ? true
        : type === "tier"
          ? "high"
          : (example ?? "");
  return { fact, op, value };
}

function comparison(desk: Desk, key: string, row: Condition, { change }: RowParts): HTMLElement[] {
  const type = typeOf(desk, row.fact);
  const operators = operatorsOf(type);
  const shown = operators.includes(row.op) ? operators : [row.op, ...operators];
  const options = shown.map((op): [string, string] => [op, opWords(op)]);
  const how = choice(`${key}.op`, row.op, options, (name) => {
    const op = name as Operator;
    change((was) => {
      const { value, ...rest } = was as Condition;
      return takesValue(op) ? { ...rest, op, value: value ?? "" } : { ...rest, op };
    }, null);
  });
  const parts = [labelled(say("op"), how, { quiet: true })];
  if (takesValue(row.op)) parts.push(valueField(desk, key, row, type, change));
  return parts;
}

function opWords(op: Operator): string {
  // Lists and spans of days are written in the web editor.
  return op === "in" || op === "not_in" || op === "within_days" ? op : say(`op.${op}`);
}

function valueField(
  desk: Desk,
  key: string,
  row: Condition,
  type: FactType,
  change: RowParts["change"],
): HTMLElement {
  const set = (text: string, field: string | null): void =>
    change((was) => ({ ...(was as Condition), value: valueFrom(type, text) }), field);
  const options = closed(type);
  if (options) {
    const pick = choice(`${key}.value`, String(row.value), options, (text) => set(text, null));
    return labelled(say("value"), pick, { quiet: true });
  }
  const list = freshId("examples");
  const examples = desk.vocabulary().facts.find(({ fact }) => fact === row.fact)?.examples ?? [];
  const input = textInput({
    key: `${key}.value`,
    value: `${row.value ?? ""}`,
    most: 500,
    type: type === "datetime" ? "date" : "text",
    changed: (text) => set(text, `${key}.value`),
  });
  if (examples.length) input.setAttribute("list", list);
  const field = labelled(say("value"), input, { quiet: true });
  if (examples.length)
    field.append(
      h(
        "datalist",
        { id: list },
        examples.map((one) => new Option(`${one}`, `${one}`)),
      ),
    );
  return field;
}

/** The values of a type that has only a few. */
function closed(type: FactType): Options | null {
  if (type === "boolean")
    return [
      ["true", say("yes")],
      ["false", say("no")],
    ];
  if (type !== "tier") return null;
  return (["high", "low", "tech"] as const).map((tier) => [tier, say(`tier.${tier}`)]);
}

function segment(desk: Desk, key: string, held: string, { change }: RowParts): HTMLElement {
  const options = desk.vocabulary().segments.map((one): [string, string] => [one.id, one.name]);
  const known = options.some(([id]) => id === held)
    ? options
    : [[held, held] as [string, string], ...options];
  const pick = choice(`${key}.segment`, held, known, (id) => change(() => ({ segment: id }), null));
  return labelled(say("op.in_segment"), pick, { quiet: true });
}
