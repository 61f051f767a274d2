/** The files of our own words, each named so that a bundler finds it. */

import type { Dictionary } from "./say.js";

const FILES: Record<string, () => Promise<{ default: Dictionary }>> = {
  ar: () => import("./ar.js"),
  de: () => import("./de.js"),
  es: () => import("./es.js"),
  fr: () => import("./fr.js"),
  it: () => import("./it.js"),
  ja: () => import("./ja.js"),
  ko: () => import("./ko.js"),
  nl: () => import("./nl.js"),
  "pt-br": () => import("./pt-br.js"),
  "zh-hans": () => import("./zh-hans.js"),
  "zh-hant": () => import("./zh-hant.js"),
};

/** Null where we don't speak that language. */
export const open = (name: string) => FILES[name]?.();
