/** What the author is told after picking: how sure it is to be found again, and which twin is meant. */

import type { Assessment } from "../../target/assess.js";
import { parentOf } from "../../target/dom.js";
import { lookAlikes } from "../../target/peers.js";
import { styleOf } from "../../view/geometry.js";
import { type Child, freshId, h } from "../ui/element.js";
import { icon } from "../ui/icon.js";
import { say } from "../words/pick.js";
import { callContainer, callOf } from "./called.js";
import { type Pick, take } from "./take.js";

type Attached = "row" | "place" | "first";

const TONES = { sure: "", likely: "soft", unsure: "warning" } as const;
/** Draws into the container. A choice is given as the pick taken anew, and drawn. */
export function drawReport(
  container: HTMLElement,
  pick: Pick,
  onChosen: (pick: Pick) => void,
): void {
  const render = (current: Pick, attached: Attached): void => {
    const { twins } = pick.assessment;
    const choose = (to: Attached): void => {
      const element = to === "first" ? lookAlikes(pick.element)[0] : pick.element;
      if (!element?.isConnected) {
        lost.textContent = say("chosenGone");
        return;
      }
      const chosen = take(element, { scope: to === "row" ? "row" : "place" });
      render(chosen, to);
      container.querySelector<HTMLElement>(`[value="${to}"]`)?.focus();
      onChosen(chosen);
    };
    const lost = h("p", { class: "error", role: "alert" });
    container.replaceChildren(
      h(
        "div",
        { class: "stack", "data-part": "pick-report", "data-level": current.assessment.level },
        ...summary(current),
        twins.count > 1 && choices(pick.assessment, attached, choose),
        lost,
      ),
    );
  };
  render(pick, pick.fingerprint.scope ?? "row");
}

function summary(pick: Pick): Child[] {
  const { level } = pick.assessment;
  const sign = icon(level === "unsure" ? "circle-alert" : "check");
  return [
    h("p", { class: "row" }, icon("crosshair"), h("strong", {}, callOf(pick.element))),
    likenessOf(pick),
    h("p", { class: `row ${TONES[level]}` }, sign, say(level)),
    h("ul", { class: "stack soft" }, reasonsOf(pick)),
  ];
}

/** A small likeness: its words in its own colours and shape. */
function likenessOf({ element, fingerprint: { text, name } }: Pick): HTMLElement | null {
  const words = text || name;
  if (!words || !element.isConnected) return null;
  const likeness = h("span", { class: "likeness", "aria-hidden": "true" }, words);
  const { color, borderRadius, border, fontWeight } = styleOf(element);
  Object.assign(likeness.style, {
    ...{ color, borderRadius, border, fontWeight, backgroundColor: groundOf(element) },
    ...{ display: "inline-block", maxWidth: "100%", padding: "2px 10px", overflow: "hidden" },
    ...{ textOverflow: "ellipsis", whiteSpace: "nowrap" },
  });
  return h("p", {}, likeness);
}

/** The colour that shows behind its words. */
function groundOf(element: Element): string {
  for (let node: Element | null = element; node; node = parentOf(node)) {
    const { backgroundColor } = styleOf(node);
    if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return "#fff";
}

function reasonsOf({ assessment: { reasons, twins } }: Pick): HTMLLIElement[] {
  const values = {
    count: twins.count,
    place: twins.index + 1,
    row: twins.row ?? "",
    where: twins.container ? say("inContainer", { container: callContainer(twins.container) }) : "",
  };
  return reasons.map((reason) => h("li", {}, say(reason, values)));
}

/** The row where one names it, this place, and the first place where this isn't it. */
function choices(
  { twins }: Assessment,
  attached: Attached,
  choose: (to: Attached) => void,
): HTMLElement {
  const name = freshId("attach");
  const option = (to: Attached, words: string): HTMLElement => {
    const isChosen = to === attached;
    const radio = h("input", { type: "radio", name, value: to, checked: isChosen });
    radio.addEventListener("change", () => choose(to));
    const label = h("label", { class: "row" }, radio, h("span", {}, words));
    Object.assign(label.style, { flexWrap: "nowrap", alignItems: "baseline" });
    return label;
  };
  const group = h(
    "fieldset",
    { class: "stack" },
    h("legend", {}, say("attach")),
    twins.row !== null && option("row", say("attachRow", { row: twins.row })),
    twins.index > 0 && option("place", say("attachPlace", { place: twins.index + 1 })),
    option(twins.index > 0 ? "first" : "place", say("attachFirst")),
  );
  Object.assign(group.style, {
    ...{ border: "1px solid var(--line)", borderRadius: "var(--radius-s)" },
    ...{ margin: "0", padding: "4px 12px 8px", minWidth: "0" },
  });
  return group;
}
