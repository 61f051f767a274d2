/** A service that misbehaves on command and remembers what it truly stored. */

import type { Batch, BatchAnswer } from "../../src/contract.js";
import type { Answer } from "../../src/transport/http.js";

export type Mood =
  | "well"
  | "unreachable"
  /** Stores the batch, but the answer never arrives. */
  | "answer_lost"
  | "overloaded"
  | "broken"
  | "too_large"
  /** Takes every other event and asks for the rest again. */
  | "partly"
  | "unreadable"
  | "refusing";

export class Service {
  mood: Mood = "well";
  stored = new Map<string, number>();
  /** Losses that the sender knows were received. */
  lost = 0;
  requests: Batch[] = [];

  receive(body: string): Promise<Answer> {
    const batch = JSON.parse(body) as Batch;
    this.requests.push(batch);
    return Promise.resolve(this.#answer(batch));
  }

  #answer(batch: Batch): Answer {
    switch (this.mood) {
      case "unreachable":
        return reply(0);
      case "answer_lost":
        this.#store(batch, () => true);
        return reply(0);
      case "overloaded":
        return { ...reply(503), retryAfter: "2" };
      case "broken":
        return reply(500);
      case "refusing":
        return reply(400);
      case "too_large":
        return batch.events.length > 3 ? reply(413) : this.#take(batch, () => true);
      case "partly":
        return this.#take(batch, (index) => index % 2 === 0);
      case "unreadable":
        this.#take(batch, () => true);
        return { ...reply(200), text: "<html>" };
      case "well":
        return this.#take(batch, () => true);
    }
  }

  #take(batch: Batch, takes: (index: number) => boolean): Answer {
    for (const { count } of batch.lost ?? []) this.lost += count;
    const results = this.#store(batch, takes);
    return { ...reply(202), text: JSON.stringify({ results } satisfies BatchAnswer) };
  }

  #store(batch: Batch, takes: (index: number) => boolean): BatchAnswer["results"] {
    return batch.events.map(({ id }, index) => {
      if (!takes(index)) return { id, status: "retry" as const };
      const before = this.stored.get(id) ?? 0;
      this.stored.set(id, before + 1);
      return { id, status: before ? ("duplicate" as const) : ("ok" as const) };
    });
  }
}

export const reply = (status: number, body: unknown = ""): Answer => ({
  status,
  retryAfter: null,
  text: typeof body === "string" ? body : JSON.stringify(body),
});
