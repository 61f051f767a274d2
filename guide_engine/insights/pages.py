"""The report pages and their tables to take away."""

from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.audience import queries as audience
from guide_engine.core.csvfile import csv_response
from guide_engine.core.errors import Invalid, NotFound
from guide_engine.core.intervals import ENOUGH, newcombe
from guide_engine.guides import queries as guides
from guide_engine.guides.models import Guide
from guide_engine.identity.access import Capability, signed_in
from guide_engine.insights import answers_view, asking, surveys, tables, view, words
from guide_engine.insights.asking import Asked
from guide_engine.insights.completion import Report, completion, completion_rate
from guide_engine.insights.overview import overview
from guide_engine.insights.words import _

blueprint = Blueprint("insights", __name__)

Page = str | tuple[str, int]


@blueprint.get("/reports")
@signed_in(Capability.VIEW)
def reports() -> BaseResponse:
    return redirect("/reports/completion")


@blueprint.get("/reports/completion")
@signed_in(Capability.VIEW)
def completion_page() -> Page:
    guide = _guide_asked_for()
    names = _guide_names()
    context = {
        "path": "/reports/completion",
        "csv_path": f"/reports/completion.csv?guide={guide.id}&" if guide else "",
        "guide_part": f"&guide={guide.id}" if guide else "",
        "guides": sorted(names.items(), key=lambda pair: pair[1].casefold()),
    }
    return _answer("insights/completion.html", guide, context)


@blueprint.get("/reports/completion.csv")
@signed_in(Capability.VIEW)
def completion_csv() -> Response:
    guide = _guide_asked_for()
    asked = asking.read(request.args)
    if guide:
        return _table_of(guide, asked)
    lines = overview(g.environment.id, _guide_names(), asked.period)
    return csv_response(_filename(_("guides"), asked), *tables.guides_table(lines))


@blueprint.get("/guides/<guide_id>/results")
@signed_in(Capability.VIEW)
def results(guide_id: str) -> Page:
    guide = guides.guide(guide_id)
    path = f"/guides/{guide.id}/results"
    context = {"path": path, "csv_path": f"{path}.csv?", "guide_part": "", "guides": []}
    return _answer("insights/results.html", guide, context)


@blueprint.get("/guides/<guide_id>/results.csv")
@signed_in(Capability.VIEW)
def results_csv(guide_id: str) -> Response:
    return _table_of(guides.guide(guide_id), asking.read(request.args))


def _answer(template: str, guide: Guide | None, context: dict[str, Any]) -> Page:
    """Draw the page; what is asked wrongly is shown beside its field, and nothing else is lost."""
    context |= {"guide": guide, "words": words, "errors": {}, "enough": ENOUGH, "report": None}
    status = 200
    try:
        asked = asking.read(request.args)
    except Invalid as error:
        context |= {"asked": asking.usual(), "errors": error.fields}
        status = 422
    else:
        context["asked"] = asked
        context |= _report_context(guide, asked) if guide else _overview_context(asked)
    if guide:
        numbers = asking.versions(g.environment.id, guide)
        context["versions"] = [(n, _("Version %(number)s", number=n)) for n in numbers]
    return render_template(template, **context), status


def _report(guide: Guide, asked: Asked) -> Report:
    question = asking.question(g.environment.id, guide, asked)
    return completion(question, asked.split, asking.step_names(guide, asked.version))


def _report_context(guide: Guide, asked: Asked) -> dict[str, Any]:
    report = _report(guide, asked)
    lines = view.named(report, _segment_names())
    shown = next((one for one in lines if one.line.value == asked.of), None)
    funnel_line = shown.line if shown else report.overall
    everyone = view.NamedLine(_("Everyone"), report.overall)
    answers = _answered(guide, asked if shown else asking.for_everyone(asked))
    segments = _segment_names()
    return {
        "questions": answers_view.question_views(answers, asked.split, segments),
        "stances": answers_view.stance_words(),
        "task_rows": answers_view.task_rows(funnel_line),
        "asked": asked if shown else asking.for_everyone(asked),
        "report": report,
        "lines": lines,
        "line_rows": [view.dot_row(one.name, one.line.rate) for one in lines],
        "overall_row": view.dot_row(everyone.name, report.overall.rate),
        "table_lines": [(one.name, one.line) for one in [*lines, everyone]],
        "overlaps": view.overlaps(report),
        "rate_note": _rate_note(report),
        "funnel_line": funnel_line,
        "funnel_name": shown.name if shown else everyone.name,
        "funnel_rows": view.bar_rows(funnel_line),
        "has_retired_steps": any(step.number is None for step in funnel_line.steps),
        "legend_entries": view.legend(),
        "trend": view.trend(report),
        "trend_entries": view.trend_legend(),
    }


def _answered(guide: Guide, asked: Asked) -> list[surveys.Answered]:
    stretch = asking.question(g.environment.id, guide, asked)
    document = asking.document(guide, asked.version)
    names = asking.step_names(guide, asked.version)
    return surveys.answered(stretch, document, names, asked.split, asked.of)


def _rate_note(report: Report) -> str:
    """The interval, and what has changed since the period before."""
    now = report.overall.rate
    before = completion_rate(report.question._replace(period=report.question.period.before()))
    difference = newcombe(now, before) if now.enough and before.enough else None
    if difference is None or now.rate is None or before.rate is None:
        return words.interval(now)
    return _(
        "%(interval)s · %(change)s points on the %(days)s days before (%(low)s to %(high)s)",
        interval=words.interval(now),
        change=words.points(now.rate - before.rate),
        days=report.question.period.days,
        low=words.points(difference[0]),
        high=words.points(difference[1]),
    )


def _overview_context(asked: Asked) -> dict[str, Any]:
    lines = overview(g.environment.id, _guide_names(), asked.period)
    rows = [
        view.dot_row(
            line.name, line.rate, f"/reports/completion?guide={line.guide_id}&{asked.query()}"
        )
        for line in lines
    ]
    return {"overview": {"guides": lines, "rows": rows}}


def _table_of(guide: Guide, asked: Asked) -> Response:
    report = _report(guide, asked)
    lines = view.named(report, _segment_names())
    kind = request.args.get("table", "lines")
    if kind == "lines":
        table = tables.lines_table(report, lines)
    elif kind == "steps":
        table = tables.steps_table(report, lines)
    elif kind == "days":
        table = tables.days_table(report)
    elif kind == "answers":
        found = surveys.answers_in(report.question)
        table = tables.answers_table(_answered(guide, asked), found)
    else:
        raise NotFound(_("There is no such table: lines, steps, days or answers."))
    return csv_response(_filename(f"{guide.key}-{kind}", asked), *table)


def _filename(what: str, asked: Asked) -> str:
    return f"{what}-{asked.period.first}-{asked.period.last}.csv"


def _guide_asked_for() -> Guide | None:
    guide_id = request.args.get("guide")
    return guides.guide(guide_id) if guide_id else None


def _guide_names() -> dict[str, str]:
    return guides.names()


def _segment_names() -> dict[str, str]:
    return {segment.id: segment.name for segment in audience.segments()}
