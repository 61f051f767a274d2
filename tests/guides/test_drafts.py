"""Creating, saving, undoing, freezing and restoring guides."""

import pytest
from sqlalchemy.orm import Session

from guide_engine.core.db import bind_workspace
from guide_engine.core.errors import Conflict, Invalid, NotFound
from guide_engine.guides import queries, service, signals
from guide_engine.guides.errors import StaleDraft
from tests.support.actors import Cast
from tests.support.guides import make_flow


def test_a_new_guide_has_a_key_made_of_its_name(cast: Cast):
    guide = service.create(kind="flow", name="Your first invoice!", language="en", by=cast.bob.id)
    assert (guide.key, guide.name, guide.draft_revision) == (
        "your-first-invoice",
        "Your first invoice!",
        1,
    )
    assert guide.created_by == cast.bob.id


def test_keys_stay_unique_and_a_japanese_name_falls_back_to_the_kind(cast: Cast):
    names = ["請求書を作る", "税とは", "Tax", "tax"]
    keys = [service.create(kind="hint", name=name, language="ja").key for name in names]
    assert keys == ["hint", "hint-2", "tax", "tax-2"]


def test_two_workspaces_may_use_one_key(cast: Cast, session: Session):
    mine = service.create_from(make_flow())
    bind_workspace(session, cast.other_workspace.id)
    theirs = service.create_from(make_flow())
    assert mine.key == theirs.key
    with pytest.raises(NotFound):
        queries.guide(mine.id)


def test_a_taken_key_is_refused(cast: Cast):
    service.create_from(make_flow())
    with pytest.raises(Conflict):
        service.create_from(make_flow())


def test_a_save_raises_the_revision_and_tells_of_it(cast: Cast):
    guide = service.create_from(make_flow())
    heard: list[int] = []

    def listen(_app: object, *, workspace_id: str, guide_id: str, revision: int) -> None:
        assert (workspace_id, guide_id) == (cast.workspace.id, guide.id)
        heard.append(revision)

    with signals.draft_saved.connected_to(listen):
        saved = service.save_draft(guide.id, make_flow(name="Better"), 1, by=cast.alice.id)
    assert (saved.draft_revision, saved.name, saved.updated_by) == (2, "Better", cast.alice.id)
    assert heard == [2]


def test_a_save_that_changes_nothing_keeps_the_revision(cast: Cast):
    guide = service.create_from(make_flow())
    assert service.save_draft(guide.id, make_flow(), 1).draft_revision == 1


def test_a_stale_save_is_refused_and_carries_theirs(cast: Cast):
    guide = service.create_from(make_flow())
    service.save_draft(guide.id, make_flow(name="Theirs"), 1)
    with pytest.raises(StaleDraft) as refusal:
        service.save_draft(guide.id, make_flow(name="Mine"), 1)
    assert (refusal.value.revision, refusal.value.theirs["name"]) == (2, "Theirs")
    assert queries.guide(guide.id).name == "Theirs"


def test_a_faulty_draft_is_refused_with_paths(cast: Cast):
    guide = service.create_from(make_flow())
    with pytest.raises(Invalid) as refusal:
        service.save_draft(guide.id, make_flow(priority=500), 1)
    assert list(refusal.value.fields) == ["/priority"]


@pytest.mark.parametrize(
    "change",
    [{"key": "other"}, {"kind": "hint", "hint": {"show_on": "beacon", "open_on": "click"}}],
)
def test_key_and_kind_are_for_life(cast: Cast, change: dict[str, object]):
    guide = service.create_from(make_flow("one"))
    with pytest.raises(Invalid) as refusal:
        service.save_draft(guide.id, make_flow("one", **change), 1)
    assert list(refusal.value.fields) == [f"/{next(iter(change))}"]


def test_a_change_can_be_undone_and_redone(cast: Cast):
    guide = service.create_from(make_flow("a", "b"))
    service.save_draft(guide.id, make_flow("a"), 1, may_undo=True)
    assert len(service.undo(guide.id, 2).draft["steps"]) == 2
    assert len(service.undo(guide.id, 3).draft["steps"]) == 1


def test_nothing_is_undone_over_a_later_save(cast: Cast):
    guide = service.create_from(make_flow("a", "b"))
    service.save_draft(guide.id, make_flow("a"), 1, may_undo=True)
    service.save_draft(guide.id, make_flow("a", name="Later"), 2)
    with pytest.raises(Conflict):
        service.undo(guide.id, 3)


def test_versions_are_numbered_and_only_made_of_changes(cast: Cast):
    guide = service.create_from(make_flow())
    first = service.freeze_version(guide.id, note="First", by=cast.bob.id)
    again = service.freeze_version(guide.id)
    assert (first.number, again.id) == (1, first.id)
    service.save_draft(guide.id, make_flow(name="Better"), 1)
    assert service.freeze_version(guide.id).number == 2
    assert [version.number for version in queries.versions(guide.id)] == [2, 1]
    assert queries.version(guide.id, 1).document["name"] == "Your first invoice"


def test_a_restored_version_becomes_the_draft_and_the_draft_a_version(cast: Cast):
    guide = service.create_from(make_flow())
    service.freeze_version(guide.id)
    service.save_draft(guide.id, make_flow(name="Unpublished work"), 1)
    restored = service.restore(guide.id, 1, by=cast.bob.id)
    assert restored.name == "Your first invoice"
    assert queries.version(guide.id, 2).document["name"] == "Unpublished work"
    assert service.undo(guide.id, restored.draft_revision).name == "Unpublished work"


def test_an_unknown_version_is_not_found(cast: Cast):
    guide = service.create_from(make_flow())
    with pytest.raises(NotFound):
        service.restore(guide.id, 7)


def test_a_copy_has_a_name_and_a_key_of_its_own(cast: Cast):
    guide = service.create_from(make_flow())
    copy = service.duplicate(guide.id)
    assert (copy.name, copy.key) == ("Copy of Your first invoice", "first-invoice-2")
    assert copy.draft["steps"] == guide.draft["steps"]


def test_an_archived_guide_leaves_the_list_and_comes_back(cast: Cast):
    guide = service.create_from(make_flow())
    service.archive(guide.id)
    assert list(queries.guides()) == []
    assert [g.id for g in queries.guides(archived=True)] == [guide.id]
    service.bring_back(guide.id)
    assert [g.id for g in queries.guides()] == [guide.id]


def test_guides_are_found_by_words_of_name_and_key(cast: Cast):
    guide = service.create_from(make_flow(name="請求書 Invoice 100%"))
    service.create(kind="hint", name="Something else", language="en")
    for search in ("invoice", "請求", "100%", "FIRST invoice"):
        assert [g.id for g in queries.guides(search=search)] == [guide.id]
    assert list(queries.guides(search="nothing_")) == []
    assert [g.kind for g in queries.guides(kind="hint")] == ["hint"]
