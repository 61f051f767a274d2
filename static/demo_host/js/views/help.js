import { h, icon } from "../dom.js";
import { openHelp } from "../guide.js";
import { t } from "../strings.js";

export function help() {
  const questions = [1, 2, 3].map((number) =>
    h("details", { class: "card" }, h("summary", {}, t(`q${number}`)), h("p", {}, t(`a${number}`))),
  );
  return h(
    "div",
    { class: "page narrow" },
    h(
      "div",
      { class: "head" },
      h("h1", {}, t("help")),
      h("button", { type: "button", class: "button", "data-testid": "open-help", onclick: openHelp }, icon("help"), t("open_help")),
    ),
    h("p", { class: "quiet" }, t("help_intro")),
    ...questions,
  );
}
