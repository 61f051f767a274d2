/** "Take all of mine / theirs" on the page of two versions. */
const form = document.querySelector("[data-merge]");
const row = form?.querySelector("[data-merge-all]");
if (row instanceof HTMLElement) row.hidden = false;
for (const button of form?.querySelectorAll("[data-take]") ?? []) {
  button.addEventListener("click", () => {
    for (const radio of form?.querySelectorAll(`input[value="${button.getAttribute("data-take")}"]`) ?? []) {
      if (radio instanceof HTMLInputElement) radio.checked = true;
    }
  });
}
