// Targets that come with an answer, an animation or a route.
const view = document.querySelector("#view");
const add = (id, text) => {
  const button = document.createElement("button");
  button.id = id;
  button.textContent = text;
  view.append(button);
  return button;
};
document.querySelector("#fetch").addEventListener("click", async () => {
  await (await fetch("plain.html")).text();
  add("fetched", "Fetched");
});
document.querySelector("#slide").addEventListener("click", () => {
  add("sliding", "Sliding").animate(
    [{ transform: "translateX(-300px)", opacity: 0 }, { transform: "none", opacity: 1 }],
    { duration: 400, fill: "both" },
  );
});
document.querySelector("#go").addEventListener("click", () => {
  history.pushState({}, "", "#report");
  view.replaceChildren();
  // The next view comes some frames later, as after a chunk has loaded.
  setTimeout(() => add("report", "Report of the year"), 150);
});
