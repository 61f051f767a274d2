// An opaque origin: storage and cookies throw, and the page tells its frame's owner how it went.
const faults = [];
const isDenied = () => {
  try {
    return !localStorage;
  } catch {
    return true;
  }
};
addEventListener("error", (event) => faults.push(event.message));
addEventListener("unhandledrejection", (event) => faults.push(String(event.reason)));
addEventListener("message", async ({ data, source }) => {
  if (data?.preview) window.handle = await GuideEngine.preview(data.preview);
  const card = document.querySelector("guide-engine")?.shadowRoot.querySelector("[data-part=bubble]");
  source.postMessage({ faults, title: card?.querySelector("h2")?.textContent ?? null, mark: data.mark, denied: isDenied() }, "*");
});
