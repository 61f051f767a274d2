import { describe, expect, it } from "vitest";
import type { Rule, StateGuide } from "../../src/contract.js";
import { choose } from "../../src/eligibility/choose.js";
import { createEndedGuides } from "../../src/eligibility/ended.js";
import { uuid7 } from "../../src/ids.js";
import { Drawer, World } from "../support/world.js";

const page = { url: "https://app/x", path: "/x", hash: "", title: "X", query: {} };
const HERE: Rule = { fact: "page.path", op: "eq", value: "/x" };
const ELSEWHERE: Rule = { fact: "page.path", op: "eq", value: "/y" };

function aGuide(id: string, changes: Partial<StateGuide> = {}): StateGuide {
  return {
    id,
    key: id,
    kind: "flow",
    version: 1,
    content: "c",
    page: HERE,
    priority: 0,
    frequency: { type: "once" },
    run: null,
    ...changes,
  };
}

function chosen(guides: StateGuide[], barred: string[] = []) {
  const isBarred = (id: string) => barred.includes(id);
  const { flow, hints } = choose({ guides, page, isBarred });
  return [flow?.id, hints.map(({ id }) => id)];
}

describe("the choice", () => {
  it("is the first flow of the state that belongs here", () => {
    expect(chosen([aGuide("a", { page: ELSEWHERE }), aGuide("b"), aGuide("c")])).toEqual(["b", []]);
  });

  it("is every hint that belongs here", () => {
    const hint = { kind: "hint" as const };
    const guides = [
      aGuide("a", hint),
      aGuide("b", { ...hint, page: ELSEWHERE }),
      aGuide("c", hint),
    ];
    expect(chosen(guides)).toEqual([undefined, ["a", "c"]]);
  });

  it("prefers a run that was begun", () => {
    expect(chosen([aGuide("a"), aGuide("b", { run: { id: "r", step_id: null } })])).toEqual([
      "b",
      [],
    ]);
  });

  it("leaves out the barred", () => {
    expect(chosen([aGuide("a"), aGuide("b")], ["a"])).toEqual(["b", []]);
  });

  it("ignores kinds that this build doesn't know", () => {
    expect(chosen([aGuide("a", { kind: "survey" as never })])).toEqual([undefined, []]);
  });
});

describe("a guide that ended here", () => {
  const world = new World();
  const make = () => createEndedGuides(new Drawer().open(), world.now, () => "ended:env:ann");

  it("is barred until the service has the event", () => {
    const ended = make();
    const event = uuid7(world.now());
    ended.add("g", event);
    expect(ended.has("g")).toBe(true);
    ended.settle(new Set(["another"]));
    expect(ended.has("g")).toBe(true);
    ended.settle(new Set([event]));
    expect(ended.has("g")).toBe(false);
  });

  it("is barred for a day at most", () => {
    const ended = make();
    ended.add("g", uuid7(world.now() - 86_400_001));
    expect(ended.has("g")).toBe(false);
  });

  it("may have any name", () => {
    const ended = make();
    for (const id of ["toString", "constructor", "__proto__"]) expect(ended.has(id)).toBe(false);
  });
});
