/** Inside a sample's frame: the real renderer draws the sample, in the theme that the form sends. */

const { document: given, scheme, sample } = document.body.dataset;
const guide = JSON.parse(given ?? "{}");
/** The theme to draw next; a newer one replaces an older. @type {{theme: object} | null} */
let wanted = { theme: {} };
let isDrawing = false;

addEventListener("message", (event) => {
  if (event.source !== parent || event.origin !== location.origin) return;
  if (event.data?.type !== "wear") return;
  wanted = { theme: event.data.theme };
  draw();
});
parent.postMessage({ type: "ready" }, location.origin);
draw();

async function draw() {
  if (isDrawing) return;
  isDrawing = true;
  while (wanted) {
    const { theme } = wanted;
    wanted = null;
    const { GuideEngine } = /** @type {any} */ (window);
    try {
      await GuideEngine.preview(guide, { still: true, scheme, theme, ...(sample === "hint" && { step: "st_one" }) });
    } catch (error) {
      document.body.dataset.fault = String(error);
    }
  }
  isDrawing = false;
}
