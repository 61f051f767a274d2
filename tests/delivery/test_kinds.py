"""What a browser is told of each kind of guide: content, state, and what was done in a run."""

import json
from typing import Any

import pytest

from guide_engine.core.db import db
from guide_engine.delivery.compile import compile_content, compile_settings
from guide_engine.events import projector, store
from guide_engine.guides import kinds
from tests.delivery.conftest import Host, publish_guide
from tests.support.actors import Cast
from tests.support.events import batch_of, record, run_id
from tests.support.guides import MAKE, make_checklist, make_flow, make_step, make_survey


def happened(cast: Cast, guide_id: str, *events: tuple[str, dict[str, Any]]) -> None:
    """Something that one person did, a second apart, long enough ago to be over."""
    own = {"workspace_id": cast.workspace.id, "environment_id": cast.production.id}
    more = {"guide_id": guide_id, "user_id": "u1"}
    store.append(
        batch_of(
            [record(kind, at, **own, **more, **told) for at, (kind, told) in enumerate(events)]
        )
    )


@pytest.mark.parametrize("kind", kinds.Kind)
def test_the_content_holds_the_look_of_its_kind_and_nothing_for_authors(kind: str) -> None:
    document = MAKE[kind](
        starts_when={"on": "time", "seconds": 5}, theme="night", translations={"ja": {}}
    )
    body, _digest = compile_content(document)
    sent = json.loads(body)
    look = {kind} if kind in kinds.LOOKS else set()
    assert sent.keys() == {"kind", "language", "steps", "goal", "completes_on"} | look
    for name in look:
        assert sent[name] == document[name]


def test_the_state_carries_what_begins_it_its_level_and_its_theme(cast: Cast, host: Host) -> None:
    moment = {"on": "event", "event": "opened"}
    publish_guide(cast, **MAKE["announcement"](starts_when=moment, theme="night"))
    publish_guide(cast, **make_flow(key="plain"))
    announcement, plain = sorted(host.state()["guides"], key=lambda guide: guide["kind"])
    assert announcement["level"] == "popup"
    assert announcement["starts_when"] == moment
    assert announcement["theme"] == "night"
    assert not {"level", "starts_when", "theme"} & plain.keys()


def test_a_run_says_what_was_done_and_answered_on_any_device(cast: Cast, host: Host) -> None:
    guide = publish_guide(cast, **make_survey())
    happened(
        cast,
        guide.id,
        ("step_seen", {"step_id": "st_nps"}),
        ("question_answered", {"step_id": "st_nps", "answer": 7}),
        ("question_answered", {"step_id": "st_gone", "answer": "of no step"}),
        ("step_completed", {"step_id": "st_nps"}),
        ("step_seen", {"step_id": "st_why"}),
    )
    expected = {
        "id": run_id(),
        "step_id": "st_why",
        "done": ["st_nps"],
        "answers": {"st_nps": 7},
    }
    [sent] = host.state("u1")["guides"]
    assert sent["run"] == expected
    projector.catch_up()
    [sent] = host.state("u1")["guides"]
    assert sent["run"] == expected
    [other] = host.state("u2")["guides"]
    assert other["run"] is None


def test_a_checklist_knows_which_guides_were_completed(cast: Cast, host: Host) -> None:
    first = publish_guide(cast, key="first-invoice")
    publish_guide(cast, **make_checklist())
    happened(cast, first.id, ("guide_started", {}), ("guide_completed", {}))
    db.session.commit()
    by_key = {guide["key"]: guide for guide in host.state("u1")["guides"]}
    assert by_key["getting-started"]["completed_guides"] == ["first-invoice"]
    [_first, checklist] = sorted(
        host.state("u2")["guides"], key=lambda guide: guide["kind"], reverse=True
    )
    assert "completed_guides" not in checklist


def test_settings_say_what_the_service_needs_of_a_kind() -> None:
    kept = compile_settings(make_checklist())
    assert kept["awaits"] == ["first-invoice"]
    assert compile_settings(make_survey())["asks"] == ["st_nps", "st_why"]
    assert compile_settings(make_flow(steps=[make_step(title="Hi {user.name}")]))["variables"] == [
        "user.name"
    ]
