/** The controls of a question, and what was answered by them. */

import type { Answer, Choice, Question } from "../contract.js";
import { all, on } from "../listen.js";
import { clearTimer, random, setTimer } from "../natives.js";
import type { Undo } from "../seam.js";
import type { LentCrew } from "../view/crew.js";
import {
  type Given,
  isAnswered,
  isSameAnswer,
  longestText,
  numbersOf,
  OTHER,
  shuffled,
  tidy,
} from "./answers.js";
import { face, icon, STAR } from "./icon.js";
import type { SurfaceWords } from "./words.js";

/** A choice is told when the person has rested on it: arrow keys run over many. */
const REST_MS = 400;
/** From here on a field says how much more it takes. */
const NEARLY_FULL = 40;

export interface AskSpec {
  question: Question;
  language: string;
  words: SurfaceWords;
  answer?: Answer | undefined;
  other?: string | undefined;
  /** Once for each finished change; an empty text or list takes the answer back. */
  onAnswer(answer: Answer, other?: string): void;
  /** Enter in a field of one line. */
  onEnter(): void;
}

export interface Asked {
  element: HTMLElement;
  /** Tells the controls which heading asks, once that is on the stage. */
  name(heading: Element | null): void;
  /** Hands over what was answered; false where an answer is due, which is then said beside it. */
  check(): boolean;
  /** Hands over what was answered, where that is news. */
  tell(): void;
  /** Hears nothing any more. */
  close(): void;
}

let count = 0;
/** A question that is drawn again keeps its choices where they were. */
const orders = new WeakMap<Question, Choice[]>();

