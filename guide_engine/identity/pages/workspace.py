"""Settings of the workspace, and its API tokens."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from guide_engine.core.errors import DomainError, Invalid
from guide_engine.core.flash import say
from guide_engine.identity import members, service, tokens
from guide_engine.identity.access import Capability, signed_in


def routes(blueprint: Blueprint) -> None:
    rule = blueprint.add_url_rule
    rule("/settings", view_func=settings, methods=["GET", "POST"])
    rule("/settings/tokens", view_func=api_tokens, methods=["GET", "POST"])
    rule("/settings/tokens/<token_id>/revoke", view_func=revoke_token, methods=["POST"])
    rule("/settings/tokens/<token_id>/restore", view_func=restore_token, methods=["POST"])


@signed_in(Capability.MANAGE_WORKSPACE)
def settings() -> str | Response | tuple[str, int]:
    if request.method == "GET":
        return render_template("identity/workspace.html", name=g.workspace.name, errors={})
    name = request.form.get("name", "")
    try:
        service.rename_workspace(g.workspace, name)
    except DomainError as error:
        page = render_template("identity/workspace.html", name=name, errors=error.fields)
        return page, error.status
    say(_("Saved."))
    return redirect(url_for("identity.settings"))


@signed_in(Capability.MANAGE_WORKSPACE)
def api_tokens() -> str | Response | tuple[str, int]:
    if request.method == "GET":
        return _render()
    try:
        token, text = tokens.create(
            g.workspace.id,
            request.form.get("name", ""),
            members.checked_role(request.form.get("role", "")),
            _days(request.form.get("days", "")),
        )
    except DomainError as error:
        return _render(errors=error.fields), error.status
    # Shown in the answer itself: nothing that is kept ever holds it.
    return _render(made=token.name, text=text)


def _days(text: str) -> int | None:
    if text == "never":
        return None
    if text.isdecimal() and int(text) in tokens.LIFETIMES:
        return int(text)
    raise Invalid(_("Choose how long the token lasts."), fields={"days": [_("Choose one.")]})


def _render(made: str = "", text: str = "", errors: dict[str, list[str]] | None = None) -> str:
    return render_template(
        "identity/tokens.html",
        tokens=tokens.listed(),
        lifetimes=tokens.LIFETIMES,
        typed=request.form if errors else {},
        made=made,
        text=text,
        errors=errors or {},
    )


@signed_in(Capability.MANAGE_WORKSPACE)
def revoke_token(token_id: str) -> Response:
    token = tokens.find(token_id)
    tokens.revoke(token)
    say(
        _("“%(name)s” no longer opens anything.", name=token.name),
        undo=url_for("identity.restore_token", token_id=token.id),
    )
    return redirect(url_for("identity.api_tokens"))


@signed_in(Capability.MANAGE_WORKSPACE)
def restore_token(token_id: str) -> Response:
    tokens.restore(tokens.find(token_id))
    return redirect(url_for("identity.api_tokens"))
