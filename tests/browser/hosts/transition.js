document.querySelector("#swap").addEventListener("click", () => {
  const swap = () => document.querySelector("#stage-box").classList.toggle("moved");
  window.finished = document.startViewTransition
    ? document.startViewTransition(swap).finished
    : Promise.resolve(swap());
});
