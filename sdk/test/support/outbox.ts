import type { BatchAnswer } from "../../src/contract.js";
import { createOutbox, type Outbox, type OutboxParts } from "../../src/transport/outbox.js";
import type { Service } from "./service.js";
import type { Drawer, World } from "./world.js";

export interface Tab {
  outbox: Outbox;
  beacons: string[];
  acked: string[];
  answers: (BatchAnswer | null)[];
  turnedAway: string[];
  /** The page's process ends: its timers never fire and its answers are never heard. */
  kill(): void;
}

let opened = 0;

/** Opens a page with an outbox over the shared storage. */
export function openTab(
  world: World,
  drawer: Drawer,
  service: Pick<Service, "receive">,
  changes: Partial<OutboxParts> = {},
): Tab {
  opened += 1;
  let alive = true;
  const tab: Omit<Tab, "outbox"> = {
    beacons: [],
    acked: [],
    answers: [],
    turnedAway: [],
    kill: () => {
      alive = false;
    },
  };
  const outbox = createOutbox({
    store: drawer.open(),
    environment: "env",
    tab: `tab-${opened}`,
    now: world.now,
    random: () => 0.5,
    setTimer: (work, ms) => world.setTimer(() => alive && work(), ms),
    clearTimer: world.clearTimer,
    send: async (body) => {
      const answer = await service.receive(body);
      return alive ? answer : new Promise(() => {});
    },
    beacon: (body) => {
      tab.beacons.push(body);
    },
    envelope: () => ({ sdk: "test" }),
    acked: (ids, answer) => {
      tab.acked.push(...ids);
      tab.answers.push(answer);
    },
    turnedAway: (stops) => {
      tab.turnedAway.push(stops ? "stop" : "unverified");
    },
    caught: (error) => {
      throw error;
    },
    ...changes,
  });
  return { ...tab, outbox };
}
