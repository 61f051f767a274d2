import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Manifest, State } from "../../src/contract.js";
import { toHex } from "../../src/ids.js";
import { createDefinitions, fingerprint } from "../../src/transport/definitions.js";
import { request } from "../../src/transport/http.js";
import { reply } from "../support/service.js";
import { Drawer } from "../support/world.js";

vi.mock("../../src/transport/http.js", { spy: true });

const MANIFEST: Manifest = {
  v: 1,
  revision: 5,
  enabled: true,
  has_guides: true,
  killed: [],
  poll_seconds: 60,
};
const STATE: State = {
  v: 1,
  revision: 5,
  user_id: "ann",
  guides: [],
  variables: {},
  rescue: { enabled: false },
};
const REFUSED = reply(401, { error: { code: "unknown_key", message: "No such key." } });

let drawer: Drawer;
const answers = vi.mocked(request);
const open = () => createDefinitions("https://s/v1/env/pk", "pk", drawer.open());
const answer = (status: number, body: unknown = "") =>
  answers.mockResolvedValueOnce(reply(status, body));

beforeEach(() => {
  drawer = new Drawer();
  answers.mockReset();
});

describe("the manifest", () => {
  it("is asked of the service, past the browser's cache", async () => {
    answer(200, MANIFEST);
    expect(await open().manifest()).toEqual({ value: MANIFEST, refused: "" });
    expect(answers).toHaveBeenCalledWith("https://s/v1/env/pk/manifest.json", 4_000, {
      cache: "no-cache",
    });
  });

  it.each([
    [0, ""],
    [500, ""],
    [200, "<html>"],
    [200, "null"],
    [200, "[]"],
    [200, { ...MANIFEST, v: 2 }],
    [200, { ...MANIFEST, killed: "all" }],
    [200, { ...MANIFEST, enabled: "yes" }],
    [200, { ...MANIFEST, poll_seconds: 0 }],
    [200, { ...MANIFEST, revision: 4 }],
  ])("answered by %i %j leaves the last good copy", async (status, body) => {
    answer(200, MANIFEST);
    await open().manifest();
    answer(status, body);
    expect(await open().manifest()).toEqual({ value: MANIFEST, refused: "" });
  });

  it("of an older revision is believed after a while", async () => {
    const stored = { at: Date.now() - 11 * 60_000, manifest: MANIFEST };
    drawer.entries.set("manifest:pk", JSON.stringify(stored));
    answer(200, { ...MANIFEST, revision: 4 });
    expect((await open().manifest()).value?.revision).toBe(4);
  });

  it("refused says why, in the words of the service", async () => {
    answers.mockResolvedValueOnce(REFUSED);
    expect(await open().manifest()).toEqual({ value: null, refused: "No such key." });
  });

  it("is nothing where storage holds nonsense and the service is away", async () => {
    drawer.entries.set("manifest:pk", '{"manifest": {"v": 1}}');
    answer(0);
    expect((await open().manifest()).value).toBeNull();
  });
});

describe("the state", () => {
  it("is kept for the same question of the same user", async () => {
    answer(200, STATE);
    expect((await open().state("who", "ann", "{}")).value).toEqual(STATE);
    expect(open().keptState("who", "ann")?.state).toEqual(STATE);
    expect(open().keptState("another", "ann")).toBeNull();
    expect(open().keptState("who", "ben")).toBeNull();
  });

  it("runs on the last good copy while the service is away", async () => {
    answer(200, STATE);
    await open().state("who", "ann", "{}");
    answer(503);
    expect((await open().state("who", "ann", "{}")).value).toEqual(STATE);
  });

  it.each([
    { ...STATE, user_id: "ben" },
    { ...STATE, v: 9 },
    { ...STATE, guides: null },
    { ...STATE, guides: [null] },
    { ...STATE, guides: [{ id: "g", key: "k", content: "../../evil" }] },
    { ...STATE, rescue: undefined },
  ])("that isn't one is refused: %j", async (body) => {
    answer(200, body);
    expect((await open().state("who", "ann", "{}")).value).toBeNull();
  });

  it("of a user whose token is refused is not taken from the copy", async () => {
    answer(200, STATE);
    await open().state("who", "ann", "{}");
    answer(401, { error: { code: "identity_unverified", message: "Expired." } });
    expect(await open().state("who", "ann", "{}")).toEqual({ value: null, refused: "Expired." });
  });
});

describe("content", () => {
  const body = JSON.stringify({ kind: "flow", steps: [{ id: "a" }] });
  const sha256 = async (text: string) =>
    toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));

  it("is what its address says", async () => {
    answer(200, body);
    expect(await open().content(await sha256(body))).toMatchObject({ kind: "flow" });
  });

  it.each([
    ["tampered with", 200, body.replace("flow", "hint")],
    ["without steps", 200, '{"steps": []}'],
    ["unreadable", 200, "{"],
    ["gone", 404, ""],
  ])("%s is refused", async (_what, status, text) => {
    answer(status, text);
    expect(await open().content(await sha256(body))).toBeNull();
  });
});

describe("a fingerprint", () => {
  it("tells questions apart and holds none of their facts", () => {
    const one = fingerprint([{ id: "ann", attributes: { email: "ann@example.com" } }, undefined]);
    expect(one).toBe(
      fingerprint([{ id: "ann", attributes: { email: "ann@example.com" } }, undefined]),
    );
    expect(one).not.toBe(fingerprint([{ id: "ann" }, undefined]));
    expect(one).toMatch(/^-?\d+$/);
  });
});
