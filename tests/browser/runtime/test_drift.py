"""What the runtime tells of its targets: how each was found, why one was not, and what has changed."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.documents import hint, step
from tests.browser.runtime.conftest import open_page, tour
from tests.browser.runtime.host import Host
from tests.browser.runtime.service import Service, chunk
from tests.browser.site import SDK
from tests.browser.stagehand import Stagehand

Go = Callable[[str], Stagehand]
Until = Callable[..., None]
# Of an end user's page only these may be told: nothing about other rows, fields or people.
SHARED = {
    "v", "tag", "role", "name", "text", "attributes", "heading", "landmark", "ancestors",
    "ordinal", "icon", "lang", "scope", "classes", "box",
}  # fmt: skip


def target(text: str, **signals: Any) -> dict[str, Any]:
    return {"v": 1, "tag": "button", "role": "button", "text": text, "name": text} | signals


WITH_A_NOTE = """addEventListener("DOMContentLoaded", () => {
  const note = document.createElement("div");
  Object.assign(note, { id: "note", contentEditable: "true", textContent: "a secret" });
  note.setAttribute("role", "textbox");
  note.setAttribute("aria-label", "Remark");
  document.querySelector("main").append(note);
});"""
UNCHANGED = target("New invoice", attributes={"id": "new"})


def events(service: Service, kind: str) -> list[dict[str, Any]]:
    return [event for event in service.events.values() if event["type"] == kind]


@pytest.fixture
def capture(browser: Browser, host: Host) -> Iterator[Callable[[str], dict[str, Any]]]:
    """Takes a fingerprint as an author would, in a browser that isn't the visitor's."""
    author = browser.new_context()
    page = author.new_page()
    page.add_init_script(WITH_A_NOTE)
    page.goto(host.origin + "/elsewhere")
    page.evaluate((SDK / "locator.js").read_text())

    def take(selector: str) -> dict[str, Any]:
        taken: dict[str, Any] = page.evaluate(
            "(selector) => Locator.capture(document.querySelector(selector))", selector
        )
        return taken

    yield take
    author.close()


@pytest.fixture
def renamed(capture: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """The button as it was captured a release ago, when it said something else."""
    return capture("#new") | {"text": "New invoices", "name": "New invoices"}


def show(go: Go, service: Service, wanted: dict[str, Any], **changes: Any) -> Stagehand:
    service.documents = [tour(step("New", wanted, **changes))]
    stage = go("/invoices")
    expect(stage.dialog("New")).to_be_visible()
    return stage


def test_a_step_tells_how_its_target_was_found(go: Go, service: Service, until: Until) -> None:
    show(go, service, UNCHANGED)
    until(lambda: events(service, "step_seen"))
    (seen,) = events(service, "step_seen")
    assert seen["match"] == {"tier": "exact", "score": 1, "margin": 1}
    assert not service.asked("similar-")


def test_a_step_without_a_target_tells_nothing(go: Go, service: Service, until: Until) -> None:
    service.documents = [tour(step("Welcome"))]
    go("/invoices")
    until(lambda: events(service, "step_seen"))
    assert "match" not in events(service, "step_seen")[0]


def test_a_changed_text_is_drift_with_a_proposal(
    go: Go, service: Service, until: Until, renamed: dict[str, Any]
) -> None:
    show(go, service, renamed)
    until(lambda: events(service, "target_drifted"))
    (drift,) = events(service, "target_drifted")
    assert (drift["guide_id"], drift["version"], drift["step_id"]) == ("tour", 1, "new")
    assert drift["match"]["tier"] in {"agreed", "similar"}
    assert 0 < drift["match"]["score"] <= 1
    assert drift["match"] == events(service, "step_seen")[0]["match"]
    assert round(drift["match"]["score"], 2) == drift["match"]["score"]
    assert drift["proposal"]["text"] == "New invoice"
    assert drift["proposal"]["attributes"]["id"] == "new"


def test_what_only_moved_is_no_drift(
    go: Go, service: Service, until: Until, renamed: dict[str, Any], page: Page
) -> None:
    was = {"text": "New invoice", "name": "New invoice", "selector": "#create"}
    moved = renamed | was | {"attributes": {"id": "create"}}
    show(go, service, moved)
    page.evaluate("GuideEngine.track('done')")
    until(lambda: events(service, "custom") and events(service, "step_seen"))
    assert events(service, "step_seen")[0]["match"]["tier"] == "agreed"
    assert events(service, "target_drifted") == []


def test_a_proposal_says_nothing_about_others(
    go: Go, service: Service, until: Until, renamed: dict[str, Any]
) -> None:
    show(go, service, renamed)
    until(lambda: events(service, "target_drifted"))
    proposal = events(service, "target_drifted")[0]["proposal"]
    assert set(proposal) <= SHARED
    assert "Customer" not in json.dumps(proposal)
    assert len(json.dumps(proposal).encode()) <= 4096


def test_what_is_typed_into_a_target_is_neither_drift_nor_told(
    go: Go,
    page: Page,
    service: Service,
    until: Until,
    capture: Callable[[str], dict[str, Any]],
) -> None:
    page.add_init_script(WITH_A_NOTE)
    taken = capture("#note")
    service.documents = [tour(step("Note", taken | {"text": "Note"}))]
    stage = go("/invoices")
    expect(stage.dialog("Note")).to_be_visible()
    until(lambda: events(service, "step_seen"))
    page.evaluate("GuideEngine.track('done')")
    until(lambda: events(service, "custom"))
    assert "a secret" not in json.dumps(list(service.events.values()))
    assert events(service, "target_drifted") == []


def test_it_is_told_once_in_a_tab_and_again_in_another(
    go: Go,
    context: BrowserContext,
    page: Page,
    host: Host,
    service: Service,
    until: Until,
    renamed: dict[str, Any],
) -> None:
    show(go, service, renamed)
    until(lambda: events(service, "target_drifted"))
    show(go, service, renamed)
    page.evaluate("GuideEngine.track('done')")
    until(lambda: events(service, "custom"))
    assert len(events(service, "target_drifted")) == 1
    page.close()
    second, faults = open_page(context)
    second.goto(host.origin + "/invoices")
    for _ in range(200):
        if len(events(service, "target_drifted")) == 2:
            break
        second.wait_for_timeout(50)
    assert len(events(service, "target_drifted")) == 2
    assert faults == []


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({"v": 1, "selector": "#gone"}, "not_found"),
        (target("Reports", tag="a", role="link"), "ambiguous"),
        ({"v": 1, "selector": "#plus"}, "hidden"),
    ],
)
def test_a_missing_target_says_why(
    go: Go, page: Page, service: Service, until: Until, wanted: dict[str, Any], reason: str
) -> None:
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          document.querySelector("#plus").hidden = true;
          const nav = document.querySelector("nav");
          for (let i = 0; i < 3; i++) nav.append(nav.querySelector("a[href='/reports']").cloneNode(true));
        });"""
    )
    service.documents = [tour(step("New", wanted, wait_seconds=1))]
    go("/invoices")
    until(lambda: events(service, "target_missing"))
    assert events(service, "target_missing")[0]["reason"] == reason


