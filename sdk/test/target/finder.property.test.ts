// @vitest-environment happy-dom
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { find } from "../../src/target/find.js";
import { capture } from "../../src/target/fingerprint.js";
import { findSimilar } from "../../src/target/similar.js";

vi.mock("../../src/target/dom.js", async (original) => ({
  ...(await original<typeof import("../../src/target/dom.js")>()),
  isVisible: (element: Element) => element.isConnected,
}));
beforeEach(() => {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    return new DOMRect(0, [...document.querySelectorAll("*")].indexOf(this) * 30, 20, 20);
  });
});

const word = fc.constantFrom(
  "Save",
  "Edit",
  "Delete",
  "ACME",
  "請求書",
  "設定",
  "Order 12",
  "Order 13",
);
const control = fc
  .tuple(fc.constantFrom("button", "a", "input"), word, fc.boolean())
  .map(([tag, said, hasId]) => {
    const id = hasId ? ` id="${tag}-${said.replace(/\W/g, "x")}"` : "";
    if (tag === "input") return `<input aria-label="${said}"${id}>`;
    return `<${tag} href="/${encodeURI(said)}"${id}>${said}</${tag}>`;
  });
const pages = fc.array(fc.array(control, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 6,
});
const html = (rows: string[][]): string =>
  `<main><h1>Page</h1><ul>${rows.map((row) => `<li>${row.join("")}</li>`).join("")}</ul></main>`;

function takeOne(rows: string[][], at: number): [Element, ReturnType<typeof capture>] {
  document.body.innerHTML = html(rows);
  const all = document.querySelectorAll("button,a,input");
  const element = all[at % all.length] as Element;
  return [element, JSON.parse(JSON.stringify(capture(element)))];
}
const look = (taken: ReturnType<typeof capture>): Element | null => {
  const result = find(taken, document, findSimilar);
  return "element" in result ? result.element : null;
};

describe("the finder", () => {
  it("finds on the same page the very element, or none", () => {
    fc.assert(
      fc.property(pages, fc.nat(), (rows, at) => {
        const [element, taken] = takeOne(rows, at);
        expect([element, null]).toContain(look(taken));
      }),
      { numRuns: 60 },
    );
  });

  it("isn't led to another element by what is added elsewhere", () => {
    fc.assert(
      fc.property(pages, fc.nat(), fc.array(fc.lorem(), { maxLength: 3 }), (rows, at, more) => {
        const [element, taken] = takeOne(rows, at);
        for (const text of more) {
          const part = document.createElement("section");
          part.append(Object.assign(document.createElement("p"), { textContent: text }));
          document.body.append(part);
        }
        expect([element, null]).toContain(look(taken));
      }),
      { numRuns: 60 },
    );
  });

  it("finds none once the only one that says so is gone", () => {
    const others = fc.array(fc.constantFrom("Delete", "設定", "ACME"), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(others, fc.nat(5), (said, at) => {
        const rows = said.map((one) => [`<button>${one}</button>`]);
        rows.splice(at, 0, ["<button>Publish all</button>"]);
        const [element, taken] = takeOne(
          rows,
          rows.findIndex(([one]) => one?.includes("Publish")),
        );
        element.remove();
        expect(look(taken)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});
