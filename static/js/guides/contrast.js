/** Whether text can be read: WCAG 2.2 contrast of what is really drawn. Pure but for `weakest`. */

/** Least ratio for text, and for large text (24 px, or 18.66 px bold). WCAG 1.4.3. */
const LEAST = 4.5;
const LEAST_LARGE = 3;

/** @param {string} colour as `getComputedStyle` writes it @returns {number[] | null} red, green, blue, alpha */
export function parse(colour) {
  const parts = colour.match(/^rgba?\(([^)]+)\)$/)?.[1]?.split(/[\s,/]+/).map(Number);
  return parts && parts.length >= 3 && !parts.some(Number.isNaN) ? [...parts.slice(0, 3), parts[3] ?? 1] : null;
}

/** @param {number[]} one @param {number[]} other */
export function ratio(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {number[]} colour */
function luminance(colour) {
  const [red, green, blue] = colour.slice(0, 3).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The least readable text beneath `root`, if it is below what is needed.
 * @param {ParentNode} root @returns {{ratio: number, least: number} | null}
 */
export function weakest(root) {
  let found = null;
  for (const element of root.querySelectorAll("*")) {
    if (!hasText(element) || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const ink = parse(style.color);
    const ground = groundOf(element);
    if (!ink || !ground) continue;
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const least = large ? LEAST_LARGE : LEAST;
    const measured = ratio(ink, ground);
    if (measured < least && (!found || measured / least < found.ratio / found.least)) {
      found = { ratio: measured, least };
    }
  }
  return found;
}

/** @param {Element} element */
function hasText(element) {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
}

/** The first opaque colour behind an element. @param {Element | null} element @returns {number[] | null} */
function groundOf(element) {
  for (let node = element; node; node = node.parentElement) {
    const style = getComputedStyle(node);
    const colour = parse(style.backgroundColor);
    // Over a picture nobody can say.
    if (style.backgroundImage !== "none") return null;
    if (colour && colour[3] === 1) return colour;
  }
  return null;
}
