import { h, icon } from "../dom.js";
import { t } from "../strings.js";
import { invoiceTable } from "./invoice-table.js";

const STATUSES = ["all", "draft", "sent", "paid", "overdue"];

export function invoices({ ledger, go }) {
  let wanted = "all";
  let words = "";
  const list = h("div", { class: "card flush" });
  const chips = STATUSES.map((status) =>
    h(
      "button",
      { type: "button", class: "filter", "aria-pressed": String(status === wanted), onclick: () => filter(status) },
      t(status),
    ),
  );
  const search = h("input", {
    type: "search",
    placeholder: t("search"),
    "aria-label": t("search"),
    oninput: () => {
      words = search.value.trim().toLowerCase();
      draw();
    },
  });
  function filter(status) {
    wanted = status;
    for (const [index, chip] of chips.entries()) {
      chip.setAttribute("aria-pressed", String(STATUSES[index] === wanted));
    }
    draw();
  }
  function draw() {
    const found = ledger.invoices.filter(
      (i) =>
        (wanted === "all" || i.status === wanted) &&
        (!words || `${i.number} ${i.customer}`.toLowerCase().includes(words)),
    );
    list.replaceChildren(found.length ? invoiceTable(found, go) : h("p", { class: "empty" }, t("none_found")));
  }
  draw();
  return h(
    "div",
    { class: "page" },
    h(
      "div",
      { class: "head" },
      h("h1", {}, t("invoices")),
      h("a", { href: "/invoices/new", class: "button primary", "data-testid": "new-invoice" }, icon("plus"), t("new_invoice")),
    ),
    h(
      "div",
      { class: "toolbar" },
      search,
      h("div", { class: "filters", role: "group", "aria-label": t("status"), "data-testid": "status-filter" }, ...chips),
    ),
    list,
  );
}
