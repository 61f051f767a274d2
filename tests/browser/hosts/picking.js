// A page that reacts to everything: what it heard is what the picker failed to keep from it.
const HEARD =
  "pointerdown pointerup mousedown mouseup click auxclick dblclick contextmenu touchstart touchend dragstart " +
  "keydown keyup keypress input change focus blur focusin focusout submit";
window.told = [];
window.toldFirst = [];
const name = (event) => `${event.type} ${event.target.id || event.target.localName || "page"}`;
for (const type of HEARD.split(" ")) {
  document.addEventListener(type, (event) => window.told.push(name(event)), true);
  // Before anybody else: what comes here can be kept from it by nobody.
  addEventListener(type, (event) => window.toldFirst.push(name(event)), true);
}
const get = (id) => document.getElementById(id);
const scripted = get("scripted");
scripted.addEventListener("mouseenter", () => get("scripted-menu").classList.remove("off"));
scripted.addEventListener("mouseleave", () => get("scripted-menu").classList.add("off"));
get("clicked-opener").addEventListener("click", () => get("clicked-menu").classList.remove("off"));
document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest?.("#clicked-menu")) get("clicked-menu").classList.add("off");
});
get("clicked-opener").addEventListener("blur", () => get("clicked-menu").classList.add("off"));
