/** The row of buttons above the text: one tab stop, arrows move within it. */

import { toggleMark } from "prosemirror-commands";
import type { NodeType } from "prosemirror-model";
import type { Command, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import {
  hasMark,
  isHeading,
  isIn,
  markType,
  nodeType,
  toggleHeading,
  toggleList,
} from "../../src/richtext/commands.js";
import { askImage, askLink, askVariable, askVideo, type Words } from "./ask.js";

export interface Toolbar {
  element: HTMLElement;
  refresh(): void;
}

interface Tool {
  button: HTMLButtonElement;
  isOn(state: EditorState): boolean;
}

const SVG = "http://www.w3.org/2000/svg";
// Lucide (ISC licence), as templates/_icons.html.
const SHAPES: Record<string, string[]> = {
  bold: ["M6 12h9a4 4 0 0 1 0 8H7a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h7a4 4 0 0 1 0 8"],
  italic: ["M19 4h-9", "M14 20H5", "M15 4 9 20"],
  link: [
    "M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71",
    "M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71",
  ],
  heading: ["M6 12h12", "M6 20V4", "M18 20V4"],
  list: ["M3 5h.01", "M3 12h.01", "M3 19h.01", "M8 5h13", "M8 12h13", "M8 19h13"],
  numbers: [
    "M11 5h10",
    "M11 12h10",
    "M11 19h10",
    "M4 4h1v5",
    "M4 9h2",
    "M6.5 20H3.4c0-1 2.6-1.925 2.6-3.5a1.5 1.5 0 0 0-2.6-1.02",
  ],
  image: [
    "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z",
    "M9 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
    "m21 15-3.1-3.1a2 2 0 0 0-2.8 0L6 21",
  ],
  video: [
    "m16 13 5.223 3.482a.5.5 0 0 0 .777-.416V7.87a.5.5 0 0 0-.752-.432L16 10.5",
    "M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z",
  ],
  variable: [
    "M8 3H7a2 2 0 0 0-2 2v5a2 2 0 0 1-2 2 2 2 0 0 1 2 2v5c0 1.1.9 2 2 2h1",
    "M16 21h1a2 2 0 0 0 2-2v-5c0-1.1.9-2 2-2a2 2 0 0 1-2-2V5a2 2 0 0 0-2-2h-1",
  ],
};

export function createToolbar(view: EditorView, words: Words): Toolbar {
  const row = document.createElement("div");
  row.className = "rich-text-tools";
  row.setAttribute("role", "toolbar");
  row.setAttribute("aria-label", words.toolbar);
  const element = document.createElement("div");
  element.append(row);
  const tools: Tool[] = [];

  const add = (
    name: string,
    label: string,
    press: () => void,
    isOn: Tool["isOn"] = () => false,
  ) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-icon button-small button-quiet";
    button.title = label;
    button.setAttribute("aria-label", label);
    button.append(draw(SHAPES[name] ?? []));
    // Keeps the selection in the text.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", press);
    row.append(button);
    tools.push({ button, isOn });
  };
  const run = (command: Command) => {
    command(view.state, view.dispatch, view);
    view.focus();
  };

  const mark = (name: "strong" | "em") => {
    const type = markType(name);
    add(
      name === "strong" ? "bold" : "italic",
      name === "strong" ? words.bold : words.italic,
      () => run(toggleMark(type)),
      (state) => hasMark(state, type),
    );
  };
  const list = (shape: "list" | "numbers", type: NodeType) =>
    add(
      shape,
      words[shape],
      () => run(toggleList(type)),
      (state) => isIn(state, type),
    );
  mark("strong");
  mark("em");
  add(
    "link",
    words.link,
    () => askLink(element, view, words),
    (state) => hasMark(state, markType("link")),
  );
  add("heading", words.heading, () => run(toggleHeading()), isHeading);
  list("list", nodeType("bullet_list"));
  list("numbers", nodeType("ordered_list"));
  add("image", words.image, () => askImage(element, view, words));
  add("video", words.video, () => askVideo(element, view, words));
  add("variable", words.variable, () => askVariable(element, view, words));
  roam(row);

  const refresh = () => {
    for (const { button, isOn } of tools) {
      button.setAttribute("aria-pressed", String(isOn(view.state)));
    }
  };
  refresh();
  return { element, refresh };
}

function draw(paths: string[]): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = {
    width: "16",
    height: "16",
    viewBox: "0 0 24 24",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "2",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "aria-hidden": "true",
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  for (const d of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** One tab stop for the row; left and right move, as the toolbar pattern of ARIA asks. */
function roam(row: HTMLElement): void {
  const buttons = [...row.querySelectorAll("button")];
  for (const [index, button] of buttons.entries()) button.tabIndex = index === 0 ? 0 : -1;
  row.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const from = buttons.indexOf(event.target as HTMLButtonElement);
    const to = buttons[(from + step + buttons.length) % buttons.length];
    if (!step || from < 0 || !to) return;
    event.preventDefault();
    for (const button of buttons) button.tabIndex = button === to ? 0 : -1;
    to.focus();
  });
}
