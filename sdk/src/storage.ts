/**
 * Storage that survives being denied: every touch may throw (sandboxed frame, blocked cookies,
 * full quota), and then the values live in memory for the page.
 */

import { parseJson, toJson } from "./natives.js";

/** Every key of ours starts with it, so that people can find them. */
export const PREFIX = "guide-engine:";

export interface Store {
  /** The stored value if it is JSON, else null. Nobody vouches for its shape. */
  get(key: string): unknown;
  /** False when it is kept in memory only. */
  set(key: string, value: unknown): boolean;
  remove(key: string): void;
  /** Keys that start so, without the common prefix. */
  keys(start: string): string[];
}

/** `memory` touches nothing of the browser. */
export function createStore(area: "localStorage" | "sessionStorage" | "memory"): Store {
  const memory = new Map<string, string>();
  /** Undefined where there is none or it is denied. */
  const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      return work((globalThis as unknown as Record<string, Storage>)[area] as Storage);
    } catch {
      return undefined;
    }
  };
  return {
    get(key) {
      const kept = memory.get(key) ?? attempt((storage) => storage.getItem(PREFIX + key));
      try {
        return parseJson(kept ?? "null");
      } catch {
        return null;
      }
    },
    set(key, value) {
      // What could not be stored hides what was stored before under the same key.
      memory.set(key, toJson(value));
      return !!attempt((storage) => {
        storage.setItem(PREFIX + key, memory.get(key) as string);
        return memory.delete(key);
      });
    },
    remove(key) {
      memory.delete(key);
      attempt((storage) => storage.removeItem(PREFIX + key));
    },
    keys: (start) => [
      ...[...memory.keys()].filter((key) => key.startsWith(start)),
      ...(attempt(Object.keys) ?? [])
        .filter((key) => key.startsWith(PREFIX + start))
        .map((key) => key.slice(PREFIX.length)),
    ],
  };
}
