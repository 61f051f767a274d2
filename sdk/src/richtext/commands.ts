/** What keys and buttons do to a text, shared by the web editor and the in-page builder. */

import { baseKeymap, setBlockType, toggleMark } from "prosemirror-commands";
import { inputRules, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import type { MarkType, NodeType } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import type { Command, EditorState, Plugin } from "prosemirror-state";
import { schema } from "./schema.js";

type NodeName =
  | "paragraph"
  | "heading"
  | "bullet_list"
  | "ordered_list"
  | "list_item"
  | "hard_break"
  | "image"
  | "video"
  | "variable";

export function nodeType(name: NodeName): NodeType {
  return schema.nodes[name] as NodeType;
}

export function markType(name: "strong" | "em" | "code" | "link"): MarkType {
  return schema.marks[name] as MarkType;
}

/** The keys of writing; undo is the business of whoever keeps the history. */
export function writing(): Plugin[] {
  const item = nodeType("list_item");
  return [
    inputRules({
      rules: [
        wrappingInputRule(/^\s*[-・*]\s$/, nodeType("bullet_list")),
        wrappingInputRule(/^1[.．]\s$/, nodeType("ordered_list")),
      ],
    }),
    keymap({
      "Mod-b": toggleMark(markType("strong")),
      "Mod-i": toggleMark(markType("em")),
      "Mod-e": toggleMark(markType("code")),
      "Shift-Enter": newLine,
      Enter: splitListItem(item),
      // Only inside a list: elsewhere Tab leaves the control, as everywhere on the web.
      Tab: sinkListItem(item),
      "Shift-Tab": liftListItem(item),
    }),
    keymap(baseKeymap),
  ];
}

const newLine: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodeType("hard_break").create()).scrollIntoView());
  return true;
};

export function toggleList(type: NodeType): Command {
  return (state, dispatch, view) =>
    isIn(state, type)
      ? liftListItem(nodeType("list_item"))(state, dispatch, view)
      : wrapInList(type)(state, dispatch, view);
}

export function toggleHeading(): Command {
  return (state, dispatch, view) =>
    (isHeading(state)
      ? setBlockType(nodeType("paragraph"))
      : setBlockType(nodeType("heading"), { level: 2 }))(state, dispatch, view);
}

export function isHeading(state: EditorState): boolean {
  return state.selection.$from.parent.type === nodeType("heading");
}

export function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  return empty
    ? !!type.isInSet(state.storedMarks ?? $from.marks())
    : state.doc.rangeHasMark(from, to, type);
}

export function isIn(state: EditorState, type: NodeType): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--)
    if ($from.node(depth).type === type) return true;
  return false;
}

/** The address of the link at the caret, to change it. */
export function linkAt(state: EditorState): string | null {
  return markType("link").isInSet(state.selection.$from.marks())?.attrs.href ?? null;
}

/** Puts a link on the selection; with nothing selected the address itself becomes the text. */
export function setLink(href: string): Command {
  return (state, dispatch) => {
    const mark = markType("link").create({ href });
    const { from, to, empty } = state.selection;
    dispatch?.(
      empty ? state.tr.insert(from, schema.text(href, [mark])) : state.tr.addMark(from, to, mark),
    );
    return true;
  };
}

export const removeLink: Command = (state, dispatch) => {
  const { from, to } = state.selection;
  dispatch?.(state.tr.removeMark(from, to, markType("link")));
  return true;
};

export function insert(
  name: "image" | "video" | "variable",
  attrs: Record<string, unknown>,
): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(nodeType(name).create(attrs), false).scrollIntoView());
    return true;
  };
}
