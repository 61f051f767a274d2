"""The difference of two documents, and taking over parts of it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from guide_engine.guides.difference import Change, difference, take, words
from tests.support.guides import make_flow, make_hint, make_step

ASKED = {"type": "nps", "required": True}
LATER = {"on": "time", "seconds": 9}


def told(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str]]:
    return [(d.key, d.change.value) for d in difference(before, after)]


def test_equal_documents_have_no_difference():
    assert told(make_flow(), make_flow()) == []


def test_each_changed_field_is_told():
    before = make_flow()
    after = make_flow(name="Another", priority=90)
    after["steps"][1]["title"] = "Other words"
    assert told(before, after) == [
        ("name", "changed"),
        ("priority", "changed"),
        ("steps/st_two/title", "changed"),
    ]


def test_added_removed_and_moved_steps_are_told_apart():
    before, after = make_flow("a", "b", "c"), make_flow("c", "a", "d")
    assert told(before, after) == [
        ("steps", "moved"),
        ("steps/st_b", "removed"),
        ("steps/st_d", "added"),
    ]
    by_key = {d.key: d for d in difference(before, after)}
    assert (by_key["steps/st_b"].place_before, by_key["steps/st_b"].place_after) == (2, 0)
    assert (by_key["steps/st_d"].place_before, by_key["steps/st_d"].place_after) == (0, 3)


def test_an_insertion_moves_nothing():
    assert told(make_flow("a", "b"), make_flow("a", "x", "b")) == [("steps/st_x", "added")]


def test_taking_one_change_leaves_the_others():
    theirs = make_flow("a", "b", name="Theirs")
    mine = make_flow("a", "b", "c", name="Mine")
    merged = take(theirs, mine, {"steps/st_c"})
    assert merged["name"] == "Theirs"
    assert [step["id"] for step in merged["steps"]] == ["st_a", "st_b", "st_c"]


def test_a_step_taken_over_stands_after_its_neighbour():
    theirs, mine = make_flow("a", "b", "t"), make_flow("a", "m", "b")
    merged = take(theirs, mine, {"steps/st_m"})
    assert [step["id"] for step in merged["steps"]] == ["st_a", "st_m", "st_b", "st_t"]


def test_taking_changes_neither_document():
    theirs, mine = make_flow("a"), make_flow("a", "b", name="Mine")
    take(theirs, mine)["steps"][0]["title"] = "changed"
    assert (theirs, mine) == (make_flow("a"), make_flow("a", "b", name="Mine"))


def test_a_look_that_only_one_has_can_be_taken():
    hint, bare = make_hint(), make_hint()
    del bare["hint"]
    assert take(hint, bare) == bare
    assert take(bare, hint) == hint


def test_each_language_is_taken_by_itself():
    texts = {"steps/st_one/title": "Schritt"}
    theirs = make_flow(translations={"de": texts, "fr": {"steps/st_one/title": "Un"}})
    mine = make_flow(
        translations={"de": {"steps/st_one/title": "Eins"}, "ja": {"steps/st_one/title": "一"}},
        translated_from={"ja": {"steps/st_one/title": "0123456789ab"}},
    )
    assert told(theirs, mine) == [
        ("translations/de", "changed"),
        ("translations/fr", "changed"),
        ("translations/ja", "changed"),
    ]
    merged = take(theirs, mine, {"translations/ja", "translations/fr"})
    assert merged["translations"] == {"de": texts, "ja": {"steps/st_one/title": "一"}}
    assert merged["translated_from"] == mine["translated_from"]
    assert take(theirs, mine) == mine
    assert take(make_flow(), mine) == mine
    assert take(mine, make_flow()) == make_flow()


def test_not_shading_the_page_is_a_choice_and_not_completing_is_none():
    plain, chosen = make_step(), make_step(spotlight=False, completes=False)
    assert told(make_flow(steps=[plain]), make_flow(steps=[chosen])) == [
        ("steps/st_one/spotlight", "changed")
    ]


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from("abcdefg"), unique=True))
    titles = st.sampled_from(["One", "Two"])
    steps = [
        make_step(
            name,
            title=draw(titles),
            missing=draw(st.sampled_from(["skip", "stop"])),
            **draw(st.sampled_from([{}, {"spotlight": False}, {"question": ASKED}])),
        )
        for name in names
    ]
    whole = draw(st.sampled_from([{}, {"theme": "night"}, {"starts_when": LATER}]))
    return make_flow(name=draw(titles), priority=draw(st.integers(0, 2)), steps=steps, **whole)


@given(documents(), documents())
def test_taking_all_changes_gives_the_other(before: dict[str, Any], after: dict[str, Any]):
    assert take(before, after) == after


@given(documents(), documents())
def test_taking_none_changes_nothing(before: dict[str, Any], after: dict[str, Any]):
    assert take(before, after, []) == before


@given(documents(), documents(), st.data())
def test_taking_some_leaves_only_the_rest(
    before: dict[str, Any], after: dict[str, Any], data: st.DataObject
):
    keys = [d.key for d in difference(before, after)]
    chosen = set(data.draw(st.lists(st.sampled_from(keys)))) if keys else set()
    merged = take(before, after, chosen)
    ids = [step["id"] for step in merged["steps"]]
    assert len(ids) == len(set(ids))
    rest = {d.key for d in difference(merged, after) if d.change is not Change.MOVED}
    assert rest == set(keys) - chosen - {"steps"}


def test_texts_are_compared_by_words_and_japanese_by_characters():
    assert words("Open the invoice", "Open an invoice") == [
        ("same", "Open "),
        ("gone", "the"),
        ("new", "an"),
        ("same", " invoice"),
    ]
    assert words("請求書を開く", "見積書を開く") == [
        ("gone", "請求"),
        ("new", "見積"),
        ("same", "書を開く"),
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_compared_words_rebuild_both_texts(before: str, after: str):
    parts = words(before, after)
    assert "".join(text for kind, text in parts if kind != "new") == before
    assert "".join(text for kind, text in parts if kind != "gone") == after
