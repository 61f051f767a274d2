"""“Open on my site”: from the editor to the author's own product, and who is at work there."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.builder import opening, presence, sessions, wire, words
from guide_engine.builder.api.guides import present
from guide_engine.builder.models import BuilderSession
from guide_engine.builder.opening import Seen, Standing
from guide_engine.core.errors import Conflict
from guide_engine.core.flash import say
from guide_engine.core.web import page_policy
from guide_engine.delivery.pages.install import read_snippet
from guide_engine.guides import queries
from guide_engine.guides.models import Guide
from guide_engine.identity import queries as identity
from guide_engine.identity.access import Capability, can, signed_in

blueprint = Blueprint("builder", __name__)


@blueprint.get("/guides/open")
@signed_in(Capability.VIEW)
def open_any() -> Response:
    return _page(None)


@blueprint.post("/guides/open")
@signed_in(Capability.EDIT_GUIDES)
def open_any_now() -> ResponseReturnValue:
    return _open(None)


@blueprint.get("/guides/<guide_id>/open")
@signed_in(Capability.VIEW)
def open_guide(guide_id: str) -> Response:
    return _page(_workable(guide_id))


@blueprint.post("/guides/<guide_id>/open")
@signed_in(Capability.EDIT_GUIDES)
def open_guide_now(guide_id: str) -> ResponseReturnValue:
    return _open(_workable(guide_id))


@blueprint.get("/guides/open/seen")
@signed_in(Capability.VIEW)
def seen() -> Response:
    """Say what is known of an address while it is typed."""
    found = opening.look(g.environment, request.args.get("address", ""))
    response = jsonify({"standing": found.standing.value, "sentence": words.seen(found)})
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/guides/open/sessions/<builder_session_id>/end")
@signed_in(Capability.VIEW)
def end_session(builder_session_id: str) -> BaseResponse:
    """Close a builder from afar: one's own, or anybody's for who manages the workspace."""
    session = sessions.find(builder_session_id, _whose())
    sessions.revoke(session)
    say(_("The builder on %(origin)s is closed. What it had saved stays.", origin=session.origin))
    return redirect(url_for("builder.open_any"), 303)


@blueprint.post("/guides/<guide_id>/presence")
@signed_in(Capability.VIEW)
def be_present(guide_id: str) -> Response:
    """The editor's own pages say that they have the guide open."""
    guide, sent = queries.guide(guide_id), request.form
    tab = wire.tab(sent)
    if sent.get("leaving"):
        presence.leave(guide.id, g.member.id, tab)
    else:
        presence.note(guide, g.member.id, tab, presence.Place.EDITOR, wire.step_id(sent))
    response = jsonify(present(guide))
    response.headers["Cache-Control"] = "no-store"
    return response


def _workable(guide_id: str) -> Guide:
    guide = queries.guide(guide_id)
    if guide.archived_at is not None:
        raise Conflict(_("This guide is archived. Bring it back before you work on it."))
    return guide


def _open(guide: Guide | None) -> ResponseReturnValue:
    """Lead to the page with a fresh code, or say in the new tab what stands in the way."""
    found = opening.look(g.environment, request.form.get("address", ""))
    if found.standing is Standing.UNASKED:
        found = Seen(Standing.INVALID, fault="empty")
    if found.address is None:
        return _page(guide, found), 422
    opening.remember(g.environment, g.member.id, found.address)
    if found.standing is not Standing.THERE and not request.form.get("anyway"):
        return _page(guide, found, asked=True)
    code = sessions.make_code(
        g.login, g.environment.id, found.address.origin, guide.id if guide else None
    )
    response = redirect(found.address.with_code(code), 303)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _page(guide: Guide | None, found: Seen | None = None, *, asked: bool = False) -> Response:
    sent = request.values.get("address", "")
    typed = sent or opening.remembered(g.environment.id, g.member.id)
    found = found or opening.look(g.environment, typed)
    page = render_template(
        "builder/open.html",
        guide=guide,
        typed=typed,
        found=found,
        seen_words=words.seen(found),
        faults=[words.fault(found.fault)] if found.standing is Standing.INVALID else [],
        asked=asked,
        snippet=read_snippet(),
        sessions=[_listed(session) for session in sessions.listed(_whose())],
        sees_all=_whose() is None,
    )
    response = make_response(page)
    # The form's answer leads to the author's own site, which the policy of forms would forbid.
    response.headers["Content-Security-Policy"] = page_policy("'self' https: http:")
    return response


def _whose() -> str | None:
    """Whose builders may be seen and closed here: one's own, or everybody's."""
    return None if can(Capability.MANAGE_WORKSPACE) else str(g.member.id)


def _listed(session: BuilderSession) -> dict[str, Any]:
    return {
        "id": session.id,
        "origin": session.origin,
        "who": identity.member(session.member_id).name,
        "environment": identity.environment(session.environment_id).name,
        "opened_at": session.created_at,
        "used_at": session.last_used_at,
    }
