"""Settings › Help: how the panel of an environment is set, beside a live preview of it."""

from typing import Any

from flask import Blueprint, Response, g, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.community import queries as community
from guide_engine.core.errors import Invalid
from guide_engine.core.flash import say
from guide_engine.delivery.catalogue import read as read_catalogue
from guide_engine.delivery.why import reference
from guide_engine.help import forms, queries, service, words
from guide_engine.help.panel import HOTKEYS, KINDS, LAUNCHERS, SECTIONS, TIERS, Panel, is_language
from guide_engine.help.wire import HelpRequest
from guide_engine.help.words import _
from guide_engine.identity.access import Capability, signed_in

blueprint = Blueprint("help_settings", __name__)


@blueprint.get("/settings/help")
@signed_in(Capability.VIEW)
def show() -> str:
    return _render(_saved(), {})


@blueprint.post("/settings/help")
@signed_in(Capability.PUBLISH)
def save() -> BaseResponse | tuple[str, int]:
    panel = forms.read(request.form, _listable(), _saved())
    try:
        service.save_panel(g.environment.id, panel)
    except Invalid as error:
        return _render(panel, error.fields), error.status
    say(_("Saved. Your end users see it with their next page."))
    return redirect(url_for("help_settings.show"), code=303)


@blueprint.post("/settings/help/preview")
@signed_in(Capability.VIEW)
def draw() -> Response:
    """Answer what the form would make of the panel, without keeping it."""
    panel = forms.read(request.form, _listable(), _saved())
    tier = request.form.get("preview.tier", "")
    language = request.form.get("preview.language", "")
    wanted = HelpRequest(
        user_id="preview",
        path="/",
        language=language if is_language(language) else panel.languages[0],
        query=request.form.get("preview.query") or None,
    )
    look, content = service.preview_panel(
        reference(g.environment.id), wanted, panel, tier if tier in TIERS else None
    )
    return jsonify({"look": look, "help": content, "language": wanted.language})


@blueprint.get("/settings/help/preview")
@signed_in(Capability.VIEW)
def sample() -> str:
    return render_template("help/preview.html")


def _saved() -> Panel:
    """What was saved; else as usual, in the reader's language."""
    saved = queries.saved_panel(g.environment.id)
    return saved or Panel(languages=(words.own_language(),))


def _listable() -> dict[str, str]:
    """Map the published guides that a panel may list to what their readers call them."""
    environment_id = g.environment.id
    return {
        guide.key: queries.entry(environment_id, guide.content_hash, guide.key).title
        for guide in read_catalogue(environment_id).guides
        if guide.kind in service.LISTED
    }


def _render(panel: Panel, errors: dict[str, list[str]]) -> str:
    shown: dict[str, Any] = {
        "panel": panel,
        "errors": errors,
        "links": [*panel.links, *([forms.BLANK] * forms.BLANK_LINKS)],
        "listable": _listable(),
        "launchers": [(one, words.launcher(one)) for one in LAUNCHERS],
        "hotkeys": [("", _("None")), *((one, one) for one in HOTKEYS)],
        "sections": [(one, words.section(one)) for one in SECTIONS],
        "tiers": TIERS,
        "kinds": [(one, words.kind(one)) for one in KINDS],
        "addable": [one for one in words.languages() if one[0] not in panel.languages],
        "asks": community.where_to_ask(panel.languages[0]) is not None,
        "words": words,
    }
    return render_template("help/settings.html", **shown)
