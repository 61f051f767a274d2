/** What makes a page open the builder: a one-time code in the fragment, or a token of this tab. */

/** The builder keeps its token under this key; the core only looks whether there is one. */
const TOKEN = "guide-engine.builder";

/** Takes the code out of the address before anything can keep it. Null where there is none. */
export function takeCode(): string | null {
  const { hash, href } = location;
  const [part = "", code = null] = /[#&]guide-engine=([\w-]+)$/.exec(hash) ?? [];
  if (code) history.replaceState(history.state, "", href.slice(0, -part.length));
  return code;
}

export function holdsToken(): boolean {
  try {
    return TOKEN in sessionStorage;
  } catch {
    // Denied: the builder lasts as long as the page.
    return false;
  }
}
