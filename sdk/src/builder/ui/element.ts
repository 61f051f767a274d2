/** The builder's way to make nodes: attributes, listeners and texts; never HTML. */

export type Child = Node | string | number | null | undefined | false | Child[];

type Listeners = {
  [Type in keyof HTMLElementEventMap as `on${Type}`]?: (event: HTMLElementEventMap[Type]) => void;
};

/** `on…` functions listen, true and false set or leave out an attribute, all else is its text. */
export type Props = Listeners & {
  value?: string;
  [attribute: string]: unknown;
};

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  append(element, children);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function")
      element.addEventListener(name.slice(2), value as EventListener);
    else if (name === "value") (element as unknown as HTMLInputElement).value = `${value ?? ""}`;
    else if (typeof value === "boolean" && !name.startsWith("aria-"))
      element.toggleAttribute(name, value);
    else if (value !== null && value !== undefined) element.setAttribute(name, `${value}`);
  }
  return element;
}

export function append(parent: ParentNode, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (child !== null && child !== undefined && child !== false)
      parent.append(typeof child === "number" ? `${child}` : child);
  }
}

let count = 0;

/** An id for `aria-labelledby` and its like, unique within the builder's own root. */
export function freshId(what: string): string {
  count += 1;
  return `${what}-${count}`;
}
