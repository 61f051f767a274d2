// Kanjo's entry: who is signed in, the frame, and a router over the History API.
import { h } from "./dom.js";
import { frame, markCurrent } from "./frame.js";
import { introduce } from "./guide.js";
import { loadLedger } from "./ledger.js";
import { speak, t } from "./strings.js";
import { customers } from "./views/customers.js";
import { dashboard } from "./views/dashboard.js";
import { help } from "./views/help.js";
import { invoice } from "./views/invoice.js";
import { invoiceForm } from "./views/invoice-form.js";
import { invoices } from "./views/invoices.js";
import { settings } from "./views/settings.js";

const ROUTES = [
  [/^\/$/, dashboard, "dashboard"],
  [/^\/invoices$/, invoices, "invoices"],
  [/^\/invoices\/new$/, invoiceForm, "new_invoice"],
  [/^\/invoices\/([\w-]+)$/, invoice, "invoices"],
  [/^\/customers$/, customers, "customers"],
  [/^\/settings$/, settings, "settings"],
  [/^\/help$/, help, "help"],
];

let session;
let main;

/** Go to a path without loading the page anew. */
export function go(path) {
  if (path !== location.pathname) history.pushState(null, "", path);
  show();
}

async function show() {
  const [pattern, view, title] = ROUTES.find(([route]) => route.test(location.pathname)) ?? ROUTES[0];
  const path = location.pathname;
  const ledger = await loadLedger();
  if (path !== location.pathname) return;
  const [, argument] = pattern.exec(path) ?? [];
  document.title = `${t(title)} · Kanjo`;
  main.replaceChildren(view({ session, ledger, argument, go }));
  markCurrent(path);
  window.scrollTo(0, 0);
}

function followLinks(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href^='/']") : null;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (!link || !plain || event.defaultPrevented || link.hasAttribute("data-reload")) return;
  event.preventDefault();
  go(link.getAttribute("href"));
}

async function start() {
  session = await (await fetch("/api/session")).json();
  speak(session.person.language);
  introduce(session);
  main = h("main", { id: "main", tabindex: -1 });
  document.getElementById("app").replaceChildren(...frame(session, main));
  document.addEventListener("click", followLinks);
  addEventListener("popstate", show);
  show();
}

start();
