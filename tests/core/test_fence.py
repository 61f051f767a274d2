"""Tenants are kept apart by the session itself, whatever the query."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session, aliased, joinedload

from guide_engine.core import clock
from guide_engine.core.db import WorkspaceUnbound, bind_workspace, db, unscoped
from guide_engine.core.ids import new_id
from guide_engine.identity.models import Environment, Membership, Workspace
from tests.support.actors import Cast


@pytest.fixture
def alices(cast: Cast) -> Iterator[Session]:
    """A session of Alice's workspace that has loaded nothing yet."""
    with Session(db.engine) as session:
        bind_workspace(session, cast.workspace.id)
        yield session


@pytest.fixture
def unbound(cast: Cast) -> Iterator[Session]:
    with Session(db.engine) as session:
        yield session


def all_keys(session: Session) -> set[str]:
    with unscoped(session):
        return set(session.scalars(select(Environment.public_key)))


def test_a_select_sees_only_its_own(alices: Session, cast: Cast) -> None:
    assert {each.workspace_id for each in alices.scalars(select(Environment))} == {
        cast.workspace.id
    }


def test_columns_and_counts_are_fenced_too(alices: Session, cast: Cast) -> None:
    keys = set(alices.scalars(select(Environment.public_key)))
    assert keys == {cast.production.public_key, cast.staging.public_key}
    assert alices.scalar(select(func.count()).select_from(Environment)) == 2


def test_a_foreign_id_is_not_found(alices: Session, cast: Cast) -> None:
    assert alices.get(Environment, cast.other_production.id) is None
    assert alices.get(Environment, cast.production.id) is not None


def test_a_criterion_of_the_caller_can_not_reach_over(alices: Session, cast: Cast) -> None:
    wanted = select(Environment).where(
        (Environment.workspace_id == cast.other_workspace.id) | (Environment.id.is_not(None))
    )
    assert {e.workspace_id for e in alices.scalars(wanted)} == {cast.workspace.id}


def test_a_join_is_fenced_on_both_sides(alices: Session, cast: Cast) -> None:
    joined = select(Workspace.name, Environment.name, Membership.role).join_from(
        Environment, Membership, Membership.workspace_id != ""
    )
    joined = joined.join(Workspace, Workspace.id == Membership.workspace_id)
    assert {row[0] for row in alices.execute(joined)} == {"Acme"}


def test_aliases_and_subqueries_are_fenced(alices: Session, cast: Cast) -> None:
    one, two = aliased(Environment), aliased(Environment)
    pairs = alices.execute(select(one.id, two.id).join(two, one.id != two.id)).all()
    assert len(pairs) == 2
    inner = select(Environment.workspace_id).scalar_subquery()
    assert set(alices.scalars(select(Workspace.name).where(Workspace.id.in_(inner)))) == {"Acme"}


def test_a_union_and_an_exists_are_fenced(alices: Session, cast: Cast) -> None:
    both = select(Environment.name).union_all(select(Environment.name))
    assert len(alices.scalars(both).all()) == 4
    exists = select(Environment.id).where(Environment.workspace_id == cast.other_workspace.id)
    assert alices.scalar(select(exists.exists())) is False


def test_an_update_changes_only_its_own(alices: Session, cast: Cast) -> None:
    before = cast.other_production.revision
    alices.execute(update(Environment).values(revision=99))
    alices.commit()
    db.session.expire_all()
    with unscoped(db.session):
        assert cast.production.revision == 99
        assert db.session.get_one(Environment, cast.other_production.id).revision == before


def test_an_update_by_foreign_id_changes_nothing(alices: Session, cast: Cast) -> None:
    statement = (
        update(Environment)
        .where(Environment.id == cast.other_production.id)
        .values(enabled=False)
        .returning(Environment.id)
    )
    assert alices.execute(statement).all() == []


def test_a_delete_deletes_only_its_own(alices: Session, cast: Cast) -> None:
    own, foreign = cast.production.public_key, cast.other_production.public_key
    alices.execute(delete(Environment))
    alices.commit()
    left = all_keys(alices)
    assert foreign in left
    assert own not in left


def test_a_row_of_another_workspace_is_not_inserted(alices: Session, cast: Cast) -> None:
    alices.add(membership(cast, cast.other_workspace.id))
    with pytest.raises(WorkspaceUnbound):
        alices.flush()


def test_a_row_without_a_workspace_gets_the_sessions_own(alices: Session, cast: Cast) -> None:
    row = membership(cast, None)
    alices.add(row)
    alices.flush()
    assert row.workspace_id == cast.workspace.id


