/**
 * Our own words in the person's language. English stands in each chunk; the others are a file each,
 * loaded before something is drawn. One that can't be loaded leaves us speaking English.
 */

import { open } from "./files.js";
import type { Dictionary } from "./say.js";

const loaded: Record<string, Dictionary> = {};

/** The file for a language: of Chinese by its script, of Portuguese the one there is. */
export function fileFor(language: string): string {
  const [primary = ""] = language.toLowerCase().split("-");
  if (primary === "zh") return /^zh-(hant|tw|hk|mo)\b/i.test(language) ? "zh-hant" : "zh-hans";
  return primary === "pt" ? "pt-br" : primary;
}

export async function loadWords(language: string): Promise<void> {
  const name = fileFor(language);
  if (loaded[name]) return;
  try {
    const file = await open(name);
    if (file) loaded[name] = file.default;
  } catch {
    // The next occasion tries again.
  }
}

/** The words of a chunk: each in the language where it is loaded and has it, else in English. */
export function wordsFor<T extends Dictionary>(language: string, english: T): T {
  return { ...english, ...(loaded[fileFor(language)] as T | undefined) };
}
