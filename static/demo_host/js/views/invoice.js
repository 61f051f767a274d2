import { h, icon } from "../dom.js";
import { notice } from "../frame.js";
import { day, money, t } from "../strings.js";
import { openSendDialog } from "./send-dialog.js";

export function invoice({ ledger, argument, go }) {
  const found = ledger.invoices.find((i) => i.number === argument);
  if (!found) {
    return h("div", { class: "page" }, h("p", { class: "empty" }, t("not_found")), h("a", { href: "/invoices" }, t("back_to_list")));
  }
  async function send() {
    if (!(await openSendDialog(found))) return;
    notice(t("was_sent", { number: found.number }));
    go(location.pathname);
  }
  const pair = (key, value) => [h("dt", {}, t(key)), h("dd", {}, value)];
  return h(
    "div",
    { class: "page narrow" },
    h("a", { href: "/invoices" }, t("back_to_list")),
    h(
      "div",
      { class: "head" },
      h("h1", {}, found.number, " ", h("span", { class: `chip ${found.status}` }, t(found.status))),
      h("button", { type: "button", class: "button primary", "data-testid": "send-invoice", onclick: send }, icon("send"), t("send")),
    ),
    h(
      "dl",
      { class: "card facts" },
      ...pair("customer", found.customer),
      ...pair("issued", day(found.issued_on)),
      ...pair("due", day(found.due_on)),
      ...pair("subtotal", money(found.subtotal)),
      ...pair("total", money(found.total)),
      ...(found.memo ? pair("memo", found.memo) : []),
    ),
  );
}
