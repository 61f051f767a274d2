/** On which pages a guide shows, in words about the page that is open. */

import type { Rule } from "../../contract.js";
import { pageFacts } from "../../page/page.js";
import { evaluate } from "../../rules/evaluate.js";
import { same } from "../state/same.js";
import { type Child, h } from "../ui/element.js";
import { say } from "../words/fields.js";
import { choice, labelled, type Options, textInput } from "./field.js";
import { belowPath, likePath, patternRule, whereOf } from "./pages.js";

export function whereField(
  rule: Rule,
  changed: (rule: Rule, field: string | null) => void,
  findings: Child,
): HTMLElement {
  const shapes = shapesHere();
  const where = whereOf(rule);
  if (where.kind === "rich") return h("p", { class: "soft" }, say("tooRich"));
  const held = shapes.find((shape) => same(shape.rule, rule));
  const options: Options = [
    ...shapes.map(({ key, words }): [string, string] => [key, words]),
    ["own", say("where.own")],
  ];
  const pick = choice("where", held?.key ?? "own", options, (key) => {
    const shape = shapes.find((one) => one.key === key);
    changed(shape?.rule ?? patternRule(`${likePath(pageFacts().path)}*`), null);
  });
  const fits = evaluate(rule, { page: pageFacts() });
  const help = h("p", { class: fits ? "soft" : "warning" }, say(fits ? "holds" : "holdsNot"));
  return h(
    "div",
    { class: "stack" },
    labelled(say("shownOn"), pick, { findings: [help, findings] }),
    !held &&
      labelled(
        say("pattern"),
        textInput({
          key: "where.pattern",
          value: where.kind === "pattern" ? where.pattern : "",
          most: 500,
          changed: (pattern) => changed(patternRule(pattern), "where"),
        }),
        { help: say("patternHelp") },
      ),
  );
}

interface Shape {
  key: string;
  words: string;
  rule: Rule;
}

/** What an author may mean on the page that is open; the first is the likeliest. */
export function shapesHere(): Shape[] {
  const { path } = pageFacts();
  const like = likePath(path);
  const below = belowPath(path);
  const shapes: Shape[] = [];
  if (like !== path)
    shapes.push({ key: "like", words: say("where.like", { path: like }), rule: patternRule(like) });
  shapes.push(
    { key: "here", words: say("where.here", { path }), rule: patternRule(path) },
    { key: "below", words: say("where.below", { path }), rule: patternRule(below) },
    { key: "everywhere", words: say("where.everywhere"), rule: { all: [] } },
  );
  return shapes;
}

/** A page rule in words, for the list and before publishing. */
export function inWords(rule: Rule): string {
  const where = whereOf(rule);
  if (where.kind === "everywhere") return say("where.everywhere");
  return where.kind === "pattern" ? where.pattern : say("several");
}
