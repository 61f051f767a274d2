/**
 * What comes in from outside: files are uploaded, all else is plain text. HTML is never read, so
 * there is nothing to sanitise and no sink that Trusted Types would refuse.
 */

import { Fragment, type Node, Slice } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { nodeType } from "../../richtext/commands.js";
import { schema } from "../../richtext/schema.js";

export const MOST_PASTED = 5_000;

export interface Incoming {
  files(files: File[]): void;
  tooLong(length: number): void;
}

/** Handlers for ProseMirror's `handleDOMEvents`; true means that it is done with. */
export function takeIn({ files, tooLong }: Incoming) {
  const take = (view: EditorView, data: DataTransfer | null): void => {
    const found = [...(data?.files ?? [])];
    if (found.length) {
      files(found);
      return;
    }
    const text = data?.getData("text/plain") ?? "";
    if (text.length > MOST_PASTED) tooLong(text.length);
    else if (text) view.dispatch(view.state.tr.replaceSelection(sliceOf(text)).scrollIntoView());
  };
  return {
    paste(view: EditorView, event: ClipboardEvent): boolean {
      event.preventDefault();
      take(view, event.clipboardData);
      return true;
    },
    drop(view: EditorView, event: DragEvent): boolean {
      // What is moved within the text needs no reading.
      if (view.dragging) return false;
      event.preventDefault();
      take(view, event.dataTransfer);
      return true;
    },
  };
}

/** An empty line parts paragraphs, a single line break stays one. Open at both ends. */
export function sliceOf(text: string): Slice {
  const parts = text
    .replace(/\r\n?/g, "\n")
    .replace(/^\n+|\n+$/g, "")
    .split(/\n{2,}/);
  const paragraphs = parts.map((part) => nodeType("paragraph").create(null, linesOf(part)));
  return new Slice(Fragment.from(paragraphs), 1, 1);
}

function linesOf(text: string): Node[] {
  return text
    .split("\n")
    .flatMap((line, place) => [
      ...(place ? [nodeType("hard_break").create()] : []),
      ...(line ? [schema.text(line)] : []),
    ]);
}
