import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { begin, record, redo, STROKE_MS, undo } from "../../../src/builder/state/history.js";
import { merge } from "../../../src/builder/state/merge.js";
import { createStore } from "../../../src/builder/state/store.js";
import { guide, ids, step, titles } from "./documents.js";

describe("undo and redo", () => {
  it("goes back over a whole stroke of typing at once", () => {
    let history = begin("");
    for (const [at, text] of ["H", "He", "Hello"].entries())
      history = record(history, text, "title", at * 100);
    expect(undo(history).present).toBe("");
    expect(redo(undo(history)).present).toBe("Hello");
  });

  it("begins another stroke after a pause, in another field, and after an undo", () => {
    const typed = record(begin("a"), "b", "title", 0);
    expect(undo(record(typed, "c", "title", STROKE_MS)).present).toBe("b");
    expect(undo(record(typed, "c", "body", 1)).present).toBe("b");
    const again = record(undo(typed), "c", "title", 2);
    expect(undo(again).present).toBe("a");
  });

  it("leads back to the beginning and forward to the end", () => {
    const change = fc.tuple(fc.nat(), fc.constantFrom("x", "y", null), fc.nat({ max: 3_000 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        let history = begin(-1);
        let at = 0;
        for (const [value, field, pause] of changes) {
          at += pause;
          history = record(history, value, field, at);
        }
        const end = history.present;
        for (const _ of changes) history = undo(history);
        expect(history.present).toBe(-1);
        for (const _ of changes) history = redo(history);
        expect(history.present).toBe(end);
      }),
    );
  });
});

describe("the store", () => {
  it("selects the neighbour of a step that goes away, and the step again when it is back", () => {
    const store = createStore(guide(step("a"), step("b"), step("c")), () => 0);
    store.select("b");
    store.change(guide(step("a"), step("c")));
    expect(store.selected?.id).toBe("c");
    store.undo();
    expect(ids(store.document)).toEqual(["a", "b", "c"]);
  });

  it("doesn't take others' changes away by undoing one's own", () => {
    const base = guide(step("a"), step("b"));
    const store = createStore(base, () => 0);
    store.change(guide(step("a", "mine"), step("b")));
    const theirs = guide(step("a"), step("b", "theirs"));
    const rebase = (entry: typeof base) => merge(base, entry, theirs).document;
    store.adopt(rebase(store.document), rebase);
    expect(titles(store.document)).toEqual({ a: "mine", b: "theirs" });
    store.undo();
    expect(titles(store.document)).toEqual({ a: "a", b: "theirs" });
  });

  it("says where a change came from", () => {
    const store = createStore(guide(step("a"), step("b")), () => 0);
    const told: string[] = [];
    const stop = store.listen((origin) => told.push(origin));
    store.change(guide(step("a", "x"), step("b")), "a.title");
    store.change(guide(step("a", "x")));
    store.undo();
    store.select("a");
    store.select("b");
    stop();
    store.redo();
    expect(told).toEqual(["field", "edit", "history", "selection"]);
  });
});
