/** The chunk for what guides wait for: loaded with the first step, or guide, that waits for more than a press. */

export { listenAdvance, watchAdvance } from "./advance.js";
export { blockTarget } from "./block.js";
export { watchMoment, withLimit } from "./moment.js";
