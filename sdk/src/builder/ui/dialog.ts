/** A native dialog of the builder: the browser keeps the focus in it and gives it back. */

import { button } from "./button.js";
import { type Child, freshId, h } from "./element.js";

export interface DialogAction {
  label: string;
  look?: "primary" | "plain" | "danger";
  /** Closes afterwards, unless it answers false (or a promise of it). */
  press(): unknown;
}

export interface DialogOptions {
  title: string;
  body: Child;
  actions: DialogAction[];
  /** Label of the button that closes without doing anything. */
  cancel: string;
  wide?: boolean;
  onClosed?(): void;
}

export interface OpenDialog {
  element: HTMLDialogElement;
  close(): void;
}

/** Opens it in `home`, a node of the builder's shadow root. */
export function openDialog(home: ParentNode, options: DialogOptions): OpenDialog {
  const id = freshId("dialog");
  const close = (): void => element.close();
  const press = async (event: MouseEvent, action: DialogAction): Promise<void> => {
    const pressed = event.currentTarget as HTMLButtonElement;
    pressed.disabled = true;
    const answer = await action.press();
    pressed.disabled = false;
    if (answer !== false) close();
  };
  const element = h(
    "dialog",
    { class: options.wide ? "dialog wide" : "dialog", "aria-labelledby": id },
    h("h2", { id, class: "dialog-title" }, options.title),
    h(
      "div",
      { class: "dialog-body", tabindex: 0, role: "group", "aria-labelledby": id },
      options.body,
    ),
    h(
      "div",
      { class: "dialog-foot" },
      button(options.cancel, close, { look: "quiet" }),
      options.actions.map((action) =>
        button(action.label, (event) => void press(event, action), {
          look: action.look ?? "plain",
        }),
      ),
    ),
  );
  element.addEventListener("close", () => {
    element.remove();
    options.onClosed?.();
  });
  home.append(element);
  element.showModal();
  return { element, close };
}
