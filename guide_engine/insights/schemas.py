"""The shapes of the reports API."""

from marshmallow import Schema, fields


class CompletionQuery(Schema):
    """`from` and `to` are days in UTC; `version` is a number or `any`."""

    guide = fields.String(required=True, metadata={"description": "The guide's id."})
    version = fields.String(load_default="any", metadata={"example": "any"})
    first = fields.String(data_key="from", load_default="", metadata={"example": "2026-11-01"})
    last = fields.String(data_key="to", load_default="", metadata={"example": "2026-11-21"})
    split = fields.String(load_default="tier", metadata={"description": "all, tier or segment."})
    environment = fields.String(metadata={"description": "Its name; production when left out."})


class ShareAnswer(Schema):
    """A share with its 95 % Wilson interval; all three are null while n is under 10."""

    n = fields.Integer(required=True)
    count = fields.Integer(required=True)
    enough = fields.Boolean(required=True)
    rate = fields.Float(required=True, allow_none=True)
    low = fields.Float(required=True, allow_none=True)
    high = fields.Float(required=True, allow_none=True)


class StepAnswer(Schema):
    """Distinct people at one step: of those who reached it, what became of them there."""

    step_id = fields.String(required=True)
    number = fields.Integer(required=True, allow_none=True)
    title = fields.String(required=True)
    reached = fields.Integer(required=True)
    seen = fields.Integer(required=True)
    completed = fields.Integer(required=True)
    passed = fields.Integer(required=True)
    dismissed = fields.Integer(required=True)
    abandoned = fields.Integer(required=True)
    failed = fields.Integer(required=True)
    running = fields.Integer(required=True)
    done = fields.Integer(required=True)
    loss = fields.Nested(ShareAnswer, required=True)


class LineAnswer(Schema):
    """The people of one value of the split."""

    value = fields.String(required=True)
    name = fields.String(required=True)
    started = fields.Integer(required=True)
    completed = fields.Integer(required=True)
    dismissed = fields.Integer(required=True)
    abandoned = fields.Integer(required=True)
    failed = fields.Integer(required=True)
    running = fields.Integer(required=True)
    never_shown = fields.Integer(required=True)
    rate = fields.Nested(ShareAnswer, required=True)
    median_seconds = fields.Float(required=True, allow_none=True)
    steps = fields.List(fields.Nested(StepAnswer), required=True)


class DayAnswer(Schema):
    day = fields.Date(required=True)
    started = fields.Integer(required=True)
    completed = fields.Integer(required=True)


class CompletionAnswer(Schema):
    """Definitions: docs/reports.md."""

    guide = fields.String(required=True)
    version = fields.Integer(required=True, allow_none=True)
    environment = fields.String(required=True)
    first = fields.Date(data_key="from", required=True)
    last = fields.Date(data_key="to", required=True)
    split = fields.String(required=True)
    overall = fields.Nested(LineAnswer, required=True)
    lines = fields.List(fields.Nested(LineAnswer), required=True)
    days = fields.List(fields.Nested(DayAnswer), required=True)
