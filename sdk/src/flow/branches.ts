/** Where a forward move leads. tests/contract/cases/branches.json holds cases that the service runs too. Pure. */

import type { Branch, Rule } from "../contract.js";
import type { FlowAction } from "./reducer.js";

/** The first branch that holds wins; with none, or one that leads nowhere else, the next step follows. */
export function forward(
  branches: readonly Branch[] | undefined,
  holds: (rule: Rule) => boolean,
): FlowAction {
  return { type: "next", stepId: branches?.find(({ when }) => holds(when))?.go_to };
}
