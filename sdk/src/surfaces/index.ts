/** The chunk for cards in a corner, banners, and whatever asks. */

export { openSurface } from "./surface.js";
export { showThanks } from "./thanks.js";
