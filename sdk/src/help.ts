/** The chunk for noticing the stuck: loaded where help is on. */

export { createRescue } from "./rescue.js";
