import { h } from "../dom.js";
import { money, t } from "../strings.js";

export function customers({ ledger }) {
  const cards = ledger.customers.map((name) => {
    const theirs = ledger.invoices.filter((i) => i.customer === name);
    const total = (list) => list.reduce((sum, i) => sum + i.total, 0);
    const open = theirs.filter((i) => i.status === "sent" || i.status === "overdue");
    return h(
      "section",
      { class: "card" },
      h("h2", {}, name),
      h(
        "dl",
        { class: "facts" },
        h("dt", {}, t("billed_total")), h("dd", {}, money(total(theirs))),
        h("dt", {}, t("open_invoices")), h("dd", {}, money(total(open))),
      ),
    );
  });
  return h(
    "div",
    { class: "page" },
    h("div", { class: "head" }, h("h1", {}, t("customers"))),
    h("p", { class: "quiet" }, t("customers_intro", { count: ledger.customers.length })),
    h("div", { class: "grid" }, ...cards),
  );
}
