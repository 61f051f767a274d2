"""The Build page without a script, and what happens when two save at once."""

import json
import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from guide_engine.core.db import db
from guide_engine.guides import queries, service
from guide_engine.guides.models import Guide
from tests.support.actors import Cast, sign_in
from tests.support.forms import form_of
from tests.support.guides import make_flow, make_step


@pytest.fixture
def bob(cast: Cast, client: FlaskClient) -> FlaskClient:
    return sign_in(client, cast.bob)


@pytest.fixture
def guide(cast: Cast) -> Guide:
    return service.create_from(make_flow(), by=cast.alice.id)


def draft_of(guide_id: str) -> dict[str, Any]:
    db.session.expire_all()
    return queries.guide(guide_id).draft


class TestBuild:
    def test_saving_the_form_untouched_changes_nothing(self, bob: FlaskClient, cast: Cast):
        steps = [
            make_step(
                "a",
                target={
                    "v": 1,
                    "text": "New",
                    "name": "New",
                    "tag": "button",
                    "attributes": {"id": "x", "data-testid": "new"},
                },
                buttons=[
                    {
                        "id": "b1",
                        "label": "Docs",
                        "style": "secondary",
                        "action": {"type": "open_url", "url": "/docs", "new_tab": True},
                    },
                    {
                        "id": "b2",
                        "label": "On",
                        "style": "primary",
                        "action": {"type": "go_to", "step_id": "st_c"},
                    },
                    {
                        "id": "b3",
                        "label": "More",
                        "style": "secondary",
                        "action": {"type": "start_guide", "guide_key": "gone"},
                    },
                ],
            ),
            make_step("b", type="modal", target=None, advance={"on": "event", "event": "paid"}),
            make_step(
                "c",
                target={"v": 1, "role": "textbox", "text": "odd", "selector": "#c", "heading": "H"},
                advance={
                    "on": "page",
                    "rule": {"fact": "page.path", "op": "matches", "value": "/done"},
                },
            ),
            make_step(
                "d",
                advance={
                    "on": "page",
                    "rule": {"not": {"fact": "page.path", "op": "eq", "value": "/"}},
                },
            ),
        ]
        guide = service.create_from(make_flow(steps=steps))
        before = guide.draft
        answer = bob.post(
            f"/guides/{guide.id}/build", data=form_of(bob, f"/guides/{guide.id}/build")
        )
        assert answer.status_code == 303
        assert draft_of(guide.id) == before

    @pytest.mark.parametrize("page", ["build", "audience", "when"])
    def test_the_form_brings_the_words_of_its_script(
        self, bob: FlaskClient, guide: Guide, page: str
    ):
        html = bob.get(f"/guides/{guide.id}/{page}").get_data(as_text=True)
        assert re.search(r'\sdata-word-saving="Saving…"\s', html)
        assert re.search(r"\snovalidate\s", html)

    def test_a_viewers_form_is_inert(self, cast: Cast, client: FlaskClient, guide: Guide):
        vera = sign_in(client, cast.vera)
        assert " inert" in vera.get(f"/guides/{guide.id}/build").get_data(as_text=True)

    def test_fields_are_saved(self, bob: FlaskClient, guide: Guide, cast: Cast):
        path = f"/guides/{guide.id}/build"
        form = form_of(bob, path)
        form["name"] = "Another"
        form["st_one.title"] = " Changed "
        form["st_one.target.says"] = "Save"
        form["st_two.type"] = "modal"
        form["st_two.bt_next.action"] = "finish"
        assert bob.post(path, data=form).status_code == 303
        draft = draft_of(guide.id)
        assert draft["name"] == "Another"
        assert draft["steps"][0]["title"] == "Changed"
        assert draft["steps"][0]["target"] == {"v": 1, "text": "Save", "role": "button"}
        assert draft["steps"][1]["target"] is None
        assert draft["steps"][1]["buttons"][0]["action"] == {"type": "finish"}
        assert queries.guide(guide.id).updated_by == cast.bob.id

    def test_plain_text_is_taken_where_no_script_runs(self, bob: FlaskClient, guide: Guide):
        path = f"/guides/{guide.id}/build"
        form = form_of(bob, path)
        form["st_one.body_text"] = "First.\r\n\r\nSecond."
        bob.post(path, data=form)
        assert [len(draft_of(guide.id)["steps"][0]["body"]["content"])] == [2]

    @pytest.mark.parametrize(
        ("verb", "expected"),
        [
            ("down:st_one", ["st_two", "st_one"]),
            ("up:st_two", ["st_two", "st_one"]),
            ("up:st_one", ["st_one", "st_two"]),
            ("remove:st_one", ["st_two"]),
            ("nonsense:st_one", ["st_one", "st_two"]),
            ("up:st_gone", ["st_one", "st_two"]),
        ],
    )
    def test_steps_are_moved_and_removed(
        self, bob: FlaskClient, guide: Guide, verb: str, expected: list[str]
    ):
        path = f"/guides/{guide.id}/build"
        form = form_of(bob, path)
        form["do"] = verb
        bob.post(path, data=form)
        assert [step["id"] for step in draft_of(guide.id)["steps"]] == expected

    def test_steps_and_buttons_are_added_and_copied(self, bob: FlaskClient, guide: Guide):
        path = f"/guides/{guide.id}/build"
        for verb in (
            "add",
            "duplicate:st_one",
            "add_button:st_one",
            "remove_button:st_two:bt_next",
        ):
            form = form_of(bob, path)
            form["do"] = verb
            assert bob.post(path, data=form).status_code == 303
        steps = draft_of(guide.id)["steps"]
        assert [step["title"] for step in steps] == ["Step one", "Step one", "Step two", ""]
        assert [len(step["buttons"]) for step in steps] == [2, 1, 0, 1]
        assert len({step["id"] for step in steps}) == 4

    def test_a_removed_step_comes_back(self, bob: FlaskClient, guide: Guide):
        path = f"/guides/{guide.id}/build"
        form = form_of(bob, path)
        form["do"] = "remove:st_one"
        bob.post(path, data=form)
        assert "The step was removed." in bob.get(path).get_data(as_text=True)
        bob.send(f"/guides/{guide.id}/undo", revision="2", back="https://evil.test/")
        assert len(draft_of(guide.id)["steps"]) == 2

    def test_a_button_to_a_removed_step_leads_to_the_next(self, bob: FlaskClient):
        to_c = {
            "id": "b",
            "label": "x",
            "style": "primary",
            "action": {"type": "go_to", "step_id": "st_c"},
        }
        guide = service.create_from(
            make_flow(steps=[make_step("a", buttons=[to_c]), make_step("b"), make_step("c")])
        )
        path = f"/guides/{guide.id}/build"
        form = form_of(bob, path)
        form["do"] = "remove:st_c"
        bob.post(path, data=form)
        assert draft_of(guide.id)["steps"][0]["buttons"][0]["action"] == {"type": "next"}

    def test_a_form_cut_short_is_refused(self, bob: FlaskClient, guide: Guide):
        answer = bob.send(f"/guides/{guide.id}/build", revision="1", step="st_one")
        assert answer.status_code == 422
        assert len(draft_of(guide.id)["steps"]) == 2

    def test_faults_are_told_and_the_input_is_kept(self, bob: FlaskClient, guide: Guide):
        path = f"/guides/{guide.id}/build"
        form = form_of(bob, path)
        form["st_one.bt_next.action"] = "open_url"
        form["st_one.bt_next.url"] = "javascript:alert(1)"
        form["st_one.title"] = "Kept title"
        answer = bob.post(path, data=form)
        assert answer.status_code == 422
        assert "A link must begin with" in answer.get_data(as_text=True)
        assert "Kept title" in answer.get_data(as_text=True)
        assert draft_of(guide.id)["steps"][0]["title"] == "Step one"

    def test_a_script_gets_json(self, bob: FlaskClient, guide: Guide):
        path = f"/guides/{guide.id}/build"
        form = form_of(bob, path)
        form["st_one.title"] = ""
        body = bob.post(path, data=form, headers={"Accept": "application/json"}).get_json()
        assert body["revision"] == 2
        assert body["document"]["steps"][0]["title"] == ""
        assert [finding["severity"] for finding in body["findings"]] == ["warning"]

    def test_the_preview_is_a_page_that_only_our_pages_may_frame(
        self, bob: FlaskClient, guide: Guide
    ):
        answer = bob.get(f"/guides/{guide.id}/preview")
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert "guide-engine.js" in answer.get_data(as_text=True)


