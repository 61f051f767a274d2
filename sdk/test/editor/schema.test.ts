import { Node } from "prosemirror-model";
import { describe, expect, it } from "vitest";
import FILE from "../../../examples/first-invoice.guide.json";
import HINT from "../../../examples/tax-hint.guide.json";
import LINKS from "../../../tests/contract/cases/links.json";
import { isImageAddress, isLinkAddress, schema, tidy } from "../../src/richtext/schema.js";
import { safeAddress } from "../../src/view/links.js";

describe("the shared addresses", () => {
  it.each(LINKS.map((one) => [JSON.stringify(one.address), one] as const))("%s", (_name, one) => {
    expect(isLinkAddress(one.address)).toBe(one.link);
    expect(isImageAddress(one.address)).toBe(one.image);
    // What the service takes, the renderer must draw as it is.
    if (one.link) expect(safeAddress(one.address)).toBe(one.address);
  });
});

describe("a text of the example guides", () => {
  const steps = [...FILE.guides.flatMap((guide) => guide.steps), ...HINT.steps];
  const texts = steps.map((step) => step.body);
  it.each(texts.map((text, place) => [place, text] as const))(
    "%s comes out as it went in",
    (_place, text) => {
      const node = Node.fromJSON(schema, text);
      node.check();
      expect(tidy(node.toJSON())).toEqual(text);
    },
  );
});

describe("a picture", () => {
  it("leaves absent sizes out", () => {
    const image = { type: "image", attrs: { src: "/a.png", alt: "" } };
    const node = Node.fromJSON(schema, { type: "doc", content: [image] });
    expect(tidy(node.toJSON())).toEqual({ type: "doc", content: [image] });
  });
});
