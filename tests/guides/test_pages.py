"""The editor's pages of guides, without a script."""

import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from guide_engine.audience import service as audience
from guide_engine.core.db import db
from guide_engine.guides import queries, service, signals
from guide_engine.guides.models import Guide
from tests.support.actors import Cast, sign_in
from tests.support.forms import form_of
from tests.support.guides import make_flow, make_hint
from tests.support.signals import only_heard_by


@pytest.fixture
def bob(cast: Cast, client: FlaskClient) -> FlaskClient:
    return sign_in(client, cast.bob)


@pytest.fixture
def guide(cast: Cast) -> Guide:
    return service.create_from(make_flow(), by=cast.alice.id)


def draft_of(guide_id: str) -> dict[str, Any]:
    db.session.expire_all()
    return queries.guide(guide_id).draft


class TestList:
    def test_an_empty_list_teaches(self, bob: FlaskClient):
        assert "Make the first guide" in bob.get("/guides").get_data(as_text=True)

    def test_it_shows_guides_with_what_others_know_of_them(
        self, bob: FlaskClient, guide: Guide, cast: Cast
    ):
        def listed(
            _app: object, *, workspace_id: str, environment_id: str, guide_ids: list[str]
        ) -> dict[str, Any]:
            assert (workspace_id, environment_id, guide_ids) == (
                cast.workspace.id,
                cast.production.id,
                [guide.id],
            )
            return {
                guide.id: {
                    "started": 1234,
                    "rate_words": "62%",
                    "health": "ok",
                    "health_badge": "healthy",
                }
            }

        with only_heard_by(signals.guides_listed, listed):
            page = bob.get("/guides").get_data(as_text=True)
        assert "Your first invoice" in page
        assert "2 steps" in page
        assert "1,234" in page
        assert "62%" in page

    def test_those_who_may_edit_are_led_to_their_own_site(
        self, cast: Cast, client: FlaskClient, bob: FlaskClient
    ):
        link = 'href="/guides/open"'
        assert link in bob.get("/guides").get_data(as_text=True)
        vera = sign_in(client, cast.vera)
        assert link not in vera.get("/guides").get_data(as_text=True)

    def test_it_filters(self, bob: FlaskClient, guide: Guide):
        service.create_from(make_hint())
        assert "What tax means" not in bob.get("/guides?kind=flow").get_data(as_text=True)
        assert "Nothing found" in bob.get("/guides?q=zebra").get_data(as_text=True)

    def test_guides_of_others_are_not_there(self, cast: Cast, client: FlaskClient, guide: Guide):
        mallory = sign_in(client, cast.mallory)
        assert "Your first invoice" not in mallory.get("/guides").get_data(as_text=True)
        for page in ("build", "audience", "when", "history", "preview"):
            assert mallory.get(f"/guides/{guide.id}/{page}").status_code == 404

    def test_names_are_shown_as_text(self, bob: FlaskClient):
        service.create_from(make_flow(name="<img src=x onerror=alert(1)>"))
        assert "<img src=x" not in bob.get("/guides").get_data(as_text=True)


class TestNew:
    def test_a_guide_is_made_with_its_page(self, bob: FlaskClient, cast: Cast):
        answer = bob.send(
            "/guides/new", begin="flow", name="Hello", address="invoices", language="en"
        )
        guide = queries.guides()[0]
        assert answer.location == f"/guides/{guide.id}/build"
        assert guide.draft["page"] == {"fact": "page.path", "op": "matches", "value": "/invoices"}
        assert guide.created_by == cast.bob.id

    def test_a_starter_brings_its_steps_in_the_guides_language(self, bob: FlaskClient):
        bob.send("/guides/new", begin="welcome", name="Hello", language="ja")
        guide = queries.guides()[0]
        assert guide.draft["steps"][0]["title"] == "ようこそ"

    @pytest.mark.parametrize(
        "fields", [{"name": ""}, {"begin": "poll"}, {"name": "x" * 201}, {"language": "no such"}]
    )
    def test_what_is_wrong_is_told_and_kept(self, bob: FlaskClient, fields: dict[str, str]):
        answer = bob.send(
            "/guides/new", **{"begin": "flow", "name": "Kept", "language": "en", **fields}
        )
        assert answer.status_code == 422
        assert queries.count() == 0

    def test_a_viewer_may_not(self, cast: Cast, client: FlaskClient):
        assert (
            sign_in(client, cast.vera).send("/guides/new", begin="flow", name="x").status_code
            == 403
        )


