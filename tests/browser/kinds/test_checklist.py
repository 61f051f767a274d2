"""Checklists: the list and its launcher, by pointer and by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.documents import Json, rich
from tests.browser.kinds.guides import checklist, task
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]
THREE = (task("Address"), task("Invoice"), task("Colleague"))


def test_it_lists_its_tasks_and_how_far_they_are(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(checklist())
    listed = page.get_by_role("region", name="Get started")
    expect(listed.get_by_role("listitem")).to_have_count(3)
    expect(listed.get_by_role("progressbar", name="Get started")).to_have_js_property("value", 0)
    expect(listed).to_contain_text("0 of 3 done")
    listed.get_by_role("button", name="Add your address").click()
    expect(listed).to_contain_text("1 of 3 done")
    expect(listed.get_by_role("progressbar")).to_have_js_property("value", 1)
    expect(listed.get_by_role("button", name="Add your address (done)")).to_be_visible()


def test_it_takes_no_focus_and_says_itself_once(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    page.locator("#customer").focus()
    stage.preview(checklist())
    expect(page.get_by_role("status")).to_have_text("Get started: 3 tasks left")
    expect(page.locator("#customer")).to_be_focused()


def test_a_task_that_waits_for_the_page_is_no_button(visit: Visit, page: Page) -> None:
    stage = visit("plain")
    stage.preview(checklist())
    listed = stage.part("checklist")
    expect(listed.get_by_text("Create an invoice", exact=True)).to_be_visible()
    expect(listed.get_by_role("button", name="Create an invoice")).to_have_count(0)


class TestLauncher:
    def test_put_aside_it_is_a_small_button_that_says_how_much_is_left(
        self, visit: Visit, page: Page
    ) -> None:
        stage = visit("plain")
        stage.preview(checklist(*THREE))
        stage.part("minimise").click()
        launcher = page.get_by_role("button", name="Get started: 3 tasks left")
        expect(launcher).to_be_focused()
        expect(launcher).to_have_attribute("aria-expanded", "false")
        expect(stage.part("checklist")).to_have_count(0)
        box = launcher.bounding_box()
        assert box
        assert 44 <= box["height"] <= 60
        assert box["width"] <= 300

    def test_it_opens_the_list_and_the_focus_goes_along(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        stage.preview(checklist(*THREE, start="minimised"))
        stage.part("checklist-launcher").focus()
        page.keyboard.press("Enter")
        expect(stage.part("minimise")).to_be_focused()
        expect(stage.part("minimise")).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(stage.part("checklist-launcher")).to_be_focused()

    @pytest.mark.parametrize(("position", "left"), [("bottom_end", False), ("bottom_start", True)])
    def test_list_and_launcher_share_a_corner(
        self, visit: Visit, page: Page, position: str, left: bool
    ) -> None:
        stage = visit("plain")
        stage.preview(checklist(*THREE, position=position))
        expect(stage.part("checklist")).to_be_visible()
        opened, _ = stage.boxes("checklist", "html")
        stage.part("minimise").click()
        closed, _ = stage.boxes("checklist-launcher", "html")
        for box in (opened, closed):
            edge = box["x"] if left else box["x"] + box["width"]
            assert edge == pytest.approx(16 if left else 984, abs=1)
            assert box["y"] + box["height"] == pytest.approx(684, abs=1)


class TestOrder:
    def test_a_task_is_locked_until_those_before_it_are_done(
        self, visit: Visit, page: Page
    ) -> None:
        stage = visit("plain")
        stage.preview(checklist(*THREE, ordered=True))
        listed = stage.part("checklist")
        locked = listed.get_by_role("button", name="Invoice")
        expect(locked).to_have_attribute("aria-disabled", "true")
        expect(locked).to_contain_text("locked until the tasks before it are done")
        locked.focus()
        page.keyboard.press("Enter")
        expect(listed).to_contain_text("0 of 3 done")
        expect(listed.get_by_role("button", name="Address")).to_have_attribute(
            "aria-current", "step"
        )
        listed.get_by_role("button", name="Address").click()
        expect(locked).not_to_have_attribute("aria-disabled", "true")
        expect(locked).to_have_attribute("aria-current", "step")

    def test_one_met_before_its_turn_is_done_with_its_turn(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        target = {"v": 1, "selector": "#paid"}
        early = task("Pay", {"on": "click"}, target=target)
        stage.preview(checklist(task("Address"), early, task("Last"), ordered=True))
        expect(stage.part("checklist")).to_be_visible()
        page.locator("#paid").check()
        expect(stage.part("checklist")).to_contain_text("0 of 3 done")
        stage.part("task").filter(has_text="Address").click()
        expect(stage.part("checklist")).to_contain_text("2 of 3 done")


class TestTasks:
    @pytest.mark.parametrize(
        ("advance", "target", "act"),
        [
            ({"on": "click"}, "#save", "document.querySelector('#save').click()"),
            (
                {"on": "element", "target": {"v": 1, "selector": "#saved"}},
                None,
                "document.querySelector('#saved').classList.remove('off')",
            ),
            (
                {"on": "page", "rule": {"fact": "page.hash", "op": "eq", "value": "#there"}},
                None,
                "location.hash = 'there'",
            ),
        ],
        ids=["click", "element", "page"],
    )
    def test_they_are_done_by_what_happens_on_the_page(
        self, visit: Visit, page: Page, advance: Json, target: str | None, act: str
    ) -> None:
        stage = visit("plain")
        fingerprint = {"v": 1, "selector": target} if target else None
        stage.preview(checklist(task("Do it", advance, target=fingerprint), task("Other")))
        expect(stage.part("checklist")).to_contain_text("0 of 2 done")
        page.evaluate(act)
        expect(stage.part("checklist")).to_contain_text("1 of 2 done")

    def test_an_address_is_a_link(self, visit: Visit) -> None:
        stage = visit("plain")
        opens = {"type": "open_url", "url": "/settings", "new_tab": True}
        later = {"on": "event", "event": "saved"}
        stage.preview(checklist(task("Settings", later, action=opens), task("Other")))
        link = stage.part("checklist").get_by_role("link", name="Settings")
        expect(link).to_have_attribute("href", "/settings")
        expect(link).to_have_attribute("rel", "noopener noreferrer")

    def test_one_that_might_be_a_script_leads_nowhere(self, visit: Visit) -> None:
        stage = visit("plain")
        opens = {"type": "open_url", "url": "javascript:alert(1)"}
        stage.preview(checklist(task("Evil", action=opens), task("Other")))
        expect(stage.part("checklist").get_by_role("button", name="Evil")).to_be_visible()
        expect(stage.part("checklist").get_by_role("link")).to_have_count(0)

    def test_texts_of_what_is_done_fold_away(self, visit: Visit) -> None:
        stage = visit("plain")
        stage.preview(
            checklist(task("Address", body=rich("It stands on top.")), task("Other", body=rich()))
        )
        expect(stage.part("checklist").get_by_text("It stands on top.")).to_be_visible()
        stage.part("task").filter(has_text="Address").click()
        expect(stage.part("checklist").get_by_text("It stands on top.")).to_be_hidden()


class TestEnd:
    def test_when_all_is_done_it_says_so_quietly(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        page.locator("#customer").focus()
        stage.preview(checklist(*THREE))
        for title in ("Address", "Invoice", "Colleague"):
            stage.part("task").filter(has_text=title).click()
        listed = stage.part("checklist")
        expect(listed).to_contain_text("All done")
        expect(page.get_by_role("status")).to_have_text("Get started: All done")
        assert (
            page.evaluate(
                "document.querySelector('guide-engine').shadowRoot.getAnimations().length"
            )
            == 0
        )
        listed.get_by_role("button", name="Close").click()
        stage.expect_gone()

    def test_finished_by_its_launcher_it_goes_by_itself(self, visit: Visit, page: Page) -> None:
        page.clock.install()
        stage = visit("plain")
        done = task("Do it", {"on": "click"}, target={"v": 1, "selector": "#save"})
        stage.preview(checklist(done, start="minimised"))
        expect(stage.part("checklist-launcher")).to_be_visible()
        page.locator("#save").click()
        expect(page.get_by_role("button", name="Get started: All done")).to_be_visible()
        page.clock.fast_forward(9_000)
        stage.expect_gone()

    def test_dismissed_it_can_be_taken_back(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        stage.preview(checklist(*THREE))
        stage.part("close").click()
        expect(stage.part("checklist")).to_have_count(0)
        undo = page.get_by_role("button", name="Undo")
        expect(undo).to_be_focused()
        page.keyboard.press("Enter")
        expect(stage.part("checklist")).to_contain_text("0 of 3 done")

    def test_dismissed_and_left_alone_it_is_gone(self, visit: Visit, page: Page) -> None:
        page.clock.install()
        stage = visit("plain")
        page.evaluate(
            "(d) => GuideEngine.preview(d, { onOver: (outcome) => { window.over = outcome; } })",
            checklist(*THREE),
        )
        stage.part("close").click()
        page.locator("#customer").focus()
        page.mouse.move(5, 5)
        page.clock.fast_forward(9_000)
        stage.expect_gone()
        assert page.evaluate("window.over") == "dismissed"

    def test_one_that_may_not_be_dismissed_offers_only_to_be_put_aside(self, visit: Visit) -> None:
        stage = visit("plain")
        stage.preview(checklist(*THREE, dismissible=False))
        expect(stage.part("minimise")).to_be_visible()
        expect(stage.part("close")).to_be_hidden()

    def test_afterwards_nothing_is_left(self, visit: Visit, page: Page) -> None:
        stage = visit("plain")
        stage.preview(checklist())
        stage.call("stop")
        stage.expect_gone()
        before = stage.open_resources()
        stage.preview(checklist())
        expect(stage.part("checklist")).to_be_visible()
        stage.part("minimise").click()
        stage.call("stop")
        stage.expect_gone()
        assert stage.open_resources() == before