def test_a_hint_tells_the_same(
    go: Go, page: Page, service: Service, until: Until, renamed: dict[str, Any]
) -> None:
    here = {"fact": "page.path", "op": "eq", "value": "/invoices"}
    service.documents = [hint("#new", key="tip", page=here)]
    service.documents[0]["steps"][0]["target"] = renamed
    stage = go("/invoices")
    stage.part("beacon").click()
    until(lambda: events(service, "step_seen") and events(service, "target_drifted"))
    (seen,), (drift,) = events(service, "step_seen"), events(service, "target_drifted")
    assert seen["match"] == drift["match"]


def test_a_hint_tells_once_a_day_that_its_target_was_found_though_nobody_opens_it(
    go: Go, page: Page, service: Service, until: Until
) -> None:
    here = {"fact": "page.path", "op": "eq", "value": "/invoices"}
    service.documents = [hint("#new", key="tip", page=here)]
    expect(go("/invoices").part("beacon")).to_be_visible()
    until(lambda: events(service, "target_found"))
    expect(go("/invoices").part("beacon")).to_be_visible()
    page.evaluate("GuideEngine.track('done')")
    until(lambda: events(service, "custom"))
    (found,) = events(service, "target_found")
    assert (found["guide_id"], found["match"]["tier"]) == ("tip", "typed")
    assert events(service, "step_seen") == []


def test_a_guide_goes_on_where_the_chunk_can_not_be_loaded(
    go: Go, service: Service, until: Until
) -> None:
    service.instead[chunk("similar")] = (500, {}, "")
    stage = show(go, service, UNCHANGED)
    stage.press("Next")
    stage.expect_gone()
    until(lambda: events(service, "guide_completed"))
