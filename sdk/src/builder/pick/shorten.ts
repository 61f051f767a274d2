const LONGEST_NAME = 60;

/** A name as far as a label or a title has room for it. */
export function shorten(name: string): string {
  const letters = [...name];
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME).join("")}…` : name;
}
