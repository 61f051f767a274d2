/**
 * Which addresses a text may lead to, by the rule of guide_engine/guides/links.py; both run
 * tests/contract/cases/links.json. Judged again here: the page may not trust its service. Pure.
 */

/** Browsers drop or turn these while parsing, so what follows might not be what it seems. */
const DOUBTFUL = /[\p{C}\p{Z}\\]|^\/\/|^$/u;
/** A known scheme, or a path, query or hash of the page: no colon before the first slash. */
const HARMLESS = /^(https?:|mailto:|[^:/?#]*([/?#]|$))/i;

/** Attributes of a link that opens beside the page and learns nothing of it. */
export const NEW_TAB = { target: "_blank", rel: "noopener noreferrer" };

/** The address where it is harmless, else null. */
export function safeAddress(href: unknown): string | null {
  return typeof href === "string" && !DOUBTFUL.test(href) && HARMLESS.test(href) ? href : null;
}

/** Pictures: the same, without mail. */
export function safePicture(src: unknown): string | null {
  return /^mailto:/i.test(`${src}`) ? null : safeAddress(src);
}
