/** What the renderer lends to the extras chunk, so that no code is loaded twice. */

import { IDLE, intentOf, reduce } from "../flow/reducer.js";
import { refind } from "../target/finder.js";
import { waitFor } from "../target/wait.js";
import { actOut } from "./act.js";
import { closeButton } from "./bubble.js";
import { make } from "./element.js";
import { follow } from "./follow.js";
import { styleOf } from "./geometry.js";
import { deepFocus, focusOn } from "./keys.js";
import { NEW_TAB, safeAddress } from "./links.js";
import { tellMatch } from "./match.js";
import { runFlow } from "./run.js";
import { openScene } from "./scene.js";
import { wordsFor } from "./words.js";

export const kit = {
  IDLE,
  NEW_TAB,
  actOut,
  closeButton,
  deepFocus,
  focusOn,
  follow,
  intentOf,
  make,
  openScene,
  reduce,
  refind,
  runFlow,
  safeAddress,
  styleOf,
  tellMatch,
  waitFor,
  wordsFor,
};
export type Kit = typeof kit;