def test_a_row_is_not_carried_over_to_another_workspace(alices: Session, cast: Cast) -> None:
    row = alices.scalars(select(Membership)).first()
    assert row is not None
    row.workspace_id = cast.other_workspace.id
    with pytest.raises(WorkspaceUnbound):
        alices.flush()


def test_a_foreign_row_that_was_loaded_elsewhere_is_not_written(
    alices: Session, cast: Cast
) -> None:
    with unscoped(alices):
        foreign = alices.get_one(Environment, cast.other_production.id)
    foreign.enabled = False
    with pytest.raises(WorkspaceUnbound):
        alices.flush()
    alices.rollback()
    with unscoped(alices):
        foreign = alices.get_one(Environment, cast.other_production.id)
    alices.delete(foreign)
    with pytest.raises(WorkspaceUnbound):
        alices.flush()


def test_an_unbound_session_reads_and_writes_nothing_of_a_tenant(
    unbound: Session, cast: Cast
) -> None:
    with pytest.raises(WorkspaceUnbound):
        unbound.scalars(select(Environment)).all()
    with pytest.raises(WorkspaceUnbound):
        unbound.execute(update(Environment).values(revision=5))
    with pytest.raises(WorkspaceUnbound):
        unbound.execute(delete(Environment))
    unbound.add(membership(cast, cast.workspace.id))
    with pytest.raises(WorkspaceUnbound):
        unbound.flush()


def test_instance_wide_work_says_so_and_the_fence_stands_again(alices: Session, cast: Cast) -> None:
    with unscoped(alices):
        assert alices.scalar(select(func.count()).select_from(Environment)) == 4
        with unscoped(alices):
            pass
        assert alices.scalar(select(func.count()).select_from(Environment)) == 4
    assert alices.scalar(select(func.count()).select_from(Environment)) == 2


def test_the_fence_survives_an_error_inside_instance_wide_work(alices: Session) -> None:
    with pytest.raises(ZeroDivisionError), unscoped(alices):
        raise ZeroDivisionError
    assert alices.scalar(select(func.count()).select_from(Environment)) == 2


def test_sessions_bound_one_after_the_other_do_not_share_a_fence(cast: Cast) -> None:
    """SQLAlchemy caches statements; the workspace must travel as a value, not inside the cache."""
    for workspace in (cast.workspace, cast.other_workspace, cast.workspace):
        with Session(db.engine) as session:
            bind_workspace(session, workspace.id)
            seen = set(session.scalars(select(Environment.workspace_id)))
            assert seen == {workspace.id}


def membership(cast: Cast, workspace_id: str | None) -> Membership:
    row = Membership(
        id=new_id("ms"), member_id=cast.mallory.id, role="viewer", created_at=clock.now()
    )
    if workspace_id is not None:
        row.workspace_id = workspace_id
    return row


def test_an_insert_statement_is_fenced_like_a_new_row(alices: Session, cast: Cast) -> None:
    values = {"id": "ms_1", "member_id": cast.mallory.id, "role": "viewer"}
    values["created_at"] = clock.now()
    foreign = {**values, "workspace_id": cast.other_workspace.id}
    for refused in (
        lambda: alices.execute(insert(Membership).values(**foreign)),
        lambda: alices.execute(insert(Membership).values([foreign])),
        lambda: alices.execute(insert(Membership), [foreign]),
        lambda: alices.execute(insert(Membership).values(**values)),
    ):
        with pytest.raises(WorkspaceUnbound):
            refused()
    alices.execute(insert(Membership).values(**values, workspace_id=cast.workspace.id))


def test_an_update_statement_carries_no_row_over(alices: Session, cast: Cast) -> None:
    with pytest.raises(WorkspaceUnbound):
        alices.execute(update(Membership).values(workspace_id=cast.other_workspace.id))


def test_an_entity_only_in_a_join_is_fenced_and_refused_unbound(
    alices: Session, unbound: Session, cast: Cast
) -> None:
    names = select(Workspace.name).join(Environment, Environment.workspace_id == Workspace.id)
    assert set(alices.scalars(names)) == {"Acme"}
    with pytest.raises(WorkspaceUnbound):
        unbound.scalars(names).all()
    with pytest.raises(WorkspaceUnbound):
        unbound.scalar(select(func.count()).select_from(Environment))


def test_eager_options_do_not_lift_the_fence(alices: Session, cast: Cast) -> None:
    everything = (
        select(Environment).options(joinedload("*")).execution_options(populate_existing=True)
    )
    assert {e.workspace_id for e in alices.scalars(everything)} == {cast.workspace.id}
