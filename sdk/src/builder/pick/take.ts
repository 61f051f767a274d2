/** What picking yields: the element, how to find it again, and how sure that is. */

import type { Fingerprint } from "../../contract.js";
import { type Assessment, assess } from "../../target/assess.js";
import { type CaptureOptions, capture } from "../../target/fingerprint.js";

export interface Pick {
  element: Element;
  fingerprint: Fingerprint;
  assessment: Assessment;
}

export function take(element: Element, options: CaptureOptions = {}): Pick {
  const fingerprint = capture(element, options);
  return { element, fingerprint, assessment: assess(element, fingerprint) };
}
