"""Settings › Themes: the list, the form of one with its live preview, and who wears which."""

from typing import Any

from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from guide_engine.appearance import contrast, forms, palettes, queries, samples, service, words
from guide_engine.appearance import tokens as theme_tokens
from guide_engine.appearance.models import Theme
from guide_engine.core.db import db
from guide_engine.core.errors import DomainError, NotFound
from guide_engine.core.flash import say
from guide_engine.identity import queries as identity_queries
from guide_engine.identity.access import Capability, signed_in

blueprint = Blueprint("themes", __name__, url_prefix="/settings/themes")


@blueprint.get("")
@signed_in(Capability.VIEW)
def index() -> str:
    return render_template(
        "appearance/themes.html",
        themes=queries.themes(),
        palettes={theme.id: _palettes(theme.tokens) for theme in queries.themes()},
        places=identity_queries.environments(g.workspace.id),
        worn=queries.worn(),
    )


@blueprint.get("/new")
@signed_in(Capability.EDIT_GUIDES)
def new() -> str:
    return _render(None, "", {}, {})


@blueprint.post("/new")
@signed_in(Capability.EDIT_GUIDES)
def create() -> ResponseReturnValue:
    wish = _sent({})
    try:
        theme = service.create(wish, by=g.member.id)
    except DomainError as error:
        db.session.rollback()
        return _render(None, wish.name, wish.tokens, error.fields, wish.reason), error.status
    say(_("The theme “%(name)s” is ready. Choose below where it applies.", name=theme.name))
    return _to_list()


@blueprint.get("/<theme_id>")
@signed_in(Capability.VIEW)
def edit(theme_id: str) -> str:
    theme = queries.theme(theme_id)
    return _render(theme, theme.name, theme.tokens, {}, theme.contrast_reason)


@blueprint.post("/<theme_id>")
@signed_in(Capability.EDIT_GUIDES)
def update(theme_id: str) -> ResponseReturnValue:
    theme = queries.theme(theme_id)
    wish = _sent(theme.tokens)
    try:
        service.update(theme, wish, by=g.member.id)
    except DomainError as error:
        db.session.rollback()
        theme = queries.theme(theme_id)
        return _render(theme, wish.name, wish.tokens, error.fields, wish.reason), error.status
    say(_("Saved. It shows at once, wherever the theme applies."))
    return _to_list()


@blueprint.post("/<theme_id>/delete")
@signed_in(Capability.EDIT_GUIDES)
def delete(theme_id: str) -> Response:
    theme = queries.theme(theme_id)
    try:
        service.delete_theme(theme)
    except DomainError as error:
        say(error.message, kind="error")
        return redirect(url_for("themes.edit", theme_id=theme_id), code=303)
    say(_("“%(name)s” was deleted.", name=theme.name))
    return _to_list()


@blueprint.post("/worn")
@signed_in(Capability.PUBLISH)
def wear() -> Response:
    """Choose the theme of an environment. An undo posts the one before."""
    environment = identity_queries.environment(request.form.get("environment", ""))
    chosen = request.form.get("theme", "")
    before = service.worn_by(environment.id)
    service.wear(environment.id, queries.theme(chosen) if chosen else None)
    say(
        _("It applies to every guide there that chooses no theme."),
        undo=url_for("themes.wear"),
        fields={"environment": environment.id, "theme": before.id if before else ""},
    )
    return _to_list()


@blueprint.post("/measure")
@signed_in(Capability.VIEW)
def measure() -> ResponseReturnValue:
    """Tell a form, while it is filled in, what its theme is and whether it can be read."""
    tokens = forms.read(request.form, {})
    faulty = {path for path, _code in theme_tokens.faults(tokens)}
    sound = _sound(tokens, faulty)
    return jsonify(
        {
            "theme": sound,
            "faults": {path: _(words.FAULTS[code]) for path, code in theme_tokens.faults(tokens)},
            "pairs": [_pair(each) for each in contrast.measure(sound)],
        }
    )


@blueprint.get("/sample/<name>")
@signed_in(Capability.VIEW)
def sample(name: str) -> str:
    """A page of no product, on which one sample guide is drawn by the real renderer."""
    document = samples.document(name)
    if document is None:
        raise NotFound(_("There is no such sample."))
    scheme = "dark" if request.args.get("scheme") == "dark" else "light"
    return render_template("appearance/sample.html", name=name, document=document, scheme=scheme)


def _sent(before: dict[str, Any]) -> service.Wish:
    return service.Wish(
        name=request.form.get("name", ""),
        tokens=forms.read(request.form, before),
        reason=request.form.get("reason", "") if "accept" in request.form else "",
    )


def _sound(tokens: dict[str, Any], faulty: set[str]) -> dict[str, Any]:
    """Leave out what can't be taken, so that the rest can be seen while somebody types."""
    sound: dict[str, Any] = {}
    for name, value in tokens.items():
        if name in palettes.SCHEMES:
            sound[name] = {
                key: part for key, part in value.items() if f"/{name}/{key}" not in faulty
            }
        elif not any(f"{path}/".startswith(f"/{name}/") for path in faulty):
            sound[name] = value
    return sound


def _pair(each: contrast.Measured) -> dict[str, Any]:
    return {
        "scheme": each.scheme,
        "ink": each.pair.ink,
        "ratio": each.shown,
        "least": each.pair.least,
        "holds": each.holds,
        "better": each.better,
        "text": _sentence(each),
    }


def _sentence(each: contrast.Measured) -> str:
    return str(
        _(
            "%(ink)s on %(ground)s: %(ratio)s to 1",
            ink=words.COLOURS[each.pair.ink],
            ground=words.COLOURS[each.pair.ground],
            ratio=each.shown,
        )
    )


def _palettes(tokens: dict[str, Any]) -> dict[str, palettes.Palette]:
    return {scheme: palettes.whole(tokens, scheme) for scheme in contrast.drawn(tokens)}


def _render(
    theme: Theme | None,
    name: str,
    tokens: dict[str, Any],
    errors: dict[str, list[str]],
    reason: str = "",
) -> str:
    faulty = {path for path, _code in theme_tokens.faults(tokens)}
    measured = contrast.measure(_sound(tokens, faulty))
    return render_template(
        "appearance/theme.html",
        found=theme,
        name=name,
        fields=request.form.to_dict() if request.method == "POST" else forms.written(tokens),
        unshown=forms.unshown(theme.tokens) if theme else [],
        errors=errors,
        reason=reason,
        plain=palettes.PLAIN,
        colours=words.COLOURS,
        schemes=words.SCHEMES,
        samples=samples.NAMES,
        pairs=[_pair(each) for each in measured],
        users=service.users_of(theme) if theme else [],
    )


def _to_list() -> Response:
    return redirect(url_for("themes.index"), code=303)