// One closure over one question: its controls share what was given, and nothing else.
export function ask({ host, kit }: LentCrew, spec: AskSpec): Asked {
  const { make } = kit;
  const { question, words } = spec;
  const group = `ask${++count}`;
  let told: Given = { answer: spec.answer ?? null, other: spec.other };
  let timer = 0;

  const isGroup = !/text$/.test(question.type);
  const isMultiple = question.type === "multiple";
  const controls = isGroup ? (numbersOf(question).length ? cells() : options()) : field();
  const problem = make("p", { class: "problem", id: `${group}p`, role: "alert", hidden: "" });
  const asides = [question.required && words.required, isMultiple && words.severalAllowed];
  const aside = asides.filter(Boolean).join(" · ");
  const note = aside && make("p", { class: "note", lang: host.language }, aside);
  const element = make(
    isGroup ? "fieldset" : "div",
    {
      class: "ask",
      role: isGroup && !isMultiple ? "radiogroup" : null,
      lang: spec.language,
      "aria-required": question.required && isGroup && !isMultiple ? "true" : null,
    },
    note || null,
    ...controls,
    problem,
  );
  const named: Element = isGroup ? element : (controls[0] as Element);

  // ------------------------------------------------------------ drawing

  function cells(): HTMLElement[] {
    const numbers = numbersOf(question);
    const last = numbers[numbers.length - 1] as number;
    const { icon: look, low, high } = question as { icon?: string; low?: string; high?: string };
    const isPicture = look === "star" || look === "face";
    const drawn = numbers.map((value, place) => {
      const end = value === numbers[0] ? low : value === last ? high : "";
      const input = choice("radio", `${value}`, value === told.answer);
      const said = isPicture || end ? kit.say(words.outOf, { value, of: last }) : "";
      if (said) input.setAttribute("aria-label", end ? `${said}: ${end}` : said);
      const shape =
        look === "star" ? STAR : face(numbers.length > 1 ? place / (numbers.length - 1) : 1);
      return make("label", {}, input, make("span", {}, isPicture ? icon(shape) : `${value}`));
    });
    const row = make("div", { class: `cells ${isPicture ? look : "numbers"}` }, ...drawn);
    const ends =
      (low || high) &&
      make(
        "div",
        { class: "ends", "aria-hidden": "true" },
        make("span", {}, low),
        make("span", {}, high),
      );
    return ends ? [row, ends] : [row];
  }

  function options(): HTMLElement[] {
    const { choices, shuffle, other } = question as Question & { type: "single" };
    if (!orders.has(question)) orders.set(question, shuffle ? shuffled(choices, random) : choices);
    const given = ([] as unknown[]).concat(told.answer ?? []);
    const rows: HTMLElement[] = (orders.get(question) as Choice[]).map(({ id, label }) =>
      make(
        "label",
        {},
        choice(isMultiple ? "checkbox" : "radio", id, given.includes(id)),
        make("span", {}, label),
      ),
    );
    if (other) {
      const box = choice(isMultiple ? "checkbox" : "radio", OTHER, given.includes(OTHER));
      rows.push(
        make("label", { lang: host.language }, box, make("span", {}, words.otherChoice)),
        ownWords(),
      );
    }
    return [make("div", { class: "options" }, ...rows)];
  }

  function ownWords(): HTMLElement {
    const input = make("input", {
      type: "text",
      class: "field own",
      dir: "auto",
      maxlength: longestText(question),
      "aria-label": words.otherWords,
      placeholder: words.otherWords,
      hidden: ([] as unknown[]).concat(told.answer ?? []).includes(OTHER) ? null : "",
    });
    input.value = told.other ?? "";
    return input;
  }

  function field(): HTMLElement[] {
    const isLong = question.type === "long_text";
    const longest = longestText(question);
    const { placeholder } = question as { placeholder?: string };
    const input = make(isLong ? "textarea" : "input", {
      class: "field",
      dir: "auto",
      maxlength: longest,
      placeholder,
      rows: isLong ? 4 : null,
      "aria-required": question.required ? "true" : null,
    });
    input.value = typeof told.answer === "string" ? told.answer : "";
    const rest = make("p", { class: "note left", role: "status", lang: host.language });
    const measure = (): void => {
      const left = longest - input.value.length;
      rest.textContent =
        left > NEARLY_FULL ? "" : kit.say(words.textLeft, { count: left }, host.language);
    };
    input.addEventListener("input", host.guard(measure));
    return [input, rest];
  }

  function choice(type: "radio" | "checkbox", value: string, checked: boolean): HTMLInputElement {
    const input = make("input", { type, name: group, value });
    input.checked = checked;
    return input;
  }

  // ------------------------------------------------------------ what is given

  const inputs = (): HTMLInputElement[] =>
    [...element.querySelectorAll("input,textarea")] as HTMLInputElement[];
  const own = (): HTMLInputElement | null => element.querySelector(".own");

  function given(): Given {
    if (!isGroup) {
      const text = tidy((controls[0] as HTMLInputElement).value, longestText(question));
      return { answer: text || null };
    }
    const chosen = inputs().flatMap((input) => (input.checked ? input.value : []));
    const isOther = chosen.includes(OTHER) && own();
    const other = isOther ? { other: tidy(isOther.value, longestText(question)) } : {};
    if (isMultiple) return { answer: chosen.length ? chosen : null, ...other };
    const [value] = chosen;
    const isNumber = numbersOf(question).length > 0;
    return { answer: value === undefined ? null : isNumber ? Number(value) : value, ...other };
  }

  function tell(): void {
    clearTimer(timer);
    const now = given();
    if (isSameAnswer(now, told)) return;
    told = now;
    spec.onAnswer(now.answer ?? (isMultiple ? [] : ""), now.other);
  }

  /** Says what is missing, or takes that back. */
  function complain(sentence: string): void {
    problem.textContent = sentence;
    problem.hidden = !sentence;
    named.removeAttribute("aria-invalid");
    named.removeAttribute("aria-describedby");
    if (!sentence) return;
    named.setAttribute("aria-describedby", problem.id);
    if (!isMultiple) named.setAttribute("aria-invalid", "true");
  }

  function lightUp(): void {
    const { answer } = given();
    for (const input of inputs()) {
      input.parentElement?.classList.toggle(
        "on",
        answer !== null && Number(input.value) <= Number(answer),
      );
    }
  }

  const onChange = host.guard((event: Event): void => {
    complain("");
    const field = own();
    const target = event.target as HTMLInputElement;
    if (field && target !== field) {
      const wasHidden = field.hidden;
      field.hidden = !([] as unknown[]).concat(given().answer ?? []).includes(OTHER);
      // By the pointer or Space the person has decided; arrow keys may be on their way elsewhere.
      if (wasHidden && !field.hidden && isMultiple) kit.focusOn(field);
    }
    if (isGroup) lightUp();
    clearTimer(timer);
    if (target.matches(".field")) return;
    timer = setTimer(host.guard(tell), REST_MS);
  });
  const onLeave = host.guard((event: Event): void => {
    if ((event.target as Element).matches(".field")) tell();
  });
  const onKey = host.guard((event: KeyboardEvent): void => {
    const field = event.target as HTMLInputElement;
    if (event.isComposing || !field.matches(".field")) return;
    // Half a sentence isn't thrown away by the key that also ends a composition.
    if (event.key === "Escape" && field.value) {
      event.preventDefault();
      event.stopPropagation();
    }
    if (event.key === "Enter" && field.localName === "input") {
      event.preventDefault();
      spec.onEnter();
    }
  });
  const unlisten: Undo = all(
    on(element, "input change", onChange),
    on(element, "focusout", onLeave),
    on(element, "keydown", onKey),
  );
  if (isGroup) lightUp();

  return {
    element,
    name(heading) {
      if (heading?.id) named.setAttribute("aria-labelledby", heading.id);
    },
    check() {
      tell();
      if (!question.required || isAnswered(told)) return true;
      const isOwn = told.answer !== null && !!told.answer;
      complain(isOwn ? words.wordsMissing : words.answerMissing);
      const first = isOwn ? own() : (inputs().find((input) => input.checked) ?? inputs()[0]);
      kit.focusOn(first ?? null);
      return false;
    },
    tell,
    close() {
      clearTimer(timer);
      unlisten();
    },
  };
}
