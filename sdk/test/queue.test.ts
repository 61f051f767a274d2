import { describe, expect, it, vi } from "vitest";
import type { GuideEngineApi } from "../src/api.js";
import { type QueuedCall, takeOver } from "../src/entry/queue.js";

function aClient(): GuideEngineApi {
  return {
    version: "1",
    init: vi.fn(),
    identify: vi.fn(),
    group: vi.fn(),
    track: vi.fn(),
    page: vi.fn(),
    show: vi.fn(async () => true),
    preview: vi.fn(async () => Promise.reject(new Error("no"))),
    help: { open: vi.fn(async () => {}) },
    on: vi.fn(() => () => {}),
    reset: vi.fn(),
    destroy: vi.fn(),
  };
}

describe("taking over", () => {
  it("replays every call in order, with its arguments and its answer", async () => {
    const order: string[] = [];
    const client = aClient();
    vi.mocked(client.track).mockImplementation((name) => void order.push(name));
    vi.mocked(client.init).mockImplementation(() => void order.push("init"));
    const shown = vi.fn();
    const queued: QueuedCall[] = [
      ["init", [{ key: "k" }], () => {}],
      ["track", ["one", { n: 1 }], () => {}],
      ["help.open", [], () => {}],
      ["show", ["g"], shown],
    ];
    const page: { GuideEngine?: unknown } = { GuideEngine: { q: queued } };
    expect(takeOver(page, client)).toBe(true);
    expect(order).toEqual(["init", "one"]);
    expect(client.help.open).toHaveBeenCalled();
    expect(await shown.mock.calls[0]?.[0]).toBe(true);
  });

  it("keeps the object that the page holds, and its verbs taken off before", () => {
    const client = aClient();
    const stub = { q: [] as QueuedCall[] };
    const page = { GuideEngine: stub };
    takeOver(page, client);
    expect(page.GuideEngine).toBe(stub);
    stub.q.push(["track", ["late"], () => {}]);
    expect(client.track).toHaveBeenCalledWith("late");
  });

  it("does nothing where another copy is there already", () => {
    const page = { GuideEngine: { version: "0" } };
    expect(takeOver(page, aClient())).toBe(false);
    expect(page.GuideEngine).toEqual({ version: "0" });
  });

  it.each([undefined, null, {}, { q: "clobbered" }])("takes the place of %j", (present) => {
    const page: { GuideEngine?: unknown } = { GuideEngine: present };
    expect(takeOver(page, aClient())).toBe(true);
    expect(page.GuideEngine).toMatchObject({ version: "1" });
  });

  it("is not stopped by a verb that isn't one", () => {
    const page = { GuideEngine: { q: [["nonsense", [], () => {}]] } };
    expect(takeOver(page, aClient())).toBe(true);
  });
});
