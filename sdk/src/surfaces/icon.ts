/** Small pictures, drawn by hand: a path in a square of 24, in the colour of the text. */

const SVG = "http://www.w3.org/2000/svg";

export const CHECK = "M5 12.5l4.6 4.6L19 7.5";
export const LOCK = "M6 11h12v8.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
export const CHEVRON = "M6 9.5l6 6 6-6";
export const STAR = "M12 3.2l2.7 5.6 6.1.9-4.4 4.3 1 6.1-5.4-2.9-5.4 2.9 1-6.1L3.2 9.7l6.1-.9z";

/** A face between sad (0) and glad (1). */
export function face(mood: number): string {
  const bend = 11 + 9 * mood;
  const end = 17.4 - 2.6 * mood;
  return `M21.5 12a9.5 9.5 0 1 1-19 0 9.5 9.5 0 0 1 19 0zM8.8 9v.6M15.2 9v.6M7.8 ${end}Q12 ${bend} 16.2 ${end}`;
}

export function icon(path: string): SVGElement {
  const picture = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  picture.append(line);
  return picture;
}
