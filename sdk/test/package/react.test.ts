// @vitest-environment happy-dom
import { act, createElement, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type GuideEngineOptions, useGuideEngine, useGuideEvent } from "../../bindings/react.js";
import { GuideEngine } from "../../src/entry/npm.js";

const OPTIONS = { key: "pk_1", url: "https://guides.example.com" };
const heard: string[] = [];
const verbs = ["init", "identify", "group", "destroy"] as const;

beforeEach(() => {
  heard.length = 0;
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  for (const verb of verbs) {
    vi.spyOn(GuideEngine, verb).mockImplementation((...said: unknown[]) => {
      heard.push([verb, ...said].map((one) => JSON.stringify(one)).join(" "));
    });
  }
});
afterEach(() => vi.unstubAllGlobals());

function App({ options }: { options: GuideEngineOptions }) {
  useGuideEngine(options);
  return createElement("p", null, "app");
}

test("connects, says who it is, and lets go", async () => {
  const root = createRoot(document.createElement("div"));
  const user = { id: "ann", plan: "pro" };
  await act(async () =>
    root.render(createElement(App, { options: { ...OPTIONS, user, company: { id: "acme" } } })),
  );
  expect(heard).toEqual([
    '"init" {"key":"pk_1","url":"https://guides.example.com"}',
    '"identify" "ann" {"plan":"pro"} ',
    '"group" "acme" {}',
  ]);
  heard.length = 0;
  await act(async () =>
    root.render(
      createElement(App, { options: { ...OPTIONS, user: { ...user }, company: { id: "acme" } } }),
    ),
  );
  expect(heard).toEqual([]);
  await act(async () =>
    root.render(
      createElement(App, {
        options: { ...OPTIONS, user: { ...user, plan: "free" }, company: { id: "acme" } },
      }),
    ),
  );
  expect(heard[0]).toBe('"identify" "ann" {"plan":"free"} ');
  heard.length = 0;
  await act(async () => root.unmount());
  expect(heard).toEqual(['"destroy"']);
});

test("in strict mode the second start is a whole one", async () => {
  const root = createRoot(document.createElement("div"));
  const app = createElement(App, { options: { ...OPTIONS, user: { id: "ann" } } });
  await act(async () => root.render(createElement(StrictMode, null, app)));
  expect(heard.map((line) => line.split(" ")[0])).toEqual([
    '"init"',
    '"identify"',
    '"destroy"',
    '"init"',
    '"identify"',
  ]);
  await act(async () => root.unmount());
});

test("an event's listener is the latest, and is gone with the component", async () => {
  const listeners = new Set<(event: never) => void>();
  vi.spyOn(GuideEngine, "on").mockImplementation((_type, listener) => {
    listeners.add(listener as never);
    return () => listeners.delete(listener as never);
  });
  const got: string[] = [];
  function Heard({ name }: { name: string }) {
    useGuideEvent("guide_completed", () => got.push(name));
    return null;
  }
  const root = createRoot(document.createElement("div"));
  await act(async () => root.render(createElement(Heard, { name: "first" })));
  await act(async () => root.render(createElement(Heard, { name: "second" })));
  expect(listeners.size).toBe(1);
  for (const listener of listeners) listener({} as never);
  expect(got).toEqual(["second"]);
  await act(async () => root.unmount());
  expect(listeners.size).toBe(0);
});

test("on a server it is drawn and nothing is begun", () => {
  expect(renderToString(createElement(App, { options: OPTIONS }))).toBe("<p>app</p>");
  expect(heard).toEqual([]);
});
