/**
 * Patterns for addresses: `*` stands for any run without `/`, `**` for any run. No regular
 * expressions: an author's pattern runs in end users' pages, where one that backtracks would
 * freeze the tab. All states advance together, so time is linear in the text.
 */

/** Whether the pattern covers the whole text. `/**` at the end also stands for nothing. */
export function globMatches(pattern: string, text: string): boolean {
  return covers(pattern, text) || (pattern.endsWith("/**") && covers(pattern.slice(0, -3), text));
}

function covers(pattern: string, text: string): boolean {
  const pieces = pattern.match(/\*+|[^*]/gsu) ?? [];
  let states = step([0], pieces);
  for (const character of text) {
    const next: number[] = [];
    for (const at of states) {
      const piece = pieces[at];
      if (piece === undefined) continue;
      if (piece[0] !== "*") {
        if (piece === character) next.push(at + 1);
      } else if (piece !== "*" || character !== "/") {
        next.push(at);
      }
    }
    if (!next.length) return false;
    states = step(next, pieces);
  }
  return states.includes(pieces.length);
}

/** Adds the states reached through stars that stand for nothing, each once. */
function step(states: number[], pieces: string[]): number[] {
  const reached = new Set<number>();
  for (const at of states) {
    reached.add(at);
    if (pieces[at]?.[0] === "*") reached.add(at + 1);
  }
  return [...reached];
}
