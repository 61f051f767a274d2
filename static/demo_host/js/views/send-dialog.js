import { h } from "../dom.js";
import { track } from "../guide.js";
import { sendInvoice } from "../ledger.js";
import { t } from "../strings.js";

/** Ask for a message and send. Resolves to whether it was sent. */
export function openSendDialog(invoice) {
  return new Promise((resolve) => {
    let sent = false;
    const dialog = h(
      "dialog",
      { class: "dialog", "aria-labelledby": "send-title" },
      h(
        "form",
        { method: "dialog" },
        h("h2", { id: "send-title" }, t("send_title", { number: invoice.number })),
        h("p", { class: "quiet" }, t("send_to", { customer: invoice.customer })),
        h("label", { class: "field" }, h("span", {}, t("message")), h("textarea", { rows: 4 }, t("message_default"))),
        h(
          "div",
          { class: "actions" },
          h("button", { type: "submit", class: "button" }, t("cancel")),
          h("button", { type: "button", class: "button primary", "data-testid": "send-now", onclick: send }, t("send_now")),
        ),
      ),
    );
    async function send() {
      await sendInvoice(invoice.number);
      track("invoice_sent", { total: invoice.total });
      sent = true;
      dialog.close();
    }
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(sent);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
