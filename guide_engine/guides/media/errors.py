"""Refusals of uploads."""

from guide_engine.core.errors import Invalid


class BadUpload(Invalid):
    """The file can't be taken; the sentence says why, and what to upload instead."""

    code = "bad_upload"
