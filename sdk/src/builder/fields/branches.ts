/** Where the way forks: up to five branches, each a few conditions and a step to go to. */

import type { Step } from "../../contract.js";
import { button, iconButton } from "../ui/button.js";
import { h } from "../ui/element.js";
import { say } from "../words/fields.js";
import { stepOptions } from "./buttons.js";
import { isAboutPage, type Row, rowsOf, ruleOf } from "./conditions.js";
import { type Desk, edit, notes, pointerOf } from "./desk.js";
import { choice, labelled } from "./field.js";
import { conditionRow } from "./rule-rows.js";

const MOST = 5;
type Branch = NonNullable<Step["branches"]>[number];

export function branchesField(desk: Desk, step: Step): HTMLElement | null {
  const others = stepOptions(desk, step.id);
  const branches = step.branches ?? [];
  if (!others.length && !branches.length) return null;
  // What was typed since this was drawn is in the store alone.
  const put = (change: (was: Branch[]) => Branch[], field: string | null = null): void =>
    edit(
      desk,
      step.id,
      ({ branches: was = [], ...rest }) => {
        const next = change(was);
        return next.length ? { ...rest, branches: next } : rest;
      },
      field,
    );
  const set: Set = (place, change, field = null) =>
    put((was) => was.map((one, index) => (index === place ? change(one) : one)), field);
  const add = (): void =>
    put((was) => [
      ...was,
      {
        when: { fact: "page.path", op: "eq", value: location.pathname },
        go_to: others[0]?.[0] ?? "",
      },
    ]);
  return h(
    "fieldset",
    { class: "group" },
    h("legend", {}, say("branches")),
    h("p", { class: "soft" }, say("branchesHelp")),
    branches.map((branch, place) =>
      branchPart(desk, step, branch, place, set, () =>
        put((was) => was.filter((_, index) => index !== place)),
      ),
    ),
    !desk.readOnly &&
      branches.length < MOST &&
      button(say("addBranch"), add, {
        look: "quiet",
        icon: "plus",
        props: { "data-key": "branches.add" },
      }),
  );
}

type Set = (place: number, change: (was: Branch) => Branch, field?: string | null) => void;

function branchPart(
  desk: Desk,
  step: Step,
  branch: Branch,
  place: number,
  set: Set,
  remove: () => void,
): HTMLElement {
  const key = `branches.${place}`;
  const rows = rowsOf(branch.when);
  const put = (change: (was: Row[]) => Row[], field: string | null = null): void =>
    set(place, (was) => ({ ...was, when: ruleOf(change(rowsOf(was.when) ?? [])) }), field);
  const isMixed = !!rows && rows.some(isAboutPage) && !rows.every(isAboutPage);
  const goTo = choice(`${key}.go_to`, branch.go_to, stepOptions(desk, step.id), (go_to) =>
    set(place, (was) => ({ ...was, go_to })),
  );
  return h(
    "div",
    { class: "part", role: "group", "aria-label": say("branch", { n: place + 1 }) },
    h(
      "div",
      { class: "row spread" },
      h("span", { class: "field-label" }, say("branch", { n: place + 1 })),
      !desk.readOnly && iconButton("trash", say("removeBranch", { n: place + 1 }), remove),
    ),
    rows?.map((row, index) =>
      conditionRow(desk, `${key}.${index}`, row, {
        change: (next, field) =>
          put((was) => was.map((one, at) => (at === index ? next(one) : one)), field),
        ...(rows.length > 1 && {
          remove: () => put((was) => was.filter((_, at) => at !== index)),
        }),
      }),
    ) ?? h("p", { class: "soft" }, say("tooRich")),
    isMixed && h("p", { class: "error" }, say("mixed")),
    rows &&
      !desk.readOnly &&
      button(say("addCondition"), () => put((was) => [...was, was.at(-1) ?? blankRow()]), {
        look: "quiet",
        icon: "plus",
      }),
    labelled(say("goTo"), goTo),
    notes(desk, `${pointerOf(desk.store.document, step.id)}/branches/${place}`),
  );
}

function blankRow(): Row {
  return { fact: "page.path", op: "eq", value: "/" };
}
