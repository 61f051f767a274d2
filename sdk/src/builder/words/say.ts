/**
 * The builder's words, English and Japanese beside each other, one file per area:
 *
 *     export const say = wording({ added: ["Added {n} {n|step|steps}", "ステップを{n}個追加しました"] });
 *     say("added", { n: 2 });
 *
 * `{name}` stands for a value, `{n|one|many}` for the English form that goes with a number.
 */

export type Wording = Record<string, readonly [english: string, japanese: string]>;
export type Values = Record<string, string | number>;

let isJapanese = false;

/** The author's language, a BCP 47 tag; words change from the next `say` on. */
export function speak(language: string): void {
  isJapanese = /^ja\b/i.test(language);
}

export function spoken(): "ja" | "en" {
  return isJapanese ? "ja" : "en";
}

export function wording<W extends Wording>(area: W) {
  return (key: keyof W & string, values: Values = {}): string =>
    fill((area[key] as Wording[string])[isJapanese ? 1 : 0], values);
}

function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_whole, name, one, many) =>
    one === undefined ? `${values[name] ?? ""}` : values[name] === 1 ? one : many,
  );
}
