"""Incoming events in a real browser: kept fresh while looked at, usable by everybody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from guide_engine.events import store
from guide_engine.events.batch import Batch, Loss, Refused
from guide_engine.events.catalogue import Refusal
from guide_engine.events.record import EventRecord
from tests.support.accessibility import axe_faults, sideways_pixels
from tests.support.actors import Cast
from tests.support.events import NOON, batch_of, record

pytestmark = pytest.mark.browser


def own(cast: Cast, kind: str, **fields: object) -> EventRecord:
    ids = {"workspace_id": cast.workspace.id, "environment_id": cast.production.id}
    return record(kind, **ids | fields)


def test_what_arrives_appears_by_itself(
    cast: Cast, enter: Callable[..., Page], open_page: Callable[[str], Page]
) -> None:
    enter(cast.vera)
    page = open_page("/settings/events")
    expect(page.get_by_text("Nothing has arrived yet")).to_be_visible()
    store.append(batch_of([own(cast, "custom", user_id="u-<1>", name="invoice_sent", path="/a")]))
    row = page.get_by_role("row").filter(has_text="invoice_sent")
    expect(row.get_by_role("link", name="u-<1>")).to_be_visible(timeout=15_000)
    expect(page.get_by_text("Nothing has arrived yet")).not_to_be_attached()
    row.get_by_text("Details").click()
    expect(row.get_by_text('"name": "invoice_sent"')).to_be_visible()
    row.get_by_role("link", name="u-<1>").click()
    expect(page.get_by_label("End user")).to_have_value("u-<1>")
    expect(page.get_by_role("row").filter(has_text="invoice_sent")).to_be_visible()


@pytest.mark.parametrize("path", ["/settings/events", "/settings/events/refused"])
@pytest.mark.parametrize(
    ("size", "theme", "locale"), [("desktop", "light", "ja"), ("phone", "dark", "en")]
)
def test_the_pages_are_usable_by_everybody(
    cast: Cast,
    enter: Callable[..., Page],
    open_page: Callable[[str], Page],
    look: Callable[..., None],
    path: str,
    size: str,
    theme: str,
    locale: str,
) -> None:
    store.append(batch_of([own(cast, "guide_started", path=f"/{'long/' * 60}")]))
    refused = Refused("", "", Refusal.BAD_ID, "`id` must be a UUIDv7.", '{"id": 1}', "digest")
    lost = Loss("overflow", "step_seen", 3)
    store.append(
        Batch(cast.workspace.id, cast.production.id, "u-1", NOON, refused=[refused], lost=[lost])
    )
    look(size, theme, locale)
    enter(cast.vera)
    page = open_page(path)
    expect(page.get_by_role("row")).not_to_have_count(0)
    assert axe_faults(page) == []
    assert sideways_pixels(page) == 0
