// A dialog of divs, as libraries make them: it traps the focus, swallows clicks outside, and hides the rest.
const trap = document.querySelector("#trap");
window.pulls = 0;
window.closes = 0;
document.querySelector("#open-trap").addEventListener("click", () => {
  trap.classList.remove("off");
  document.querySelector("main").setAttribute("aria-hidden", "true");
  document.querySelector("#first").focus();
});
const isOpen = () => !trap.classList.contains("off");
document.addEventListener("focusin", (event) => {
  if (!isOpen() || trap.contains(event.target)) return;
  window.pulls++;
  document.querySelector("#first").focus();
}, true);
document.addEventListener("pointerdown", (event) => {
  if (!isOpen() || trap.contains(event.target)) return;
  window.closes++;
  trap.classList.add("off");
}, true);
document.addEventListener("click", (event) => {
  if (!isOpen() || trap.contains(event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
