/** A little world for tests: a clock that only moves when told, timers on it, and storage. */

import type { Store } from "../../src/storage.js";

export class World {
  time = 1_700_000_000_000;
  #timers = new Map<number, { at: number; work: () => void }>();
  #nextId = 1;

  now = (): number => this.time;

  setTimer = (work: () => void, ms: number): number => {
    const id = this.#nextId++;
    this.#timers.set(id, { at: this.time + ms, work });
    return id;
  };

  clearTimer = (id: number): void => {
    this.#timers.delete(id);
  };

  get timers(): number {
    return this.#timers.size;
  }

  /** Lets the time pass, running timers in order and what they promise. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await settled();
      const due = [...this.#timers].filter(([, timer]) => timer.at <= end);
      due.sort(([, left], [, right]) => left.at - right.at);
      const first = due[0];
      if (!first) break;
      const [id, timer] = first;
      this.#timers.delete(id);
      this.time = Math.max(this.time, timer.at);
      timer.work();
    }
    this.time = end;
    await settled();
  }
}

/** Lets everything promised so far happen. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** Storage shared by the tabs of a test. `full` refuses writes, as a used-up quota does. */
export class Drawer {
  entries = new Map<string, string>();
  full = false;

  /** One tab's view of it: what it can't store stays in its memory and goes with it. */
  open(): Store {
    const memory = new Map<string, string>();
    return {
      get: (key) => {
        const text = memory.get(key) ?? this.entries.get(key);
        return text === undefined ? null : JSON.parse(text);
      },
      set: (key, value) => {
        if (this.full) {
          memory.set(key, JSON.stringify(value));
          return false;
        }
        memory.delete(key);
        this.entries.set(key, JSON.stringify(value));
        return true;
      },
      remove: (key) => {
        memory.delete(key);
        this.entries.delete(key);
      },
      keys: (start) =>
        [...new Set([...memory.keys(), ...this.entries.keys()])].filter((key) =>
          key.startsWith(start),
        ),
    };
  }
}
