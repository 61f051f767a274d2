/** The promise of the queue, tried against a service that fails in every way it can. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventType } from "../../src/contract.js";
import { readSegment } from "../../src/transport/segment.js";
import { anEvent } from "../support/events.js";
import { openTab, type Tab } from "../support/outbox.js";
import { type Mood, Service } from "../support/service.js";
import { Drawer, World } from "../support/world.js";

type Move =
  | { do: "add"; type: EventType; user: string }
  | { do: "pass"; ms: number }
  | { do: "mood"; mood: Mood }
  | { do: "leave" | "kill" | "open" | "online" };

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("add" as const),
      type: fc.constantFrom<EventType>("step_seen", "guide_completed", "custom", "page_viewed"),
      user: fc.constantFrom("ann", "ann", "ann", "ben"),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      ms: fc.constantFrom(100, 1_500, 6_000, 40_000, 400_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("mood" as const),
      mood: fc.constantFrom<Mood>(
        "well",
        "unreachable",
        "answer_lost",
        "overloaded",
        "broken",
        "too_large",
        "partly",
        "unreadable",
        "refusing",
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("leave", "kill", "open", "online") }),
  },
) as fc.Arbitrary<Move>;

class Trial {
  world = new World();
  drawer = new Drawer();
  service = new Service();
  enqueued = new Set<string>();
  tab: Tab = this.open();

  open(): Tab {
    const tab = openTab(this.world, this.drawer, this.service);
    tab.outbox.adopt();
    return tab;
  }

  async make(step: Move): Promise<void> {
    switch (step.do) {
      case "add": {
        const event = anEvent(this.world.now(), { type: step.type });
        this.enqueued.add(event.id);
        this.tab.outbox.add(event, step.user);
        break;
      }
      case "pass":
        await this.world.pass(step.ms);
        break;
      case "mood":
        this.service.mood = step.mood;
        break;
      case "online":
        this.tab.outbox.retryNow();
        break;
      case "leave":
        this.tab.outbox.leave();
        this.tab.kill();
        this.tab = this.open();
        break;
      case "kill":
        this.tab.kill();
        this.tab = this.open();
        break;
      case "open":
        this.open();
    }
    await this.world.pass(0);
  }

  /** Ids that lie in storage, and the losses counted there. */
  inStorage(): { ids: Set<string>; lost: number } {
    const ids = new Set<string>();
    let lost = 0;
    for (const [key, text] of this.drawer.entries) {
      if (!key.startsWith("queue:")) continue;
      const segment = readSegment(JSON.parse(text));
      for (const { e } of segment?.events ?? []) ids.add(e.id);
      for (const count of Object.values(segment?.lost ?? {})) lost += count;
    }
    return { ids, lost };
  }
}

describe("whatever the service and the pages do", () => {
  it("an event has arrived, or is stored, or is counted as lost", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 60 }), async (moves) => {
        const trial = new Trial();
        for (const step of moves) {
          await trial.make(step);
          const { ids, lost } = trial.inStorage();
          const accounted = [...trial.enqueued].filter(
            (id) => trial.service.stored.has(id) || ids.has(id),
          );
          expect(trial.enqueued.size - accounted.length).toBeLessThanOrEqual(
            lost + trial.service.lost,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it("everything arrives once the service is well, and nothing is left behind", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          move.filter((step) => step.do !== "mood" || step.mood !== "refusing"),
          { minLength: 5, maxLength: 40 },
        ),
        async (moves) => {
          const trial = new Trial();
          for (const step of moves) await trial.make(step);
          trial.service.mood = "well";
          await trial.world.pass(20 * 60_000);
          trial.tab = trial.open();
          trial.tab.outbox.retryNow();
          await trial.world.pass(20 * 60_000);
          expect([...trial.enqueued].filter((id) => !trial.service.stored.has(id))).toEqual([]);
          expect(trial.inStorage().ids.size).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("never invents an event", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 40 }), async (moves) => {
        const trial = new Trial();
        for (const step of moves) await trial.make(step);
        for (const id of trial.service.stored.keys()) expect(trial.enqueued).toContain(id);
      }),
      { numRuns: 100 },
    );
  });
});
