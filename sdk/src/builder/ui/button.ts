import { h, type Props } from "./element.js";
import { type IconName, icon } from "./icon.js";

export interface ButtonLook {
  look?: "plain" | "primary" | "quiet" | "danger";
  icon?: IconName;
  /** Further attributes, such as `aria-expanded` or `data-part`. */
  props?: Props;
}

/** A button with its words on it. */
export function button(
  label: string,
  press: (event: MouseEvent) => void,
  { look = "plain", icon: shape, props = {} }: ButtonLook = {},
): HTMLButtonElement {
  return h(
    "button",
    { type: "button", class: `button ${look}`, onclick: press, ...props },
    shape && icon(shape),
    label,
  );
}

/** A square button: its name is for screen readers and the tooltip. */
export function iconButton(
  shape: IconName,
  label: string,
  press: (event: MouseEvent) => void,
  props: Props = {},
): HTMLButtonElement {
  return h(
    "button",
    {
      type: "button",
      class: "button quiet square",
      title: label,
      "aria-label": label,
      onclick: press,
      ...props,
    },
    icon(shape),
  );
}