class TestStale:
    @pytest.fixture
    def stale_form(self, bob: FlaskClient, guide: Guide) -> MultiDict[str, str]:
        """Bob has typed; meanwhile Alice saved."""
        form = form_of(bob, f"/guides/{guide.id}/build")
        form["st_one.title"] = "Bob's title"
        theirs = make_flow("one", "two", "three", name="Alice's name")
        service.save_draft(guide.id, theirs, 1)
        return form

    def test_both_versions_are_shown_and_nothing_is_overwritten(
        self, bob: FlaskClient, guide: Guide, stale_form: MultiDict[str, str]
    ):
        answer = bob.post(f"/guides/{guide.id}/build", data=stale_form)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 409
        for words in ("Bob&#39;s title", "Alice&#39;s name", "Step three"):
            assert words in page
        assert draft_of(guide.id)["name"] == "Alice's name"

    def test_each_sides_own_changes_are_chosen_beforehand(
        self, bob: FlaskClient, guide: Guide, stale_form: MultiDict[str, str]
    ):
        page = bob.post(f"/guides/{guide.id}/build", data=stale_form).get_data(as_text=True)
        chosen = dict(re.findall(r'name="choice\.([^"]+)" value="(\w+)" checked', page))
        assert chosen == {
            "name": "theirs",
            "steps/st_one/title": "mine",
            "steps/st_three": "theirs",
        }

    def test_what_is_chosen_of_both_is_saved(
        self, bob: FlaskClient, guide: Guide, stale_form: MultiDict[str, str]
    ):
        page = bob.post(f"/guides/{guide.id}/build", data=stale_form).get_data(as_text=True)
        mine = re.search(r'name="mine" value="([^"]*)"', page)
        assert mine
        fields = {
            "mine": unescape(mine[1]),
            "revision": "2",
            "choice.steps/st_one/title": "mine",
            "choice.name": "theirs",
        }
        answer = bob.send(f"/guides/{guide.id}/merge", **fields)
        assert answer.location == f"/guides/{guide.id}/build"
        draft = draft_of(guide.id)
        assert draft["name"] == "Alice's name"
        assert [step["title"] for step in draft["steps"]] == [
            "Bob's title",
            "Step two",
            "Step three",
        ]

    def test_a_third_save_asks_again(
        self, bob: FlaskClient, guide: Guide, stale_form: MultiDict[str, str]
    ):
        service.save_draft(guide.id, make_flow(name="Third"), 2)
        fields = {
            "mine": json.dumps(make_flow(name="Mine")),
            "revision": "2",
            "choice.name": "mine",
        }
        answer = bob.send(f"/guides/{guide.id}/merge", **fields)
        assert answer.status_code == 409
        assert "Third" in answer.get_data(as_text=True)

    def test_a_script_is_told_who_saved(
        self, bob: FlaskClient, guide: Guide, stale_form: MultiDict[str, str]
    ):
        answer = bob.post(
            f"/guides/{guide.id}/build", data=stale_form, headers={"Accept": "application/json"}
        )
        assert answer.status_code == 409
        assert answer.get_json()["error"]["code"] == "stale_draft"
