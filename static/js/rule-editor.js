/** Mounts on [data-rule-editor]: draws the rule in its hidden input as a form, and keeps it there. */
import { mountCount } from "./audience/rule-count.js";
import { conditionRow } from "./audience/rule-condition.js";
import { choice, element, iconButton, labelled } from "./audience/rule-parts.js";
import { fromRule, isComplete, isGroup, toRule } from "./audience/rule-model.js";

/** @typedef {import("./audience/rule-model.js").Group} Group */

const MODES = /** @type {const} */ (["all", "any", "none", "not_all"]);
const DEEPEST = 4;

/** @param {HTMLElement} root @param {any} [told] the vocabulary, where the page's own isn't all */
export function mountRuleEditor(root, told) {
  const input = root.querySelector("input[type=hidden]");
  const place = root.querySelector("[data-rule-tree]");
  const words = document.getElementById(root.dataset.vocabularyIn ?? "") ?? root.querySelector("[data-vocabulary]");
  const vocabulary = told ?? JSON.parse(words?.textContent ?? "{}");
  if (!(input instanceof HTMLInputElement) || !(place instanceof HTMLElement)) return;
  const tree = fromRule(JSON.parse(input.value || "{}"));
  const showCount = mountCount(root, vocabulary);

  function changed() {
    const rule = JSON.stringify(toRule(tree));
    if (rule !== input.value) {
      input.value = rule;
      // As typing would: forms that save by themselves listen to either.
      for (const news of ["input", "change"]) input.dispatchEvent(new Event(news, { bubbles: true }));
    }
    showCount(toRule(tree), isComplete(tree));
  }

  /** Draw everything anew and put the focus where the person would look next. @param {string} [focus] */
  function draw(focus) {
    place.replaceChildren(groupBox(tree, "0", 1));
    if (focus) place.querySelector(`[data-focus="${focus}"]`)?.focus();
  }

  /** @param {Group} group @param {string} path @param {number} depth @param {() => void} [remove] */
  function groupBox(group, path, depth, remove) {
    const words = vocabulary.words;
    const mode = choice(
      MODES.map((value) => [value, words[value]]),
      group.mode,
      (value) => {
        group.mode = /** @type {Group["mode"]} */ (value);
        changed();
        draw(`mode-${path}`);
      },
    );
    mode.dataset.focus = `mode-${path}`;
    mode.setAttribute("aria-label", words.when);
    const head = element("div", "rule-head", element("span", "rule-when", words.when), mode);
    if (remove) head.append(iconButton("x", words.remove_group, remove));
    const rows = group.parts.map((part, index) => {
      const own = `${path}-${index}`;
      const drop = () => {
        group.parts.splice(index, 1);
        changed();
        draw(group.parts.length ? `row-${path}-${Math.max(0, index - 1)}` : `add-${path}`);
      };
      const box = isGroup(part)
        ? groupBox(part, own, depth + 1, drop)
        : conditionRow(part, vocabulary, { changed, drop, focus: `row-${own}` });
      const joint = group.mode === "any" || group.mode === "none" ? words.or : words.and;
      const before = element("span", "rule-joint", index ? joint : "");
      return element("li", "", before, box);
    });
    return element(
      "div",
      depth > 1 ? "rule-group rule-nested" : "rule-group",
      head,
      rows.length ? element("ol", "rule-rows", ...rows) : emptyWords(group, depth),
      addButtons(group, path, depth),
    );
  }

  /** @param {Group} group @param {number} depth */
  function emptyWords(group, depth) {
    const { words } = vocabulary;
    const everyone = vocabulary.scope === "page" ? words.everywhere : words.everyone;
    const open = group.mode === "all" || group.mode === "none";
    return element("p", "rule-empty soft small", open ? everyone : depth > 1 ? "" : words.nobody);
  }

  /** @param {Group} group @param {string} path @param {number} depth */
  function addButtons(group, path, depth) {
    const { words } = vocabulary;
    const add = (/** @type {import("./audience/rule-model.js").Node} */ part) => {
      group.parts.push(part);
      changed();
      draw(`row-${path}-${group.parts.length - 1}`);
    };
    const condition = labelled("plus", words.add_condition, () => add({ fact: "", op: "eq", value: null }));
    condition.dataset.focus = `add-${path}`;
    const nested = { mode: group.mode === "any" ? "all" : "any", parts: [{ fact: "", op: "eq", value: null }] };
    const buttons = element("div", "rule-add", condition);
    if (depth < DEEPEST) {
      buttons.append(
        labelled("layers", words.add_group, () => {
          add(/** @type {Group} */ (structuredClone(nested)));
          draw(`row-${path}-${group.parts.length - 1}-0`);
        }),
      );
    }
    return buttons;
  }

  draw();
  showCount(toRule(tree), isComplete(tree));
}

for (const root of document.querySelectorAll("[data-rule-editor]")) {
  if (root instanceof HTMLElement) mountRuleEditor(root);
}
