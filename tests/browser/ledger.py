"""Counts what a page has registered and not given back, seen from outside the SDK."""

LEDGER = """(() => {
  const open = (window.__open = { listeners: 0, observers: 0, timers: 0, frames: 0 });
  const faults = (window.__faults = []);
  addEventListener("securitypolicyviolation", (e) => faults.push(`${e.violatedDirective} ${e.blockedURI}`));
  addEventListener("error", (e) => faults.push(String(e.message)));
  addEventListener("unhandledrejection", (e) => faults.push(String(e.reason)));
  const known = new WeakMap();
  const add = EventTarget.prototype.addEventListener;
  const remove = EventTarget.prototype.removeEventListener;
  const keyOf = (type, options) => `${type} ${!!(options?.capture ?? options)}`;
  const isPage = (node) => node === window || node === document || (node.getRootNode?.() === document
    && node.localName !== "guide-engine");
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (listener && isPage(this ?? window)) {
      const target = this ?? window;
      const table = known.get(target) ?? known.set(target, new Map()).get(target);
      const key = keyOf(type, options);
      const set = table.get(key) ?? table.set(key, new Set()).get(key);
      if (!set.has(listener)) open.listeners++;
      set.add(listener);
    }
    return add.call(this ?? window, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const set = known.get(this ?? window)?.get(keyOf(type, options));
    if (set?.delete(listener)) open.listeners--;
    return remove.call(this ?? window, type, listener, options);
  };
  for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver"]) {
    const Native = window[name];
    window[name] = class extends Native {
      observe(...args) {
        if (!this.__on) open.observers++;
        this.__on = true;
        super.observe(...args);
      }
      disconnect() {
        if (this.__on) open.observers--;
        this.__on = false;
        super.disconnect();
      }
    };
  }
  const pending = new Set();
  const { setTimeout: set, clearTimeout: clear, setInterval: every } = window;
  window.setTimeout = (work, ms, ...args) => {
    const id = set(() => { pending.delete(id); open.timers = pending.size; work(...args); }, ms);
    pending.add(id);
    open.timers = pending.size;
    return id;
  };
  window.clearTimeout = (id) => { pending.delete(id); open.timers = pending.size; clear(id); };
  window.setInterval = (...args) => { faults.push("an interval was started"); return every(...args); };
  const request = window.requestAnimationFrame;
  window.requestAnimationFrame = (work) => { open.frames++; return request.call(window, work); };
})();"""
