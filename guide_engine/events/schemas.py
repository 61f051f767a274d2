"""Wire shapes of the machine API of the log."""

from marshmallow import Schema, fields, validate


class EventQuery(Schema):
    user = fields.String(metadata={"description": "Only of this end user (the host's id)."})
    guide = fields.String(metadata={"description": "Only of this guide."})
    before = fields.Integer(
        metadata={"description": "Only earlier in the log than this `seq`: the next page."}
    )
    limit = fields.Integer(load_default=100, validate=validate.Range(1, 1000))


class LoggedEvent(Schema):
    seq = fields.Integer(required=True)
    id = fields.String(required=True)
    user_id = fields.String(required=True)
    type = fields.String(required=True)
    guide_id = fields.String(allow_none=True)
    version = fields.Integer(allow_none=True)
    run_id = fields.String(allow_none=True)
    step_id = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    path = fields.String(allow_none=True)
    name = fields.String(allow_none=True)
    properties = fields.Dict(allow_none=True)
    occurred_at = fields.AwareDateTime(required=True)
    received_at = fields.AwareDateTime(required=True)
    tier = fields.String(allow_none=True)
    segments = fields.List(fields.String(), required=True)


class RejectedQuery(Schema):
    reason = fields.String()
    limit = fields.Integer(load_default=100, validate=validate.Range(1, 1000))


class RejectedEventShape(Schema):
    id = fields.String(required=True)
    user_id = fields.String(required=True)
    reason = fields.String(required=True)
    detail = fields.String(required=True)
    payload = fields.String(
        required=True, metadata={"description": "The event as it came, cut to 4 KB."}
    )
    received_at = fields.AwareDateTime(required=True)


class AccountQuery(Schema):
    days = fields.Integer(load_default=30, validate=validate.Range(1, 400))


class AccountLine(Schema):
    outcome = fields.String(
        required=True, metadata={"description": "stored, duplicate, rejected or lost"}
    )
    reason = fields.String(required=True)
    type = fields.String(required=True)
    count = fields.Integer(required=True, attribute="times")
