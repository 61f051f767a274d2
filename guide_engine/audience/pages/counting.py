"""What the rule editor asks while a rule is written."""

from typing import Any

from flask import g, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, format_percent, ngettext
from flask_babel import gettext as _

from guide_engine.audience import people
from guide_engine.audience.pages.blueprint import blueprint
from guide_engine.audience.people import Count
from guide_engine.audience.person import Person
from guide_engine.audience.segments import check_rule
from guide_engine.core.limits import read_json
from guide_engine.identity.access import Capability, signed_in

MAX_RULE_BYTES = 64 * 1024


@blueprint.post("/count")
@signed_in(Capability.VIEW)
def count() -> ResponseReturnValue:
    body = read_json(request, MAX_RULE_BYTES)
    rule = body.get("rule") if isinstance(body, dict) else None
    check_rule(rule)
    counted = people.count_matching(g.workspace.id, g.environment.id, rule)
    return jsonify(
        matched=counted.estimate,
        total=counted.total,
        exact=counted.is_exact,
        sample=[_short(person) for person in counted.sample],
        sentence=sentence(counted),
    )


@blueprint.get("/values")
@signed_in(Capability.VIEW)
def values() -> ResponseReturnValue:
    entity, _dot, key = request.args.get("fact", "").partition(".")
    if entity not in {"user", "company"}:
        return jsonify(values=[])
    return jsonify(values=people.known_values(g.environment.id, entity, key))


def sentence(counted: Count) -> str:
    """Say how many people match, how sure that is, and name a few."""
    if counted.total == 0:
        return str(_("Nobody has been identified in this environment yet."))
    numbers: dict[str, Any] = {
        "matched": format_decimal(counted.estimate),
        "total": format_decimal(counted.total),
        "share": format_percent(counted.estimate / counted.total, format="#,##0.#%"),
    }
    if counted.is_exact:
        said = ngettext(
            "%(matched)s of %(total)s person matches (%(share)s).",
            "%(matched)s of %(total)s people match (%(share)s).",
            counted.total,
            **numbers,
        )
    else:
        said = _(
            "About %(matched)s of %(total)s people match (%(share)s), judged by %(judged)s of them.",
            judged=format_decimal(counted.judged),
            **numbers,
        )
    names = [_short(person) for person in counted.sample]
    if names:
        said = _("%(said)s Among them: %(names)s", said=said, names=_(", ").join(names))
    return str(said)


def _short(person: Person) -> str:
    return people.name_of(person.user, person.external_id)[:60]
