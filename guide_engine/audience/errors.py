"""Refusals of audience."""

from guide_engine.core.errors import Conflict, Invalid


class BadExternalId(Invalid):
    """The id can't be that of a person or a company."""

    code = "bad_id"


class BadRule(Invalid):
    """The rule has faults; `fields` says where."""

    code = "bad_rule"


class BadThresholds(Invalid):
    code = "bad_thresholds"


class NameTaken(Conflict):
    code = "name_taken"


class SegmentInUse(Conflict):
    """Something still names the segment."""

    code = "segment_in_use"
