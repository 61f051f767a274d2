import { h, icon, svg } from "../dom.js";
import { money, t } from "../strings.js";
import { invoiceTable } from "./invoice-table.js";

const WEEKS = 10;
const DAY = 86_400_000;

export function dashboard({ session, ledger, go }) {
  const sum = (...statuses) =>
    ledger.invoices.filter((i) => statuses.includes(i.status)).reduce((all, i) => all + i.total, 0);
  const month = new Date().toISOString().slice(0, 7);
  const billed = ledger.invoices
    .filter((i) => i.issued_on.startsWith(month))
    .reduce((all, i) => all + i.total, 0);
  return h(
    "div",
    { class: "page" },
    h(
      "div",
      { class: "head" },
      h("h1", {}, t("good_day", { name: session.person.name })),
      h("a", { href: "/invoices/new", class: "button primary", "data-testid": "new-invoice" }, icon("plus"), t("new_invoice")),
    ),
    h(
      "div",
      { class: "figures" },
      figure(t("billed"), billed),
      figure(t("awaiting"), sum("sent")),
      figure(t("overdue_total"), sum("overdue"), "overdue"),
      figure(t("paid_total"), sum("paid")),
    ),
    h("section", { class: "card" }, h("h2", {}, t("chart")), chart(ledger.invoices)),
    h(
      "section",
      { class: "card" },
      h("div", { class: "head" }, h("h2", {}, t("recent")), h("a", { href: "/invoices" }, t("see_all"))),
      invoiceTable(ledger.invoices.slice(0, 5), go),
    ),
  );
}

function figure(label, amount, kind = "") {
  return h("div", { class: `card figure ${kind}` }, h("p", { class: "quiet" }, label), h("p", { class: "amount" }, money(amount)));
}

function chart(invoices) {
  const now = Date.now();
  const weeks = Array.from({ length: WEEKS }, (_, week) =>
    invoices
      .filter((i) => Math.floor((now - Date.parse(i.issued_on)) / DAY / 7) === WEEKS - 1 - week)
      .reduce((all, i) => all + i.total, 0),
  );
  const most = Math.max(...weeks, 1);
  const bars = weeks.map((amount, week) => {
    const height = Math.max(2, (amount / most) * 110);
    return svg(
      "rect",
      { x: week * 60 + 14, y: 120 - height, width: 32, height, rx: 5, class: "bar" },
      svg("title", {}, money(amount)),
    );
  });
  return svg(
    "svg",
    { viewBox: "0 0 600 124", class: "chart", role: "img", "aria-label": t("chart") },
    svg("line", { x1: 0, y1: 121, x2: 600, y2: 121, class: "axis" }),
    bars,
  );
}
