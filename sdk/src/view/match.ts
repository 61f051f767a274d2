/** How a target was found, for the author's eyes: told with the step, and on its own where it drifted. */

import type { Match, Step } from "../contract.js";
import type { Occurrence, RendererHost, RunSpec } from "../seam.js";
import type { Found } from "../target/find.js";

export function tellMatch(
  host: RendererHost,
  spec: RunSpec,
  step: Step,
  { element, ...match }: Found,
  report: (occurrence: Occurrence) => void,
): Match {
  // What is exact says what it said, and a selector that was typed is meant as it is. For all else
  // the chunk is here already.
  if (spec.session && match.tier !== "exact" && match.tier !== "typed") {
    import("../similar.js").then(
      host.guard(({ tellDrift }) => tellDrift(spec, step, { element, ...match }, report)),
      () => {},
    );
  }
  return match;
}
