"""Every kind of guide on its pages: the forms lose nothing, and say what may be said."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from guide_engine.core.db import db
from guide_engine.guides import blank, document, queries, richtext, service
from guide_engine.guides.forms import Form, build
from guide_engine.guides.kinds import MAKINGS
from tests.support.actors import Cast, sign_in
from tests.support.forms import form_of
from tests.support.guides import make_step

SAVED = {"v": 1, "text": "Saved", "heading": "H", "ancestors": ["div"]}
WAIT = {"until": {"on": "time", "seconds": 20}, "limit_seconds": 60, "otherwise": "skip"}
SCORE = {"type": "nps", "required": True, "low": "Never", "high": "Surely"}
CHOICES = [{"id": "ch_a", "label": "Mail"}, {"id": "ch_b", "label": "Phone & fax"}]
QUESTIONS: list[dict[str, Any]] = [
    SCORE,
    {"type": "nps", "required": False},
    {"type": "rating", "required": False, "max": 7, "icon": "face", "low": ""},
    {"type": "scale", "required": True, "min": 0, "max": 9, "high": "Much"},
    {"type": "single", "required": True, "choices": CHOICES, "other": True, "shuffle": False},
    {"type": "multiple", "required": False, "choices": CHOICES, "shuffle": True},
    {"type": "short_text", "required": False, "placeholder": "So"},
    {"type": "long_text", "required": True, "max_length": 900},
]
MOMENTS: list[dict[str, Any]] = [
    {"on": "page", "rule": {"fact": "page.path", "op": "matches", "value": "/done"}},
    {"on": "page", "rule": {"not": {"fact": "page.hash", "op": "set"}}},
    {"on": "event", "event": "paid"},
    {"on": "element", "target": SAVED},
    {"on": "element", "target": SAVED, "is": "present"},
    {"on": "element", "target": SAVED, "is": "absent"},
    {"on": "value", "target": SAVED, "test": {"op": "contains", "value": "@"}},
    {"on": "value", "target": SAVED, "test": {"op": "set"}},
    {"on": "time", "seconds": 12},
]
ADVANCES: list[dict[str, Any]] = [
    *MOMENTS,
    {"on": "button"},
    {"on": "hover"},
    {"on": "focus"},
    {"on": "input"},
    {"on": "input", "test": {"op": "set"}},
    {"on": "input", "test": {"op": "matches", "value": "*@*"}},
]
EFFECTS: list[dict[str, Any]] = [
    {"type": "open_url", "url": "/help?name={user.name|you}"},
    {"type": "open_url", "url": "https://example.com", "new_tab": False},
    {"type": "track", "event": "asked"},
    {"type": "start_guide", "guide_key": "gone"},
    {"type": "open_help"},
]
PRESS = {"id": "b1", "label": "Go", "style": "primary", "action": {"type": "finish"}}


def whole(kind: str, *steps: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**blank.guide(kind, f"a-{kind}", "A", "en"), "steps": list(steps), **changes}


def question_step(name: str, question: dict[str, Any] | None, **changes: Any) -> dict[str, Any]:
    made = make_step(name, type="card", target=None, position="top_end", **changes)
    return made if question is None else {**made, "question": question}


def moving(index: int, advance: dict[str, Any]) -> dict[str, Any]:
    return make_step(str(index), advance=advance)


def task(name: str, advance: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return make_step(name, type="task", buttons=[], advance=advance, **changes)


DOCUMENTS = [
    whole("flow", *(moving(index, advance) for index, advance in enumerate(ADVANCES))),
    whole(
        "flow",
        make_step("a", spotlight=False, blocks_target=True, completes=True, wait=WAIT),
        make_step("b", spotlight=True, blocks_target=False, completes=False, question=SCORE),
        make_step("c", type="modal", target=None, question=QUESTIONS[4]),
        make_step("d", type="hidden", buttons=[], advance={"on": "hover"}, wait=WAIT),
        make_step("e", type="hidden", buttons=[], target=None, advance=MOMENTS[2]),
        make_step("f", type="banner", target=None),
        make_step("g", type="banner", position="inline_after", branches=[]),
        make_step("h", type="card", target=None, position="bottom_end"),
        make_step("i", buttons=[{**PRESS, "also": EFFECTS[:3]}, {**PRESS, "id": "b2", "also": []}]),
        make_step("j", buttons=[{**PRESS, "action": {"type": "snooze", "hours": 72}}]),
        theme="night",
        starts_when=MOMENTS[6],
    ),
    *(whole("flow", make_step("one"), starts_when=moment) for moment in (None, *MOMENTS)),
    whole(
        "hint",
        make_step("a", completes=True),
        hint={"show_on": "icon", "open_on": "focus", "group": "Billing"},
        theme=None,
    ),
    whole(
        "checklist",
        *(
            task(str(index), advance, action=effect)
            for index, (advance, effect) in enumerate(zip(ADVANCES, [None, *EFFECTS], strict=False))
        ),
        task("last", {"on": "guide", "guide_key": "a-flow"}, target=None),
        checklist={
            "title": "First days",
            "intro": richtext.from_text("Five things."),
            "ordered": True,
            "position": "bottom_start",
            "start": "minimised",
            "dismissible": False,
        },
    ),
    whole("checklist", task("only", {"on": "button"}, target=None)),
    whole(
        "banner",
        make_step("a", type="banner", position="inline_before"),
        banner={"dismissible": False, "snooze_hours": 24},
    ),
    whole("banner", make_step("a", type="banner", target=None), banner={"dismissible": True}),
    whole(
        "announcement",
        make_step("a", type="modal", target=None),
        question_step("b", None),
        announcement={"level": "badge"},
    ),
    whole(
        "survey",
        *(question_step(str(index), asked) for index, asked in enumerate(QUESTIONS)),
        question_step(
            "end",
            None,
            branches=[{"when": {"fact": "answer.st_0", "op": "gte", "value": 9}, "go_to": "st_1"}],
        ),
        survey={"dismissible": True, "snooze_hours": None, "thanks": "Thanks"},
    ),
    *(blank.guide(kind, f"blank-{kind}", "Blank", "ja") for kind in MAKINGS),
]


@pytest.fixture
def bob(cast: Cast, client: FlaskClient) -> FlaskClient:
    return sign_in(client, cast.bob)


def draft_of(guide_id: str) -> dict[str, Any]:
    db.session.expire_all()
    return queries.guide(guide_id).draft


@pytest.mark.parametrize("page", ["build", "when"])
def test_saving_any_guide_untouched_changes_nothing(bob: FlaskClient, page: str):
    for before in DOCUMENTS:
        guide = service.create_from({**before, "key": blank.new_id("k").replace("_", "-")})
        path = f"/guides/{guide.id}/{page}"
        kept = json.loads(json.dumps(guide.draft))
        answer = bob.post(path, data=form_of(bob, path))
        assert answer.status_code == 303, answer.get_data(as_text=True)
        assert draft_of(guide.id) == kept


class Author:
    """Fills in the Build page of one guide as a browser without scripts does."""

    def __init__(self, client: FlaskClient, before: dict[str, Any]) -> None:
        self.client = client
        self.id = service.create_from(before).id
        self.path = f"/guides/{self.id}/build"

    def sends(self, **fields: str) -> dict[str, Any]:
        form = form_of(self.client, self.path)
        for name, value in fields.items():
            form[name.replace("__", ".")] = value
        answer = self.client.post(self.path, data=form)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return draft_of(self.id)


def test_choices_are_added_ordered_and_removed_without_a_script(bob: FlaskClient):
    author = Author(bob, whole("survey", question_step("a", QUESTIONS[5])))

    def labels(draft: dict[str, Any]) -> list[str]:
        return [choice["label"] for choice in draft["steps"][0]["question"]["choices"]]

    assert labels(author.sends(do="add_choice:st_a")) == ["Mail", "Phone & fax", ""]
    assert labels(author.sends(do="raise_choice:st_a:ch_b")) == ["Phone & fax", "Mail", ""]
    assert labels(author.sends(do="remove_choice:st_a:ch_b")) == ["Mail", ""]


def test_what_a_button_does_besides_is_added_and_removed_without_a_script(bob: FlaskClient):
    author = Author(bob, whole("flow", make_step("a", buttons=[PRESS])))

    def also(draft: dict[str, Any]) -> Any:
        return draft["steps"][0]["buttons"][0].get("also")

    assert also(author.sends(do="add_also:st_a:b1")) == [{"type": "track", "event": ""}]
    assert also(author.sends(st_a__b1__0__track="asked")) == [{"type": "track", "event": "asked"}]
    assert also(author.sends(do="remove_also:st_a:b1:0")) is None


def test_a_step_of_another_type_keeps_what_that_type_has_and_drops_the_rest(bob: FlaskClient):
    author = Author(bob, whole("flow", make_step("a", spotlight=False, question=SCORE)))
    card = author.sends(st_a__type="card", st_a__corner="top_end")["steps"][0]
    assert (card["type"], card["position"], card["target"]) == ("card", "top_end", None)
    assert card["question"] == SCORE
    assert "spotlight" not in card
    hidden = author.sends(st_a__type="hidden", st_a__advance="time")["steps"][0]
    assert hidden["advance"] == {"on": "time", "seconds": 30}
    assert hidden["buttons"] == []
    assert "question" not in hidden


def test_a_question_changes_its_type_with_what_is_usual(bob: FlaskClient):
    author = Author(bob, whole("survey", question_step("a", SCORE)))
    asked = author.sends(st_a__question="rating")["steps"][0]["question"]
    assert asked == {**SCORE, "type": "rating", "max": 5, "icon": "star"}
    assert "question" not in author.sends(st_a__question="")["steps"][0]


def test_a_look_that_is_emptied_is_left_out(bob: FlaskClient):
    hint = {"show_on": "icon", "open_on": "click", "group": "Billing"}
    author = Author(bob, whole("hint", make_step("a"), hint=hint))
    assert "group" not in author.sends(look_group=" ")["hint"]
    banner = {"dismissible": True, "snooze_hours": 24}
    author = Author(bob, whole("banner", make_step("a", type="banner", target=None), banner=banner))
    assert "snooze_hours" not in author.sends(look_snooze_hours="")["banner"]


@pytest.mark.parametrize("kind", MAKINGS)
def test_an_empty_form_is_refused_by_the_check_not_by_the_reading(kind: str):
    read = build(Form([("step", "st_a")]), whole(kind, make_step("a")))
    assert isinstance(document.faults(read), list)
