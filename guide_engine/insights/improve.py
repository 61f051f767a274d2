"""The front page."""

from flask import Blueprint, g, render_template

from guide_engine.identity import queries as identity
from guide_engine.identity.access import Capability, signed_in
from guide_engine.insights import sentences, words
from guide_engine.insights.board import WATCHED_DAYS, board

blueprint = Blueprint("improve", __name__)


@blueprint.get("/")
@signed_in(Capability.VIEW)
def improve() -> str:
    shown = board(g.environment)
    return render_template(
        "insights/improve.html",
        board=shown,
        names=identity.member_names([one.by for one in shown.recent if one.by]),
        sentences=sentences,
        words=words,
        watched_days=WATCHED_DAYS,
    )
