import { expect, it } from "vitest";
import { isBare, isHotkey, type Pressed } from "../../src/help/hotkey.js";

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  defaultPrevented: false,
  ...held,
});

it.each([
  ["?", press("?"), true],
  ["?", press("/"), false],
  ["?", press("?", { ctrlKey: true }), false],
  ["?", press("?", { repeat: true }), false],
  ["?", press("?", { isComposing: true }), false],
  ["?", press("?", { defaultPrevented: true }), false],
  ["Control+/", press("/", { ctrlKey: true }), true],
  ["Control+/", press("/", { metaKey: true }), true],
  ["Control+/", press("/"), false],
  ["Control+/", press("/", { ctrlKey: true, altKey: true }), false],
  ["Alt+/", press("/", { altKey: true }), true],
  ["F1", press("F1"), true],
])("%s and what was pressed: %#", (hotkey, event, expected) => {
  expect(isHotkey(hotkey, event)).toBe(expected);
});

it("tells a key alone, which can be pressed by a slip", () => {
  expect(["?", "F1", "Alt+/", "Control+/"].map(isBare)).toEqual([true, false, false, false]);
});
