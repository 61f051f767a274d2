// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { find } from "../../src/target/find.js";
import { capture } from "../../src/target/fingerprint.js";
import { findSimilar } from "../../src/target/similar.js";

const look = (fingerprint: Parameters<typeof find>[0]) => find(fingerprint, document, findSimilar);
const idOf = (result: ReturnType<typeof look>): string =>
  "element" in result ? result.element.id : result.missing;

/** happy-dom lays nothing out: a class says what can be seen, and boxes are beneath each other. */
vi.mock("../../src/target/dom.js", async (original) => ({
  ...(await original<typeof import("../../src/target/dom.js")>()),
  isVisible: (element: Element) => element.isConnected && !element.closest(".hidden"),
}));
beforeEach(() => {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    return new DOMRect(0, [...document.querySelectorAll("*")].indexOf(this) * 30, 20, 20);
  });
});

function page(html: string): void {
  document.body.innerHTML = html;
}

describe("a typed target", () => {
  it("is the first visible match", () => {
    page(`<a class="hidden" id="one">A</a><a id="two">A</a><a id="three">A</a>`);
    expect(idOf(look({ v: 1, selector: "a" }))).toBe("two");
  });

  it("is told apart by its text, which may be a part", () => {
    page(`<button id="one">Delete</button><button id="two">Save invoice</button>`);
    expect(idOf(look({ v: 1, selector: "button", text: "save  INVOICE" }))).toBe("two");
    expect(idOf(look({ v: 1, selector: "button", text: "Save" }))).toBe("two");
  });

  it("is missing when the text speaks against the selector", () => {
    page(`<button id="one">Delete</button>`);
    expect(idOf(look({ v: 1, selector: "#one", text: "Save" }))).toBe("not_found");
  });

  it("is missing when its selector has aged, though something else says the same", () => {
    page(`<button id="one">Save</button>`);
    expect(idOf(look({ v: 1, selector: "#old", text: "Save" }))).toBe("not_found");
  });

  it("may be a text alone", () => {
    page(`<p>Save</p><button id="one">Save</button>`);
    expect(idOf(look({ v: 1, text: "Save" }))).toBe("one");
  });

  it("says when it is only hidden", () => {
    page(`<button class="hidden" id="one">Save</button>`);
    expect(idOf(look({ v: 1, selector: "button" }))).toBe("hidden");
  });

  it.each(["", ":::(", "a[", "*|*|*"])("takes %j for nothing and never throws", (selector) => {
    page(`<i>x</i>`);
    expect(idOf(look({ v: 1, selector }))).toBe("not_found");
  });
});

describe("a captured target", () => {
  const FORM = `<main><h1>Invoice</h1><form id="invoice">
    <label for="customer">Customer</label><input id="customer" name="customer">
    <button type="button" id="save" data-testid="save">Save</button>
    <button type="button" id="cancel">Cancel</button></form></main>`;
  const taken = (selector: string) => {
    page(FORM);
    return capture(document.querySelector(selector) as Element);
  };

  it.each(["#save", "#cancel", "#customer", "h1", "form"])(
    "finds %s again as it was",
    (selector) => {
      const fingerprint = taken(selector);
      const result = look(fingerprint);
      expect("element" in result && result.element).toBe(document.querySelector(selector));
    },
  );

  it("travels as JSON and stays small", () => {
    const fingerprint = taken("#save");
    const wire = JSON.stringify(fingerprint);
    expect(JSON.parse(wire)).toEqual(fingerprint);
    expect(wire.length).toBeLessThan(1500);
  });

  it("is found after ids and classes were renamed", () => {
    const fingerprint = taken("#save");
    page(FORM.replace('id="save" data-testid="save"', 'id="s1" class="x"'));
    expect(idOf(look(fingerprint))).toBe("s1");
  });

  it("is found after its words changed a little", () => {
    const fingerprint = taken("#save");
    page(FORM.replace(">Save<", ">Save now<").replace('data-testid="save"', ""));
    expect(idOf(look(fingerprint))).toBe("save");
  });

  it("is missing once it is gone, though others look alike", () => {
    const fingerprint = taken("#save");
    page(FORM.replace(/<button type="button" id="save".*/, ""));
    expect("missing" in look(fingerprint)).toBe(true);
  });

  it("is not taken for what reuses its id", () => {
    const fingerprint = taken("#save");
    page(
      FORM.replace(/<button type="button" id="save".*/, '<a id="save" href="/x">Delete all</a>'),
    );
    expect("missing" in look(fingerprint)).toBe(true);
  });

  it("abstains between twins that nothing tells apart", () => {
    page(`<ul><li><button>Edit</button></li><li><button>Edit</button></li></ul>`);
    const fingerprint = capture(document.querySelector("button") as Element);
    page(`<ol><li><button>Edit</button></li><li><button>Edit</button></li></ol>`);
    expect("missing" in look(fingerprint)).toBe(true);
  });
});
