// A chat that wants to be on top of everything, and says so each time that anything else is.
const rival = document.querySelector("#rival");
window.raises = 0;
const raise = () => {
  window.raises++;
  rival.hidePopover();
  rival.showPopover();
};
window.fight = () => {
  rival.showPopover();
  document.addEventListener("toggle", (event) => {
    if (event.target !== rival && event.newState === "open") raise();
  }, true);
};
