/**
 * The rich text control of the editor: ProseMirror over a hidden input that holds the document.
 * `mountRichText(place, options)` draws it; the input gets an `input` event after each change.
 */

import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { writing } from "../src/richtext/commands.js";
import { readText, tidy } from "../src/richtext/schema.js";
import type { Words } from "./richtext/ask.js";
import { createToolbar, type Toolbar } from "./richtext/toolbar.js";

export interface RichTextOptions {
  input: HTMLInputElement;
  /** Id of the element that labels the control. */
  labelledBy: string;
  words: Words;
}

export interface RichText {
  focus(): void;
  destroy(): void;
}

export function mountRichText(place: HTMLElement, options: RichTextOptions): RichText {
  const { input } = options;
  let toolbar: Toolbar | null = null;
  const view = new EditorView(null, {
    state: EditorState.create({ doc: readText(parse(input.value)), plugins: plugins() }),
    attributes: {
      class: "rich-text-area",
      role: "textbox",
      "aria-multiline": "true",
      "aria-labelledby": options.labelledBy,
    },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      toolbar?.refresh();
      if (!transaction.docChanged) return;
      input.value = JSON.stringify(tidy(view.state.doc.toJSON()));
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  toolbar = createToolbar(view, options.words);
  place.replaceChildren(toolbar.element, view.dom);
  return {
    focus: () => view.focus(),
    destroy() {
      view.destroy();
      place.replaceChildren();
    },
  };
}

const plugins = () => [
  keymap({ "Mod-z": undo, "Mod-y": redo, "Mod-Shift-z": redo }),
  ...writing(),
  history(),
];

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