class TestTargeting:
    def test_the_untouched_forms_change_nothing(self, bob: FlaskClient, cast: Cast):
        segment = audience.create_segment("Pro", {"fact": "user.plan", "op": "eq", "value": "pro"})
        rules = [
            {"all": []},
            {"segment": segment.id},
            {"any": [{"segment": segment.id}, {"fact": "user.age", "op": "gt", "value": 3}]},
        ]
        schedule = {"starts_at": "2026-11-21T09:00:00+09:00", "ends_at": None}
        for index, rule in enumerate(rules):
            guide = service.create_from(
                make_flow(
                    key=f"g{index}",
                    audience=rule,
                    schedule=schedule,
                    goal={"event": "paid", "window_days": 3},
                )
            )
            for page in ("audience", "when"):
                path = f"/guides/{guide.id}/{page}"
                assert bob.post(path, data=form_of(bob, path)).status_code == 303
            assert queries.guide(guide.id).draft_revision == 1

    def test_an_audience_of_segments_is_saved(self, bob: FlaskClient, guide: Guide):
        ids = [audience.create_segment(name, {"fact": "user.x", "op": "set"}).id for name in "AB"]
        path = f"/guides/{guide.id}/audience"
        form = form_of(bob, path)
        form["who"] = "segments"
        form.setlist("segment", ids)
        bob.post(path, data=form)
        assert draft_of(guide.id)["audience"] == {"any": [{"segment": name} for name in ids]}

    def test_no_segment_chosen_means_nobody(self, bob: FlaskClient, guide: Guide):
        path = f"/guides/{guide.id}/audience"
        form = form_of(bob, path)
        form["who"] = "segments"
        bob.post(path, data=form)
        assert draft_of(guide.id)["audience"] == {"any": []}

    def test_a_faulty_rule_is_refused(self, bob: FlaskClient, guide: Guide):
        path = f"/guides/{guide.id}/audience"
        form = form_of(bob, path)
        form["who"], form["audience"] = "rule", '{"fact": "page.url", "op": "eq", "value": "x"}'
        assert bob.post(path, data=form).status_code == 422
        form["audience"] = "not json"
        assert bob.post(path, data=form).status_code == 422

    def test_pages_frequency_schedule_and_goal_are_saved(self, bob: FlaskClient, guide: Guide):
        path = f"/guides/{guide.id}/when"
        form = form_of(bob, path)
        typed = {
            "where": "addresses", "only": "/a/*\r\nhttps://x.test/**\r\n", "never": "/a/secret",
            "frequency": "every_days", "days": "7", "priority": "90",
            "starts_at": "2026-12-01T09:00", "starts_at_offset": "540",
            "goal_event": "paid", "goal_window_days": "14", "completes_on": "goal",
        }  # fmt: skip
        for name, value in typed.items():
            form[name] = value
        assert bob.post(path, data=form).status_code == 303
        draft = draft_of(guide.id)
        assert draft["page"] == {
            "all": [
                {"any": [
                    {"fact": "page.path", "op": "matches", "value": "/a/*"},
                    {"fact": "page.url", "op": "matches", "value": "https://x.test/**"},
                ]},
                {"not": {"fact": "page.path", "op": "matches", "value": "/a/secret"}},
            ]
        }  # fmt: skip
        assert draft["frequency"] == {"type": "every_days", "days": 7}
        assert (draft["priority"], draft["completes_on"]) == (90, "goal")
        assert draft["schedule"] == {"starts_at": "2026-12-01T09:00+09:00", "ends_at": None}
        assert draft["goal"] == {"event": "paid", "window_days": 14}

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("priority", "many"),
            ("priority", "101"),
            ("starts_at", "soon"),
            ("goal_window_days", "nan"),
        ],
    )
    def test_what_can_not_be_read_is_refused(
        self, bob: FlaskClient, guide: Guide, field: str, value: str
    ):
        path = f"/guides/{guide.id}/when"
        form = form_of(bob, path)
        form["goal_event"] = "paid"
        form[field] = value
        assert bob.post(path, data=form).status_code == 422


