/**
 * What the preview remembers over a page load, in this tab only: where its author is, and, for the
 * window at phone width, what there is to draw. Null wherever the browser denies it.
 */

import type { GuideDocument } from "../../contract.js";

export type Scheme = "light" | "dark" | null;

export interface KeptWalk {
  guide: string;
  step: string | null;
  scheme: Scheme;
}

export interface KeptPhone extends KeptWalk {
  document: GuideDocument;
  language: string;
}

const WALK = "guide-engine.builder.walk";
const PHONE = "guide-engine.builder.phone";

export const walkKept = drawer<KeptWalk>(WALK, (value) => typeof value.guide === "string");
export const phoneKept = drawer<KeptPhone>(PHONE, (value) => Array.isArray(value.document?.steps));

interface Drawer<T> {
  read(): T | null;
  /** False when it couldn't be stored. */
  write(value: T): boolean;
  clear(): void;
}

function drawer<T extends object>(key: string, isWhole: (value: Partial<T>) => boolean): Drawer<T> {
  const attempt = <R>(work: () => R): R | null => {
    try {
      return work();
    } catch {
      return null;
    }
  };
  return {
    read() {
      const value = attempt(() => JSON.parse(sessionStorage.getItem(key) ?? "null"));
      return value && isWhole(value) ? value : null;
    },
    write: (value) => {
      const text = JSON.stringify(value);
      attempt(() => sessionStorage.setItem(key, text));
      return attempt(() => sessionStorage.getItem(key)) === text;
    },
    clear: () => void attempt(() => sessionStorage.removeItem(key)),
  };
}
