"""Marks stand where their numbers say, inside the drawing."""

from hypothesis import given
from hypothesis import strategies as st

from guide_engine.core.intervals import wilson
from guide_engine.core.plots import TOP, nice_top, percent, sparkline, stack, trend, whisker

counts = st.integers(0, 10_000)


def _number(length: str) -> float:
    return float(length.removesuffix("%"))


def test_a_whisker_spans_its_interval():
    mark = whisker("Tech", wilson(50, 100))
    assert mark.dot == "50%"
    assert (mark.low, mark.width, mark.high) == ("40.383%", "19.234%", "59.617%")


def test_too_few_people_have_no_whisker():
    assert whisker("Tech", wilson(9, 9)) is None
    assert whisker("Tech", wilson(0, 0)) is None


def test_a_share_of_nothing_takes_no_room():
    assert percent(3, 0) == "0%"


@given(st.dictionaries(st.sampled_from("abcdef"), counts))
def test_pieces_of_a_bar_lie_end_to_end(parts: dict[str, int]):
    whole = sum(parts.values())
    pieces = stack(parts, whole)
    assert [piece.count for piece in pieces] == [n for n in parts.values() if n]
    end = 0.0
    for piece in pieces:
        assert abs(_number(piece.start) - end) < 0.01
        end = _number(piece.start) + _number(piece.width)
    assert not pieces or abs(end - 100) < 0.01


@given(
    st.lists(
        st.tuples(st.just("day"), counts, counts).map(lambda d: (d[0], max(d[1:]), min(d[1:])))
    )
)
def test_columns_stand_on_the_ground_and_stay_inside(days: list[tuple[str, int, int]]):
    drawing = trend(days, height=150)
    for column in drawing.columns:
        assert float(column.whole_top) >= TOP - 0.01
        assert abs(float(column.whole_top) + float(column.whole_height) - 150) < 0.01
        assert float(column.part_height) <= float(column.whole_height)
        assert _number(column.left) + _number(column.width) <= 100.01


def test_a_long_trend_names_its_first_middle_and_last_day():
    days = [(str(day), 1, 0) for day in range(1, 31)]
    assert [label for _x, _anchor, label in trend(days).ticks] == ["1", "16", "30"]


def test_one_day_is_named_in_the_middle():
    assert trend([("1", 3, 1)]).ticks == [("50%", "middle", "1")]


def test_no_days_make_an_empty_trend():
    drawing = trend([])
    assert (drawing.columns, drawing.ticks) == ([], [])


@given(st.integers(0, 10**7))
def test_the_scale_is_round_and_not_wasteful(highest: int):
    top = nice_top(highest)
    assert top >= max(1, highest)
    assert top <= max(1, 2 * highest)


def test_a_sparkline_spans_its_box():
    assert sparkline([0, 5, 10]) == "0,23 50,12 100,1"
    assert sparkline([7]) == ""
