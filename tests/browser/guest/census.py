"""A census of a host page: everything of it that a guest could change, taken from outside."""

from typing import Any

from playwright.sync_api import CDPSession, Page

Json = dict[str, Any]

# Runs before any script of the page. Remembers each built-in by identity, and tells which changed.
BIRTH = """(() => {
  const known = new Map();
  const label = (key) => (typeof key === "symbol" ? key.toString() : key);
  const walk = (owner, path, visit) => {
    for (const key of Reflect.ownKeys(owner)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(owner, key);
      visit(`${path}.${label(key)}`, typeof value === "function" ? [value] : [get, set], value);
    }
  };
  const builtIns = function* () {
    for (const key of Object.getOwnPropertyNames(window)) {
      const { value } = Object.getOwnPropertyDescriptor(window, key);
      if (typeof value !== "function" && !(value && typeof value === "object" && value !== window))
        continue;
      yield [key, value];
      if (value.prototype) yield [`${key}.prototype`, value.prototype];
    }
    yield ["window", window];
    yield ["history", history];
    yield ["location", location];
    yield ["document", document];
    yield ["navigator", navigator];
  };
  for (const [path, owner] of [...builtIns()]) {
    const table = new Map();
    walk(owner, path, (name, functions) => table.set(name, functions));
    known.set(path, [owner, table]);
  }
  window.__changedBuiltIns = () => {
    const changed = [];
    for (const [path, [owner, table]] of known) {
      const left = new Set(table.keys());
      walk(owner, path, (name, functions) => {
        left.delete(name);
        // What a page adds to its window is told by its globals.
        if (!table.has(name)) path === "window" || changed.push(`+ ${name}`);
        else if (table.get(name).some((one, at) => one !== functions[at])) changed.push(name);
      });
      for (const name of left) changed.push(`- ${name}`);
    }
    return changed;
  };
})();"""

# The page as text: markup through shadow roots and frames, styles, globals, history, focus.
FACTS = """() => {
  const roots = [document];
  for (const root of roots) {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) roots.push(node.shadowRoot);
      if (node.contentDocument) roots.push(node.contentDocument);
    }
  }
  const elements = roots.flatMap((root) => [...root.querySelectorAll("*")]);
  return {
    markup: roots.map((root) => (root.documentElement ?? root).outerHTML ?? root.innerHTML),
    sheets: roots.map((root) => [
      root.adoptedStyleSheets.length,
      [...root.styleSheets].map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)),
    ]),
    looks: elements.map((node) => {
      const style = getComputedStyle(node);
      return `${node.localName}#${node.id} ${[...style].map((name) => style.getPropertyValue(name)).join(";")}`;
    }),
    values: elements.map((node) => [node.value, node.checked, node.open, node.scrollTop]),
    globals: Object.getOwnPropertyNames(window).filter((name) => !/^(GuideEngine|__)/.test(name)),
    history: [history.length, history.state, Reflect.ownKeys(history).map(String), location.href],
    place: [scrollX, scrollY, document.title, document.cookie],
    focus: document.activeElement.outerHTML,
    selection: String(getSelection()),
  };
}"""


def listeners_of(page: Page, cdp: CDPSession) -> list[str]:
    """Every listener on window, document and elements, asked of the browser itself."""
    addresses: dict[str, str] = {}
    cdp.on(
        "Debugger.scriptParsed", lambda one: addresses.update({one["scriptId"]: str(one["url"])})
    )
    cdp.send("Debugger.enable")
    expression = "[window, document, visualViewport, history, ...document.querySelectorAll('*')]"
    nodes = cdp.send("Runtime.evaluate", {"expression": expression})["result"]["objectId"]
    listed = cdp.send("Runtime.getProperties", {"objectId": nodes, "ownProperties": True})
    rows: list[str] = []
    for item in listed["result"]:
        if not item["name"].isdigit():
            continue
        value = item["value"]
        found = cdp.send("DOMDebugger.getEventListeners", {"objectId": value["objectId"]})
        rows += [
            f"{item['name']} {value['description']} {one['type']} {one['useCapture']}"
            for one in found["listeners"]
            # The driver listens too, from scripts without an address.
            if addresses.get(one["scriptId"], "").startswith("http")
        ]
    cdp.send("Debugger.disable")
    return sorted(rows)


def census(page: Page, cdp: CDPSession) -> Json:
    facts: Json = page.evaluate(FACTS)
    return facts | {"listeners": listeners_of(page, cdp)}


def held(page: Page, cdp: CDPSession) -> Json:
    """What the browser keeps alive for the page, after a collection: counted by the browser."""
    for _ in range(3):
        cdp.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}
    counted = {
        name: _alive(cdp, name)
        for name in (
            "MutationObserver",
            "ResizeObserver",
            "IntersectionObserver",
            "AbortController",
        )
    }
    return counted | {
        "nodes": int(metrics["Nodes"]),
        "listeners": int(metrics["JSEventListeners"]),
        "heap": int(metrics["JSHeapUsedSize"]),
    }


def _alive(cdp: CDPSession, name: str) -> int:
    prototype = cdp.send("Runtime.evaluate", {"expression": f"{name}.prototype"})["result"]
    found = cdp.send("Runtime.queryObjects", {"prototypeObjectId": prototype["objectId"]})
    counted = cdp.send(
        "Runtime.callFunctionOn",
        {
            "objectId": found["objects"]["objectId"],
            "functionDeclaration": "function () { return this.length; }",
            "returnByValue": True,
        },
    )
    cdp.send("Runtime.releaseObject", {"objectId": found["objects"]["objectId"]})
    return int(counted["result"]["value"])


def focus_order(page: Page, most: int = 40) -> list[str]:
    """What Tab reaches, in order, from the top of the page until it leaves it."""
    page.evaluate("() => { document.activeElement?.blur(); getSelection().removeAllRanges(); }")
    stops: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "() => document.activeElement === document.body ? '' : document.activeElement.outerHTML"
        )
        if not stop or stop in stops:
            break
        stops.append(stop)
    return stops
