"""What these tests see in numbers: what is on top, and what every frame looked like."""

from typing import Any

from tests.browser.engines.eyes import EYES
from tests.browser.engines.tab import Tab

Json = dict[str, Any]

# Of our part's middle and corners, those where a click would not reach it.
COVERED = """parts(argument).flatMap((part) => {
  const { x, y, width, height } = part.getBoundingClientRect();
  return [[0.5, 0.5], [0.08, 0.5], [0.92, 0.5], [0.5, 0.1], [0.5, 0.9]]
    .map(([across, down]) => [x + width * across, y + height * down])
    .filter(([left, top]) => { const on = hit(left, top); return !on || !part.contains(on); });
})"""

# Watches each frame from now on: target and hole, and whether the bubble is seen and on top.
FILM = """async (selector) => {
  EYES
  const film = (window.__film = []);
  const look = () => {
    const target = boxOf(selector);
    const hole = parts("hole")[0], card = parts("bubble")[0];
    const box = card && plain(card.getBoundingClientRect());
    film.push({
      target: target || null,
      hole: hole && isSeen(hole) ? plain(hole.getBoundingClientRect()) : null,
      bubble: box || null,
      top: !!card && card.contains(hit(box.x + box.width / 2, box.y + 12)),
    });
    window.__filming = requestAnimationFrame(look);
  };
  look();
}"""


def expect_on_top(tab: Tab, part: str = "bubble") -> None:
    """Its middle and edges are what `elementFromPoint` finds there."""
    tab.expect_part(part)
    tab.until_seen(f"!({COVERED}).length", part, within=5)


def expect_focus_in_ours(tab: Tab, part: str = "") -> None:
    wanted = (
        "ours()?.activeElement && (!argument || ours().activeElement.dataset.part === argument)"
    )
    tab.until_seen(wanted, part, within=5)


def start_film(tab: Tab, target: str) -> None:
    tab.run(FILM.replace("EYES", EYES), target)


def stop_film(tab: Tab) -> list[Json]:
    film: list[Json] = tab.run("() => { cancelAnimationFrame(__filming); return __film; }")
    return film


def frames_behind(film: list[Json]) -> int:
    """By how many frames the hole was behind its target at worst: 0 is in the same frame."""
    worst = 0
    for at, shot in enumerate(film):
        if not shot["hole"] or not shot["target"]:
            continue
        back = next(
            (late for late in range(at + 1) if _near(shot["hole"], film[at - late]["target"])), None
        )
        worst = max(worst, len(film) if back is None else back)
    return worst


def _near(one: Json, other: Json | None) -> bool:
    return other is not None and all(
        abs(one[key] - other[key]) <= 1 for key in ("x", "y", "width", "height")
    )
