import { h, icon } from "../dom.js";
import { notice } from "../frame.js";
import { track } from "../guide.js";
import { createInvoice } from "../ledger.js";
import { money, t } from "../strings.js";

const DUE_DAYS = 30;

export function invoiceForm({ ledger, go }) {
  const today = new Date();
  const due = new Date(today.getTime() + DUE_DAYS * 86_400_000);
  const iso = (moment) => moment.toISOString().slice(0, 10);
  const customer = h(
    "select",
    { id: "customer", name: "customer", "aria-describedby": "customer-help customer-error" },
    h("option", { value: "" }, t("choose")),
    ...ledger.customers.map((name) => h("option", { value: name }, name)),
  );
  const issued = h("input", { id: "issued_on", type: "date", value: iso(today), "aria-describedby": "issued_on-error" });
  const dueOn = h("input", { id: "due_on", type: "date", value: iso(due), "aria-describedby": "due_on-error" });
  const memo = h("textarea", { id: "memo", rows: 2, "aria-describedby": "memo-help" });
  const lines = h("div", { class: "lines" });
  const totals = h("dl", { class: "totals", "data-testid": "totals" });

  function addLine(focus = true) {
    const line = lineRow(() => {
      line.remove();
      drawTotals();
    }, drawTotals);
    lines.append(line);
    if (focus) line.querySelector("input").focus();
  }
  function readLines() {
    return [...lines.children].map((line) => {
      const [item, quantity, price] = line.querySelectorAll("input");
      return { item: item.value, quantity: Number(quantity.value), price: Number(price.value) };
    });
  }
  function drawTotals() {
    const subtotal = readLines().reduce((sum, line) => sum + line.quantity * line.price, 0);
    const tax = Math.floor((subtotal * ledger.tax_percent) / 100);
    const pair = (label, amount) => [h("dt", {}, label), h("dd", {}, money(amount))];
    totals.replaceChildren(
      ...pair(t("subtotal"), subtotal),
      ...pair(t("tax", { percent: ledger.tax_percent }), tax),
      ...pair(t("total"), subtotal + tax),
    );
  }
  async function save(event) {
    event.preventDefault();
    const { invoice, fields } = await createInvoice({
      customer: customer.value,
      issued_on: issued.value,
      due_on: dueOn.value,
      lines: readLines(),
      memo: memo.value,
    });
    if (fields) return showFaults(form, fields);
    track("invoice_created", { total: invoice.total });
    notice(t("saved", { number: invoice.number }));
    go("/invoices");
  }

  const form = h(
    "form",
    { class: "card form", novalidate: true, onsubmit: save },
    field("customer", t("customer"), customer, t("customer_help")),
    h("div", { class: "pair" }, field("issued_on", t("issued_on"), issued), field("due_on", t("due_on"), dueOn)),
    h(
      "fieldset",
      { id: "lines", tabindex: -1, "aria-describedby": "lines-error" },
      h("legend", {}, t("lines")),
      lines,
      h("p", { class: "fault", id: "lines-error" }),
      h("button", { type: "button", class: "button", "data-testid": "add-line", onclick: () => addLine() }, icon("plus"), t("add_line")),
    ),
    field("memo", t("memo"), memo, t("memo_help")),
    totals,
    h(
      "div",
      { class: "actions" },
      h("a", { href: "/invoices", class: "button" }, t("cancel")),
      h("button", { type: "submit", class: "button primary", "data-testid": "save-invoice" }, t("save")),
    ),
  );
  addLine(false);
  drawTotals();
  return h("div", { class: "page narrow" }, h("div", { class: "head" }, h("h1", {}, t("new_invoice"))), form);
}

function lineRow(remove, changed) {
  const input = (key, attributes) =>
    h("label", { class: `field ${key}` }, h("span", {}, t(key)), h("input", { ...attributes, oninput: changed }));
  return h(
    "div",
    { class: "line" },
    input("item", { type: "text", maxlength: 100 }),
    input("quantity", { type: "number", min: 1, step: 1, value: 1, inputmode: "numeric" }),
    input("price", { type: "number", min: 1, step: 1, inputmode: "numeric" }),
    h("button", { type: "button", class: "icon-button", "aria-label": t("remove_line"), onclick: remove }, icon("trash")),
  );
}

function field(name, label, control, help) {
  return h(
    "div",
    { class: "field" },
    h("label", { for: name }, label),
    control,
    help ? h("p", { class: "quiet", id: `${name}-help` }, help) : null,
    h("p", { class: "fault", id: `${name}-error` }),
  );
}

function showFaults(form, fields) {
  for (const fault of form.querySelectorAll(".fault")) fault.textContent = "";
  for (const marked of form.querySelectorAll("[aria-invalid]")) marked.removeAttribute("aria-invalid");
  for (const [name, code] of Object.entries(fields)) {
    form.querySelector(`#${name}-error`).textContent = t(code);
    form.querySelector(`#${name}`).setAttribute("aria-invalid", "true");
  }
  form.querySelector("[aria-invalid]")?.focus();
}
