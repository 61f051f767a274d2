import { describe, expect, it } from "vitest";
import type { Rule, StateGuide } from "../../src/contract.js";
import { choose, nextIn } from "../../src/eligibility/choose.js";
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
  const fit = choose({ guides, page, isBarred });
  const hints = fit.filter(({ kind }) => kind === "hint");
  return [nextIn("leading", fit)?.id, hints.map(({ id }) => id)];
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
    expect(chosen([aGuide("a", { kind: "poster" as never })])).toEqual([undefined, []]);
  });

  it.each(["flow", "announcement", "survey"] as const)(
    "of a %s takes its turn with flows",
    (kind) => {
      expect(chosen([aGuide("a", { kind }), aGuide("b")])).toEqual(["a", []]);
    },
  );

  it("leaves an announcement that is only listed to those who look for it", () => {
    const listed = (level: "badge" | "silent") => aGuide("a", { kind: "announcement", level });
    expect(chosen([listed("badge")])).toEqual([undefined, []]);
    expect(chosen([listed("silent")])).toEqual([undefined, []]);
  });

  it("of banners and checklists is apart", () => {
    const guides = [
      aGuide("a", { kind: "banner" }),
      aGuide("b", { kind: "checklist" }),
      aGuide("c", { kind: "banner" }),
    ];
    const fit = choose({ guides, page, isBarred: () => false });
    expect(nextIn("banner", fit)?.id).toBe("a");
    expect(nextIn("checklist", fit)?.id).toBe("b");
    expect(nextIn("leading", fit)).toBeUndefined();
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
