/** Changes the theme at once; the server keeps the choice in a cookie, so pages never flash. */
import { send } from "./http.js";

export function mountThemeMenu() {
  const form = document.querySelector("form[data-theme-menu]");
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    event.stopPropagation();
    apply(button.value);
    for (const other of form.querySelectorAll("button")) {
      other.toggleAttribute("aria-current", false);
      other.querySelector(".tick")?.toggleAttribute("hidden", other !== button);
    }
    button.setAttribute("aria-current", "true");
    const choice = new URLSearchParams({ theme: button.value });
    void send(form.action, { form: choice });
  });
}

/** @param {string} theme */
function apply(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
