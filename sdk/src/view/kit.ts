/** What the renderer lends to the extras chunk, so that no code is loaded twice. */

import { IDLE, intentOf, reduce } from "../flow/reducer.js";
import { directionOf } from "../language.js";
import { refind } from "../target/finder.js";
import { waitFor } from "../target/wait.js";
import { wordsFor } from "../words/load.js";
import { say } from "../words/say.js";
import { actOut } from "./act.js";
import { closeButton } from "./bubble.js";
import { make } from "./element.js";
import { follow } from "./follow.js";
import { styleOf } from "./geometry.js";
import { deepFocus, focusOn } from "./keys.js";
import { NEW_TAB, safeAddress, safePicture } from "./links.js";
import { tellMatch } from "./match.js";
import { runFlow } from "./run.js";
import { openScene } from "./scene.js";
import { DARK, LIGHT } from "./styles.js";
import { ENGLISH } from "./words.js";

export const kit = {
  DARK,
  ENGLISH,
  IDLE,
  LIGHT,
  NEW_TAB,
  actOut,
  closeButton,
  deepFocus,
  directionOf,
  focusOn,
  follow,
  intentOf,
  make,
  openScene,
  reduce,
  refind,
  runFlow,
  safeAddress,
  safePicture,
  say,
  styleOf,
  tellMatch,
  waitFor,
  wordsFor,
};
export type Kit = typeof kit;
