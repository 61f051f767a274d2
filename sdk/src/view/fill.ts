/**
 * Puts what is known of a person into texts and addresses, as in `Hello, {user.name|there}`: as
 * text in texts, percent-encoded in addresses. tests/contract/cases/variables.json holds cases. Pure.
 */

import type { Variables } from "./richtext.js";

/** The browser's own, kept at load: a page may replace them later. */
const { parse, stringify } = JSON;

const VARIABLE = /\{((?:user|company|event)\.[^{}|]+)(?:\|([^{}]*))?\}/g;
const TEXTS = /^(title|label|low|high|placeholder|thanks)$/;
const ADDRESSES = /^(url|href)$/;

export function fillText(
  text: string,
  variables: Variables,
  written: (value: string) => string = (value) => value,
): string {
  return text.replace(VARIABLE, (_, fact: string, fallback = "") =>
    written(`${(Object.hasOwn(variables, fact) && variables[fact]) || fallback}`),
  );
}

/** Half a character, which no address can hold, is left out with the rest of its text. */
function encoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return "";
  }
}

/** A copy of a part of a guide, filled in. */
export function fill<T>(part: T, variables: Variables): T {
  return parse(stringify(part), (key, value) =>
    typeof value !== "string"
      ? value
      : TEXTS.test(key)
        ? fillText(value, variables)
        : ADDRESSES.test(key)
          ? fillText(value, variables, encoded)
          : value,
  );
}
