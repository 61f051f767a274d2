"""Branches, awaited elements and pausing in the forms: read, kept, and changed without a script."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from guide_engine.core.db import db
from guide_engine.guides import queries, service
from tests.guides.test_branches import ON_BILLING, ON_TRIAL, branching, to, video
from tests.support.actors import Cast, sign_in
from tests.support.forms import form_of
from tests.support.guides import make_hint, make_step

NEVER: dict[str, Any] = {"any": []}


@pytest.fixture
def bob(cast: Cast, client: FlaskClient) -> FlaskClient:
    return sign_in(client, cast.bob)


class Author:
    """Fills in the Build page of one guide as a browser without scripts does."""

    def __init__(self, client: FlaskClient, document: dict[str, Any], page: str = "build") -> None:
        self.client = client
        self.id = service.create_from(document).id
        self.path = f"/guides/{self.id}/{page}"

    def sends(self, **fields: str) -> int:
        form = form_of(self.client, self.path)
        for name, value in fields.items():
            form[name.replace("__", ".")] = value
        return self.client.post(self.path, data=form).status_code

    @property
    def draft(self) -> dict[str, Any]:
        db.session.expire_all()
        return queries.guide(self.id).draft

    @property
    def branches(self) -> Any:
        return self.draft["steps"][0].get("branches")


APPEARS = {
    "on": "element",
    "target": {"v": 1, "text": "Saved", "heading": "H", "ancestors": ["div"], "row": "ACME"},
}


@pytest.mark.parametrize("page", ["build", "when"])
def test_saving_the_form_untouched_changes_nothing(bob: FlaskClient, page: str):
    document = branching(
        to("three"),
        to("two", ON_BILLING),
        to("two", {"not": {"segment": "sg_gone"}}),
        advance=APPEARS,
        body=video(),
    )
    document["auto_pause"] = {"failure_percent": 7, "min_users": 9}
    author = Author(bob, document, page)
    assert author.sends() == 303
    assert author.draft == document


def test_a_guide_without_branches_stays_without_the_field(bob: FlaskClient):
    author = Author(bob, make_hint())
    assert author.sends() == 303
    assert author.draft == make_hint()


def test_a_rule_and_a_goal_are_saved(bob: FlaskClient):
    author = Author(bob, branching(to("three")))
    fields = {
        "st_one__0__about": "page",
        "st_one__0__when_page": json.dumps(ON_BILLING),
        "st_one__0__go_to": "st_two",
    }
    assert author.sends(**fields) == 303
    assert author.branches == [to("two", ON_BILLING)]


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("add_branch:st_one", [to("two"), to("three", ON_BILLING), to("three", NEVER)]),
        ("raise_branch:st_one:1", [to("three", ON_BILLING), to("two")]),
        ("raise_branch:st_one:0", [to("two"), to("three", ON_BILLING)]),
        ("remove_branch:st_one:0", [to("three", ON_BILLING)]),
        ("remove_branch:st_one:7", [to("two"), to("three", ON_BILLING)]),
        ("remove_branch:st_one:x", [to("two"), to("three", ON_BILLING)]),
        ("remove:st_two", [to("three", ON_BILLING)]),
    ],
)
def test_branches_are_added_ordered_and_removed_without_a_script(
    bob: FlaskClient, verb: str, expected: list[dict[str, Any]]
):
    author = Author(bob, branching(to("two"), to("three", ON_BILLING)))
    assert author.sends(do=verb) == 303
    assert author.branches == expected


def test_the_last_branch_removed_leaves_no_field(bob: FlaskClient):
    author = Author(bob, branching(to("two")))
    author.sends(do="remove_branch:st_one:0")
    assert "branches" not in author.draft["steps"][0]


def test_there_are_no_more_branches_than_may_be_saved(bob: FlaskClient):
    author = Author(bob, branching(*[to("two")] * 5))
    assert author.sends(do="add_branch:st_one") == 303
    assert len(author.branches) == 5


def test_a_lone_step_has_nowhere_to_branch_to(bob: FlaskClient):
    document = branching()
    document["steps"] = [make_step("one")]
    author = Author(bob, document)
    assert author.sends(do="add_branch:st_one") == 303
    assert author.branches is None


def test_a_branch_to_a_step_that_is_gone_is_left_out(bob: FlaskClient):
    author = Author(bob, branching(to("two"), to("three")))
    author.sends(st_one__0__go_to="")
    assert author.branches == [to("three")]


def test_a_mixed_rule_is_told_and_the_input_is_kept(bob: FlaskClient):
    author = Author(bob, branching(to("two")))
    mixed = json.dumps({"all": [ON_TRIAL, ON_BILLING]})
    form = form_of(bob, author.path)
    form["st_one.0.when_audience"] = mixed
    answer = bob.post(author.path, data=form)
    assert answer.status_code == 422
    assert "make two branches" in answer.text
    assert author.branches == [to("two")]


def test_the_element_that_a_step_waits_for_is_described(bob: FlaskClient):
    author = Author(bob, branching())
    author.sends(st_one__advance="element", st_one__advance__awaited__says="Saved")
    assert author.draft["steps"][0]["advance"] == {
        "on": "element",
        "target": {"v": 1, "text": "Saved"},
    }
    author.sends(st_one__advance__awaited__says="")
    assert author.draft["steps"][0]["advance"] == {"on": "element", "target": {"v": 1}}


class TestPausingByItself:
    def test_it_is_switched_on_and_off(self, bob: FlaskClient):
        author = Author(bob, branching(), "when")
        author.sends(auto_pause="on", failure_percent="25", min_users="50")
        assert author.draft["auto_pause"] == {"failure_percent": 25, "min_users": 50}
        form = form_of(bob, author.path)
        del form["auto_pause"]
        bob.post(author.path, data=form)
        assert "auto_pause" not in author.draft

    def test_what_it_can_not_be_is_told(self, bob: FlaskClient):
        author = Author(bob, branching(), "when")
        form = form_of(bob, author.path)
        form["auto_pause"], form["failure_percent"] = "on", "101"
        answer = bob.post(author.path, data=form)
        assert answer.status_code == 422
        assert "This must be at most 100." in answer.text
        assert "auto_pause" not in author.draft

    def test_a_hint_is_not_asked_and_keeps_what_its_file_says(self, bob: FlaskClient):
        rule = {"failure_percent": 30, "min_users": 20}
        author = Author(bob, make_hint(auto_pause=rule), "when")
        assert "auto_pause" not in form_of(bob, author.path)
        author.sends(priority="7")
        assert (author.draft["priority"], author.draft["auto_pause"]) == (7, rule)
