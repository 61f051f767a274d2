// Runs in a page of its own: a long table, as in an admin list, of about so many elements.
window.__finding = {
  build(elements) {
    const rows = Math.floor(elements / 11);
    let html = '<main><h1>Invoices</h1><form><label for="q">Search</label><input id="q"></form><table><tbody>';
    for (let i = 0; i < rows; i++) {
      html += `<tr><td>No. ${i}</td><td><a href="/customers/${i}">Customer ${(i * 7919) % 10007} Ltd</a></td>
        <td><b>${i * 13}.00</b></td><td><button class="edit">Edit</button>
        <button aria-label="Delete"><svg><path d="M0 0h9"/></svg></button></td></tr>`;
    }
    document.body.innerHTML = `${html}</tbody></table><button class="save">Save all</button></main>`;
    return document.querySelectorAll("*").length;
  },
  targets() {
    const all = [...document.querySelectorAll("a,button,input,h1")];
    return [...Array(31).keys()].map((i) => all[Math.floor((i * (all.length - 1)) / 30)]);
  },
  timed(work) {
    const began = performance.now();
    const result = work();
    return [performance.now() - began, result];
  },
  quick() {
    const targets = this.targets();
    const taken = targets.map((target) => this.timed(() => Locator.capture(target)));
    const found = taken.map(([, print]) => this.timed(() => Locator.find(print)));
    const walk = [...Array(31)].map(() =>
      this.timed(() => {
        let shadows = 0;
        for (const element of document.querySelectorAll("*")) shadows += element.shadowRoot ? 1 : 0;
        return shadows;
      })[0],
    );
    return {
      capture: taken.map(([ms]) => ms),
      find: found.map(([ms]) => ms),
      walk,
      prints: taken.map(([, print]) => JSON.stringify(print)),
      wrong: found.filter(([, element], i) => element && element !== targets[i]).length,
      missing: found.filter(([, element]) => !element).length,
    };
  },
  // Slices are what a page feels: the longest time between two turns of its own.
  async sliced() {
    const prints = this.targets().slice(0, 6).map((target) => Locator.capture(target));
    const slices = [];
    for (const print of prints) {
      const now = performance.now.bind(performance);
      const { setTimeout: later } = window;
      let began = now();
      window.setTimeout = (work, ...rest) => {
        slices.push(now() - began);
        return later(() => { began = now(); work(); }, ...rest);
      };
      await Locator.search(print);
      slices.push(now() - began);
      window.setTimeout = later;
    }
    return slices;
  },
};
