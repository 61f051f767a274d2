/** What tells apart the elements that say nothing: their picture, and the names given to their looks. */

import { isWordy } from "./text.js";

const MOST_CLASSES = 4;
/** A class on more elements than this says nothing about one of them. */
const COMMON = 40;

/** What the picture in it is drawn from: a symbol's name, a file's, a font's glyph, or the path itself. */
export function iconOf(element: Element): string {
  const picture = element.matches(PICTURE) ? element : element.querySelector(PICTURE);
  if (!picture) return "";
  if (picture.localName === "img") return fileOf(picture.getAttribute("src") ?? "");
  if (picture.localName === "i") return glyphOf(picture);
  const symbol = picture.querySelector("use");
  const href = symbol?.getAttribute("href") ?? symbol?.getAttribute("xlink:href");
  if (href) return (href.split("#")[1] ?? "").replace(/^icon-/, "");
  const named = picture.getAttribute("data-icon") ?? picture.getAttribute("data-testid");
  return named || digest(picture.querySelector("path")?.getAttribute("d") ?? "");
}

const PICTURE = "svg,img[src],i[class]";

function fileOf(src: string): string {
  const file = src.startsWith("data:")
    ? digest(src)
    : (src.split(/[?#]/)[0] ?? "").split("/").pop();
  // Bundlers put a hash between the name and its ending.
  return (file ?? "").replace(/[.-][0-9a-f]{6,}(?=\.)/i, "").slice(0, 40);
}

function glyphOf(picture: Element): string {
  const names = [...picture.classList].filter((name) => /-/.test(name) && isWordy(name));
  return names.sort((a, b) => b.length - a.length)[0] ?? "";
}

/** A short mark of a long text. */
function digest(text: string): string {
  let hash = 0;
  for (let i = 0; i < text.length && i < 400; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0;
  return text && `~${(hash >>> 0).toString(36)}`;
}

/** Its most particular classes in words, the rarest on the page first. */
export function classesOf(element: Element): string[] {
  const page = element.ownerDocument;
  return [...element.classList]
    .filter(isWordy)
    .map((name) => [name, page.getElementsByClassName(name).length] as const)
    .filter(([, count]) => count <= COMMON)
    .sort((a, b) => a[1] - b[1])
    .slice(0, MOST_CLASSES)
    .map(([name]) => name);
}
