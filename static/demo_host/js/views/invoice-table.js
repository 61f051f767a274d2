import { h, icon } from "../dom.js";
import { notice } from "../frame.js";
import { day, money, t } from "../strings.js";
import { openSendDialog } from "./send-dialog.js";

/** Invoices as a table; at phone width the rows become cards. */
export function invoiceTable(invoices, go) {
  const head = ["number", "customer", "issued", "due", "status", "amount"];
  return h(
    "table",
    { class: "invoices" },
    h("thead", {}, h("tr", {}, ...head.map((key) => h("th", { scope: "col", class: key }, t(key))), h("th", { class: "menu" }))),
    h("tbody", {}, ...invoices.map((invoice) => row(invoice, go))),
  );
}

function row(invoice, go) {
  const cell = (key, ...children) => h("td", { class: key, "data-label": t(key) }, ...children);
  return h(
    "tr",
    { "data-testid": `invoice-${invoice.number}` },
    cell("number", h("a", { href: `/invoices/${invoice.number}` }, invoice.number)),
    cell("customer", invoice.customer),
    cell("issued", day(invoice.issued_on)),
    cell("due", day(invoice.due_on)),
    cell("status", h("span", { class: `chip ${invoice.status}` }, t(invoice.status))),
    cell("amount", money(invoice.total)),
    h("td", { class: "menu" }, menu(invoice, go)),
  );
}

function menu(invoice, go) {
  const list = h(
    "div",
    { class: "menu-list", hidden: true },
    h("a", { href: `/invoices/${invoice.number}` }, t("view")),
    h("button", { type: "button", onclick: () => send(invoice, go) }, t("send")),
  );
  const button = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-expanded": "false",
      "aria-label": t("actions", { number: invoice.number }),
      onclick: () => open(list.hidden),
    },
    icon("more"),
  );
  const open = (wanted) => {
    list.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
  };
  const box = h("div", { class: "menu-box" }, button, list);
  box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || open(false));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    open(false);
    button.focus();
  });
  return box;
}

async function send(invoice, go) {
  if (!(await openSendDialog(invoice))) return;
  notice(t("was_sent", { number: invoice.number }));
  go(location.pathname);
}
