/** The renderer's own words; everything else on a bubble is the author's. */

export const ENGLISH = {
  close: "Close",
  next: "Next",
  done: "Done",
  step: "Step {at} of {of}",
};

export type Words = typeof ENGLISH;
