"""WCAG 2.2 AA, pair by pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.appearance import contrast
from guide_engine.appearance.palettes import PLAIN, ink_for

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)],
)
def test_the_ratio_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast.ratio(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast.ratio(other, one) == contrast.ratio(one, other)


def test_the_plain_look_holds_in_both_schemes() -> None:
    measured = contrast.measure({})
    assert {each.scheme for each in measured} == {"light", "dark"}
    assert [each for each in measured if not each.holds] == []


def test_a_pale_accent_fails_as_a_link_and_is_offered_a_darker_one() -> None:
    [link] = [
        each for each in contrast.measure({"scheme": "light", "light": {"accent": "#f97316"}})
        if not each.holds
    ]  # fmt: skip
    assert (link.scheme, link.pair.ink, link.shown) == ("light", "accent", "2.8")
    assert link.better is not None
    assert contrast.ratio(link.better, "#ffffff") >= 4.5


def test_only_schemes_that_can_come_up_are_measured() -> None:
    rule = {"when": {"all": []}, "scheme": "dark"}
    assert contrast.drawn({"scheme": "light"}) == ["light"]
    assert contrast.drawn({"scheme": "light", "scheme_rules": [rule]}) == ["light", "dark"]
    assert contrast.drawn({}) == ["light", "dark"]


def test_a_ratio_that_misses_by_a_little_never_reads_as_if_it_held() -> None:
    grey = contrast.measure({"scheme": "light", "light": {"muted": "#777777"}})[1]
    assert (grey.holds, grey.shown) == (False, "4.4")


@given(COLOURS, COLOURS)
def test_what_is_offered_holds_and_there_is_always_something(ink: str, ground: str) -> None:
    better = contrast.nearest(ink, ground, contrast.TEXT)
    assert better is not None
    assert contrast.ratio(better, ground) >= contrast.TEXT


@given(COLOURS)
def test_the_ink_worked_out_for_an_accent_can_always_be_read(ground: str) -> None:
    assert contrast.ratio(ink_for(ground), ground) >= 4.5


def test_every_pair_is_of_colours_that_there_are() -> None:
    assert {name for pair in contrast.PAIRS for name in (pair.ink, pair.ground)} <= set(
        PLAIN["light"]
    )
