"""Whatever a page does while guides run: no exception, nothing orphaned, a legal end."""

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.documents import BACK, DONE, NEXT, button, guide, hint, step
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]
SEED = int(os.environ.get("GUIDE_ENGINE_FUZZ_SEED") or random.SystemRandom().randrange(10**6))
TURNS = int(os.environ.get("GUIDE_ENGINE_FUZZ_TURNS") or 60)
PHASES = {"idle", "waiting", "placing", "shown", "hidden", "ended"}
OUTCOMES = {"completed", "finished", "dismissed", "snoozed", "failed", "stopped"}

# Tells a run's story: where it stood after each move, and how it ended.
BEGIN = """async (document) => {
  const story = { told: [], over: [] };
  (window.__stories ??= []).push(story);
  window.__handle = await GuideEngine.preview(document, {
    onStep: (step, isThere) => story.told.push([step, isThere]),
    onOver: (outcome) => story.over.push(outcome),
  });
}"""

# One random change of the page, by number; what it needs may be gone already.
MUTATIONS = """([which, a, b]) => {
  const all = [...document.querySelectorAll("main *, nav *")].filter((n) => n.localName !== "script");
  const node = all[a % all.length], other = all[b % all.length];
  if (!node) return;
  [
    () => node.remove(),
    () => { node.hidden = !node.hidden; },
    () => node.classList.toggle("off"),
    () => node.replaceWith(node.cloneNode(true)),
    () => { if (!node.contains(other) && !other.contains(node)) other.before(node); },
    () => { node.style.cssText = `position:relative;left:${a % 400}px;top:${b % 400}px`; },
    () => { node.style.transform = `scale(${0.5 + (a % 10) / 10}) rotate(${b % 360}deg)`; },
    () => { node.id = `id${b}`; },
    () => document.body.append(document.createElement("p")),
    () => { document.body.style.zoom = 0.8 + (a % 5) / 10; },
    () => scrollTo(a % 500, b % 3000),
    () => node.focus?.(),
    () => history.pushState({}, "", `#p${a % 5}`),
    () => { document.title = `T${a}`; },
    () => { const d = document.createElement("dialog"); d.append("x"); document.body.append(d); d.showModal(); setTimeout(() => d.remove(), 50); },
    () => { document.documentElement.dir = a % 2 ? "rtl" : "ltr"; },
    () => { node.textContent = `text ${a}`; },
    () => document.querySelector("guide-engine")?.remove(),
    () => window.dispatchEvent(new Event(a % 2 ? "blur" : "focus")),
    () => GuideEngine.track(`event${a % 3}`),
  ][which % 20]();
}"""


def a_guide(rng: random.Random) -> dict[str, Any]:
    """A guide of any shape that the format allows."""
    places = ["#new", "#save", "#customer", "#terms", "#note", ".twin", "#nowhere"]

    def target() -> dict[str, Any]:
        return {"v": 1, "selector": rng.choice(places)}

    def moment() -> dict[str, Any]:
        return rng.choice(
            [
                {"on": "event", "event": f"event{rng.randrange(3)}"},
                {"on": "time", "seconds": 1},
                {"on": "element", "target": target(), "is": rng.choice(["present", "absent"])},
                {"on": "value", "target": target(), "test": {"op": "set"}},
                {
                    "on": "page",
                    "rule": {"fact": "page.hash", "op": "eq", "value": f"#p{rng.randrange(5)}"},
                },
            ]
        )

    def a_step(number: int) -> dict[str, Any]:
        advance = rng.choice([{"on": "button"}] * 3 + [{"on": "click"}, {"on": "hover"}, moment()])
        kind = rng.choice(["tooltip"] * 4 + ["modal", "hidden"])
        changes: dict[str, Any] = {
            "buttons": []
            if kind == "hidden"
            else [BACK, NEXT, button("Later", {"type": "snooze", "hours": 1})],
            "advance": moment() if kind == "hidden" else advance,
            "missing": rng.choice(["skip", "stop"]),
            "wait_seconds": rng.randrange(2),
            "completes": rng.random() < 0.2,
            "blocks_target": kind == "tooltip" and rng.random() < 0.3,
            "spotlight": rng.random() < 0.7,
            "type": kind,
        }
        if rng.random() < 0.2:
            otherwise = rng.choice(["show", "skip", "stop"])
            changes["wait"] = {"until": moment(), "limit_seconds": 1, "otherwise": otherwise}
        if rng.random() < 0.3:
            changes["branches"] = [{"when": {"all": []}, "go_to": f"s{rng.randrange(4)}"}]
        where = target() if kind == "tooltip" else None
        return step(f"S{number}", where, **changes) | {"id": f"s{number}"}

    if rng.random() < 0.25:
        opener = rng.choice(["click", "hover", "focus"])
        return hint(rng.choice(places), rng.choice(["beacon", "icon", "target"]), opener)
    return guide(
        *[a_step(number) for number in range(rng.randrange(1, 5))], step("End", buttons=[DONE])
    )


