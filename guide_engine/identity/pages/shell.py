"""The switches around every page: environment, workspace, language, theme."""

from flask import Blueprint, g, redirect, request
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from guide_engine.core.errors import Invalid, NotFound
from guide_engine.core.i18n import LOCALES
from guide_engine.core.web import THEMES
from guide_engine.identity import cookies, queries
from guide_engine.identity.access import Capability, public, signed_in
from guide_engine.identity.redirects import local_path


def routes(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/preferences", view_func=preferences, methods=["POST"])
    blueprint.add_url_rule("/environment", view_func=environment, methods=["POST"])
    blueprint.add_url_rule("/workspace", view_func=workspace, methods=["POST"])


@public
def preferences() -> Response:
    """Keep a language or a theme on this browser; the language also with the member."""
    answer = redirect(local_path(request.form.get("next")))
    locale, theme = request.form.get("locale"), request.form.get("theme")
    if locale is not None:
        if locale not in LOCALES:
            raise Invalid(_("There is no such language."))
        cookies.set_choice(answer, "ge_locale", locale)
        if g.member is not None:
            g.member.locale = locale
        refresh()
    if theme is not None:
        if theme not in (*THEMES, "auto"):
            raise Invalid(_("There is no such theme."))
        cookies.set_choice(answer, "ge_theme", theme)
    return answer


@signed_in(Capability.VIEW)
def environment() -> Response:
    chosen = request.form.get("environment", "")
    if chosen not in {each.id for each in queries.environments(g.workspace.id)}:
        raise NotFound(_("There is no such environment."))
    g.login.environment_id = chosen
    return redirect(local_path(request.form.get("next")))


@signed_in(Capability.VIEW)
def workspace() -> Response:
    chosen = request.form.get("workspace", "")
    if chosen not in {each.id for each in queries.workspaces_of(g.member.id)}:
        raise NotFound(_("There is no such workspace."))
    g.login.workspace_id, g.login.environment_id = chosen, None
    return redirect("/")
