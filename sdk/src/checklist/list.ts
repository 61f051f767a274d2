/** What the parts of a checklist are drawn from. */

import type { Content } from "../contract.js";
import type { ListPlan, ListState } from "./reducer.js";
import type { ListWords } from "./words.js";

export interface List {
  /** Its texts are filled in. */
  content: Content;
  plan: ListPlan;
  words: ListWords;
  variables: Record<string, string>;
  /** How much is to be done yet, in words. */
  left(state: ListState): string;
}
