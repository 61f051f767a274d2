"""A guide's tab “Targets”, and the list of alerts."""

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.core import clock
from guide_engine.core.csvfile import csv_response
from guide_engine.core.errors import Invalid
from guide_engine.core.flash import say
from guide_engine.delivery import service as delivery
from guide_engine.guides import queries as guides
from guide_engine.guides.errors import StaleDraft
from guide_engine.guides.models import Guide
from guide_engine.health import muting, queries, repair, verdict, view, words
from guide_engine.health.standing import WATCHED_DAYS, StepStanding, standings
from guide_engine.health.words import _
from guide_engine.identity import queries as identity
from guide_engine.identity.access import Capability, signed_in

blueprint = Blueprint("target_health", __name__)


@blueprint.get("/guides/<guide_id>/targets")
@signed_in(Capability.VIEW)
def targets(guide_id: str) -> str:
    guide = guides.guide(guide_id)
    _choose_environment()
    publication = queries.publications(g.environment.id).get(guide.id)
    pauses = queries.pauses(g.environment.id, guide.id)
    steps = _steps(guide)
    return render_template(
        "health/targets.html",
        guide=guide,
        tab="targets",
        publication=publication,
        steps=steps,
        repairs={step.step_id: repair.repair_of(g.environment.id, guide, step) for step in steps},
        affected={step.step_id: _affected(guide, step) for step in steps},
        matches={step.step_id: view.tier_rows(_matches(guide, step)) for step in steps},
        pauses=pauses,
        names=identity.member_names({pause.resumed_by for pause in pauses} - {None}),
        today=clock.now().date(),
        days=WATCHED_DAYS,
        view=view,
        words=words,
        bad_from=words.percent(verdict.BAD_FROM),
        over_below=words.percent(verdict.OVER_BELOW),
    )


@blueprint.get("/guides/<guide_id>/targets.csv")
@signed_in(Capability.VIEW)
def targets_csv(guide_id: str) -> Response:
    guide = guides.guide(guide_id)
    _choose_environment()
    name = f"{guide.key}-targets-{clock.now():%Y-%m-%d}.csv"
    return csv_response(name, *view.table(_steps(guide)))


@blueprint.post("/guides/<guide_id>/targets/accept")
@signed_in(Capability.EDIT_GUIDES)
def accept(guide_id: str) -> BaseResponse:
    guides.guide(guide_id)
    _choose_environment()
    revision = request.form.get("revision", type=int)
    if revision is None:
        raise Invalid(_("The form is incomplete. Load the page again."))
    step_id, element = _named()
    try:
        saved = repair.accept(
            g.environment.id, guide_id, step_id, element, revision, by=g.member.id
        )
    except StaleDraft:
        say(
            _("The draft was saved by somebody else in the meantime. Look again, then accept."),
            kind="error",
        )
        return _back(guide_id, step_id)
    say(
        _("The draft points at the new element. Publish it, and people see it."),
        undo=url_for("guides.undo_save", guide_id=guide_id),
        fields={"revision": str(saved.draft_revision)},
    )
    return _back(guide_id, step_id)


@blueprint.post("/guides/<guide_id>/targets/decline")
@signed_in(Capability.EDIT_GUIDES)
def decline(guide_id: str) -> BaseResponse:
    guides.guide(guide_id)
    _choose_environment()
    step_id, element = _named()
    repair.decline(g.environment.id, guide_id, step_id, element, by=g.member.id)
    say(
        _("Declined: it will not be proposed again."),
        undo=url_for("target_health.propose_again", guide_id=guide_id),
        fields={"step_id": step_id, "element": element},
    )
    return _back(guide_id, step_id)


@blueprint.post("/guides/<guide_id>/targets/propose-again")
@signed_in(Capability.EDIT_GUIDES)
def propose_again(guide_id: str) -> BaseResponse:
    step_id, element = _named()
    repair.take_back(guide_id, step_id, element)
    return _back(guide_id, step_id)


@blueprint.post("/guides/<guide_id>/targets/resume")
@signed_in(Capability.PUBLISH)
def resume(guide_id: str) -> BaseResponse:
    guides.guide(guide_id)
    _choose_environment()
    delivery.revive(guide_id, g.environment.id)
    say(_("It is shown again."))
    return _back(guide_id)


@blueprint.get("/alerts")
@signed_in(Capability.VIEW)
def alerts() -> str:
    standing = queries.open_alerts(g.environment.id)
    over = queries.closed_alerts(g.environment.id)
    known = guides.names([alert.guide_id for alert in (*standing, *over)])
    return render_template(
        "health/alerts.html",
        standing=standing,
        over=over,
        guide_names=known,
        names=identity.member_names({alert.muted_by for alert in standing} - {None}),
        words=words,
    )


@blueprint.post("/alerts/<alert_id>/mute")
@signed_in(Capability.EDIT_GUIDES)
def mute(alert_id: str) -> BaseResponse:
    alert = queries.alert(alert_id)
    muting.mute(alert, by=g.member.id)
    say(
        _("Muted until it closes."),
        undo=url_for("target_health.unmute", alert_id=alert.id),
    )
    return redirect(url_for("target_health.alerts"), code=303)


@blueprint.post("/alerts/<alert_id>/unmute")
@signed_in(Capability.EDIT_GUIDES)
def unmute(alert_id: str) -> BaseResponse:
    muting.unmute(queries.alert(alert_id))
    return redirect(url_for("target_health.alerts"), code=303)


def _choose_environment() -> None:
    """Stand in the environment that a link of a message names. Raises NotFound for a foreign one."""
    named = request.values.get("environment", "")
    if named:
        g.environment = identity.environment(named)


def _steps(guide: Guide) -> list[StepStanding]:
    publication = queries.publications(g.environment.id).get(guide.id)
    if publication is None or publication.version is None:
        return []
    versions = {guide.id: publication.version}
    found = standings(g.environment.id, versions, clock.now().date())
    return list(found[guide.id].steps) if guide.id in found else []


def _affected(guide: Guide, step: StepStanding) -> int:
    since = step.verdict.since
    if since is None:
        return 0
    return queries.people_affected(g.environment.id, guide.id, step.step_id, step.versions, since)


def _matches(guide: Guide, step: StepStanding) -> list[tuple[str, int, int]]:
    first = view.every_day([], clock.now().date())[0].day
    return queries.matches(g.environment.id, guide.id, step.step_id, step.versions, first)


def _named() -> tuple[str, str]:
    return request.form.get("step_id", ""), request.form.get("element", "")


def _back(guide_id: str, step_id: str = "") -> BaseResponse:
    anchor = f"step-{step_id}" if step_id else None
    here = url_for(
        "target_health.targets",
        guide_id=guide_id,
        environment=request.form.get("environment") or None,
        _anchor=anchor,
    )
    return redirect(here, code=303)
