"""Settings: who belongs to the workspace."""

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from guide_engine.core.errors import DomainError, Forbidden
from guide_engine.core.flash import say
from guide_engine.identity import members, queries
from guide_engine.identity.access import Capability, signed_in
from guide_engine.identity.models import Invitation

UNDO_SECONDS = 600


def routes(blueprint: Blueprint) -> None:
    rule = blueprint.add_url_rule
    rule("/settings/members", view_func=list_members, methods=["GET", "POST"])
    rule("/settings/members/<membership_id>/role", view_func=change_role, methods=["POST"])
    rule("/settings/members/<membership_id>/remove", view_func=remove_member, methods=["POST"])
    rule("/settings/members/restore", view_func=restore_member, methods=["POST"])
    rule(
        "/settings/invitations/<invitation_id>/withdraw",
        view_func=withdraw_invitation,
        methods=["POST"],
    )


@signed_in(Capability.MANAGE_WORKSPACE)
def list_members() -> str | tuple[str, int]:
    """List members and open invitations; a POST makes an invitation and shows its link once."""
    if request.method == "GET":
        return _render()
    try:
        role = members.checked_role(request.form.get("role", ""))
    except DomainError as error:
        return _render(errors={"role": [error.message]}), error.status
    invitation, token = members.invite(g.workspace.id, role, request.form.get("note", ""))
    public_url = current_app.config["SETTINGS"].resolved_public_url
    return _render(made=invitation, link=f"{public_url}{url_for('identity.join')}#{token}")


def _render(
    made: Invitation | None = None, link: str = "", errors: dict[str, list[str]] | None = None
) -> str:
    return render_template(
        "identity/members.html",
        people=queries.people(g.workspace.id),
        invitations=queries.open_invitations(),
        made=made,
        link=link,
        errors=errors or {},
    )


@signed_in(Capability.MANAGE_WORKSPACE)
def change_role(membership_id: str) -> Response:
    membership = queries.membership(membership_id)
    before = membership.role
    try:
        members.change_role(membership, members.checked_role(request.form.get("role", "")))
    except DomainError as error:
        say(error.message, kind="error")
        return redirect(url_for("identity.list_members"))
    say(
        _("The role is changed."),
        undo=url_for("identity.change_role", membership_id=membership.id),
        fields={"role": before},
    )
    return redirect(url_for("identity.list_members"))


@signed_in(Capability.MANAGE_WORKSPACE)
def remove_member(membership_id: str) -> Response:
    membership = queries.membership(membership_id)
    member = queries.member(membership.member_id)
    ticket = _tickets().dumps([membership.workspace_id, member.id, membership.role])
    try:
        members.remove(membership)
    except DomainError as error:
        say(error.message, kind="error")
        return redirect(url_for("identity.list_members"))
    if member.id == g.member.id:
        return redirect("/")
    say(
        _("%(name)s was removed.", name=member.name),
        undo=url_for("identity.restore_member"),
        fields={"ticket": str(ticket)},
    )
    return redirect(url_for("identity.list_members"))


@signed_in(Capability.MANAGE_WORKSPACE)
def restore_member() -> Response:
    """Undo a removal. The ticket is signed, so nobody else can be let in by it."""
    try:
        workspace_id, member_id, role = _tickets().loads(
            request.form.get("ticket", ""), max_age=UNDO_SECONDS
        )
    except BadData:
        workspace_id = ""
    if workspace_id != g.workspace.id:
        raise Forbidden(_("This can't be undone any more. Send a new invitation instead."))
    members.join(workspace_id, queries.member(member_id), members.checked_role(role))
    return redirect(url_for("identity.list_members"))


def _tickets() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="restore-member")


@signed_in(Capability.MANAGE_WORKSPACE)
def withdraw_invitation(invitation_id: str) -> Response:
    members.withdraw(queries.invitation(invitation_id))
    say(_("The link no longer works."))
    return redirect(url_for("identity.list_members"))
