"""Ids sort by time and have their documented shape."""

from datetime import UTC, datetime

from guide_engine.core import clock, ids


def test_a_uuid7_is_recognised_and_carries_its_time():
    with clock.frozen(datetime(2026, 11, 21, tzinfo=UTC)):
        minted = ids.uuid7()
    assert ids.is_uuid7(minted)
    assert int(minted.replace("-", "")[:12], 16) == 1795219200000


def test_later_ids_sort_after_earlier_ones():
    with clock.frozen(datetime(2026, 1, 1, tzinfo=UTC)):
        early = ids.new_id("gd")
    with clock.frozen(datetime(2026, 1, 2, tzinfo=UTC)):
        late = ids.new_id("gd")
    assert early < late


def test_other_uuids_are_refused():
    assert not ids.is_uuid7("0190b6c0-0000-4000-8000-000000000000")
    assert not ids.is_uuid7(None)
