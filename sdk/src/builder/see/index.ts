/** Seeing what was written: previews on the page and at phone width, and who would see what. */

export { mountPreviewBar, type PreviewBar, type SeeParts } from "./bar.js";
export { type DryRunParts, mountDryRun } from "./dry-run.js";
export { isPhone, openPhone } from "./phone.js";
