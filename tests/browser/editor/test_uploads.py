"""Pictures and videos from the author's own disk, in the web editor."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from guide_engine.core.db import db
from guide_engine.guides import queries, service
from guide_engine.guides.models import Guide
from tests.support.actors import Cast
from tests.support.guides import make_flow

MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(1_000)


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def guide(cast: Cast) -> Guide:
    return service.create_from(make_flow("one"))


@pytest.fixture
def card(
    enter: Callable[..., Page], open_page: Callable[[str], Page], cast: Cast, guide: Guide
) -> Locator:
    page = enter(cast.bob)
    # What was uploaded lies at the service's public address, which is not where it runs here.
    page.route("http://127.0.0.1:8000/media/**", lambda route: route.fulfill(body=png()))
    open_page(f"/guides/{guide.id}/build")
    # Previews and findings still move the page for a moment, away from under a pressed mouse.
    page.wait_for_load_state("networkidle")
    return page.locator("[data-step]").first


def choose(card: Locator, what: str, name: str, body: bytes) -> Locator:
    card.get_by_role("button", name=what, exact=True).press("Enter")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": body}
    card.get_by_label("Upload a file").set_input_files([file])  # type: ignore[list-item]
    return card.locator(".rich-text-ask")


def blocks(guide: Guide) -> list[dict[str, Any]]:
    db.session.expire_all()
    return list(queries.guide(guide.id).draft["steps"][0]["body"]["content"])


def saved(card: Locator) -> None:
    expect(card.page.locator("[data-save-state]")).to_contain_text("Saved")


def test_a_picture_is_uploaded_and_stands_in_the_text(card: Locator, guide: Guide) -> None:
    asked = choose(card, "Image", "cat.exe", png())
    expect(asked.locator('[data-answer="alt"]')).to_be_focused()
    asked.locator('[data-answer="alt"]').fill("A cat")
    asked.get_by_role("button", name="Insert").click()
    saved(card)
    [image] = [block for block in blocks(guide) if block["type"] == "image"]
    assert image["attrs"]["src"].startswith("http://127.0.0.1:8000/media/")
    assert (image["attrs"]["alt"], image["attrs"]["width"]) == ("A cat", 64)


def test_a_video_is_uploaded_and_stands_in_the_text(card: Locator, guide: Guide) -> None:
    asked = choose(card, "Video", "tour.mp4", MP4)
    expect(asked.locator('[data-answer="title"]')).to_be_focused()
    asked.locator('[data-answer="title"]').fill("A tour")
    asked.get_by_role("button", name="Insert").click()
    saved(card)
    [video] = [block for block in blocks(guide) if block["type"] == "video"]
    assert video["attrs"]["src"].endswith(".mp4")
    assert video["attrs"]["title"] == "A tour"
