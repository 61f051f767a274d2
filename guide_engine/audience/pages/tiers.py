"""The tier board: thresholds, and where everybody stands under them."""

from typing import Any

from flask import g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from guide_engine.audience import board, companies, service
from guide_engine.audience.pages.blueprint import blueprint
from guide_engine.audience.rulebook import rulebook
from guide_engine.audience.tiers import Thresholds, Tier
from guide_engine.core.errors import DomainError
from guide_engine.core.flash import say
from guide_engine.identity.access import Capability, signed_in

SHOWN_PER_TIER = 6


@blueprint.get("/tiers")
@signed_in(Capability.VIEW)
def tiers() -> str:
    thresholds = rulebook(g.workspace.id).thresholds
    return _render(thresholds, _as_text(thresholds), {})


@blueprint.post("/tiers")
@signed_in(Capability.MANAGE_PEOPLE)
def set_tiers() -> ResponseReturnValue:
    before = rulebook(g.workspace.id).thresholds
    typed = {name: request.form.get(name, "").strip() for name in ("high_from", "low_from")}
    thresholds, errors = _read(typed)
    if thresholds is not None:
        try:
            service.set_thresholds(thresholds.high_from, thresholds.low_from)
        except DomainError as error:
            errors = {"high_from": [error.message]}
    if thresholds is None or errors:
        return _render(before, typed, errors), 422
    here = url_for("people.set_tiers")
    say(_("Saved. The new tiers count from now on."), undo=here, fields=_as_text(before))
    return redirect(url_for("people.tiers"), code=303)


@blueprint.get("/tiers/preview")
@signed_in(Capability.VIEW)
def preview_tiers() -> ResponseReturnValue:
    """Say where everybody would stand under other thresholds."""
    typed = {name: request.args.get(name, "") for name in ("high_from", "low_from")}
    thresholds, errors = _read(typed)
    if thresholds is None:
        return jsonify(errors=errors)
    return jsonify(
        tiers={
            column.tier.value: figures(column)
            for column in board.columns_of(g.environment.id, thresholds)
        }
    )


def figures(column: board.Column) -> dict[str, str]:
    """Write the numbers of a tier for its column."""
    return {
        "companies": ngettext(
            "%(count)s company", "%(count)s companies", column.companies,
            count=format_decimal(column.companies),
        ),
        "people": ngettext(
            "%(count)s person", "%(count)s people", column.people,
            count=format_decimal(column.people),
        ),
        "ltv": _range(column),
    }  # fmt: skip


def _range(column: board.Column) -> str:
    if column.ltv_least is None or column.ltv_most is None:
        return str(_("LTV not known"))
    least, most = _whole(column.ltv_least), _whole(column.ltv_most)
    return str(_("LTV %(least)s to %(most)s", least=least, most=most))


def _read(typed: dict[str, str]) -> tuple[Thresholds | None, dict[str, list[str]]]:
    numbers: dict[str, float] = {}
    errors: dict[str, list[str]] = {}
    for name, text in typed.items():
        try:
            numbers[name] = float(text.replace(",", "").replace("，", "").replace(" ", ""))
        except ValueError:
            errors[name] = [_("Write a number, as in 1000000.")]
    if errors:
        return None, errors
    try:
        return Thresholds(**numbers), {}
    except ValueError:
        text = _("The high tier must begin above the low tier, and both above zero.")
        return None, {"high_from": [text]}


def _as_text(thresholds: Thresholds) -> dict[str, str]:
    return {
        "high_from": f"{thresholds.high_from:.15g}",
        "low_from": f"{thresholds.low_from:.15g}",
    }


def _whole(number: float) -> str:
    return str(format_decimal(round(number)))


def _render(thresholds: Thresholds, typed: dict[str, str], errors: dict[str, list[str]]) -> str:
    columns = board.columns_of(g.environment.id, thresholds)
    shown: dict[str, Any] = {
        tier.value: companies.companies(g.workspace.id, g.environment.id, tier=tier)[0][
            :SHOWN_PER_TIER
        ]
        for tier in Tier
    }
    return render_template(
        "audience/tiers.html",
        thresholds=thresholds,
        typed=typed,
        errors=errors,
        columns=[(column, figures(column)) for column in columns],
        shown=shown,
        bars=board.bars_of(g.environment.id),
        unknown=board.unknown_ltv(g.environment.id),
        total=sum(column.companies for column in columns),
    )
