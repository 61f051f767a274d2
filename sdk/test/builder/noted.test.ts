// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { isSecret, kindOf, note } from "../../src/builder/record/noted.js";

function field(attributes: Record<string, string>, tag = "input"): Element {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

describe("fields that are nobody's business", () => {
  it.each([
    { type: "password" },
    { autocomplete: "cc-number" },
    { autocomplete: "section-pay billing cc-csc" },
    { autocomplete: "one-time-code" },
    { name: "cardNumber" },
    { name: "user_passwd" },
    { "aria-label": "カード番号" },
    { placeholder: "マイナンバー" },
    { id: "cvv" },
  ])("%o", (attributes) => {
    expect(isSecret(field(attributes))).toBe(true);
  });

  it.each([
    { name: "customer" },
    { name: "discard" },
    { "aria-label": "Shipping address" },
    { autocomplete: "street-address" },
    { placeholder: "取引先" },
  ])("but not %o", (attributes) => {
    expect(isSecret(field(attributes))).toBe(false);
  });

  it("leaves a button in peace whose words speak of a password", () => {
    expect(isSecret(field({ "aria-label": "Reset password" }, "button"))).toBe(false);
  });
});

describe("how an element is used", () => {
  it.each([
    ["select", {}, "select"],
    ["input", { type: "range" }, "select"],
    ["input", { type: "checkbox" }, "toggle"],
    ["input", { type: "radio" }, "choice"],
    ["div", { role: "menuitem" }, "choice"],
    ["textarea", {}, "field"],
    ["input", { type: "date" }, "field"],
    ["input", { type: "submit" }, "control"],
    ["button", {}, "control"],
  ] as const)("%s %o: %s", (tag, attributes, kind) => {
    expect(kindOf(field(attributes, tag))).toBe(kind);
  });

  it("takes no word from inside a field", () => {
    const area = field({ name: "remarks", "aria-label": "Remarks" }, "textarea");
    area.textContent = "Told in confidence";
    expect(JSON.stringify(note(area))).not.toContain("confidence");
  });
});
