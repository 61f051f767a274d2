"""Pages of the community: sources, their threads, a try of the search, imports."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from guide_engine.community import importing, jobs, queries, service
from guide_engine.community.ask import ask_link
from guide_engine.community.files import format_of
from guide_engine.community.importing import ImportRefused, Outcome
from guide_engine.community.models import Source
from guide_engine.community.words import fault_sentence
from guide_engine.core.db import db
from guide_engine.core.errors import DomainError, Invalid
from guide_engine.core.flash import say
from guide_engine.identity.access import Capability, signed_in

blueprint = Blueprint("community", __name__, url_prefix="/community")

PER_PAGE = 50
FIELDS = ("name", "language", "ask_url", "feed_url")

Page = str | Response | tuple[str, int]


@blueprint.get("")
@signed_in(Capability.VIEW)
def overview() -> Page:
    asked = request.args.get("q", "").strip()[:300]
    language = _language(request.args.get("language", ""))
    found = queries.search(g.workspace.id, asked, language=language) if asked else []
    return render_template(
        "community/overview.html",
        sources=queries.sources(),
        asked=asked,
        language=language,
        found=found,
    )


@blueprint.get("/new")
@signed_in(Capability.MANAGE_COMMUNITY)
def new() -> Page:
    return render_template("community/new.html", values={"language": str(get_locale())}, errors={})


@blueprint.post("/new")
@signed_in(Capability.MANAGE_COMMUNITY)
def create() -> Page:
    values = _values()
    try:
        source = service.create_source(**values)
    except Invalid as fault:
        return render_template("community/new.html", values=values, errors=fault.fields), 422
    say(_("The community was added. Now bring in its threads."))
    return _to(source)


@blueprint.get("/<source_id>")
@signed_in(Capability.VIEW)
def show(source_id: str) -> Page:
    return _render(queries.source(source_id))


@blueprint.post("/<source_id>")
@signed_in(Capability.MANAGE_COMMUNITY)
def update(source_id: str) -> Page:
    source, values = queries.source(source_id), _values()
    try:
        service.update_source(source, **values)
    except Invalid as fault:
        return _render(source, values=values, errors=fault.fields), 422
    say(_("Saved."))
    return _to(source)


@blueprint.post("/<source_id>/import")
@signed_in(Capability.MANAGE_COMMUNITY)
def import_threads(source_id: str) -> Page:
    source, upload = queries.source(source_id), request.files.get("file")
    if upload is None or not upload.filename:
        return _render(source, import_error=_("Choose a file first.")), 422
    skip_bad, replace = "skip_bad" in request.form, "replace" in request.form
    try:
        outcome = importing.import_file(
            source, upload.stream, _format(upload), skip_bad=skip_bad, replace=replace
        )
    except ImportRefused as refusal:
        db.session.rollback()
        return _render(queries.source(source_id), refused=refusal.outcome), refusal.status
    except DomainError as fault:
        db.session.rollback()
        return _render(queries.source(source_id), import_error=fault.message), fault.status
    say(_summary(outcome))
    return _render(source, skipped=outcome) if outcome.skipped else _to(source)


@blueprint.post("/<source_id>/sync")
@signed_in(Capability.MANAGE_COMMUNITY)
def sync(source_id: str) -> Page:
    source = queries.source(source_id)
    if not source.feed_url:
        raise Invalid(_("This community has no feed."))
    outcome = jobs.sync(source)
    if source.failures:
        say(_("The feed could not be fetched."), kind="error")
    else:
        say(_summary(outcome))
    return _to(source)


@blueprint.post("/<source_id>/delete")
@signed_in(Capability.MANAGE_COMMUNITY)
def delete(source_id: str) -> Page:
    source = queries.source(source_id)
    service.delete_source(source)
    say(_("“%(name)s” and its threads were removed.", name=source.name))
    return redirect(url_for("community.overview"), code=303)


@blueprint.post("/<source_id>/threads/<thread_id>/delete")
@signed_in(Capability.MANAGE_COMMUNITY)
def delete_thread(source_id: str, thread_id: str) -> Page:
    thread = queries.thread(thread_id)
    service.delete_thread(thread)
    say(_("The thread was removed; people who are stuck won't be led there."))
    return redirect(url_for("community.show", source_id=source_id), code=303)


def _render(
    source: Source,
    *,
    values: dict[str, str] | None = None,
    errors: dict[str, list[str]] | None = None,
    **more: Any,
) -> str:
    page = request.args.get("page", 1, type=int)
    page = min(max(page, 1), 100_000)
    listed = queries.threads_of(source.id, offset=(page - 1) * PER_PAGE, limit=PER_PAGE + 1)
    summary = next(s for s in queries.sources() if s.source.id == source.id)
    return render_template(
        "community/source.html",
        source=source,
        summary=summary,
        values=values or {name: getattr(source, name) for name in FIELDS},
        errors=errors or {},
        threads=listed[:PER_PAGE],
        has_more=len(listed) > PER_PAGE,
        page=page,
        sample=_sample_question(source),
        fault_sentence=fault_sentence,
        **more,
    )


def _sample_question(source: Source) -> dict[str, str]:
    """A question such as a stuck person would bring along, to try the link with."""
    question = {
        "title": _("How do I send an invoice?"),
        "body": _("Page: /invoices/new"),
        "url": "https://app.example.com/invoices/new",
    }
    return question | {"link": ask_link(source.ask_url, **question) if source.ask_url else ""}


def _values() -> dict[str, str]:
    return {name: request.form.get(name, "")[:2_000] for name in FIELDS}


def _format(upload: FileStorage) -> str:
    start = upload.stream.read(64)
    upload.stream.seek(0)
    return format_of(upload.filename or "", start)


def _summary(outcome: Outcome) -> str:
    counts = asdict(outcome)
    parts = [
        ngettext("%(num)d thread added", "%(num)d threads added", counts["added"]),
        ngettext("%(num)d changed", "%(num)d changed", counts["changed"]),
        ngettext("%(num)d as before", "%(num)d as before", counts["same"]),
    ]
    if outcome.removed:
        parts.append(ngettext("%(num)d removed", "%(num)d removed", outcome.removed))
    if outcome.skipped:
        parts.append(ngettext("%(num)d skipped", "%(num)d skipped", outcome.skipped))
    return " · ".join(parts)


def _language(chosen: str) -> str:
    return chosen if chosen in {"ja", "en"} else str(get_locale() or "en")


def _to(source: Source) -> Response:
    return redirect(url_for("community.show", source_id=source.id), code=303)
