/** Small courtesies of forms. */

export function mountForms() {
  sendOnceOnly();
  focusFirstError();
  for (const control of document.querySelectorAll("[data-autosubmit]")) {
    control.addEventListener("change", () => {
      if ("form" in control && control.form instanceof HTMLFormElement) control.form.requestSubmit();
    });
  }
  for (const input of document.querySelectorAll("[data-reveal]")) revealBy(input);
  for (const input of document.querySelectorAll("[data-from-fragment]")) fillFromFragment(input);
}

/** A second click while the answer is on its way sends nothing. */
function sendOnceOnly() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method === "dialog" || event.defaultPrevented) return;
    // The answer comes into another tab; this page stays, and may well be used again.
    if (form.target === "_blank") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
  });
  // The Back button may bring the page back as it was left.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) form.removeAttribute("data-sent");
  });
}

function focusFirstError() {
  const first = document.querySelector('[aria-invalid="true"]');
  if (first instanceof HTMLElement) first.focus();
}

/** `data-reveal="<input id>"` on a checkbox shows what is typed into a password field. @param {Element} box */
function revealBy(box) {
  box.addEventListener("change", () => {
    const input = document.getElementById(box.getAttribute("data-reveal") ?? "");
    if (input instanceof HTMLInputElement && box instanceof HTMLInputElement) {
      input.type = box.checked ? "text" : "password";
    }
  });
}

/**
 * `data-from-fragment="<prefix>"`: takes a one-time code out of the address, where it was written
 * after `#` so that no server ever logged it. @param {Element} input
 */
function fillFromFragment(input) {
  const code = location.hash.slice(1);
  if (!(input instanceof HTMLInputElement)) return;
  if (!code.startsWith(input.dataset.fromFragment ?? "\0")) return;
  input.value = code;
  history.replaceState(null, "", location.pathname);
}
