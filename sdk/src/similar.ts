/** The chunk for pages that have changed: finds by likeness. The renderer loads it when it must. */

export { tellDrift } from "./drift.js";
export { findQuickly, findSimilar, findSlowly } from "./target/similar.js";
