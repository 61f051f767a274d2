/** The files of our own words, as the build of the browser files names them. */

import type { Dictionary } from "./say.js";

const SPOKEN = /^(ar|de|es|fr|it|ja|ko|nl|pt-br|zh-han[st])$/;

export const open = (name: string): Promise<{ default: Dictionary }> | undefined =>
  SPOKEN.test(name) ? import(WORDS_FILE.replace("*", name)) : undefined;
