"""What runs in the checked page. Every script is a function that Playwright calls."""

# The finder under a name of our own: a site may have a `Locator` itself. Set before its scripts.
KEEP_LOCATOR = """
;(() => {
  Object.defineProperty(window, "__guideEngineFinder", { value: window.Locator });
  delete window.Locator;
})();
"""

# Resolves once nothing has changed for `quiet` ms, at the latest after `most`.
SETTLED = """([quiet, most]) => new Promise((resolve) => {
  const started = performance.now();
  let touched = started;
  const watch = new MutationObserver(() => { touched = performance.now(); });
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const look = () => {
    const now = performance.now();
    if (now - touched < quiet && now - started < most) return setTimeout(look, 50);
    watch.disconnect();
    resolve();
  };
  look();
})"""

# Waits as the engine does: an exact answer at once, likeness only when the page has come to rest.
FOUND = """([wanted, wait]) => new Promise((resolve) => {
  const started = performance.now();
  let touched = started;
  const watch = new MutationObserver(() => { touched = performance.now(); });
  watch.observe(document, { subtree: true, childList: true, attributes: true });
  const look = () => {
    const answer = __guideEngineFinder.locate(wanted);
    const now = performance.now();
    const rested = now - touched > 700;
    const sure = answer.element && (answer.tier !== "similar" || rested);
    if (!sure && now - started < wait) return setTimeout(look, 100);
    watch.disconnect();
    resolve("missing" in answer ? { missing: answer.missing } : {});
  };
  look();
})"""

# Looks again on the resting page: which element, is it in sight, does anything lie over it?
LOOK = """async (wanted) => {
  const answer = __guideEngineFinder.locate(wanted);
  window.__guideEngineTarget = answer.element ?? null;
  if (!answer.element) return { missing: answer.missing };
  const element = answer.element;
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));

  const parentOf = (node) => node.parentElement ?? node.getRootNode().host ??
    node.ownerDocument.defaultView?.frameElement ?? null;
  // Where a box of an element's own document lies in the outermost one.
  const shift = (node) => {
    let x = 0, y = 0;
    for (let frame = node.ownerDocument.defaultView?.frameElement; frame;
         frame = frame.ownerDocument.defaultView?.frameElement) {
      const box = frame.getBoundingClientRect();
      x += box.x + frame.clientLeft;
      y += box.y + frame.clientTop;
    }
    return [x, y];
  };
  const boxOf = (node) => {
    const box = node.getBoundingClientRect(), [x, y] = shift(node);
    return [box.left + x, box.top + y, box.right + x, box.bottom + y];
  };
  const meet = (a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]),
    Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  let seen = meet(boxOf(element), [0, 0, innerWidth, innerHeight]);
  const fixed = getComputedStyle(element).position === "fixed";
  for (let node = parentOf(element); node && !fixed; node = parentOf(node)) {
    const style = getComputedStyle(node);
    const clips = `${style.overflowX}${style.overflowY}` !== "visiblevisible";
    const isPage = node === node.ownerDocument.documentElement || node === node.ownerDocument.body;
    if (/^i?frame$/.test(node.localName) || (clips && !isPage)) seen = meet(seen, boxOf(node));
    if (style.position === "fixed") break;
  }
  const [left, top, right, bottom] = seen;
  const on_screen = right - left >= 1 && bottom - top >= 1;

  // The innermost element at a point, through shadow roots and frames.
  const at = (x, y) => {
    let root = document, hit = null;
    for (;;) {
      const next = root.elementFromPoint(x, y);
      if (!next || next === hit) return hit;
      hit = next;
      if (hit.shadowRoot) root = hit.shadowRoot;
      else if (/^i?frame$/.test(hit.localName) && hit.contentDocument) {
        const box = hit.getBoundingClientRect();
        x -= box.x + hit.clientLeft;
        y -= box.y + hit.clientTop;
        root = hit.contentDocument;
      } else return hit;
    }
  };
  const within = (inner, outer) => {
    for (let node = inner; node; node = parentOf(node)) if (node === outer) return true;
    return false;
  };
  // Its own parts, what it lies in (it may let clicks through), and its label don't cover it.
  const belongs = (hit) => within(hit, element) || within(element, hit) ||
    hit.closest("label")?.control === element;
  let cover = null, free = !on_screen;
  for (const [h, v] of [[0.5, 0.5], [0.2, 0.2], [0.8, 0.2], [0.2, 0.8], [0.8, 0.8]]) {
    if (free) break;
    const hit = at(left + (right - left) * h, top + (bottom - top) * v);
    if (!hit || belongs(hit)) free = true;
    else cover ??= hit;
  }
  const words = (node) => {
    const named = node.closest("dialog,[role],[aria-label],[id]") ?? node;
    const role = named.getAttribute("role") ?? named.localName;
    const said = (named.getAttribute("aria-label") ?? named.innerText ?? "").replace(/\\s+/g, " ");
    const id = named.id ? `#${named.id}` : "";
    return `${role}${id} ${said.trim().slice(0, 60)}`.trim();
  };
  const { tier, score, margin, changed } = answer;
  return { tier, score, margin, changed, on_screen, covered_by: free ? null : words(cover),
    proposal: __guideEngineFinder.capture(element) };
}"""

# Resolves once the preview runs; a sentence when the document can't be drawn.
DRAW = """async ([guide, step]) => {
  try {
    window.__guideEnginePreview = await GuideEngine.preview(guide, { step });
    return null;
  } catch (error) {
    return String(error?.message ?? error);
  }
}"""
STOP = "() => { window.__guideEnginePreview?.stop(); delete window.__guideEnginePreview; }"

TARGET = "() => window.__guideEngineTarget"
CLICK = "(element) => element.click()"

# The facts that page rules judge, as the SDK reads them.
FACTS = """() => {
  const { href, pathname, hash, search } = location;
  let path = pathname;
  try { path = decodeURI(pathname); } catch {}
  const query = Object.fromEntries([...new URLSearchParams(search)].reverse());
  return { page: { url: href, path, hash, query, title: document.title } };
}"""

# What a value of each kind of field may be; null where it is chosen or pressed instead.
SAMPLE = """(element) => {
  const kinds = { email: "check@example.com", number: "1", range: "1", tel: "0312345678",
    url: "https://example.com", date: "2026-01-15", month: "2026-01", week: "2026-W03",
    time: "09:00", "datetime-local": "2026-01-15T09:00", color: "#336699" };
  if (element.localName === "select") return { choose: [...element.options]
    .find((option) => !option.disabled && !option.selected && option.value)?.value ?? null };
  if (/^(checkbox|radio|button|submit|file)$/.test(element.type ?? "")) return { press: true };
  return { fill: kinds[element.type] ?? "Check" };
}"""
