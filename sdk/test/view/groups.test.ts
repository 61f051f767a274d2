import { expect, it } from "vitest";
import { joinGroup, othersIn } from "../../src/view/groups.js";

const member = () => ({ hide() {}, dismiss() {} });

it("knows the others of a group while they are there", () => {
  const [one, two, stranger] = [member(), member(), member()];
  const leaves = [joinGroup("a", one), joinGroup("a", two), joinGroup("b", stranger)];
  expect(othersIn("a", one)).toEqual([two]);
  expect(othersIn("b", stranger)).toEqual([]);
  for (const leave of leaves) leave();
  expect(othersIn("a", member())).toEqual([]);
});

it("is no company to those without a group", () => {
  expect(othersIn(undefined, member())).toEqual([]);
});
