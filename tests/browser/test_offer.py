"""The card for somebody who seems stuck, drawn by the renderer chunk on its own."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]
OFFER: dict[str, Any] = {
    "id": "of_1",
    "reason": "This form takes most people a minute; these answers may help.",
    "threads": [
        {
            "id": f"th_{n}",
            "title": f"Question {n}",
            "url": f"https://community.example/{n}",
            "answered": n == 1,
            "source": "Community",
        }
        for n in range(1, 5)
    ],
    "ask": {"url": "https://community.example/new?title=Help", "question": "Help"},
}
SHOW = """async ([chunk, offer]) => {
  const { createRenderer } = await import(chunk);
  const nothing = () => () => {};
  const told = (window.__told = []);
  const host = {
    language: document.documentElement.lang, page: () => ({}), onPage: nothing, onTrack: nothing,
    holds: () => true, startGuide() {}, guard: (work) => work,
  };
  const names = ["shown", "opened", "asked", "solved", "declined", "closed"];
  const callbacks = Object.fromEntries(names.map((name) => [name, (id) => told.push(id ? `${name} ${id}` : name)]));
  window.__undo = createRenderer(host).offer(offer, callbacks);
}"""


def offer(page: Page, site: Site, **changes: Any) -> None:
    page.evaluate(SHOW, [site.chunk("renderer"), OFFER | changes])


def told(page: Page) -> list[str]:
    names: list[str] = page.evaluate("() => window.__told")
    return names


def test_it_is_small_quiet_and_says_why_it_is_there(visit: Visit, page: Page, site: Site) -> None:
    stage = visit("plain")
    page.get_by_label("Customer").focus()
    offer(page, site)
    card = page.get_by_role("region", name="Help for where you are")
    expect(card).to_contain_text("This form takes most people a minute")
    expect(card.get_by_role("link", name="Question")).to_have_count(3)
    expect(card.get_by_text("Answered", exact=True)).to_have_count(1)
    expect(page.get_by_label("Customer")).to_be_focused()
    expect(card.get_by_role("button", name="This solved it")).to_be_hidden()
    box = card.bounding_box()
    assert box
    assert box["width"] <= 360
    assert box["x"] + box["width"] >= 970
    page.wait_for_function("() => window.__told.includes('shown')")
    assert stage.page.get_by_role("status").text_content()


def test_opening_a_thread_asks_whether_it_helped(visit: Visit, page: Page, site: Site) -> None:
    visit("plain")
    page.context.route("https://community.example/**", lambda route: route.fulfill(body="thread"))
    offer(page, site)
    link = page.get_by_role("link", name="Question 2")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    with page.context.expect_page() as opened:
        link.click()
    opened.value.close()
    page.get_by_role("button", name="This solved it").click()
    expect(page.locator("guide-engine")).to_have_count(0)
    assert told(page) == ["shown", "opened th_2", "solved", "closed"]


def test_asking_the_community_opens_its_composer(visit: Visit, page: Page, site: Site) -> None:
    visit("plain")
    page.context.route("https://community.example/**", lambda route: route.fulfill(body="new"))
    offer(page, site)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Ask the community").click()
    assert "title=Help" in opened.value.url
    opened.value.close()
    assert told(page) == ["shown", "asked"]


def test_i_am_fine_and_close_decline(visit: Visit, page: Page, site: Site) -> None:
    visit("plain")
    for name in ("I’m fine", "Close"):
        offer(page, site)
        page.get_by_role("button", name=name).click()
        expect(page.locator("guide-engine")).to_have_count(0)
        assert told(page) == ["shown", "declined", "closed"]


def test_the_core_can_take_it_away(visit: Visit, page: Page, site: Site) -> None:
    visit("plain")
    offer(page, site)
    expect(page.get_by_role("region")).to_be_visible()
    page.evaluate("() => window.__undo()")
    expect(page.locator("guide-engine")).to_have_count(0)
    assert told(page) == ["shown", "closed"]


def test_hostile_threads_are_text(visit: Visit, page: Page, site: Site) -> None:
    visit("plain")
    thread = OFFER["threads"][0] | {
        "title": "<img src=x onerror=alert(1)>",
        "url": "javascript:alert(1)",
    }
    offer(page, site, threads=[thread], ask={"url": "data:text/html,x", "question": ""})
    expect(page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    expect(page.get_by_role("region").get_by_role("link")).to_have_count(0)
