/** Something to decide before writing goes on, such as unsaved work that was found. */

import { button } from "../ui/button.js";
import { h } from "../ui/element.js";

export interface NoticeAction {
  label: string;
  look?: "primary" | "quiet";
  press(): void;
}

/** Gone once one of its actions was taken. */
export function drawNotice(home: HTMLElement, sentence: string, actions: NoticeAction[]): void {
  const notice = h("div", { class: "notice", role: "status" });
  notice.append(
    h("p", {}, sentence),
    h(
      "div",
      { class: "row" },
      actions.map(({ label, look = "quiet", press }) =>
        button(
          label,
          () => {
            notice.remove();
            press();
          },
          { look },
        ),
      ),
    ),
  );
  home.append(notice);
}
