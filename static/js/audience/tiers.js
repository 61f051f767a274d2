/** Mounts on [data-tier-board]: shows where everybody would stand while a threshold is typed. */
const PAUSE_MS = 250;

/** @param {HTMLElement} board */
function mountTierBoard(board) {
  const inputs = {
    high: /** @type {HTMLInputElement | null} */ (board.querySelector('[data-threshold="high"]')),
    low: /** @type {HTMLInputElement | null} */ (board.querySelector('[data-threshold="low"]')),
  };
  const error = board.querySelector("[data-tier-error]");
  let timer = 0;
  let latest = 0;

  function paintBars() {
    const high = read(inputs.high);
    const low = read(inputs.low);
    if (!(low > 0 && high > low)) return;
    for (const bar of board.querySelectorAll("[data-bar]")) {
      const middle = Number(bar.getAttribute("data-bar"));
      bar.setAttribute("data-tier", middle >= high ? "high" : middle >= low ? "low" : "tech");
    }
  }

  async function ask() {
    latest += 1;
    const own = latest;
    const query = new URLSearchParams({
      high_from: inputs.high?.value ?? "",
      low_from: inputs.low?.value ?? "",
    });
    const answer = await fetch(`${board.dataset.url}?${query}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || own !== latest) return;
    const { errors, tiers } = await answer.json();
    if (error) error.textContent = errors ? Object.values(errors).flat().join(" ") : "";
    for (const [tier, figures] of Object.entries(tiers ?? {})) {
      for (const [name, text] of Object.entries(/** @type {Record<string, string>} */ (figures))) {
        const place = board.querySelector(`.tier-column[data-tier="${tier}"] [data-figure="${name}"]`);
        if (place) place.textContent = text;
      }
    }
  }

  for (const input of Object.values(inputs)) {
    input?.addEventListener("input", () => {
      paintBars();
      clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE_MS);
    });
  }
}

/** @param {HTMLInputElement | null} input */
const read = (input) => Number((input?.value ?? "").replaceAll(/[,，\s]/g, "") || Number.NaN);

for (const board of document.querySelectorAll("[data-tier-board]")) {
  if (board instanceof HTMLElement) mountTierBoard(board);
}
