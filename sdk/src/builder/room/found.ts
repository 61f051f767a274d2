/** What the service found about the last saved document, kept at its steps while they move. */

import type { GuideDocument } from "../../contract.js";
import type { Finding } from "../api/types.js";

export interface Found {
  of(document: GuideDocument): Finding[];
  replace(findings: Finding[]): void;
}

export function createFound(first: Finding[]): Found {
  let findings = first;
  return {
    of: (document) => findings.flatMap((finding) => follow(finding, document)),
    replace(next) {
      findings = next;
    },
  };
}

/** The finding at the place its step has now; nothing when the step is gone. */
function follow(finding: Finding, document: GuideDocument): Finding[] {
  const { step_id: stepId, path } = finding;
  if (!stepId) return [finding];
  const place = document.steps.findIndex(({ id }) => id === stepId);
  return place < 0 ? [] : [{ ...finding, path: path.replace(/^\/steps\/\d+/, `/steps/${place}`) }];
}
