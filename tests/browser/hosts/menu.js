// Closes on pointer-down outside, as menus do.
const menu = document.querySelector("#menu");
document.querySelector("#menu-button").addEventListener("click", () => menu.classList.toggle("off"));
for (const type of ["pointerdown", "mousedown", "click", "focusin", "touchstart"]) {
  document.addEventListener(type, (event) => {
    if (!menu.contains(event.target) && event.target.id !== "menu-button") menu.classList.add("off");
  });
}
