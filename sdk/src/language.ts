/** Which language a person is met in, and which way its script runs. */

const TAG = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i;
const LONGEST = 35;
const LEFTWARD = /^(?!.*-latn\b)((ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b|.*-(arab|hebr)\b)/i;

/** The first of what is known that is a language tag: asked in order, the page and the browser last. */
export function languageFrom(...known: unknown[]): string {
  const ways = [...known, document.documentElement.lang, navigator.language, "en"];
  return ways.map(tagOf).find((tag) => tag) as string;
}

/** `ja_JP` as systems write it is taken for `ja-JP`; what is no tag, for nothing. */
function tagOf(value: unknown): string {
  const text = typeof value === "string" ? value.trim().replace(/_/g, "-") : "";
  return text.length <= LONGEST && TAG.test(text) ? text : "";
}

export function directionOf(language: string): "rtl" | "ltr" {
  return LEFTWARD.test(language) ? "rtl" : "ltr";
}
