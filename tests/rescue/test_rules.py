"""The pure parts: limits, masked paths, the report."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.core.paths import HIDDEN, masked_path
from guide_engine.rescue.limits import PER_DAY, PastOffer, hindrance
from guide_engine.rescue.report import EpisodeRow, OfferRow, report

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def ago(hours: float, path: str = "/a", *, declined: bool = False) -> PastOffer:
    return PastOffer(NOW - timedelta(hours=hours), path, declined)


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        ([], None),
        ([ago(1)], "page"),
        ([ago(23.9)], "page"),
        ([ago(24.1)], None),
        ([ago(1, "/b"), ago(2, "/c")], None),
        ([ago(1, "/b"), ago(2, "/c"), ago(3, "/d")], "day"),
        ([ago(1, "/b"), ago(2, "/c"), ago(25, "/d")], None),
        ([ago(30, "/b", declined=True), ago(60, "/c", declined=True)], "declined"),
        ([ago(30, "/b"), ago(60, "/c", declined=True), ago(70, "/d", declined=True)], None),
        ([ago(24 * 8, "/b", declined=True), ago(24 * 9, "/c", declined=True)], None),
    ],
)
def test_an_offer_is_hindered_by_what_was_offered_before(
    past: list[PastOffer], expected: str | None
) -> None:
    assert hindrance(past, "/a", NOW) == expected
    assert hindrance(list(reversed(past)), "/a", NOW) == expected


def test_who_asks_is_hindered_only_by_a_runaway() -> None:
    past = [ago(1, declined=True)] * 10
    assert hindrance(past, "/a", NOW, asked=True) is None
    assert hindrance(past * 5, "/a", NOW, asked=True) == "day"


@given(st.lists(st.floats(0, 23.9), max_size=10))
def test_never_more_than_three_a_day(hours: list[float]) -> None:
    past = [ago(h, f"/{n}") for n, h in enumerate(hours)]
    assert (hindrance(past, "/new", NOW) is None) == (len(past) < PER_DAY)


@pytest.mark.parametrize(
    ("path", "masked"),
    [
        ("/invoices/new", "/invoices/new"),
        ("/customers/81", "/customers/…"),
        ("/u/tanaka@example.com", "/u/…"),
        ("/reset/3f2a9c0b7d", "/reset/…"),
        ("/a?email=x@example.com", "/a"),
        ("/a#secret", "/a"),
        ("/John%20Smith", "/…"),
        ("/請求書/新規", "/請求書/新規"),
        ("/" + "a" * 31, "/…"),
        ("/sign-in", "/sign-in"),
        ("/", "/"),
        ("", ""),
    ],
)
def test_parts_that_may_name_somebody_are_hidden(path: str, masked: str) -> None:
    assert masked_path(path) == masked


@given(st.text(max_size=200))
def test_a_masked_path_holds_no_digits_and_no_queries(path: str) -> None:
    masked = masked_path(path)
    assert not set("?#@0123456789") & set(masked)
    assert masked_path(masked.replace(HIDDEN, "0")) == masked


FLAG = st.booleans()
OFFERS = st.lists(
    st.builds(
        OfferRow,
        tier=st.sampled_from(["high", "low", "tech", None]),
        guide_id=st.sampled_from(["gd_1", "gd_2", None]),
        step_id=st.sampled_from(["st_1", "st_2", None]),
        path=st.sampled_from(["/a", "/b"]),
        opened=FLAG,
        asked=FLAG,
        solved=FLAG,
        declined=FLAG,
        count=st.integers(1, 50),
    )
)


@given(OFFERS)
def test_every_offer_ends_one_way_and_lines_add_up(offers: list[OfferRow]) -> None:
    found = report([], offers)
    assert sum(found.whole.ends.values()) == found.whole.shown == sum(o.count for o in offers)
    for lines in (found.tiers, found.places):
        assert sum(line.shown for line in lines.values()) == found.whole.shown
        assert sum(line.solved for line in lines.values()) == found.whole.solved
    for line in (found.whole, *found.tiers.values()):
        assert 0 <= line.taken.count <= line.taken.n
        assert line.solved <= line.shown


def test_episodes_are_counted_by_place_and_reason() -> None:
    found = report(
        [
            EpisodeRow("high", "gd_1", "st_1", "/a", "slow_step", 2),
            EpisodeRow(None, "gd_1", "st_1", "/b", "rage_click", 1),
            EpisodeRow("tech", None, None, "/c", "rage_click", 4),
        ],
        [],
    )
    assert found.whole.episodes == 7
    assert list(found.tiers) == ["high", "tech", "none"]
    assert [
        (place.path or place.step_id, line.episodes) for place, line in found.places.items()
    ] == [
        ("/c", 4),
        ("st_1", 3),
    ]
