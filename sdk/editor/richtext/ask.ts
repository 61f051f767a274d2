/** The small forms beneath the toolbar: where a link leads, which picture, which personal detail. */

import type { Command } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { insert, linkAt, removeLink, setLink } from "../../src/richtext/commands.js";
import { isImageAddress, isLinkAddress, isVideoAddress } from "../../src/richtext/schema.js";
import { sides, type Uploaded, upload } from "./upload.js";

/** Texts in the author's language, and the variables to choose from: [fact, what it means]. */
export interface Words {
  bold: string;
  italic: string;
  link: string;
  heading: string;
  list: string;
  numbers: string;
  image: string;
  video: string;
  variable: string;
  toolbar: string;
  address: string;
  description: string;
  videoTitle: string;
  fallback: string;
  apply: string;
  remove: string;
  cancel: string;
  badAddress: string;
  badVideo: string;
  upload: string;
  uploading: string;
  variables: [string, string][];
}

interface Question {
  fields: { name: string; label: string; value: string; options?: [string, string][] }[];
  /** Takes the answers; a sentence says why they can't be taken. */
  apply(values: Record<string, string>): string | null;
  remove?: () => void;
  /** Files that may be uploaded instead of writing their address into the field `src`. */
  upload?: { accept: string; onUploaded(file: Uploaded): void };
}

/** A small form beneath the toolbar. It stands within the page's form, so it is made of plain controls. */
function ask(place: HTMLElement, view: EditorView, words: Words, question: Question): void {
  place.querySelector(".rich-text-ask")?.remove();
  const box = document.createElement("div");
  box.className = "rich-text-ask";
  box.setAttribute("role", "group");
  const controls = question.fields.map(({ name, label, value, options }) => {
    const holder = document.createElement("label");
    holder.textContent = label;
    const control = document.createElement(options ? "select" : "input");
    control.className = "input";
    for (const [key, text] of options ?? []) control.append(new Option(text, key));
    control.value = value;
    control.dataset.answer = name;
    holder.append(control);
    return { holder, control };
  });
  const trouble = document.createElement("p");
  trouble.className = "error";
  trouble.setAttribute("role", "alert");
  const close = () => {
    box.remove();
    view.focus();
  };
  const apply = () => {
    const values = Object.fromEntries(
      controls.map(({ control }) => [control.dataset.answer ?? "", control.value.trim()]),
    );
    trouble.textContent = question.apply(values);
    if (!trouble.textContent) close();
  };
  const press = (text: string, variant: string, act: () => void) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `button button-small ${variant}`;
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  };
  const row = document.createElement("div");
  row.className = "row";
  row.append(press(words.apply, "", apply), press(words.cancel, "button-quiet", close));
  if (question.remove) {
    const remove = question.remove;
    row.append(
      press(words.remove, "button-quiet", () => {
        remove();
        close();
      }),
    );
  }
  if (question.upload) box.append(uploadField(box, words, trouble, question.upload));
  box.append(...controls.map(({ holder }) => holder), trouble, row);
  // What is typed here is no change of the guide yet.
  for (const type of ["input", "change"])
    box.addEventListener(type, (event) => event.stopPropagation());
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      apply();
    }
  });
  place.append(box);
  controls[0]?.control.focus();
}

/** A field for a file. Once it is uploaded its address stands in the field `src`. */
function uploadField(
  box: HTMLElement,
  words: Words,
  trouble: HTMLElement,
  { accept, onUploaded }: NonNullable<Question["upload"]>,
): HTMLElement {
  const holder = document.createElement("label");
  const control = document.createElement("input");
  Object.assign(control, { type: "file", className: "input", accept });
  const busy = document.createElement("span");
  busy.setAttribute("role", "status");
  holder.append(words.upload, control, busy);
  control.addEventListener("change", async () => {
    const file = control.files?.[0];
    if (!file) return;
    trouble.textContent = "";
    busy.textContent = words.uploading;
    const answer = await upload(file);
    busy.textContent = "";
    if (typeof answer === "string") {
      trouble.textContent = answer;
      control.value = "";
      return;
    }
    onUploaded(answer);
    const address = box.querySelector<HTMLInputElement>('[data-answer="src"]');
    if (address) address.value = answer.src;
    box.querySelector<HTMLInputElement>('[data-answer="alt"], [data-answer="title"]')?.focus();
  });
  return holder;
}

export function askLink(place: HTMLElement, view: EditorView, words: Words): void {
  const run = (command: Command) => command(view.state, view.dispatch, view);
  const held = linkAt(view.state);
  ask(place, view, words, {
    fields: [{ name: "href", label: words.address, value: held ?? "https://" }],
    apply({ href = "" }) {
      if (!isLinkAddress(href)) return words.badAddress;
      run(setLink(href));
      return null;
    },
    ...(held ? { remove: () => run(removeLink) } : {}),
  });
}

export function askImage(place: HTMLElement, view: EditorView, words: Words): void {
  let own: Uploaded | null = null;
  ask(place, view, words, {
    upload: {
      accept: "image/png,image/jpeg,image/webp,image/gif",
      onUploaded: (file) => {
        own = file;
      },
    },
    fields: [
      { name: "src", label: words.address, value: "https://" },
      { name: "alt", label: words.description, value: "" },
    ],
    apply({ src = "", alt = "" }) {
      if (!isImageAddress(src)) return words.badAddress;
      const size = own?.src === src ? sides(own) : {};
      insert("image", { src, alt, ...size })(view.state, view.dispatch, view);
      return null;
    },
  });
}

export function askVideo(place: HTMLElement, view: EditorView, words: Words): void {
  let own: Uploaded | null = null;
  ask(place, view, words, {
    upload: {
      accept: "video/mp4,video/webm",
      onUploaded: (file) => {
        own = file;
      },
    },
    fields: [
      { name: "src", label: words.address, value: "https://" },
      { name: "title", label: words.videoTitle, value: "" },
    ],
    apply({ src = "", title = "" }) {
      if (!isImageAddress(src)) return words.badAddress;
      if (own?.src !== src && !isVideoAddress(src)) return words.badVideo;
      insert("video", { src, title })(view.state, view.dispatch, view);
      return null;
    },
  });
}

export function askVariable(place: HTMLElement, view: EditorView, words: Words): void {
  const [first] = words.variables;
  ask(place, view, words, {
    fields: [
      { name: "fact", label: words.variable, value: first?.[0] ?? "", options: words.variables },
      { name: "fallback", label: words.fallback, value: "" },
    ],
    apply({ fact = "", fallback = "" }) {
      insert("variable", { fact, fallback })(view.state, view.dispatch, view);
      return null;
    },
  });
}
