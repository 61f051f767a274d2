import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { HelpContent } from "../../src/contract.js";
import { createSearch } from "../../src/help/search.js";

const answers = new Map<string, (content: HelpContent | null) => void>();
const content = (name: string) => ({ greeting: name }) as HelpContent;
const told: string[] = [];

const search = () =>
  createSearch({
    guard: (work) => work,
    ask: (query) => new Promise((resolve) => answers.set(query, resolve)),
    found: (query, found) => told.push(`found ${query} ${found?.greeting}`),
    cleared: () => told.push("cleared"),
    settled: (query) => told.push(`settled ${query}`),
  });

beforeEach(() => {
  vi.useFakeTimers();
  answers.clear();
  told.length = 0;
});
afterEach(() => vi.useRealTimers());

it("asks after a pause, not with each letter", async () => {
  const one = search();
  for (const query of ["i", "in", "inv"]) one.type(query);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([...answers.keys()]).toEqual(["inv"]);
});

it("shows the answer to the last question only, whichever comes first", async () => {
  const one = search();
  one.type("a");
  await vi.advanceTimersByTimeAsync(300);
  one.type("b");
  await vi.advanceTimersByTimeAsync(300);
  answers.get("b")?.(content("B"));
  answers.get("a")?.(content("A"));
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(["found b B"]);
  expect(one.query).toBe("b");
});

it("counts a search once, when somebody comes to rest at it", async () => {
  const one = search();
  one.type("a");
  await vi.advanceTimersByTimeAsync(300);
  answers.get("a")?.(content("A"));
  await vi.advanceTimersByTimeAsync(5_000);
  one.settle();
  expect(told).toEqual(["found a A", "settled a"]);
});

it("counts at once what is left or followed, and not what was typed over", async () => {
  const one = search();
  one.type("a");
  await vi.advanceTimersByTimeAsync(300);
  answers.get("a")?.(content("A"));
  await vi.advanceTimersByTimeAsync(0);
  one.type("ab");
  await vi.advanceTimersByTimeAsync(300);
  answers.get("ab")?.(content("AB"));
  await vi.advanceTimersByTimeAsync(0);
  one.type("");
  expect(told).toEqual(["found a A", "found ab AB", "settled ab", "cleared"]);
});

it("does not count one that was never answered", async () => {
  const one = search();
  one.type("a");
  await vi.advanceTimersByTimeAsync(300);
  answers.get("a")?.(null);
  await vi.advanceTimersByTimeAsync(5_000);
  one.settle();
  expect(told).toEqual(["found a undefined"]);
});
