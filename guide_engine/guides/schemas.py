"""Wire shapes of the machine API. What a document may hold is the JSON Schema's business."""

from marshmallow import Schema, fields, validate

from guide_engine.guides.kinds import Kind
from guide_engine.guides.shape import Shape, schema


def _document(**options: object) -> fields.Dict:
    description = str(schema(Shape.GUIDE)["title"]) + ": see /schemas/guide-1.json"
    return fields.Dict(metadata={"description": description}, **options)  # type: ignore[arg-type]


class GuideQuery(Schema):
    q = fields.String(load_default="", metadata={"description": "Words of the name or key."})
    kind = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(list(Kind)))
    archived = fields.Boolean(load_default=False)


class GuideSummary(Schema):
    id = fields.String(required=True)
    key = fields.String(required=True)
    kind = fields.String(required=True)
    name = fields.String(required=True)
    revision = fields.Integer(required=True, attribute="draft_revision")
    archived_at = fields.AwareDateTime(allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    updated_at = fields.AwareDateTime(required=True)


class GuideWhole(GuideSummary):
    document = _document(required=True, attribute="draft")


class NewGuide(Schema):
    document = _document(required=True)


class DraftSave(Schema):
    revision = fields.Integer(
        required=True, metadata={"description": "The revision that the document was made from."}
    )
    document = _document(required=True)


class FindingShape(Schema):
    severity = fields.String(required=True)
    code = fields.String(required=True)
    message = fields.String(required=True)
    path = fields.String(required=True)
    step_id = fields.String(allow_none=True)


class VersionSummary(Schema):
    number = fields.Integer(required=True)
    note = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)


class ExportQuery(Schema):
    guide = fields.List(
        fields.String(), load_default=list, metadata={"description": "Key; repeatable."}
    )


class ImportQuery(Schema):
    dry_run = fields.Boolean(load_default=False)


class GuideFileShape(Schema):
    format = fields.String(required=True)
    guides = fields.List(fields.Dict(), required=True)
    segments = fields.List(fields.Dict())


class ImportReport(Schema):
    created = fields.List(fields.String())
    updated = fields.List(fields.String())
    unchanged = fields.List(fields.String())
    segments_created = fields.List(fields.String())
    segments_kept = fields.List(fields.String())
