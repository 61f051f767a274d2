// Runs in the saved page. Truth comes as absolute XPaths only (" >>> " steps into an open shadow root).
window.__anchoring = (() => {
  const childAt = (node, step) => {
    const [, quoted, plain, index] = step.match(/^(?:\*\[local-name\(\)='([^']+)'\]|([\w.-]+))\[(\d+)\]$/);
    return [...node.children].filter((child) => child.localName === (quoted || plain))[index - 1] ?? null;
  };
  const at = (xpath) =>
    xpath.split(" >>> ").reduce((element, part, depth) => {
      if (depth === 0) return document.evaluate(part, document, null, 9, null).singleNodeValue;
      return part.split("/").reduce((node, step) => node && childAt(node, step), element && element.shadowRoot);
    }, null);
  const shown = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ checkVisibilityCSS: true });
  };
  const overlap = (one, other) => {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (width <= 0 || height <= 0) return 0;
    return (width * height) / (a.width * a.height + b.width * b.height - width * height);
  };
  const within = (outer, inner) => {
    for (let node = inner; node; node = node.parentNode || node.host) if (node === outer) return true;
    return false;
  };
  // Its wrapper or its part counts as right where it covers the same place.
  const same = (got, wanted) =>
    got === wanted || ((within(got, wanted) || within(wanted, got)) && overlap(got, wanted) >= 0.7);
  return {
    capture: async (xpath) => {
      try {
        return JSON.parse(JSON.stringify(await window.Locator.capture(at(xpath))));
      } catch {
        return null;
      }
    },
    judge: async ({ taken, xpath }) => {
      const wanted = xpath === null ? null : at(xpath);
      const began = performance.now();
      let got = null;
      try {
        got = taken && (await window.Locator.find(taken));
      } catch {
        got = null;
      }
      const ms = performance.now() - began;
      if (got && got !== wanted && !(got.nodeType === 1 && got.isConnected && shown(got))) got = null;
      if (!got) return { verdict: wanted ? "missing" : "right", ms };
      return { verdict: wanted && same(got, wanted) ? "right" : "wrong", ms };
    },
  };
})();
