/** The chunk that loads when there is something to show: it runs guides, and draws them. */

export { createConductor } from "../conductor.js";
export { createRenderer } from "../renderer.js";
