"""Things of Mallory's workspace, by the name of the route parameter that would name them.

`tests/identity/test_routes.py` walks every route with these while signed in as Alice. A route with
a new parameter name fails there until an entry is added here.
"""

from collections.abc import Callable

from sqlalchemy import select

from guide_engine.appearance import service as themes
from guide_engine.audience import segments
from guide_engine.audience import service as audience
from guide_engine.audience.models import Company, EndUser
from guide_engine.builder import sessions as builders
from guide_engine.community import service as community
from guide_engine.community.models import Thread
from guide_engine.core import clock
from guide_engine.core.db import bind_workspace, db
from guide_engine.core.ids import new_id
from guide_engine.delivery import service as delivery
from guide_engine.guides import service as guides
from guide_engine.health.models import TargetAlert
from guide_engine.identity import members, queries, tokens
from guide_engine.identity import sessions as logins
from guide_engine.identity.permissions import Role
from tests.support.actors import Cast, environment_ref
from tests.support.guides import make_flow

# Parameters of routes that are open to everybody and name nobody's property.
PUBLIC_PARAMETERS = {"filename", "name", "release"}


def make_foreign_ids(cast: Cast) -> dict[str, str]:
    """Create one of each in Mallory's workspace; the session is Alice's again afterwards."""
    bind_workspace(db.session, cast.other_workspace.id)
    try:
        ids = {name: make(cast) for name, make in _MAKERS.items()}
        db.session.commit()
    finally:
        bind_workspace(db.session, cast.workspace.id)
    return ids


def _guide(cast: Cast) -> str:
    guide = guides.create_from(make_flow())
    delivery.publish(guide.id, cast.other_production.id)
    return guide.id


def _theme(cast: Cast) -> str:
    return themes.create(themes.Wish("Mallory's", {})).id


def _source(cast: Cast) -> str:
    return community.create_source("Mallory's forum").id


def _thread(cast: Cast) -> str:
    source = community.create_source("Mallory's other forum")
    thread = Thread(
        id=new_id("th"),
        workspace_id=cast.other_workspace.id,
        source_id=source.id,
        external_id="1",
        url="https://forum.evil.test/1",
        title="How do I get in?",
        language="en",
        seen_at=clock.now(),
    )
    db.session.add(thread)
    db.session.flush()
    return thread.id


def _end_user(cast: Cast) -> str:
    env = environment_ref(cast.other_production)
    audience.identify(env, "mallorys-user", {"plan": "free"}, "mallorys-company", {"ltv": 5})
    return str(db.session.scalars(select(EndUser.id)).first())


def _company(cast: Cast) -> str:
    _end_user(cast)
    return str(db.session.scalars(select(Company.id)).first())


def _builder_session(cast: Cast) -> str:
    login, _token = logins.start_session(cast.mallory)
    code = builders.make_code(login, cast.other_production.id, "https://evil.test")
    return builders.trade(code, "https://evil.test")[0].id


def _alert(cast: Cast) -> str:
    alert = TargetAlert(
        id=new_id("al"),
        environment_id=cast.other_production.id,
        guide_id=guides.create_from(make_flow(key="alarming")).id,
        version=1,
        kind="lost",
        facts={},
        opened_at=clock.now(),
    )
    db.session.add(alert)
    db.session.flush()
    return alert.id


_MAKERS: dict[str, Callable[[Cast], str]] = {
    "theme_id": _theme,
    # Of guides of hers, and samples that there are not.
    "language": lambda _cast: new_id("la"),
    "name": lambda _cast: new_id("na"),
    "environment_id": lambda cast: cast.other_production.id,
    "membership_id": lambda cast: queries.memberships_of(cast.mallory.id)[0].id,
    "invitation_id": lambda cast: members.invite(cast.other_workspace.id, Role.EDITOR, "")[0].id,
    "token_id": lambda cast: tokens.create(cast.other_workspace.id, "t", Role.EDITOR)[0].id,
    "builder_session_id": _builder_session,
    "guide_id": _guide,
    "source_id": _source,
    "thread_id": _thread,
    "end_user_id": _end_user,
    "company_id": _company,
    "alert_id": _alert,
    "segment_id": lambda cast: segments.create_segment("Mallory's", {"all": []}).id,
}
