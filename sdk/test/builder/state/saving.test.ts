import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { same } from "../../../src/builder/state/same.js";
import {
  beginSaving,
  delayOf,
  isUnsaved,
  meet,
  reduceSaving,
  type Saving,
  type SavingEvent,
} from "../../../src/builder/state/saving.js";
import type { GuideDocument } from "../../../src/contract.js";
import { anyGuide, guide, step } from "./documents.js";

const FIRST = guide(step("a"));
const SECOND = guide(step("a", "second"));
const THIRD = guide(step("a", "third"));

function arrived(...events: SavingEvent[]): Saving {
  return events.reduce(reduceSaving, beginSaving(1, FIRST));
}
const edited = (document: GuideDocument): SavingEvent => ({ type: "edited", document });
const due: SavingEvent = { type: "due" };

describe("saving", () => {
  it("waits for a pause, sends once, and is done when the service has it", () => {
    expect(delayOf(arrived(), 0)).toBeNull();
    const waiting = arrived(edited(SECOND));
    expect(delayOf(waiting, 0)).toBeGreaterThan(0);
    const sending = reduceSaving(waiting, due);
    expect(sending).toMatchObject({ phase: "sending", inFlight: SECOND, revision: 1 });
    expect(delayOf(sending, 0)).toBeNull();
    const done = reduceSaving(sending, { type: "acknowledged", revision: 2 });
    expect(done).toMatchObject({ phase: "saved", revision: 2, base: SECOND, inFlight: null });
  });

  it("sends what was written during a save with the next one", () => {
    const state = arrived(edited(SECOND), due, edited(THIRD), {
      type: "acknowledged",
      revision: 2,
    });
    expect(state).toMatchObject({ phase: "waiting", revision: 2, base: SECOND, current: THIRD });
  });

  it("sends nothing when the change was undone in time", () => {
    expect(arrived(edited(SECOND), edited(FIRST)).phase).toBe("saved");
  });

  it("tries again later and later, never beyond a minute, and forgets it after an answer", () => {
    let state = arrived(edited(SECOND));
    let last = 0;
    for (let time = 0; time < 8; time += 1) {
      state = reduceSaving(reduceSaving(state, due), { type: "unanswered" });
      const delay = delayOf(state, 1) ?? 0;
      expect(delay).toBeGreaterThanOrEqual(last);
      expect(delay).toBeLessThanOrEqual(60_000);
      last = delay;
    }
    expect(last).toBe(60_000);
    state = reduceSaving(reduceSaving(state, due), { type: "acknowledged", revision: 2 });
    expect(state).toMatchObject({ failures: 0, unsure: [] });
  });

  it("sends what was undone after a save without an answer, which may have arrived", () => {
    const state = arrived(edited(SECOND), due, { type: "unanswered" }, edited(FIRST));
    expect(state.phase).toBe("waiting");
  });

  it("sends a refused document again only after another change", () => {
    const refused = arrived(edited(SECOND), due, { type: "refused" });
    expect(delayOf(refused, 0)).toBeNull();
    expect(isUnsaved(refused)).toBe(true);
    expect(reduceSaving(refused, edited(THIRD)).phase).toBe("waiting");
  });

  it("sends nothing more once the session is over, and still knows what is unsaved", () => {
    const locked = arrived(edited(SECOND), due, { type: "locked" }, edited(THIRD));
    expect(locked.phase).toBe("locked");
    expect(isUnsaved(locked)).toBe(true);
  });
});

describe("a newer document of the service", () => {
  it("is our own when the answer to its save was lost", () => {
    const state = arrived(edited(SECOND), due, { type: "unanswered" }, edited(THIRD));
    expect(meet(state, 2, SECOND)).toMatchObject({
      phase: "waiting",
      revision: 2,
      base: SECOND,
      current: THIRD,
    });
  });

  it("is put together with ours where nothing clashes", () => {
    const base = guide(step("a"), step("b"));
    const state = reduceSaving(beginSaving(1, base), edited(guide(step("a", "mine"), step("b"))));
    const met = meet(state, 5, guide(step("a"), step("b", "theirs")));
    expect(met).toMatchObject({
      phase: "waiting",
      revision: 5,
      current: guide(step("a", "mine"), step("b", "theirs")),
    });
  });

  it("is told as a clash where both changed the same", () => {
    expect(meet(arrived(edited(SECOND)), 2, THIRD)).toMatchObject({ clashes: [{ id: "a" }] });
  });
});

describe("whatever happens", () => {
  /** What a service that may lose answers does with a save. */
  type Happening =
    | { what: "edit"; document: GuideDocument }
    | { what: "save"; fate: "answered" | "answer lost" | "lost" };

  const happening: fc.Arbitrary<Happening> = fc.oneof(
    anyGuide.map((document) => ({ what: "edit" as const, document })),
    fc.constantFrom("answered" as const, "answer lost" as const, "lost" as const).map((fate) => ({
      what: "save" as const,
      fate,
    })),
  );

  it("one author alone never meets a clash, and ends with the last thing written", () => {
    fc.assert(
      fc.property(anyGuide, fc.array(happening, { maxLength: 30 }), (first, happenings) => {
        const service = { revision: 1, document: first };
        let state = beginSaving(1, first);
        const save = (fate: "answered" | "answer lost" | "lost"): void => {
          state = reduceSaving(state, due);
          if (state.phase !== "sending" || !state.inFlight) return;
          if (fate === "lost") {
            state = reduceSaving(state, { type: "unanswered" });
            return;
          }
          if (state.revision !== service.revision) {
            const met = meet(state, service.revision, service.document);
            expect("clashes" in met).toBe(false);
            state = met as Saving;
            return;
          }
          service.revision += 1;
          service.document = state.inFlight;
          state = reduceSaving(
            state,
            fate === "answered"
              ? { type: "acknowledged", revision: service.revision }
              : { type: "unanswered" },
          );
        };
        let last = first;
        for (const one of happenings) {
          if (one.what === "save") save(one.fate);
          else {
            last = one.document;
            state = reduceSaving(state, edited(one.document));
          }
          expect(state.current).toEqual(last);
        }
        // A lost answer costs one more turn.
        for (let turn = 0; turn < 3; turn += 1) save("answered");
        expect(same(service.document, last)).toBe(true);
        expect(state.phase).toBe("saved");
      }),
    );
  });
});
