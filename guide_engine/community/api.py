"""The machine API of the community: search it, and push threads into it."""

from typing import Any

from flask import g
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from guide_engine.community import queries
from guide_engine.community.importing import Outcome, take_rows
from guide_engine.community.rows import RowError, ThreadRow, read_row
from guide_engine.community.words import fault_sentence
from guide_engine.core import clock
from guide_engine.core.errors import Invalid
from guide_engine.identity.access import Capability, machine

blueprint = Blueprint(
    "community-api", __name__, url_prefix="/api/community", description="Threads of communities."
)

PUSHED_AT_MOST = 500


class SearchQuery(Schema):
    q = fields.String(required=True, validate=validate.Length(1, 300))
    language = fields.String(load_default="en", validate=validate.OneOf(["ja", "en"]))
    environment = fields.String()


class FoundThreadSchema(Schema):
    id = fields.String()
    title = fields.String()
    url = fields.String()
    answered = fields.String()
    reply_count = fields.Integer()
    language = fields.String()
    source = fields.String()
    score = fields.Float()
    words = fields.List(fields.String())


class PushedThread(Schema):
    id = fields.String(load_default="")
    title = fields.String(required=True)
    url = fields.String(required=True)
    body = fields.String(load_default="")
    category = fields.String(load_default="")
    status = fields.String(load_default="")
    replies = fields.Integer(load_default=0)
    created = fields.String(load_default="")
    updated = fields.String(load_default="")
    tags = fields.List(fields.String(), load_default=list)
    language = fields.String(load_default="")


class Push(Schema):
    threads = fields.List(
        fields.Nested(PushedThread), required=True, validate=validate.Length(1, PUSHED_AT_MOST)
    )


class PushOutcome(Schema):
    added = fields.Integer()
    changed = fields.Integer()
    same = fields.Integer()


@blueprint.route("/search")
class Search(MethodView):
    @machine(Capability.VIEW)
    @blueprint.arguments(SearchQuery, location="query")
    @blueprint.response(200, FoundThreadSchema(many=True))
    def get(self, asked: dict[str, str]) -> list[queries.FoundThread]:
        """Find threads that answer a question; nothing rather than something beside it."""
        return queries.search(g.workspace.id, asked["q"], language=asked["language"])


@blueprint.route("/sources/<source_id>/threads")
class Threads(MethodView):
    @machine(Capability.MANAGE_COMMUNITY)
    @blueprint.arguments(Push)
    @blueprint.response(200, PushOutcome)
    def post(self, pushed: dict[str, Any], source_id: str) -> Outcome:
        """Add or update threads, all of them or none."""
        source = queries.source(source_id)
        rows: dict[str, ThreadRow] = {}
        for number, values in enumerate(pushed["threads"]):
            try:
                row = read_row(values)
            except RowError as fault:
                raise Invalid(
                    f"Thread {number} can't be taken: {fault_sentence(fault)}.",
                    fields={f"threads/{number}": [fault_sentence(fault)]},
                ) from None
            rows[row.external_id] = row
        outcome = Outcome()
        take_rows(source, list(rows.values()), outcome, clock.now())
        return outcome
