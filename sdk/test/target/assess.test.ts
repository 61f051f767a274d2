// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { assess } from "../../src/target/assess.js";
import { capture } from "../../src/target/fingerprint.js";
import { lookAlikes } from "../../src/target/peers.js";

vi.mock("../../src/target/dom.js", async (original) => ({
  ...(await original<typeof import("../../src/target/dom.js")>()),
  isVisible: (element: Element) => element.isConnected,
}));
beforeEach(() => {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    return new DOMRect(0, [...document.querySelectorAll("*")].indexOf(this) * 30, 20, 20);
  });
});

function picked(html: string, selector: string): ReturnType<typeof assess> {
  document.body.innerHTML = html;
  const element = document.querySelector(selector) as Element;
  return assess(element, capture(element));
}
const rows = (cell: (name: string) => string): string =>
  `<table><caption>Projects</caption>${["ACME", "Borealis", "Cobalt"]
    .map((name) => `<tr><td>${name} Ltd</td><td>${cell(name)}</td></tr>`)
    .join("")}</table>`;

describe("assess", () => {
  it("is sure of what alone says so", () => {
    const { level, reasons, twins } = picked(
      "<h1>Invoices</h1><form><label>Term <input></label><button id=save>Save all</button></form>",
      "#save",
    );
    expect(level).toBe("sure");
    expect(reasons).toContain("own_name");
    expect(twins.count).toBe(1);
  });

  it("tells look-alikes by their row and what they are in", () => {
    const { reasons, twins } = picked(
      rows((name) => `<button class="b ${name}">Open</button>`),
      "tr:nth-of-type(2) button",
    );
    expect(twins).toEqual({ count: 3, index: 1, row: "Borealis Ltd", container: "table Projects" });
    expect(reasons).toEqual(expect.arrayContaining(["twins", "row"]));
  });

  it("is not sure of what is but a datum of a row", () => {
    const { level, twins } = picked(
      rows((name) => `<a href="/${name}">${name}-1</a>`),
      "tr:nth-of-type(2) a",
    );
    expect(level).not.toBe("sure");
    expect(twins).toMatchObject({ count: 3, index: 1 });
  });
});

describe("lookAlikes", () => {
  it("are the same spot of each row where none says the same", () => {
    document.body.innerHTML = rows((name) => `<a href="/${name}">${name}-1</a>`);
    const links = [...document.querySelectorAll("a")];
    expect(lookAlikes(links[2] as Element)).toEqual(links);
  });
});
