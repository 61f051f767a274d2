"""Refusals of the builder's service."""

from guide_engine.core.errors import Invalid, SignInNeeded


class BadCode(SignInNeeded):
    """The code is unknown, used or too old: which of them is nobody's business."""

    code = "bad_code"


class CodeElsewhere(SignInNeeded):
    """The code was made for a page of another origin. It is used up all the same."""

    code = "code_elsewhere"


class SessionOver(SignInNeeded):
    """The token is unknown, has run out, was revoked, or speaks from another origin."""

    code = "builder_session_over"


class Archived(Invalid):
    """The guide was put away while somebody had it open."""

    code = "archived"
