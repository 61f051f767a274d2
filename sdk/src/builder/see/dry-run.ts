/** Who would see what, here and now: everything applied for one end user, nothing shown or counted. */

import { nothing } from "../../listen.js";
import { pageFacts, watchAddress } from "../../page/page.js";
import type { Undo } from "../../seam.js";
import type { Person, Verdict } from "../api/types.js";
import { sentenceFor } from "../boot/sentence.js";
import { button } from "../ui/button.js";
import { freshId, h } from "../ui/element.js";
import { say } from "../words/see.js";
import { type Standing, standings } from "./verdict.js";

/** After the last key stroke. */
const PAUSE_MS = 250;

export interface DryRunParts {
  url: string;
  people(query: string): Promise<Person[]>;
  dryRun(userId: string): Promise<Verdict[]>;
}

export function mountDryRun(container: Element, parts: DryRunParts): Undo {
  const field = freshId("person");
  const search = h("input", {
    id: field,
    class: "input",
    type: "search",
    maxlength: 200,
    autocomplete: "off",
    placeholder: say("personHint"),
    oninput: () => ask(PAUSE_MS),
    onkeydown: (event) => {
      if (event.key === "Enter" && !event.isComposing) ask(0);
    },
  });
  const count = h("p", { class: "soft", role: "status" });
  const people = h("div", { class: "people", role: "group", "aria-label": say("person") });
  const outcome = h("div", { class: "stack", "data-part": "verdicts" });
  const view = h(
    "div",
    { class: "see", "data-part": "dry-run" },
    h("p", { class: "soft" }, say("dryRunHint")),
    h("label", { for: field }, say("person")),
    search,
    count,
    people,
    outcome,
  );
  let timer = 0;
  // Answers may overtake each other: only the last question's counts.
  let asked = 0;
  let judged = 0;
  let redraw = nothing;

  function ask(pause: number): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => void find(search.value.trim()), pause);
  }

  async function find(query: string): Promise<void> {
    asked += 1;
    const mine = asked;
    try {
      const found = await parts.people(query);
      if (mine !== asked) return;
      count.textContent = found.length ? say("people", { n: found.length }) : say("nobody");
      people.replaceChildren(...found.map(drawPerson));
    } catch (error) {
      if (mine === asked) fail(count, error);
    }
  }

  function drawPerson(person: Person): HTMLElement {
    const about = [person.company, person.tier].filter(Boolean).join(" · ");
    return button(person.name || person.id, () => void judge(person), {
      look: "quiet",
      props: { "data-person": person.id, ...(about && { title: about }) },
    });
  }

  async function judge(person: Person): Promise<void> {
    judged += 1;
    const mine = judged;
    redraw = nothing;
    for (const one of people.children)
      one.setAttribute("aria-pressed", String((one as HTMLElement).dataset.person === person.id));
    try {
      const verdicts = await parts.dryRun(person.id);
      if (mine !== judged) return;
      redraw = () => outcome.replaceChildren(...drawVerdicts(person, verdicts));
      redraw();
    } catch (error) {
      if (mine === judged) fail(outcome, error);
    }
  }

  function fail(place: Element, error: unknown): void {
    place.replaceChildren(h("p", { class: "error", role: "alert" }, sentenceFor(error, parts.url)));
  }

  const leaveAddress = watchAddress(() => redraw());
  container.append(view);
  ask(0);
  return () => {
    clearTimeout(timer);
    asked = judged = -1;
    leaveAddress();
    view.remove();
  };
}

function drawVerdicts(person: Person, verdicts: Verdict[]): HTMLElement[] {
  const heading = h("h3", {}, say("verdicts", { name: person.name || person.id }));
  if (!verdicts.length) return [heading, h("p", { class: "soft" }, say("noGuides"))];
  const all = standings(verdicts, pageFacts());
  const rows = verdicts.map((verdict, place) => drawVerdict(verdict, all[place] as Standing));
  return [heading, h("ul", { class: "verdicts" }, rows)];
}

function drawVerdict(verdict: Verdict, standing: Standing): HTMLElement {
  const lines = standing.is === "never" ? verdict.lines : [];
  return h(
    "li",
    { "data-guide": verdict.guide_id },
    h(
      "div",
      { class: "verdict-name" },
      h("span", { class: `chip ${standing.is}` }, say(standing.is)),
      verdict.name,
      h("span", { class: "soft" }, say(verdict.kind)),
      verdict.draft && h("span", { class: "chip" }, say("draft")),
    ),
    h("p", { class: "soft" }, whyOf(verdict, standing)),
    lines.map((line) => h("p", { class: "soft" }, line)),
  );
}

function whyOf({ sentence }: Verdict, standing: Standing): string {
  if (standing.is === "queued") return say("queuedWhy", { name: standing.behind });
  if (standing.is !== "elsewhere") return sentence;
  const { pages } = standing;
  return pages.length ? say("elsewhereWhy", { pages: pages.join(", ") }) : say("elsewhereRule");
}
