/** The chunk for what is needed seldom: hints, the card of help, previews of unpublished guides. */

export { drawPreview } from "./preview.js";
export { takeStoredLease } from "./stored-lease.js";
export { runHint } from "./view/hint.js";
export { showOffer } from "./view/offer.js";
