"""Refusals of delivery."""

from guide_engine.core.errors import Conflict, Invalid


class NotReady(Invalid):
    """The checks before publishing found errors; `fields` has them by path."""

    code = "not_ready"


class NotPublished(Conflict):
    code = "not_published"
