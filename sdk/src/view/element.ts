/** One way to make our own nodes: attributes by name, texts as text, never as HTML. */

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | null | undefined>;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const name in attributes) {
    const value = attributes[name];
    if (value != null) element.setAttribute(name, `${value}`);
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

/** By translation: another left or top would count as a layout shift of the host's page. */
export function moveTo(style: CSSStyleDeclaration, x: number, y: number): void {
  style.left = style.top = "0";
  style.translate = `${x}px ${y}px`;
}
