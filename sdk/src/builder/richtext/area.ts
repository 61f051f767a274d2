/** The text of a step: ProseMirror in the builder's shadow root, its history kept by the store. */

import { keymap } from "prosemirror-keymap";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import type { RichDocument } from "../../contract.js";
import { writing } from "../../richtext/commands.js";
import { readText, tidy } from "../../richtext/schema.js";
import { h } from "../ui/element.js";
import { type Incoming, takeIn } from "./paste.js";
import { createTools, type Tools, type ToolsParts } from "./tools.js";

export interface AreaParts extends Omit<ToolsParts, "view"> {
  labelledBy: string;
  describedBy?: string;
  editable: boolean;
  incoming: Incoming;
  changed(body: RichDocument): void;
  undo(): void;
  redo(): void;
}

export interface Area {
  element: HTMLElement;
  view: EditorView;
  /** Draws what was changed elsewhere; the caret stays where it can. */
  show(body: RichDocument): void;
  destroy(): void;
}

export function createArea(body: RichDocument, parts: AreaParts): Area {
  let tools: Tools | null = null;
  const verb = (work: () => void) => () => {
    work();
    return true;
  };
  const plugins = [
    keymap({
      "Mod-z": verb(parts.undo),
      "Mod-y": verb(parts.redo),
      "Mod-Shift-z": verb(parts.redo),
    }),
    ...writing(),
  ];
  let isShowing = false;
  const view = new EditorView(null, {
    state: EditorState.create({ doc: readText(body), plugins }),
    editable: () => parts.editable,
    attributes: {
      class: "text-area",
      role: "textbox",
      "aria-multiline": "true",
      "aria-labelledby": parts.labelledBy,
      ...(parts.describedBy ? { "aria-describedby": parts.describedBy } : {}),
      "data-key": "body",
    },
    handleDOMEvents: takeIn(parts.incoming),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      tools?.refresh();
      if (transaction.docChanged && !isShowing)
        parts.changed(tidy(view.state.doc.toJSON()) as unknown as RichDocument);
    },
  });
  if (parts.editable) tools = createTools({ ...parts, view });
  return {
    element: h("div", { class: "text" }, tools?.element, view.dom),
    view,
    show(next) {
      const doc = readText(next);
      const from = view.state.doc.content.findDiffStart(doc.content);
      const ends = view.state.doc.content.findDiffEnd(doc.content);
      if (from === null || !ends) return;
      // Where a stretch is repeated, both ends may count the same characters.
      const overlap = Math.max(0, from - Math.min(ends.a, ends.b));
      isShowing = true;
      view.dispatch(
        view.state.tr.replace(from, ends.a + overlap, doc.slice(from, ends.b + overlap)),
      );
      isShowing = false;
    },
    destroy: () => view.destroy(),
  };
}
