import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  comparable,
  exactly,
  fold,
  isStable,
  isWordy,
  likeness,
  pathOf,
} from "../../src/target/text.js";

describe("comparable", () => {
  it.each([
    ["Drafts (12)", "drafts (7)"],
    ["ＡＢＣ", "abc"],
    ["  New\n invoice ", "New invoice"],
    ["Save…", "Save"],
    ["通知 3", "通知"],
  ])("takes %j and %j for the same", (left, right) => {
    expect(comparable(left)).toBe(comparable(right));
  });

  it("tells other words apart", () => {
    expect(comparable("Save")).not.toBe(comparable("Save all"));
  });
});

describe("likeness", () => {
  it("is whole for the same text, and less where only a number differs", () => {
    expect(likeness("Product 12", "Product 12")).toBe(1);
    expect(likeness("Product 12", "Product 13")).toBe(0.75);
  });

  it("is high for a small change, low for another text, in both languages", () => {
    expect(likeness("New invoice", "New invoices")).toBeGreaterThan(0.8);
    expect(likeness("請求書を作成する", "請求書を新規作成する")).toBeGreaterThan(0.6);
    expect(likeness("Delete", "Settings")).toBeLessThan(0.3);
    expect(likeness("削除", "設定")).toBe(0);
  });

  it("is high where one goes on after the other, lower the more it says", () => {
    expect(likeness("Level", "Access level")).toBeGreaterThan(0.6);
    expect(likeness("Choose", "Choose selected groups")).toBeGreaterThan(0.5);
    expect(likeness("evel", "Access level")).toBeLessThan(0.6);
  });

  it("is symmetric and within 0 and 1", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        const value = likeness(left, right);
        expect(value).toBeCloseTo(likeness(right, left));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("isStable", () => {
  it.each(["save-button", "main", "id_username", "nav.invoices", "請求書"])("keeps %s", (value) =>
    expect(isStable(value)).toBe(true),
  );

  it.each([
    ":r1:",
    "radix-:re:",
    "row-20241",
    "css-1x2yz9",
    "ember123",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "btn_a8f5f167",
    "",
    "x",
  ])("drops %j", (value) => expect(isStable(value)).toBe(false));
});

describe("pathOf", () => {
  const base = "https://app.example/ja/";

  it("keeps where a link leads and drops what changes", () => {
    expect(pathOf("/invoices/123?tab=2", base)).toBe("/invoices/#");
    expect(pathOf("#/runs/4?x=1", base)).toBe("/ja/#/runs/#");
    expect(pathOf("#section", base)).toBe("/ja/#section");
    expect(pathOf("/runs/53c0af5c0aa14bed89aa1bc37eee8238", base)).toBe("/runs/#");
    expect(pathOf("mailto:a@b.c", base)).toBe("mailto:");
  });

  it("never throws", () => {
    expect(pathOf("https://[", base)).toBe("");
  });
});

describe("exactly", () => {
  it("takes no notice of case, width and invisible marks, but of numbers", () => {
    expect(exactly("ＯＲＤＥＲ　１２")).toBe(exactly("Order\u200b 12"));
    expect(exactly("Order 12")).not.toBe(exactly("Order 13"));
  });
});

describe("isWordy", () => {
  it.each(["selector-add", "MuiSlider-root", "breadcrumbs"])("keeps %s", (name) =>
    expect(isWordy(name)).toBe(true),
  );
  it.each(["css-1x2yz9", "w-pl-[23px]", "mt4", "a", "sc-bdfghk"])("drops %s", (name) =>
    expect(isWordy(name)).toBe(false),
  );
});

it("folds white space and cuts", () => {
  expect(fold("  a \n\t b  ")).toBe("a b");
  expect(fold("x".repeat(200))).toHaveLength(80);
  expect(fold(null)).toBe("");
});
