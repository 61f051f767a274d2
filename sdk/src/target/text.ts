/** Texts as a person compares them: case, width, spaces and counters don't matter. Pure. */

const TEXT_LIMIT = 80;

/** White space and invisible marks folded, trimmed, cut to the length a fingerprint keeps. */
export function fold(text: string | null | undefined, limit = TEXT_LIMIT): string {
  return (text ?? "")
    .slice(0, limit * 8)
    .replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, " ")
    .trim()
    .slice(0, limit)
    .trim();
}

/** The form in which two texts are compared: "Drafts (12)" and "drafts (7)" are the same. */
export function comparable(text: string | undefined): string {
  const letters = fold(text)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Co}\s]/gu, "")
    .replace(/\d+/g, "#")
    .replace(/#$/, "");
  // Of "+" or "3" nothing would be left: there the signs themselves are the text.
  return letters || fold(text);
}

/** The likeness of two texts that differ by a number alone. */
export const NUMBERED = 0.75;

/** As comparable, but numbers still count: "Order 12" is another row than "Order 13". */
export const exactly = /* @__PURE__ */ remembered((text) =>
  fold(text).normalize("NFKC").toLowerCase(),
);
/** The same without spaces: those between the parts of an element aren't written anywhere. */
export const squeezed = /* @__PURE__ */ remembered((text) => exactly(text).replace(/\s/g, ""));
const alike = /* @__PURE__ */ remembered(comparable);

/** A page says the same few things many times over. */
function remembered(work: (text: string) => string): (text: string | undefined) => string {
  const known = new Map<string, string>();
  return (text = "") => {
    let result = known.get(text);
    if (result === undefined) {
      if (known.size > 2000) known.clear();
      result = work(text);
      known.set(text, result);
    }
    return result;
  };
}

/**
 * 0…1 by shared pairs of neighbouring letters, which serves Japanese and English alike.
 * The same but for a number may be a counter that moved on, or another row of a list. One that goes
 * on where the other ends ("Level", "Access level") is more alike than its letters say.
 */
export function likeness(left: string | undefined, right: string | undefined): number {
  if (!left || !right) return 0;
  if (exactly(left) === exactly(right)) return 1;
  const a = alike(left);
  const b = alike(right);
  if (a === b) return digitsOf(left) === digitsOf(right) ? 0.95 : NUMBERED;
  const within = holds(left, right)
    ? 0.4 + 0.5 * (Math.min(a.length, b.length) / Math.max(a.length, b.length))
    : 0;
  return Math.max(within, 0.9 * sharedPairs(a, b));
}

function digitsOf(text: string): string {
  return fold(text).normalize("NFKC").replace(/\D+/g, " ").trim();
}

/** Is one whole within the other, beginning or ending where a word does? */
function holds(left: string, right: string): boolean {
  const [short, long] = [exactly(left), exactly(right)].sort((a, b) => a.length - b.length) as [
    string,
    string,
  ];
  if (short.length < 2) return false;
  const at = long.indexOf(short);
  if (at < 0) return false;
  // Scripts without spaces have no ends of words to look for.
  const isLetter = (sign: string | undefined): boolean => /[a-z0-9]/.test(sign ?? "");
  return at === 0 || !isLetter(long[at - 1]) || !isLetter(short[0]);
}

function sharedPairs(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0;
  const counts = new Map<string, number>();
  for (let i = 0; i < a.length - 1; i++) {
    const pair = a.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let i = 0; i < b.length - 1; i++) {
    const pair = b.slice(i, i + 2);
    const left = counts.get(pair) ?? 0;
    if (left) {
      counts.set(pair, left - 1);
      shared++;
    }
  }
  return (2 * shared) / (a.length + b.length - 2);
}

/** True for what a person wrote and will keep; false for what a program made up. */
export function isStable(value: string): boolean {
  return (
    value.length > 1 &&
    value.length < 100 &&
    !/\d{3}|[0-9a-f]{8}|^:|:$|^(ember|radix|react|mui|headlessui|css|sc|jss)-?[\w:-]*\d/i.test(
      value,
    ) &&
    !/(^|[-_:.])(?=[a-z]*\d[a-z\d]*[a-z])(?=(?:\D*\d){2})[a-z\d]{5,}$/i.test(value)
  );
}

/** A class that a person named after what it is for, rather than how it looks or a tool's hash. */
export function isWordy(token: string): boolean {
  return (
    token.length > 2 &&
    token.length < 40 &&
    /^[a-z][a-z_-]+$/i.test(token) &&
    token
      .split(/[-_]+|(?=[A-Z])/)
      .every((part) => !part || !/[bcdfghjklmnpqrstvwxz]{5}/i.test(part))
  );
}

/** Where a link leads, without origin, query, numbers and ids. */
export function pathOf(href: string, base: string): string {
  try {
    const url = new URL(href, base);
    if (!url.protocol.startsWith("http")) return url.protocol;
    return (url.pathname + url.hash.split("?")[0])
      .replace(/[0-9a-f]{8}[0-9a-f-]{8,}/gi, "#")
      .replace(/\d+/g, "#");
  } catch {
    return "";
  }
}
