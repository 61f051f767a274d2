"""Every kind of guide over the wire: when it begins, what it tells, and what is kept of it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.documents import DONE, NEXT, button, step
from tests.browser.kinds.guides import (
    NPS,
    ONE,
    SHORT,
    asking,
    banner,
    card,
    checklist,
    survey,
    task,
)
from tests.browser.runtime.conftest import open_page, tour, wait_for_engine
from tests.browser.runtime.host import Host
from tests.browser.runtime.service import Service
from tests.browser.stagehand import Stagehand

Go = Callable[[str], Stagehand]
Until = Callable[..., None]
Json = dict[str, Any]


def told(service: Service, kind: str) -> list[Json]:
    events = sorted(service.events.values(), key=lambda event: (event["at"], event["seq"]))
    return [event for event in events if event["type"] == kind]


def test_an_event_begins_a_guide_that_may_name_it(go: Go, page: Page, service: Service) -> None:
    saved = {"on": "event", "event": "invoice_saved"}
    titled = step("Invoice {event.number|of yours}", "#new", buttons=[DONE])
    service.documents = [tour(titled, starts_when=saved)]
    stage = go("/invoices")
    wait_for_engine(page)
    page.evaluate("GuideEngine.track('other')")
    page.evaluate("GuideEngine.track('invoice_saved', { number: 17 })")
    expect(stage.dialog("Invoice 17")).to_be_visible()


def test_an_event_told_before_the_script_came_counts(go: Go, page: Page, service: Service) -> None:
    service.documents = [tour(starts_when={"on": "event", "event": "invoice_saved"})]
    service.script_ready.clear()
    # The script holds up the load, not the page.
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => GuideEngine.track('invoice_saved'))"
    )
    service.script_ready.set()
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()


def test_a_moment_belongs_to_its_page(go: Go, page: Page, service: Service) -> None:
    service.documents = [tour(starts_when={"on": "event", "event": "invoice_saved"})]
    stage = go("/reports")
    wait_for_engine(page)
    page.evaluate("GuideEngine.track('invoice_saved'); go('/invoices')")
    page.evaluate("GuideEngine.track('something_else')")
    expect(stage.bubble).to_have_count(0)
    page.evaluate("GuideEngine.track('invoice_saved')")
    expect(stage.dialog("New")).to_be_visible()


def test_answers_are_told_as_they_are_given_and_lead_on(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    low = {"fact": "answer.score", "op": "lte", "value": 6}
    service.documents = [
        survey(
            asking("Score", NPS, branches=[{"when": low, "go_to": "why"}]),
            asking("Which", ONE),
            asking("Why", SHORT),
        )
    ]
    stage = go("/invoices")
    expect(stage.dialog("Score")).to_be_visible()
    page.get_by_role("radio", name="9").check()
    until(lambda: [e["answer"] for e in told(service, "question_answered")] == [9])
    page.get_by_role("radio", name="3").check()
    stage.part("next").click()
    expect(stage.dialog("Why")).to_be_visible()
    page.get_by_role("textbox", name="Why").fill("Too slow")
    stage.part("next").click()
    until(lambda: "guide_completed" in service.types())
    answers = [(e["step_id"], e["answer"]) for e in told(service, "question_answered")]
    assert answers == [("score", 9), ("score", 3), ("why", "Too slow")]


def test_a_required_question_holds_the_step(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    service.documents = [survey(asking("Score", NPS), asking("Why", SHORT))]
    stage = go("/invoices")
    expect(stage.dialog("Score")).to_be_visible()
    stage.part("next").click()
    expect(stage.dialog("Score")).to_be_visible()
    assert "step_completed" not in service.types()
    page.get_by_role("radio", name="10 of 10: Certainly").check()
    stage.part("next").click()
    expect(stage.dialog("Why")).to_be_visible()


def test_what_was_answered_is_there_on_the_next_page(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    service.documents = [survey(asking("Score", NPS), asking("Why", SHORT))]
    go("/invoices")
    page.get_by_role("radio", name="7").check()
    until(lambda: "question_answered" in service.types())
    stage = go("/reports")
    expect(stage.dialog("Score")).to_be_visible()
    expect(page.get_by_role("radio", name="7")).to_be_checked()


def test_half_a_word_is_told_when_the_page_is_left(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    service.documents = [survey(asking("Why", SHORT))]
    go("/invoices")
    page.get_by_role("textbox", name="Why").fill("Half a w")
    page.goto("about:blank")
    until(lambda: [e["answer"] for e in told(service, "question_answered")] == ["Half a w"])


def test_asking_later_is_neither_completing_nor_dismissing(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    service.documents = [survey(asking("Score", NPS), snooze_hours=48)]
    stage = go("/invoices")
    stage.part("later").click()
    until(lambda: "guide_snoozed" in service.types())
    assert told(service, "guide_snoozed")[0]["hours"] == 48
    assert service.types("guide_completed", "guide_dismissed") == []
    stage = go("/invoices")
    wait_for_engine(page)
    stage.expect_gone()


def test_a_button_may_tell_the_host_and_open_help_besides(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    also = [{"type": "track", "event": "wanted_more"}]
    service.documents = [tour(step("New", "#new", buttons=[DONE | {"also": also}]))]
    stage = go("/invoices")
    stage.press("Done")
    until(lambda: "guide_completed" in service.types())
    assert [event["name"] for event in told(service, "custom")] == ["wanted_more"]
    assert service.types("custom", "guide_completed") == ["custom", "guide_completed"]


def test_a_completing_step_completes_and_closing_what_follows_is_no_dismissal(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    service.documents = [
        tour(step("New", "#new", completes=True), step("Save", "#save", buttons=[DONE]))
    ]
    stage = go("/invoices")
    stage.press("Next")
    until(lambda: "guide_completed" in service.types())
    expect(stage.dialog("Save")).to_be_visible()
    stage.part("close").click()
    stage.expect_gone()
    page.evaluate("GuideEngine.track('later')")
    until(lambda: "custom" in service.types())
    assert service.types("guide_completed", "guide_dismissed") == ["guide_completed"]


def test_a_banner_is_one_run_on_every_page_and_beside_a_flow(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    service.documents = [banner(), tour()]
    stage = go("/invoices")
    expect(stage.part("banner")).to_be_visible()
    expect(stage.dialog("New")).to_be_visible()
    until(lambda: len(told(service, "guide_started")) == 2)
    stage = go("/reports")
    expect(stage.part("banner")).to_be_visible()
    stage.part("banner").get_by_role("button", name="Close").click()
    until(lambda: "guide_dismissed" in service.types())
    mine = [e for e in service.events.values() if e.get("guide_id") == "banner"]
    assert len({event["run_id"] for event in mine}) == 1
    assert [e["type"] for e in mine].count("guide_started") == 1


def test_a_checklist_goes_on_where_it_was_and_hears_of_other_guides(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    service.documents = [
        checklist(
            task("Address"),
            task("Tour", {"on": "guide", "guide_key": "tour"}),
        ),
        tour(step("New", "#new", buttons=[DONE])),
    ]
    stage = go("/invoices")
    expect(stage.part("checklist")).to_be_visible()
    stage.press("Done")
    until(lambda: "step_completed" in [e["type"] for e in of_list(service)])
    stage = go("/reports")
    until(lambda: len({event["run_id"] for event in of_list(service)}) == 1)
    expect(stage.part("checklist")).to_be_visible()
    done = [e["step_id"] for e in of_list(service) if e["type"] == "step_completed"]
    assert done == ["tour"]


def of_list(service: Service) -> list[Json]:
    return [event for event in service.events.values() if event.get("guide_id") == "list"]


def test_an_announcement_that_is_only_listed_waits_to_be_asked_for(
    go: Go, page: Page, service: Service
) -> None:
    news = card("News", buttons=[DONE])
    listed = tour(news, kind="announcement", key="news", announcement={"level": "badge"})
    service.documents = [listed]
    stage = go("/invoices")
    wait_for_engine(page)
    assert page.evaluate("GuideEngine.show('news')") is True
    expect(stage.dialog("News")).to_be_visible()
    assert service.types("guide_dismissed") == []


def test_two_tabs_agree_on_a_banner(
    go: Go, context: BrowserContext, host: Host, service: Service
) -> None:
    service.documents = [banner()]
    stage = go("/invoices")
    expect(stage.part("banner")).to_be_visible()
    second, faults = open_page(context)
    second.goto(host.origin + "/invoices")
    beside = Stagehand(second)
    expect(beside.part("banner")).to_be_visible()
    beside.part("banner").get_by_role("button", name="Close").click()
    beside.expect_gone()
    stage.expect_gone()
    assert faults == []


def test_opening_an_address_besides_is_done_only_where_it_is_harmless(
    go: Go, page: Page, service: Service
) -> None:
    hostile = [{"type": "open_url", "url": "javascript:alert(1)"}]
    away = [{"type": "open_url", "url": "/reports?from={user.name|nobody known}"}]
    service.documents = [
        tour(
            step("New", "#new", buttons=[NEXT | {"also": hostile}]),
            step("Save", "#save", buttons=[button("Go", "next") | {"also": away}]),
            step("There", "#plus", buttons=[DONE]),
        )
    ]
    stage = go("/invoices")
    stage.press("Next")
    expect(stage.dialog("Save")).to_be_visible()
    stage.press("Go")
    page.wait_for_url("**/reports?from=nobody%20known")
    expect(stage.dialog("There")).to_be_visible()
