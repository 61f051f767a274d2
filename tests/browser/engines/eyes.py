"""What a test sees in a page, as functions of the page's own language, alike in each engine."""

# A selector is CSS; ` >>> ` goes into an open shadow root or a frame of the same origin.
EYES = r"""
  const find = (selector) => {
    let scope = document, found = null, x = 0, y = 0;
    for (const part of selector.split(" >>> ")) {
      if (found?.contentDocument) {
        const frame = found.getBoundingClientRect();
        x += frame.x + found.clientLeft;
        y += frame.y + found.clientTop;
      }
      found = scope.querySelector(part);
      if (!found) return null;
      scope = found.shadowRoot ?? found.contentDocument ?? found;
    }
    return { found, x, y };
  };
  const plain = (b, x = 0, y = 0) => ({ x: b.x + x, y: b.y + y, width: b.width, height: b.height });
  const boxOf = (selector) => {
    const it = find(selector);
    return it && plain(it.found.getBoundingClientRect(), it.x, it.y);
  };
  // What is on top at a point, through shadow roots and frames.
  const hit = (x, y) => {
    let scope = document, found = null;
    for (;;) {
      const next = scope.elementFromPoint(x, y);
      if (!next || next === found) return found;
      found = next;
      if (found.contentDocument) {
        const frame = found.getBoundingClientRect();
        x -= frame.x + found.clientLeft;
        y -= frame.y + found.clientTop;
        scope = found.contentDocument;
      } else if (found.shadowRoot) scope = found.shadowRoot;
      else return found;
    }
  };
  const isSeen = (node) => {
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    return box.width > 0 && box.height > 0 && style.visibility === "visible" && +style.opacity > 0.9;
  };
  // Our host may stand in a shadow root of the page, inside an open dialog there.
  const ours = () => {
    const hosts = (root) => [...root.querySelectorAll("*")].flatMap((node) =>
      node.localName === "guide-engine" ? [node] : node.shadowRoot ? hosts(node.shadowRoot) : []);
    return hosts(document)[0]?.shadowRoot ?? null;
  };
  const parts = (name) => [...(ours()?.querySelectorAll(`[data-part="${name}"]`) ?? [])];
  const nameOf = (node) => {
    const ids = node.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
    const texts = ids.map((id) => node.getRootNode().getElementById(id)?.textContent ?? "");
    return (node.getAttribute("aria-label") ?? (texts.join(" ") || node.textContent)).trim();
  };
  const named = (part, roles, name) => parts(part)
    .flatMap((root) => (root.matches(roles) ? [root] : [...root.querySelectorAll(roles)]))
    .find((node) => nameOf(node) === name);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  // Where to click a node: its middle, once it stands still, is in view and is not covered.
  const spotOf = async (node, dx = 0, dy = 0) => {
    if (!node?.isConnected) return null;
    const before = node.getBoundingClientRect();
    await frame();
    const box = node.getBoundingClientRect();
    const x = box.x + box.width / 2 + dx, y = box.y + box.height / 2 + dy;
    const stands = before.x === box.x && before.y === box.y;
    if (!stands || x < 0 || y < 0 || x > innerWidth || y > innerHeight) return null;
    const top = hit(x, y);
    return node.contains(top) || top?.closest?.("label")?.control === node ? { x, y } : null;
  };
  const spot = (selector) => {
    const it = find(selector);
    it?.found.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    return it && spotOf(it.found, it.x, it.y);
  };
  const measured = (target) => [parts("hole")[0], parts("bubble")[0]]
    .map((node) => (node ? plain(node.getBoundingClientRect()) : null)).concat(boxOf(target));
  // The hole is on the target within 1 px; the bubble is inside the window and beside the target.
  const isAligned = (selector) => {
    const [hole, card, target] = measured(selector);
    if (!hole || !card || !target) return false;
    const exact = ["x", "y", "width", "height"].every((k) => Math.abs(hole[k] - target[k]) <= 1);
    const inside = card.x >= 0 && card.y >= 0 && card.x + card.width <= innerWidth + 0.5
      && card.y + card.height <= innerHeight + 0.5;
    const beside = card.x >= target.x + target.width || card.x + card.width <= target.x
      || card.y >= target.y + target.height || card.y + card.height <= target.y;
    return exact && inside && beside;
  };
"""