@pytest.mark.parametrize("walk", range(3))
def test_no_page_breaks_a_guide(visit: Visit, page: Page, walk: int) -> None:
    seed = SEED + walk
    print(f"GUIDE_ENGINE_FUZZ_SEED={seed}")
    rng = random.Random(seed)
    # A form that is sent would take the page away, and the story with it.
    stay = "addEventListener('submit', (event) => event.preventDefault(), true)"
    page.context.add_init_script(stay)
    stage = visit("plain")
    page.route("**/v1/env/**", lambda route: route.fulfill(json={}))
    page.evaluate("GuideEngine.init({ key: 'k', url: location.origin, storage: 'memory' })")
    page.evaluate(BEGIN, a_guide(rng))
    for _ in range(TURNS):
        match rng.randrange(10):
            case 0:
                page.evaluate(BEGIN, a_guide(rng))
            case 1:
                size = {"width": rng.randrange(320, 1200), "height": rng.randrange(300, 900)}
                page.set_viewport_size(size)
            case 2:
                page.mouse.click(rng.randrange(900), rng.randrange(600))
            case 3:
                page.keyboard.press(rng.choice(["Tab", "Shift+Tab", "Escape", "F6", "Enter", "a"]))
            case 4:
                page.evaluate(f"window.__handle.{rng.choice(['next', 'back', 'stop'])}()")
            case 5:
                part = rng.choice(["next", "back", "later", "close", "beacon"])
                page.evaluate(
                    "(part) => document.querySelector('guide-engine')?.shadowRoot"
                    ".querySelector(`[data-part=${part}]`)?.click()",
                    part,
                )
            case _:
                numbers = [rng.randrange(1000) for _ in range(3)]
                page.evaluate(MUTATIONS, numbers)
        if rng.random() < 0.3:
            page.evaluate("() => new Promise(requestAnimationFrame)")
        on_stage = page.evaluate(
            "() => document.querySelectorAll('guide-engine').length"
            " + document.querySelectorAll('guide-engine-inline').length"
        )
        assert on_stage <= 2, f"seed {seed}: {on_stage} stages"
    page.evaluate("GuideEngine.destroy()")
    stories = page.evaluate("window.__stories")
    for story in stories:
        assert len(story["over"]) == 1, f"seed {seed}: a run ended {len(story['over'])} times"
        assert set(story["over"]) <= OUTCOMES, f"seed {seed}: {story['over']}"
    stage.expect_gone()
    # Chunks that were still on their way find nothing to do.
    page.wait_for_function("() => __open.timers === 0")
    # What the host holds, and the test's own driver: a page on which no guide ever ran.
    fresh = page.context.new_page()
    fresh.goto(page.url.split("#")[0])
    fresh.wait_for_function("() => !!window.GuideEngine?.preview")
    untouched = Stagehand(fresh)
    untouched.expect_gone()
    fresh.evaluate("GuideEngine.destroy()")
    fresh.wait_for_function("() => __open.timers === 0")
    assert stage.open_resources() == untouched.open_resources(), f"seed {seed}"
