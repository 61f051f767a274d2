/** The row of buttons above the text, one tab stop, and the small forms it opens. */

import { toggleMark } from "prosemirror-commands";
import type { Command, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import {
  hasMark,
  insert,
  isHeading,
  isIn,
  linkAt,
  markType,
  nodeType,
  removeLink,
  setLink,
  toggleHeading,
  toggleList,
} from "../../richtext/commands.js";
import { isImageAddress, isLinkAddress, isVideoAddress } from "../../richtext/schema.js";
import { iconButton } from "../ui/button.js";
import { h } from "../ui/element.js";
import type { IconName } from "../ui/icon.js";
import { say } from "../words/text.js";
import { ask } from "./ask.js";

export interface ToolsParts {
  view: EditorView;
  /** The personal details that texts can name: fact and what it is called. */
  variables(): [fact: string, label: string][];
  /** Lets the author choose files, and puts them in. */
  chooseFile(kind: "image" | "video"): void;
}

export interface Tools {
  element: HTMLElement;
  refresh(): void;
}

export function createTools({ view, variables, chooseFile }: ToolsParts): Tools {
  const row = h("div", { class: "text-tools", role: "toolbar", "aria-label": say("tools") });
  const element = h("div", {}, row);
  const lights: { button: HTMLElement; isOn(state: EditorState): boolean }[] = [];
  const run = (command: Command): void => {
    command(view.state, view.dispatch, view);
    view.focus();
  };
  const add = (
    shape: IconName,
    label: string,
    press: () => void,
    isOn?: (state: EditorState) => boolean,
  ): void => {
    // The selection stays in the text.
    const keep = (event: Event): void => event.preventDefault();
    const button = iconButton(shape, label, press, { onmousedown: keep });
    row.append(button);
    if (isOn) lights.push({ button, isOn });
  };
  const put = (command: Command): null => {
    command(view.state, view.dispatch, view);
    return null;
  };

  add(
    "bold",
    say("bold"),
    () => run(toggleMark(markType("strong"))),
    (state) => hasMark(state, markType("strong")),
  );
  add(
    "italic",
    say("italic"),
    () => run(toggleMark(markType("em"))),
    (state) => hasMark(state, markType("em")),
  );
  add("link", say("link"), askLink, (state) => hasMark(state, markType("link")));
  add("heading", say("heading"), () => run(toggleHeading()), isHeading);
  add(
    "list",
    say("list"),
    () => run(toggleList(nodeType("bullet_list"))),
    (state) => isIn(state, nodeType("bullet_list")),
  );
  add(
    "numbers",
    say("numbers"),
    () => run(toggleList(nodeType("ordered_list"))),
    (state) => isIn(state, nodeType("ordered_list")),
  );
  add("image", say("image"), askImage);
  add("video", say("video"), askVideo);
  add("variable", say("variable"), askVariable);
  roam(row);

  function askLink(): void {
    const held = linkAt(view.state);
    ask(element, view, {
      fields: [{ name: "href", label: say("address"), value: held ?? "https://" }],
      apply: ({ href = "" }) => (isLinkAddress(href) ? put(setLink(href)) : say("badAddress")),
      ...(held ? { remove: () => put(removeLink) } : {}),
    });
  }

  function askImage(): void {
    ask(element, view, {
      file: () => chooseFile("image"),
      fields: [
        { name: "src", label: say("address"), value: "https://" },
        { name: "alt", label: say("alt"), value: "" },
      ],
      apply: ({ src = "", alt = "" }) =>
        isImageAddress(src) ? put(insert("image", { src, alt })) : say("badAddress"),
    });
  }

  function askVideo(): void {
    ask(element, view, {
      file: () => chooseFile("video"),
      fields: [
        { name: "src", label: say("address"), value: "https://" },
        { name: "title", label: say("videoTitle"), value: "" },
      ],
      apply: ({ src = "", title = "" }) =>
        isVideoAddress(src) ? put(insert("video", { src, title })) : say("badVideo"),
    });
  }

  function askVariable(): void {
    const options = variables();
    ask(element, view, {
      fields: [
        { name: "fact", label: say("variable"), value: options[0]?.[0] ?? "", options },
        { name: "fallback", label: say("fallback"), value: "" },
      ],
      apply: ({ fact = "", fallback = "" }) =>
        fact ? put(insert("variable", { fact, fallback })) : null,
    });
  }

  const refresh = (): void => {
    for (const { button, isOn } of lights)
      button.setAttribute("aria-pressed", String(isOn(view.state)));
  };
  refresh();
  return { element, refresh };
}

/** One tab stop for the row; left and right move, as the toolbar pattern of ARIA asks. */
function roam(row: HTMLElement): void {
  const buttons = [...row.querySelectorAll("button")];
  const stop = (at: HTMLButtonElement | undefined): void => {
    for (const button of buttons) button.tabIndex = button === at ? 0 : -1;
  };
  stop(buttons[0]);
  row.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const from = buttons.indexOf(event.target as HTMLButtonElement);
    const to = buttons[(from + step + buttons.length) % buttons.length];
    if (!step || from < 0) return;
    event.preventDefault();
    stop(to);
    to?.focus();
  });
}
