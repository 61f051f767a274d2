"""Every field of every kind is said in words, in English and in Japanese."""

from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale, gettext

from guide_engine.guides import blank, difference, kinds, vocabulary
from guide_engine.guides.describe import Describer
from tests.support.guides import MAKE, make_flow, make_step

SAY = Describer(lambda text: text, {}, ["st_one", "st_two"])
FORM: dict[str, Any] = {"v": 1, "text": "Name", "role": "textbox"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (
            "advance",
            {"on": "value", "target": FORM, "test": {"op": "contains", "value": "@"}},
            "when an element holds a value: “Name” (a text field), with “@”",
        ),
        (
            "advance",
            {"on": "element", "target": FORM, "is": "disabled"},
            "when an element can't be used: “Name” (a text field)",
        ),
        (
            "advance",
            {"on": "guide", "guide_key": "first"},
            "when another guide is completed: first",
        ),
        (
            "starts_when",
            {"on": "time", "seconds": 20},
            "after some time of activity: 20 seconds",
        ),
        (
            "wait",
            {"until": {"on": "event", "event": "saved"}, "limit_seconds": 9, "otherwise": "skip"},
            "when something has happened (an event): saved, for at most 9 seconds, then pass over it",
        ),
        (
            "question",
            {"type": "rating", "max": 5, "icon": "star", "required": True, "low": "Bad"},
            "Rating, 1–5, “Bad”, must be answered",
        ),
        (
            "question",
            {
                "type": "single",
                "choices": [{"id": "a", "label": "Red"}],
                "other": True,
                "required": False,
            },
            "One of several, “Red”, words of one's own",
        ),
        (
            "buttons",
            [
                {
                    "id": "b",
                    "label": "Later",
                    "style": "primary",
                    "also": [{"type": "track", "event": "waited"}],
                    "action": {"type": "snooze", "hours": 24},
                }
            ],
            "“Later” → Report an event (waited) + Come back later (24 hours)",
        ),
        ("action", {"type": "open_url", "url": "/a"}, "Open a page (/a)"),
        (
            "hint",
            {"show_on": "icon", "open_on": "focus", "group": "tax"},
            "a question mark beside the element, opens by the focus, in the group “tax”",
        ),
        (
            "banner",
            {"dismissible": True, "snooze_hours": 3},
            "can be closed, offers “later” (3 hours)",
        ),
        ("announcement", {"level": "badge"}, "counts as unread in the help panel"),
        ("position", "top_start", "Top, where lines begin"),
        ("spotlight", False, "no"),
        (
            "branches",
            [{"when": {"fact": "answer.st_one", "op": "lte", "value": 6}, "go_to": "st_two"}],
            "when the answer at step 1 is at most 6: go to step 2",
        ),
        ("translations", {"language": "fr", "texts": {"steps/a/title": "x"}}, "fr: 1"),
    ],
)
def test_a_field_in_words(field: str, value: Any, said: str) -> None:
    assert SAY.value(field, value) == said


@pytest.mark.parametrize("kind", kinds.Kind)
def test_nothing_of_any_kind_is_left_without_words(shared_app: Flask, kind: str) -> None:
    document = MAKE[kind](starts_when={"on": "time", "seconds": 5}, theme="night")
    with shared_app.test_request_context(), force_locale("ja"):
        say = Describer(gettext, {}, [step["id"] for step in document["steps"]])
        for found in difference.difference(make_flow("gone"), document):
            assert say.field(found.field) != vocabulary.FIELDS[found.field]
            assert say.value(found.field, found.after) != "–" or not found.after


def test_every_question_has_words() -> None:
    for kind in vocabulary.QUESTIONS:
        assert SAY.value("question", blank.question(kind, "en"))
    assert SAY.value("step", make_step()) == "Step one"
