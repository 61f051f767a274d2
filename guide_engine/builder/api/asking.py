"""What the builder asks about: the words of rules, people, and what one of them would see."""

from flask import Response, g, jsonify, request
from flask_babel import gettext as _

from guide_engine.audience import people
from guide_engine.builder import dry_run, vocabulary, wire
from guide_engine.builder.access import authoring
from guide_engine.builder.api.blueprint import blueprint
from guide_engine.builder.api.session import private
from guide_engine.core.errors import NotFound
from guide_engine.identity.access import Capability

MOST_PEOPLE = 20
MOST_ID = 200


@blueprint.get("/vocabulary")
@authoring(Capability.VIEW)
def show_vocabulary() -> Response:
    return private(jsonify(vocabulary.read()))


@blueprint.get("/people")
@authoring(Capability.VIEW)
def find_people() -> Response:
    wanted = people.Wanted(text=request.args.get("q", "")[:MOST_ID])
    listed, _more = people.page_of(g.workspace.id, g.environment.id, wanted, None)
    found = [seen.person for seen in listed[:MOST_PEOPLE]]
    return private(
        jsonify(
            {
                "people": [
                    {
                        "id": person.external_id,
                        "name": people.name_of(person.user, person.external_id),
                        "company": people.name_of(person.company, person.company_id)
                        if person.company_id is not None
                        else None,
                        "tier": person.tier,
                    }
                    for person in found
                ]
            }
        )
    )


@blueprint.post("/dry-run")
@authoring(Capability.VIEW)
def run_dry() -> Response:
    body = wire.read_object()
    user_id = wire.text(body, "user_id", MOST_ID)
    draft_of = wire.text(body, "guide_id", MOST_ID, optional=True) or None
    verdicts = dry_run.verdicts(g.environment.id, user_id, draft_of)
    if verdicts is None:
        raise NotFound(_("Nobody with the id “%(id)s” was ever seen here.", id=user_id[:80]))
    return private(jsonify({"verdicts": verdicts}))
