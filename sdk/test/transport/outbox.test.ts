import { beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "../../src/transport/http.js";
import { anEvent } from "../support/events.js";
import { openTab } from "../support/outbox.js";
import { reply, Service } from "../support/service.js";
import { Drawer, World } from "../support/world.js";

const MINUTE = 60_000;
let world: World;
let drawer: Drawer;
let service: Service;

beforeEach(() => {
  world = new World();
  drawer = new Drawer();
  service = new Service();
});

const segments = () => [...drawer.entries.keys()].filter((key) => key.startsWith("queue:"));
const sent = () => service.requests.flatMap((batch) => batch.events.map(({ id }) => id));

describe("sending", () => {
  it("sends five seconds after the first event, then forgets", async () => {
    const { outbox, acked } = openTab(world, drawer, service);
    const event = anEvent(world.now());
    outbox.add(event, "ann");
    await world.pass(4_900);
    expect(service.requests).toEqual([]);
    await world.pass(200);
    expect(service.requests[0]).toMatchObject({ user_id: "ann", events: [event], lost: [] });
    expect(acked).toEqual([event.id]);
    expect(segments()).toEqual([]);
    expect(world.timers).toBe(0);
  });

  it("sends what changes the next state within a second", async () => {
    const { outbox } = openTab(world, drawer, service);
    outbox.add(anEvent(world.now(), { type: "guide_completed" }), "ann");
    await world.pass(1_000);
    expect(service.requests.length).toBe(1);
  });

  it("sends at once when twenty events wait", async () => {
    const { outbox } = openTab(world, drawer, service);
    for (let index = 0; index < 20; index++) outbox.add(anEvent(world.now()), "ann");
    await world.pass(0);
    expect(service.requests[0]?.events.length).toBe(20);
  });

  it("keeps users apart", async () => {
    const { outbox } = openTab(world, drawer, service);
    outbox.add(anEvent(world.now()), "ann");
    outbox.add(anEvent(world.now()), "ben");
    await world.pass(6_000);
    expect(service.requests.map((batch) => batch.user_id)).toEqual(["ann", "ben"]);
  });

  it("keeps events of a user who may not be sent now", async () => {
    const { outbox } = openTab(world, drawer, service, {
      envelope: (user) => (user === "ben" ? { sdk: "test", token: "t" } : null),
    });
    outbox.add(anEvent(world.now()), "ann");
    outbox.add(anEvent(world.now()), "ben");
    await world.pass(MINUTE);
    expect(service.requests.map((batch) => batch.user_id)).toEqual(["ben"]);
    expect(segments().length).toBe(1);
  });

  it("hands over the state that came with the answer", async () => {
    const { outbox, answers } = openTab(world, drawer, {
      receive: () => Promise.resolve(reply(202, { results: [], state: { v: 1 } })),
    });
    outbox.add(anEvent(world.now()), "ann");
    await world.pass(6_000);
    expect(answers[0]?.state).toEqual({ v: 1 });
  });

  it("stores an event before the call returns", () => {
    const { outbox } = openTab(world, drawer, service);
    const event = anEvent(world.now());
    outbox.add(event, "ann");
    expect(drawer.entries.get(segments()[0] as string)).toContain(event.id);
  });
});

describe("an answer", () => {
  const cases: [number, "gone" | "kept", string, number][] = [
    [200, "gone", "", 0],
    [202, "gone", "", 0],
    [301, "kept", "", 0],
    [400, "gone", "", 1],
    [401, "gone", "stop", 1],
    [403, "gone", "stop", 1],
    [404, "gone", "", 1],
    [408, "kept", "", 0],
    [409, "gone", "", 1],
    [410, "gone", "stop", 1],
    [413, "gone", "", 1],
    [415, "gone", "", 1],
    [422, "gone", "", 1],
    [425, "kept", "", 0],
    [429, "kept", "", 0],
    [500, "kept", "", 0],
    [502, "kept", "", 0],
    [503, "kept", "", 0],
    [504, "kept", "", 0],
    [0, "kept", "", 0],
  ];

  it.each(cases)("of %i leaves the event %s %s", async (status, fate, turned, losses) => {
    const tab = openTab(world, drawer, { receive: () => Promise.resolve(reply(status)) });
    const event = anEvent(world.now());
    tab.outbox.add(event, "ann");
    await world.pass(5_100);
    const stored = [...drawer.entries.values()].join();
    expect(stored.includes(event.id)).toBe(fate === "kept");
    expect(tab.turnedAway.join()).toBe(turned);
    expect(stored.includes('"lost":{"')).toBe(losses > 0);
  });

  it("that a token is wanted keeps everything until there is one", async () => {
    let status = 401;
    const tab = openTab(world, drawer, {
      receive: (body) =>
        status === 401
          ? Promise.resolve(reply(401, { error: { code: "identity_unverified", message: "" } }))
          : service.receive(body),
    });
    tab.outbox.add(anEvent(world.now()), "ann");
    await world.pass(10 * MINUTE);
    expect(tab.turnedAway).toEqual(["unverified"]);
    expect(segments().length).toBe(1);
    status = 202;
    tab.outbox.retryNow();
    await world.pass(0);
    expect(service.stored.size).toBe(1);
  });

  it("of 401 that comes after the next identify holds nothing back", async () => {
    let refuse: (answer: Answer) => void = () => {};
    let asked = 0;
    const tab = openTab(world, drawer, {
      receive: (body) => {
        asked += 1;
        if (asked > 1) return service.receive(body);
        return new Promise<Answer>((resolve) => {
          refuse = resolve;
        });
      },
    });
    tab.outbox.add(anEvent(world.now()), "ann");
    await world.pass(5_100);
    expect(asked).toBe(1);
    tab.outbox.retryNow();
    refuse(reply(401, { error: { code: "identity_unverified", message: "" } }));
    await world.pass(0);
    expect(tab.turnedAway).toEqual([]);
    expect(service.stored.size).toBe(1);
  });

  it("of 413 halves the batch until it fits", async () => {
    service.mood = "too_large";
    const { outbox } = openTab(world, drawer, service);
    for (let index = 0; index < 20; index++) outbox.add(anEvent(world.now()), "ann");
    await world.pass(5 * MINUTE);
    expect(service.stored.size).toBe(20);
    expect(segments()).toEqual([]);
  });

  it("that asks for some again gets those, once", async () => {
    service.mood = "partly";
    const { outbox } = openTab(world, drawer, service);
    for (let index = 0; index < 4; index++) outbox.add(anEvent(world.now()), "ann");
    await world.pass(5_100);
    service.mood = "well";
    await world.pass(MINUTE);
    expect([...service.stored.values()]).toEqual([1, 1, 1, 1]);
  });

  it("that skips an event leaves it stored", async () => {
    const { outbox, acked } = openTab(world, drawer, {
      receive: () => Promise.resolve(reply(202, { results: [] })),
    });
    outbox.add(anEvent(world.now()), "ann");
    await world.pass(5_100);
    expect(acked).toEqual([]);
    expect(segments().length).toBe(1);
  });

  it("with Retry-After is obeyed, by every tab", async () => {
    const { outbox } = openTab(world, drawer, {
      receive: (body) => {
        service.receive(body);
        return Promise.resolve({ ...reply(429), retryAfter: "120" });
      },
    });
    outbox.add(anEvent(world.now()), "ann");
    await world.pass(5_100);
    const other = openTab(world, drawer, service);
    other.outbox.add(anEvent(world.now()), "ann");
    await world.pass(110_000);
    expect(service.requests.length).toBe(1);
    await world.pass(20_000);
    expect(service.requests.length).toBeGreaterThan(1);
  });

  it("that never comes is asked for three times, then left for five minutes", async () => {
    service.mood = "unreachable";
    const { outbox } = openTab(world, drawer, service);
    outbox.add(anEvent(world.now()), "ann");
    await world.pass(2 * MINUTE);
    expect(service.requests.length).toBe(3);
    await world.pass(5 * MINUTE);
    expect(service.requests.length).toBe(4);
  });

  it("of a storm of errors is asked for ever more rarely", async () => {
    service.mood = "broken";
    const { outbox } = openTab(world, drawer, service);
    outbox.add(anEvent(world.now()), "ann");
    await world.pass(60 * MINUTE);
    expect(service.requests.length).toBeLessThan(35);
    service.mood = "well";
    await world.pass(6 * MINUTE);
    expect(service.stored.size).toBe(1);
  });
});

describe("the bounds", () => {
  it("give up low value first, and count it", async () => {
    service.mood = "unreachable";
    const { outbox } = openTab(world, drawer, service);
    for (let index = 0; index < 300; index++) {
      outbox.add(anEvent(world.now(), { type: "step_seen" }), "ann");
      outbox.add(anEvent(world.now(), { type: "guide_completed" }), "ann");
    }
    service.mood = "well";
    await world.pass(10 * MINUTE);
    const types = service.requests.at(-1) && [...service.stored.keys()];
    expect(types?.length).toBe(500);
    expect(service.lost).toBe(100);
    const lost = service.requests.flatMap((batch) => batch.lost ?? []);
    expect(new Set(lost.map(({ reason, type }) => `${reason} ${type}`))).toEqual(
      new Set(["overflow step_seen"]),
    );
  });

  it("refuse one huge event", () => {
    const { outbox } = openTab(world, drawer, service);
    const huge = anEvent(world.now(), { properties: { note: "あ".repeat(11_000) } });
    expect(outbox.add(huge, "ann")).toBe(false);
  });

  it("keep two hundred in memory when storage is full", async () => {
    drawer.full = true;
    service.mood = "unreachable";
    const { outbox } = openTab(world, drawer, service);
    for (let index = 0; index < 250; index++) outbox.add(anEvent(world.now()), "ann");
    service.mood = "well";
    await world.pass(10 * MINUTE);
    expect(service.stored.size).toBe(200);
    expect(service.lost).toBe(50);
  });

  it("let go of what is older than a week", async () => {
    service.mood = "unreachable";
    openTab(world, drawer, service).outbox.add(anEvent(world.now()), "ann");
    await world.pass(8 * 24 * 60 * MINUTE);
    const next = openTab(world, drawer, service);
    service.mood = "well";
    next.outbox.adopt();
    next.outbox.add(anEvent(world.now()), "ann");
    await world.pass(10 * MINUTE);
    expect(service.stored.size).toBe(1);
    expect(service.lost).toBe(1);
  });
});

describe("a page that goes away", () => {
  it("leaves its events to the next one", async () => {
    service.mood = "answer_lost";
    const first = openTab(world, drawer, service);
    first.outbox.add(anEvent(world.now()), "ann");
    first.outbox.leave();
    first.kill();
    service.mood = "well";
    openTab(world, drawer, service).outbox.adopt();
    await world.pass(2_000);
    expect([...service.stored.values()]).toEqual([2]);
    expect(new Set(sent()).size).toBe(1);
    expect(segments()).toEqual([]);
  });

  it("sends the rest by beacon while a batch is under way", async () => {
    const { outbox, beacons } = openTab(world, drawer, { receive: () => new Promise(() => {}) });
    outbox.add(anEvent(world.now()), "ann");
    outbox.flush();
    const late = anEvent(world.now());
    outbox.add(late, "ann");
    outbox.leave();
    expect(beacons.length).toBe(1);
    expect(beacons[0]).toContain(late.id);
    expect([...drawer.entries.values()].join()).toContain(late.id);
  });

  it("is not robbed while it lives", () => {
    service.mood = "unreachable";
    openTab(world, drawer, service).outbox.add(anEvent(world.now()), "ann");
    openTab(world, drawer, service).outbox.adopt();
    expect(segments().length).toBe(1);
  });

  it("that comes back from the back/forward cache invents nothing", async () => {
    const asleep = openTab(world, drawer, service);
    const event = anEvent(world.now());
    asleep.outbox.add(event, "ann");
    asleep.outbox.leave();
    openTab(world, drawer, service).outbox.adopt();
    asleep.outbox.comeBack();
    await world.pass(MINUTE);
    expect([...service.stored.keys()]).toEqual([event.id]);
    expect(segments()).toEqual([]);
  });

  it("survives foreign and corrupt segments", async () => {
    drawer.entries.set("queue:env:old", '{"events":[null,{"u":1},{"u":"a","e":{"id":3}}]}');
    drawer.entries.set("queue:env:odd", '"text"');
    const { outbox } = openTab(world, drawer, service);
    outbox.adopt();
    await world.pass(MINUTE);
    expect(service.requests).toEqual([]);
    expect(segments()).toEqual([]);
  });
});
