// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { held, placeOf } from "../../src/builder/pick/freeze.js";

afterEach(() => document.body.replaceChildren());

describe("rules of hovering, held", () => {
  it("name the hovered elements by place, at the weight that :hover has", () => {
    expect(
      held(".menu:hover .sub { display: block; }", [":root", ":root>:nth-child(2)"], false),
    ).toBe(
      ".menu:where(:root,:root>:nth-child(2)):not(.guide-engine-none) .sub { display: block; }",
    );
  });

  it("hold for nothing where nothing is hovered", () => {
    expect(held("a:hover{}", [], false)).toContain(":where(:not(*))");
  });

  it("keep the host of a shadow root hovered, and leave other names alone", () => {
    expect(held(":host(:hover) b{}", [], true)).toBe(":host b{}");
    expect(held(":host(:hover) b{}", [], false)).toBe(":not(*) b{}");
    expect(held(".is\\:hover-card{}", [], false)).toBe(".is\\:hover-card{}");
  });

  it("find exactly the element that a place names", () => {
    document.body.append(document.createElement("p"), document.createElement("div"));
    const inner = document.body.lastElementChild?.appendChild(
      document.createElement("b"),
    ) as Element;
    expect(document.querySelectorAll(placeOf(inner))).toHaveLength(1);
    expect(document.querySelector(placeOf(inner))).toBe(inner);
  });
});
