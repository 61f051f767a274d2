/** The rich text controls of the cards, drawn by /static/build/richtext.js over hidden inputs. */

/** @typedef {{mount: (place: ParentNode) => void, refresh: (place: ParentNode) => void}} Texts */

/** @returns {Texts} */
export function mountTexts() {
  /** @type {WeakMap<Element, {destroy: () => void}>} */
  const mounted = new WeakMap();
  const source = document.querySelector("[data-rich-text-words]");
  const words = JSON.parse(source?.getAttribute("data-rich-text-words") ?? "{}");
  const loaded = import("../../build/richtext.js");

  /** @param {Element} area */
  async function draw(area) {
    const { mountRichText } = await loaded;
    const input = area.parentElement?.querySelector("input[type=hidden]");
    if (!(input instanceof HTMLInputElement) || !area.isConnected) return;
    mounted.get(area)?.destroy();
    mounted.set(area, mountRichText(area, { input, words, labelledBy: area.getAttribute("data-label") ?? "" }));
  }

  /** @param {ParentNode} place */
  function mount(place) {
    for (const area of place.querySelectorAll("[data-rich-text]")) draw(area);
  }

  mount(document);
  return { mount, refresh: mount };
}
