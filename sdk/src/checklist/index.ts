/** The chunk for checklists. */

export { runChecklist } from "./run.js";