class TestHistory:
    def test_changes_are_told_in_words(self, bob: FlaskClient, guide: Guide, cast: Cast):
        service.freeze_version(guide.id, by=cast.alice.id, note="First try")
        changed = make_flow(name="Your second invoice")
        changed["steps"][0]["target"] = {"v": 1, "text": "Send", "role": "link"}
        service.save_draft(guide.id, changed, 1)
        page = bob.get(f"/guides/{guide.id}/history").get_data(as_text=True)
        for words in (
            "<del>first</del>",
            "<ins>second</ins>",
            "First try",
            "Alice",
            "“Send” (a link)",
        ):
            assert words in page
        assert '"role"' not in page

    def test_a_change_that_words_can_not_show_is_named(self, bob: FlaskClient, guide: Guide):
        service.freeze_version(guide.id)
        document = make_flow()
        first, second = document["steps"]
        first["target"]["attributes"] = {"id": "next"}
        second["buttons"][0]["style"] = "secondary"
        service.save_draft(guide.id, document, 1)
        html = bob.get(f"/guides/{guide.id}/history").get_data(as_text=True)
        assert "What it is recognised by has changed." in html
        assert "A detail has changed." in html
        assert "Only its form has changed" not in html

    def test_a_version_is_restored(self, bob: FlaskClient, guide: Guide):
        service.freeze_version(guide.id)
        service.save_draft(guide.id, make_flow(name="Newer"), 1)
        assert bob.send(f"/guides/{guide.id}/restore", version="1").status_code == 303
        assert draft_of(guide.id)["name"] == "Your first invoice"

    def test_an_unknown_version_is_not_found(self, bob: FlaskClient, guide: Guide):
        service.freeze_version(guide.id)
        assert bob.get(f"/guides/{guide.id}/history?version=9").status_code == 404
        assert bob.send(f"/guides/{guide.id}/restore", version="9").status_code == 404


class TestFiles:
    def test_a_download_can_be_brought_in_again(self, bob: FlaskClient, guide: Guide):
        answer = bob.get("/guides/export?guide=first-invoice")
        assert "first-invoice.guide.json" in answer.headers["Content-Disposition"]
        upload = {"file": (io.BytesIO(answer.data), "x.json"), "csrf_token": bob.csrf()}
        assert bob.post("/guides/import", data=upload).status_code == 302
        assert queries.count() == 1

    def test_a_bad_file_is_told_with_its_paths(self, bob: FlaskClient, cast: Cast):
        bad = json.dumps(make_flow(priority=500)).encode()
        upload = {"file": (io.BytesIO(bad), "x.json"), "csrf_token": bob.csrf()}
        answer = bob.post("/guides/import", data=upload)
        assert answer.status_code == 422
        assert "/guides/0/priority" in answer.get_data(as_text=True)
        assert queries.count() == 0


class TestLife:
    def test_archive_and_back(self, bob: FlaskClient, guide: Guide):
        bob.send(f"/guides/{guide.id}/archive")
        assert "Your first invoice" in bob.get("/guides?state=archived").get_data(as_text=True)
        bob.send(f"/guides/{guide.id}/bring-back")
        assert [g.id for g in queries.guides()] == [guide.id]

    def test_a_copy_is_opened(self, bob: FlaskClient, guide: Guide):
        answer = bob.send(f"/guides/{guide.id}/duplicate")
        assert answer.location != f"/guides/{guide.id}/build"
        assert queries.count() == 2

    @pytest.mark.parametrize(
        "verb", ["build", "audience", "when", "restore", "undo", "merge", "duplicate", "archive"]
    )
    def test_a_viewer_may_look_but_not_change(
        self, cast: Cast, client: FlaskClient, guide: Guide, verb: str
    ):
        vera = sign_in(client, cast.vera)
        assert vera.get(f"/guides/{guide.id}/build").status_code == 200
        assert (
            vera.send(f"/guides/{guide.id}/{verb}", complete="yes", revision="1").status_code == 403
        )

    def test_pages_speak_japanese(self, bob: FlaskClient, guide: Guide):
        bob.set_cookie("ge_locale", "ja")
        assert "確認して公開" in bob.get(f"/guides/{guide.id}/build").get_data(as_text=True)
