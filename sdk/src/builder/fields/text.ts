/** The text field of a step: the area, uploads into it, and what can't be taken. */

import type { Step } from "../../contract.js";
import { insert } from "../../richtext/commands.js";
import { sentenceFor } from "../boot/sentence.js";
import { type Area, createArea } from "../richtext/area.js";
import { MOST_PASTED } from "../richtext/paste.js";
import { freshId, h } from "../ui/element.js";
import { say as common } from "../words/common.js";
import { say } from "../words/fields.js";
import { say as sayText } from "../words/text.js";
import { type Desk, edit } from "./desk.js";

const IMAGES = "image/png,image/jpeg,image/webp,image/gif";
const VIDEOS = "video/mp4,video/webm";

export function mountText(desk: Desk, step: Step): { text: Area; field: HTMLElement } {
  const { surface, store } = desk;
  const label = freshId("label");
  const help = freshId("help");
  const complain = (sentence: string): void =>
    surface.toast(sentence, { tone: "bad", close: common("close") });
  const text = createArea(step.body, {
    labelledBy: label,
    describedBy: help,
    editable: !desk.readOnly,
    changed: (body) => edit(desk, step.id, (was) => ({ ...was, body }), "body"),
    undo: store.undo,
    redo: store.redo,
    variables: () =>
      desk
        .vocabulary()
        .facts.filter(({ fact }) => !fact.startsWith("page."))
        .map(({ fact, label: words }) => [fact, words]),
    chooseFile: (kind) => chooseFile(kind, (file) => void put(file)),
    incoming: {
      files: (files) => void Promise.all(files.map(put)),
      tooLong: (length) => complain(sayText("longPaste", { length, most: MOST_PASTED })),
    },
  });

  async function put(file: File): Promise<void> {
    const { name } = file;
    if (!`${IMAGES},${VIDEOS}`.split(",").includes(file.type)) {
      complain(sayText("wrongFile", { name }));
      return;
    }
    surface.toast(sayText("uploading", { name }), { close: common("close") });
    try {
      const { src, kind, width, height } = await desk.api.upload(file);
      const size = { ...(width && { width }), ...(height && { height }) };
      // The words for those who can't see it are the author's to write; the file's name is none.
      const attrs = kind === "video" ? { src, title: "", ...size } : { src, alt: "", ...size };
      insert(kind, attrs)(text.view.state, text.view.dispatch, text.view);
      surface.toast(sayText("uploaded", { name }), { close: common("close") });
    } catch (error) {
      complain(sayText("uploadFailed", { name, why: sentenceFor(error, desk.url) }));
    }
  }

  const field = h(
    "div",
    { class: "field" },
    h("span", { class: "field-label", id: label }, say("body")),
    text.element,
    h("p", { class: "soft", id: help }, say("bodyHelp")),
  );
  return { text, field };
}

function chooseFile(kind: "image" | "video", chosen: (file: File) => void): void {
  const input = h("input", { type: "file", accept: kind === "image" ? IMAGES : VIDEOS });
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) chosen(file);
  });
  input.click();
}
