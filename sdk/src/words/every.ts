/** What a language file has: a text for each English one, of whatever chunk. Types alone. */

import type { ENGLISH as Checklist } from "../checklist/words.js";
import type { ENGLISH as Help } from "../help/words.js";
import type { ENGLISH as Surfaces } from "../surfaces/words.js";
import type { ENGLISH as Renderer } from "../view/words.js";
import type { ENGLISH as Extras } from "../view/words-extras.js";
import type { Text } from "./say.js";

export type Every = typeof Renderer &
  typeof Extras &
  typeof Surfaces &
  typeof Checklist &
  typeof Help;
/** A word that is missing is said in English; a test names it. */
export type Translated = { [word in keyof Every]?: Text };
