"""The reports for machines: the numbers of the pages, as JSON."""

from typing import Any

from flask import g
from flask_smorest import Blueprint

from guide_engine.audience import queries as audience
from guide_engine.core.intervals import Share
from guide_engine.guides import queries as guides
from guide_engine.identity.access import Capability, machine
from guide_engine.insights import asking, view
from guide_engine.insights.completion import Line, completion
from guide_engine.insights.funnel import FunnelStep
from guide_engine.insights.schemas import CompletionAnswer, CompletionQuery
from guide_engine.insights.view import NamedLine
from guide_engine.insights.words import _

blueprint = Blueprint("reports", __name__, url_prefix="/api/reports")


@blueprint.get("/completion")
@machine(Capability.VIEW)
@blueprint.arguments(CompletionQuery, location="query")
@blueprint.response(200, CompletionAnswer)
def read_completion(query: dict[str, str]) -> dict[str, Any]:
    """Completion of one guide by tier or segment, with its funnel and its days."""
    guide = guides.guide(query["guide"])
    asked = asking.read({**query, "from": query["first"], "to": query["last"]})
    question = asking.question(g.environment.id, guide, asked)
    report = completion(question, asked.split, asking.step_names(guide, asked.version))
    names = {segment.id: segment.name for segment in audience.segments()}
    return {
        "guide": guide.id,
        "version": asked.version or None,
        "environment": g.environment.name,
        "first": asked.period.first,
        "last": asked.period.last,
        "split": asked.split.value,
        "overall": _line(NamedLine(_("Everyone"), report.overall)),
        "lines": [_line(one) for one in view.named(report, names)],
        "days": [
            {"day": day, "started": started, "completed": done}
            for day, started, done in report.days
        ],
    }


def _line(one: NamedLine) -> dict[str, Any]:
    line: Line = one.line
    return {
        "value": line.value,
        "name": one.name,
        "started": line.started,
        "completed": line.completed,
        "dismissed": line.counts.dismissed,
        "abandoned": line.counts.abandoned,
        "failed": line.failed,
        "running": line.counts.running,
        "never_shown": line.never_shown,
        "rate": _share(line.rate),
        "median_seconds": line.median_seconds,
        "steps": [_step(step) for step in line.steps],
    }


def _step(step: FunnelStep) -> dict[str, Any]:
    found = step.counts
    return {
        **found._asdict(),
        "passed": found.passed,
        "step_id": step.step_id,
        "number": step.number,
        "title": step.title,
        "loss": _share(step.loss),
    }


def _share(share: Share) -> dict[str, Any]:
    """What the page would not show is not told here either."""
    return {
        "n": share.n,
        "count": share.count,
        "enough": share.enough,
        "rate": share.rate if share.enough else None,
        "low": share.low if share.enough else None,
        "high": share.high if share.enough else None,
    }
