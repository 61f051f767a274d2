/** What the renderer lends to the extras chunk, so that no code is loaded twice. */

import { IDLE, intentOf, reduce } from "../flow/reducer.js";
import { directionOf } from "../language.js";
import { all, on } from "../listen.js";
import { refind } from "../target/finder.js";
import { waitFor } from "../target/wait.js";
import { wordsFor } from "../words/load.js";
import { say } from "../words/say.js";
import { actOut } from "./act.js";
import { closeButton, createBubble } from "./bubble.js";
import { fetchMoments } from "./chunks.js";
import { make } from "./element.js";
import { fill } from "./fill.js";
import { follow } from "./follow.js";
import { bringIntoView, styleOf, viewport } from "./geometry.js";
import { deepFocus, focusFirst, focusOn, listenKeys } from "./keys.js";
import { NEW_TAB, safeAddress, safePicture } from "./links.js";
import { tellMatch } from "./match.js";
import { listenClick } from "./press.js";
import { renderRich } from "./richtext.js";
import { runFlow } from "./run.js";
import { afterPaint, openScene } from "./scene.js";
import { MOVED } from "./stage.js";
import { DARK, LIGHT } from "./styles.js";
import { ENGLISH } from "./words.js";

export const kit = {
  DARK,
  ENGLISH,
  IDLE,
  LIGHT,
  MOVED,
  NEW_TAB,
  actOut,
  afterPaint,
  all,
  bringIntoView,
  closeButton,
  createBubble,
  deepFocus,
  directionOf,
  fetchMoments,
  fill,
  focusFirst,
  focusOn,
  follow,
  intentOf,
  listenClick,
  listenKeys,
  make,
  on,
  openScene,
  reduce,
  refind,
  renderRich,
  runFlow,
  safeAddress,
  safePicture,
  say,
  styleOf,
  tellMatch,
  viewport,
  waitFor,
  wordsFor,
};
export type Kit = typeof kit;
