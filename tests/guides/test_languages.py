"""Texts in other languages: where to look, what is missing, what is out of date."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.guides import blank, coded, document, languages, richtext
from tests.support.guides import make_flow, make_step


def guide(**changes: Any) -> dict[str, Any]:
    question = {
        "type": "single",
        "required": False,
        "choices": [{"id": "ch_a", "label": "Alone"}, {"id": "ch_b", "label": "In a team"}],
    }
    steps = [make_step("one"), make_step("two", type="card", target=None, question=question)]
    return make_flow(**{"steps": steps, **changes})


def test_every_text_has_a_path() -> None:
    assert [text.path for text in languages.texts(guide())] == [
        "steps/st_one/title",
        "steps/st_one/body",
        "steps/st_one/buttons/bt_next/label",
        "steps/st_two/title",
        "steps/st_two/body",
        "steps/st_two/question/choices/ch_a/label",
        "steps/st_two/question/choices/ch_b/label",
        "steps/st_two/buttons/bt_next/label",
    ]


@pytest.mark.parametrize("kind", ["flow", "hint", "checklist", "banner", "announcement", "survey"])
def test_each_kind_can_be_translated_whole(kind: str) -> None:
    made = blank.guide(kind, "a-key", "A name", "en")
    for text in languages.texts(made):
        made = languages.put(made, "ja", {text.path: text.value})
    assert document.faults(made) == []
    assert languages.progress(made, "ja").percent == 100


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        ("fr-CA", "fr-CA"),
        ("fr-ca", "fr-CA"),
        ("fr-BE", "fr"),
        ("fr", "fr"),
        ("pt-PT", "pt-BR"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("en-GB", "en"),
        ("ko", "en"),
        (None, "en"),
        ("", "en"),
        ("-", "en"),
    ],
)
def test_a_language_is_looked_for_along_its_chain(wanted: str | None, chosen: str) -> None:
    available = ["fr", "fr-CA", "pt-BR", "zh-Hant"]
    assert languages.pick(wanted, available, "en") == chosen


@given(st.text(max_size=20), st.lists(st.sampled_from(["fr", "fr-CA", "zh-Hans"])))
def test_something_is_always_chosen_and_it_is_there(wanted: str, available: list[str]) -> None:
    assert languages.pick(wanted, available, "ja") in {*available, "ja"}


def test_texts_are_put_in_place_and_nothing_else_changes() -> None:
    made = languages.put(guide(), "fr", {"steps/st_one/title": "Un"})
    there = languages.translated(made, "fr")
    assert there["language"] == "fr"
    assert there["steps"][0]["title"] == "Un"
    assert "translations" not in there
    assert "translated_from" not in there
    assert there["steps"][0]["target"] == made["steps"][0]["target"]
    assert made["steps"][0]["title"] == "Step one"


def test_a_step_that_fell_back_says_in_which_language_it_is() -> None:
    given = {"steps/st_one/title": "Un", "steps/st_one/body": richtext.from_text("Faites un.")}
    first, second = languages.translated(languages.put(guide(), "fr", given), "fr")["steps"]
    assert "language" not in first
    assert second["language"] == "en"


def test_a_region_takes_from_its_language_what_it_does_not_say_itself() -> None:
    made = languages.put(guide(), "fr", {"steps/st_one/title": "Un", "steps/st_two/title": "Deux"})
    made = languages.put(made, "fr-CA", {"steps/st_two/title": "Deux, là"})
    titles = [step["title"] for step in languages.translated(made, "fr-CA")["steps"]]
    assert titles == ["Un", "Deux, là"]
    assert languages.progress(made, "fr-CA").done == languages.progress(made, "fr").done == 2


def test_a_changed_source_makes_its_translation_stale_until_it_is_written_anew() -> None:
    made = languages.put(guide(), "fr", {"steps/st_one/title": "Un"})
    assert languages.progress(made, "fr").stale == ()
    made["steps"][0]["title"] = "Step number one"
    assert languages.progress(made, "fr").stale == ("steps/st_one/title",)
    made = languages.put(made, "fr", {"steps/st_one/title": "Un"})
    assert languages.progress(made, "fr").stale == ()


def test_what_is_cleared_is_gone_and_what_says_nothing_needs_no_translation() -> None:
    made = languages.put(guide(), "fr", {"steps/st_one/title": "Un"})
    made = languages.put(made, "fr", {"steps/st_one/title": "  "})
    assert made["translations"]["fr"] == {}
    assert made["translated_from"]["fr"] == {}
    empty = guide(steps=[make_step("one", title=" ", body=richtext.empty(), buttons=[])])
    assert languages.progress(empty, "fr").percent == 100
    assert languages.drop(made, "fr") == guide()


def test_a_translation_that_stands_for_nothing_is_named_and_never_shown() -> None:
    made = guide(translations={"fr": {"steps/gone/title": "?", "steps/st_one/body": "not rich"}})
    assert languages.unknown_paths(made) == [
        ("fr", "steps/gone/title"),
        ("fr", "steps/st_one/body"),
    ]
    assert languages.translated(made, "fr")["steps"] == [
        {**step, "language": "en"} for step in guide()["steps"]
    ]


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [("fr_ca", "fr-CA"), ("JA", "ja"), ("zh-hant-tw", "zh-Hant-TW"), (" pt-br ", "pt-BR")],
)
def test_tags_are_written_as_is_the_custom(typed: str, tidy: str) -> None:
    assert languages.tidy_tag(typed) == tidy
    assert languages.is_tag(tidy)


RICH: dict[str, Any] = {
    "type": "doc",
    "content": [
        {
            "type": "paragraph",
            "content": [
                {"type": "text", "text": "Press "},
                {"type": "text", "text": "Sa", "marks": [{"type": "strong"}]},
                {"type": "text", "text": "ve", "marks": [{"type": "strong"}, {"type": "em"}]},
                {"type": "hard_break"},
                {"type": "variable", "attrs": {"fact": "user.name", "fallback": "you"}},
                {"type": "text", "text": " <1> {x} \\ "},
            ],
        },
        {"type": "paragraph"},
        {
            "type": "bullet_list",
            "content": [
                {
                    "type": "list_item",
                    "content": [
                        {"type": "paragraph", "content": [{"type": "text", "text": "First"}]}
                    ],
                }
            ],
        },
        {"type": "image", "attrs": {"src": "/a.png", "alt": "A button"}},
    ],
}


def test_rich_text_is_written_in_lines_with_codes() -> None:
    assert coded.lines(RICH) == [
        "Press <1>Sa<2>ve</2></1>\n{user.name|you} \\<1> {x} \\\\ ",
        "First",
        "A button",
    ]


def test_lines_read_back_are_the_text_they_were_written_from() -> None:
    assert coded.rebuilt(RICH, coded.lines(RICH)) == RICH


def test_words_change_and_the_form_stays() -> None:
    turned = coded.rebuilt(RICH, ["{user.name|vous}, <1>enregistrez</1>", "Un", "Un bouton"])
    first = turned["content"][0]["content"]
    assert first[0] == {"type": "variable", "attrs": {"fact": "user.name", "fallback": "vous"}}
    assert first[2] == {"type": "text", "text": "enregistrez", "marks": [{"type": "strong"}]}
    assert turned["content"][3]["attrs"] == {"src": "/a.png", "alt": "Un bouton"}


@pytest.mark.parametrize(
    "line", ["<7>x</7>", "<1>x", "x</1>", "<1><2>x</1></2>", "<1><1>x</1></1>"]
)
def test_codes_that_are_not_the_sources_are_refused(line: str) -> None:
    with pytest.raises(coded.BadCodes):
        coded.rebuilt(RICH, [line, "x", "y"])


@given(st.text(alphabet="ab<>/1\\{}|\n", max_size=30))
def test_any_words_come_back_as_they_were(words: str) -> None:
    body = richtext.from_text(words)
    assert coded.rebuilt(body, coded.lines(body)) == body
