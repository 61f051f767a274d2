import { h } from "../dom.js";
import { notice } from "../frame.js";
import { track } from "../guide.js";
import { t } from "../strings.js";

const NOTIFICATIONS = ["notify_paid", "notify_overdue", "notify_weekly"];

export function settings({ session }) {
  const { company } = session;
  return h(
    "div",
    { class: "page narrow" },
    h("div", { class: "head" }, h("h1", {}, t("settings"))),
    h(
      "section",
      { class: "card" },
      h("h2", {}, t("company")),
      h("dl", { class: "facts" }, h("dt", {}, t("company_name")), h("dd", {}, company.name), h("dt", {}, t("plan")), h("dd", {}, company.plan)),
    ),
    members(session),
    notifications(),
  );
}

function members(session) {
  const mail = h("input", { id: "invite", type: "email", autocomplete: "off", "aria-describedby": "invite-error" });
  const fault = h("p", { class: "fault", id: "invite-error" });
  const list = h("ul", { class: "members" }, h("li", {}, session.person.name));
  function invite(event) {
    event.preventDefault();
    const good = mail.value && mail.checkValidity();
    fault.textContent = good ? "" : t("bad_mail");
    if (!good) {
      mail.setAttribute("aria-invalid", "true");
      return mail.focus();
    }
    mail.removeAttribute("aria-invalid");
    list.append(h("li", {}, mail.value));
    track("member_invited");
    notice(t("invited", { mail: mail.value }));
    mail.value = "";
  }
  return h(
    "section",
    { class: "card", "data-testid": "members" },
    h("h2", {}, t("members")),
    list,
    h(
      "form",
      { class: "inline", novalidate: true, onsubmit: invite },
      h("div", { class: "field" }, h("label", { for: "invite" }, t("invite_mail")), mail, fault),
      h("button", { type: "submit", class: "button" }, t("invite")),
    ),
  );
}

function notifications() {
  const boxes = NOTIFICATIONS.map((name, index) =>
    h("label", { class: "switch" }, h("input", { type: "checkbox", checked: index < 2 }), h("span", {}, t(name))),
  );
  function save(event) {
    event.preventDefault();
    track("settings_saved");
    notice(t("settings_saved"));
  }
  return h(
    "form",
    { class: "card", onsubmit: save, "data-testid": "notifications" },
    h("h2", {}, t("notifications")),
    ...boxes,
    h("div", { class: "actions" }, h("button", { type: "submit", class: "button primary" }, t("save_settings"))),
  );
}
