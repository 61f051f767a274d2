/** Roles: of an element, and which of them a redesign may exchange. */

export const INTERACTIVE =
  /^(button|link|tab|menuitem\w*|option|checkbox|radio|switch|textbox|searchbox|combobox|listbox|spinbutton|slider|treeitem)$/;
/** Roles whose content is their name. */
export const NAMED_BY_CONTENT =
  /^(button|link|tab|menuitem\w*|option|checkbox|radio|switch|heading|cell|columnheader|treeitem|row|tooltip)$/;
export const LANDMARK =
  /^(banner|navigation|main|complementary|contentinfo|search|region|form|dialog)$/;
/** Roles that a redesign exchanges: the first two lines often, whole kinds sometimes. */
const FAMILIES = [
  /^(button|link|tab|menuitem|option|treeitem|switch)$/,
  /^(checkbox|radio|switch|tab|menuitemcheckbox|menuitemradio)$/,
  /^(textbox|searchbox|combobox|spinbutton|listbox)$/,
  /^(button|combobox|listbox)$/,
  /^(heading|columnheader|rowheader|cell|label|legend|)$/,
];
const FIELD = /^(textbox|searchbox|combobox|spinbutton|slider|listbox)$/;

/** 1 for the same role, a half where a redesign often turns one into the other, less for a kin, else 0. */
export function roleLikeness(left: string, right: string): number {
  if (left === right) return 1;
  // No role says nothing: half the clickable things of the web are drawn with a plain element.
  if (!left || !right) return 0.5;
  if (FAMILIES.some((family) => family.test(left) && family.test(right))) return 0.5;
  const kind = kindOf(left);
  return kind === kindOf(right) || kind === "plain" || kindOf(right) === "plain" ? 0.25 : 0;
}

/** What is done with it: typed into, pressed, or read. */
export function kindOf(role: string): "field" | "control" | "plain" {
  if (FIELD.test(role)) return "field";
  return INTERACTIVE.test(role) ? "control" : "plain";
}

const HEADING = /^h[1-6]$/;

const ROLE_OF_TAG: Record<string, string> = {
  a: "link",
  article: "article",
  aside: "complementary",
  button: "button",
  dialog: "dialog",
  footer: "contentinfo",
  form: "form",
  header: "banner",
  img: "img",
  li: "listitem",
  main: "main",
  nav: "navigation",
  ol: "list",
  option: "option",
  progress: "progressbar",
  section: "region",
  select: "combobox",
  summary: "button",
  table: "table",
  td: "cell",
  textarea: "textbox",
  th: "columnheader",
  tr: "row",
  ul: "list",
};
const ROLE_OF_INPUT: Record<string, string> = {
  button: "button",
  checkbox: "checkbox",
  image: "button",
  number: "spinbutton",
  radio: "radio",
  range: "slider",
  reset: "button",
  search: "searchbox",
  submit: "button",
};

export function roleOf(element: Element): string {
  const written = element.getAttribute("role")?.trim().split(/\s+/)[0];
  if (written) return written;
  const tag = element.localName;
  if (tag === "input") return ROLE_OF_INPUT[(element as HTMLInputElement).type] ?? "textbox";
  if (tag === "a" && !element.hasAttribute("href")) return "";
  return HEADING.test(tag) ? "heading" : (ROLE_OF_TAG[tag] ?? "");
}
