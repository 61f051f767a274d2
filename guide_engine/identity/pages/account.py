"""A member's own account."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from guide_engine.core.errors import DomainError, Invalid
from guide_engine.core.flash import say
from guide_engine.core.i18n import LOCALES
from guide_engine.identity import cookies, queries, sessions
from guide_engine.identity.access import Capability, signed_in


def routes(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/account", view_func=account, methods=["GET", "POST"])
    blueprint.add_url_rule("/account/password", view_func=change_password, methods=["POST"])
    blueprint.add_url_rule("/account/sessions", view_func=end_other_sessions, methods=["POST"])


@signed_in(Capability.VIEW)
def account() -> str | Response | tuple[str, int]:
    if request.method == "GET":
        return _render({})
    name, locale = request.form.get("name", "").strip(), request.form.get("locale", "")
    if not 1 <= len(name) <= 200:
        return _render({"name": [_("Write a name of 1 to 200 characters.")]}), Invalid.status
    if locale not in LOCALES:
        return _render({"locale": [_("There is no such language.")]}), Invalid.status
    g.member.name, g.member.locale = name, locale
    answer = redirect(url_for("identity.account"))
    cookies.set_choice(answer, "ge_locale", locale)
    say(_("Saved."))
    return answer


@signed_in(Capability.VIEW)
def change_password() -> Response | tuple[str, int]:
    try:
        login, token = sessions.change_password(
            g.member, request.form.get("old_password", ""), request.form.get("new_password", "")
        )
    except DomainError as error:
        return _render(error.fields), error.status
    login.workspace_id, login.environment_id = g.workspace.id, g.environment.id
    answer = redirect(url_for("identity.account"))
    cookies.set_secret(answer, cookies.SESSION, token, int(sessions.SESSION_LASTS.total_seconds()))
    say(_("Your password is changed, and you are signed out everywhere else."))
    return answer


@signed_in(Capability.VIEW)
def end_other_sessions() -> Response:
    ended = sessions.end_other_sessions(g.login)
    say(
        ngettext(
            "Signed out of %(num)s other browser.", "Signed out of %(num)s other browsers.", ended
        )
    )
    return redirect(url_for("identity.account"))


def _render(errors: dict[str, list[str]]) -> str:
    return render_template(
        "identity/account.html",
        errors=errors,
        name=request.form.get("name", g.member.name),
        locale=request.form.get("locale", g.member.locale or ""),
        session_count=queries.session_count(g.member.id),
    )
