/**
 * Keeps what hovering shows. The events that would close it are swallowed elsewhere (swallow.ts);
 * here the page's `:hover` rules are held on the elements hovered right now, by a copy of those
 * rules that names the elements by their place.
 *
 * What it can't hold: rules of style sheets from another origin (browsers don't let them be read),
 * menus that a timer closes by itself, and what a listener closes that the page put on its window
 * in the capture phase before us.
 */

import { all, nothing } from "../../listen.js";
import type { Undo } from "../../seam.js";
import { type Root, rootsIn } from "../../target/dom.js";
import { adopt } from "./sheets.js";

export function holdHover(): Undo {
  return all(...rootsIn(document).map(holdIn));
}

function holdIn(root: Root): Undo {
  const hovered = [...root.querySelectorAll(":hover")];
  const sheets = [...root.styleSheets, ...root.adoptedStyleSheets];
  const rules = sheets.map((sheet) => hoverRules(readable(sheet))).join("\n");
  const outer = "host" in root && root.host.matches(":hover");
  if (!rules || (!hovered.length && !outer)) return nothing;
  return adopt(root, held(rules, hovered.map(placeOf), outer));
}

/** The rules with `:hover` turned into the places of what is hovered, at the same specificity. */
export function held(rules: string, places: string[], isHostHovered: boolean): string {
  const these = `:where(${places.join(",") || ":not(*)"}):not(.guide-engine-none)`;
  const host = isHostHovered ? ":host" : ":not(*)";
  return rules.replace(/:host\(:hover\)/g, host).replace(/:hover(?![\w-])/g, these);
}

function readable(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.disabled ? [] : sheet.cssRules;
  } catch {
    // From another origin.
    return [];
  }
}

/** Only the rules that speak of hovering, each in the groups (media, layers) it stands in. */
function hoverRules(rules: Iterable<CSSRule>): string {
  let text = "";
  for (const rule of rules) {
    const { selectorText } = rule as Partial<CSSStyleRule>;
    const { styleSheet } = rule as Partial<CSSImportRule>;
    const inner = (rule as Partial<CSSGroupingRule>).cssRules;
    if (styleSheet) text += hoverRules(readable(styleSheet));
    else if (!rule.cssText.includes(":hover")) continue;
    else if (selectorText !== undefined || !inner) text += `${rule.cssText}\n`;
    else text += `${rule.cssText.slice(0, rule.cssText.indexOf("{"))}{${hoverRules(inner)}}\n`;
  }
  return text;
}

/** The one element at this place, counted from the root. */
export function placeOf(element: Element): string {
  const parent = element.parentNode as ParentNode | null;
  if (!parent || parent.nodeType === 9) return ":root";
  const place = `>:nth-child(${[...parent.children].indexOf(element) + 1})`;
  return ("host" in parent ? ":host" : placeOf(parent as Element)) + place;
}
