/** `data-opens="<dialog id>"` opens a dialog, `data-closes` closes the one it stands in. */

export function mountDialogs() {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest("[data-opens]");
    if (opener instanceof HTMLElement) {
      const dialog = document.getElementById(opener.dataset.opens ?? "");
      if (dialog instanceof HTMLDialogElement) dialog.showModal();
    }
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    // The backdrop belongs to the dialog element itself.
    if (event.target instanceof HTMLDialogElement) event.target.close();
  });
}

/** `<form data-confirm="sentence">`: asks first. Only for what touches end users or can't be undone. */
export function mountConfirms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.confirm) return;
    if (!confirm(form.dataset.confirm)) event.preventDefault();
  });
}
