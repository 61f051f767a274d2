// In the page: the same walk for each library. `peer` starts a peer's tour, ours is the default.
(() => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const rich = (text) => ({
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text }] }],
  });
  const step = (n) => ({
    id: `s${n}`,
    type: "tooltip",
    title: `${n}`,
    body: rich(`About ${n}.`),
    target: { v: 1, selector: `#t${n}` },
    placement: "auto",
    buttons: [{ id: `b${n}`, label: "Next", style: "primary", action: { type: "next" } }],
    advance: { on: "button" },
    missing: "stop",
    wait_seconds: 5,
  });
  const GUIDE = {
    format: "guide-engine/guide@1",
    key: "bench",
    kind: "flow",
    name: "Bench",
    language: "en",
    steps: [step(1), step(2)],
    page: { all: [] },
    audience: { all: [] },
    frequency: { type: "always" },
    priority: 50,
    schedule: { starts_at: null, ends_at: null },
    goal: null,
    completes_on: "last_step",
  };
  let running = null;
  const start = async () => (window.peer ? window.peer() : GuideEngine.preview(GUIDE));
  const isThere = () => {
    const root = window.peer ? document : document.querySelector("guide-engine")?.shadowRoot;
    const part = root?.querySelector(window.part ?? '[data-part="bubble"]');
    if (!part) return false;
    const { width, height } = part.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(part).visibility === "visible";
  };

  window.__showing = {
    build(count) {
      const rows = [];
      for (let n = 0; n * 5 < count; n++) {
        const row = document.createElement("div");
        row.innerHTML = `<p><span>Row ${n}</span> <a href="#">Open</a> <b>${n * 7}</b></p>`;
        rows.push(row);
      }
      for (const n of [1, 2]) rows[2 + n].querySelector("a").id = `t${n}`;
      document.body.append(...rows);
    },
    start,
    stop: () => running.stop(),
    // Until it is laid out and the frame that shows it has been handed over.
    async painted() {
      const began = performance.now();
      running = await start();
      while (!isThere()) await frame();
      await frame();
      return performance.now() - began;
    },
    async scrolls(count) {
      for (let n = 0; n < count; n++) {
        scrollTo(0, (n % 10) * 12);
        await frame();
      }
      scrollTo(0, 0);
    },
    // What asks for a turn by itself while nothing happens.
    async idle() {
      for (let n = 0; n < 40; n++) await frame();
      let turns = 0;
      const { setTimeout: later, setInterval: every, requestAnimationFrame: next } = window;
      window.requestAnimationFrame = (work) => { turns++; return next.call(window, work); };
      window.setTimeout = (...args) => { turns++; return later.call(window, ...args); };
      window.setInterval = (work, ...rest) => every.call(window, () => { turns++; work(); }, ...rest);
      await new Promise((resolve) => later.call(window, resolve, 1000));
      Object.assign(window, { setTimeout: later, setInterval: every, requestAnimationFrame: next });
      return turns;
    },
    async cycles(count) {
      for (let n = 0; n < count; n++) {
        const one = await start();
        await frame();
        one.stop();
      }
    },
  };
})();
