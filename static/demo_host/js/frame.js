// The frame round every page: navigation, who is signed in, short notices.
import { h, icon } from "./dom.js";
import { t } from "./strings.js";

const PLACES = [
  ["/", "dashboard"],
  ["/invoices", "invoices"],
  ["/customers", "customers"],
  ["/settings", "settings"],
  ["/help", "help"],
];
const NOTICE_MILLIS = 6000;

const notices = h("div", { class: "notices", role: "status", "aria-live": "polite" });

export function frame(session, main) {
  const { person, company } = session;
  const links = PLACES.map(([path, name]) =>
    h("a", { href: path, "data-testid": `nav-${name}` }, icon(name), h("span", {}, t(name))),
  );
  const side = h(
    "header",
    { class: "side" },
    h("a", { href: "/", class: "brand" }, h("img", { src: "/static/icon.svg", alt: "", width: 26, height: 26 }), "Kanjo"),
    h("nav", { "aria-label": t("main_nav") }, links),
    h(
      "a",
      { href: "/sign-in", class: "who", "data-reload": true, title: t("switch_person") },
      h("span", { class: "avatar", "aria-hidden": "true" }, person.name.slice(0, 1)),
      h("span", {}, person.name, h("small", {}, `${company.name} · ${t(`role_${person.role}`)}`)),
    ),
  );
  return [side, main, notices];
}

export function markCurrent(path) {
  for (const link of document.querySelectorAll(".side nav a")) {
    const target = link.getAttribute("href");
    const here = target === "/" ? path === "/" : path.startsWith(target);
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** Tell something in passing. */
export function notice(text) {
  const line = h("p", {}, text);
  notices.append(line);
  setTimeout(() => line.remove(), NOTICE_MILLIS);
}
