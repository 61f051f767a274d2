"""The Languages tab: how far each language has come, its texts side by side, and files for translators."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from flask import Response, g, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.core.csvfile import saved_as
from guide_engine.core.errors import DomainError, NotFound
from guide_engine.core.flash import say
from guide_engine.guides import exchange, languages, queries, translating
from guide_engine.guides.models import Guide
from guide_engine.guides.pages import drafts
from guide_engine.guides.pages.blueprint import blueprint
from guide_engine.identity.access import Capability, signed_in

# What we speak ourselves, offered first; any other tag may be typed.
OFFERED = ("ja", "en", "de", "fr", "es", "pt-BR", "it", "nl", "ko", "zh-Hans", "zh-Hant", "ar")
_LEFTWARD = frozenset({"ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True)
class Row:
    language: str
    name: str
    progress: languages.Progress


def language_name(tag: str) -> str:
    """Name a language in the reader's own; a tag that nobody knows stays a tag."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name(str(get_locale() or "en"))
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag


def direction(tag: str) -> str:
    return (
        "rtl"
        if tag.partition("-")[0].lower() in _LEFTWARD and "-latn" not in tag.lower()
        else "ltr"
    )


@blueprint.get("/guides/<guide_id>/languages")
@signed_in(Capability.VIEW)
def show_languages(guide_id: str) -> str:
    return _overview(queries.guide(guide_id), {})


@blueprint.post("/guides/<guide_id>/languages")
@signed_in(Capability.EDIT_GUIDES)
def add_language(guide_id: str) -> drafts.Answer:
    guide = queries.guide(guide_id)
    tag = languages.tidy_tag(
        request.form.get("other", "").strip() or request.form.get("language", "")
    )
    fault = _why_not(guide, tag)
    if fault:
        return _overview(guide, {"other": [fault]}), 422
    document = languages.put(guide.draft, tag, {})
    return drafts.save(guide, document, _at(guide_id, tag))


def _why_not(guide: Guide, tag: str) -> str:
    if not languages.is_tag(tag):
        return str(_("Write a language tag, as in fr or fr-CA."))
    if tag.lower() == guide.draft["language"].lower():
        return str(_("The guide itself is written in this language."))
    if tag.lower() in {known.lower() for known in languages.languages(guide.draft)}:
        return str(_("This language is there already."))
    return ""


@blueprint.get("/guides/<guide_id>/languages/<language>")
@signed_in(Capability.VIEW)
def show_language(guide_id: str, language: str) -> str:
    return _page(queries.guide(guide_id), language, {}, {})


@blueprint.post("/guides/<guide_id>/languages/<language>")
@signed_in(Capability.EDIT_GUIDES)
def save_language(guide_id: str, language: str) -> drafts.Answer:
    guide = _translated_guide(guide_id, language)
    prefix = "line."
    typed = {
        name.removeprefix(prefix): value.replace("\r\n", "\n")
        for name, value in request.form.items()
        if name.startswith(prefix)
    }
    changed = translating.changed(guide.draft, language, typed, request.form.getlist("right"))
    taken = exchange.take(guide.draft, changed, clears=True)
    if taken.faults or taken.partial:
        errors = {fault.where: translating.said(fault, _) for fault in taken.faults}
        errors |= {
            f"{path}#1": translating.said(exchange.Fault(path, "incomplete"), _)
            for path in taken.partial
        }
        return _page(guide, language, typed, errors), 422
    document = languages.put(guide.draft, language, taken.given)
    answer = drafts.save(guide, document, _at(guide_id, language))
    if isinstance(answer, BaseResponse) and answer.status_code == 303:
        say(_("Saved as a draft."))
    return answer


@blueprint.post("/guides/<guide_id>/languages/<language>/remove")
@signed_in(Capability.EDIT_GUIDES)
def remove_language(guide_id: str, language: str) -> drafts.Answer:
    guide = _translated_guide(guide_id, language)
    here = url_for("guides.show_languages", guide_id=guide_id)
    document = languages.drop(guide.draft, language)
    answer = drafts.save(guide, document, here, may_undo=True)
    say(
        _("%(language)s was removed.", language=language_name(language)),
        undo=url_for("guides.undo_save", guide_id=guide_id),
        fields={"revision": str(queries.guide(guide_id).draft_revision), "back": here},
    )
    return answer


@blueprint.get("/guides/<guide_id>/languages/<language>/file")
@signed_in(Capability.VIEW)
def export_language(guide_id: str, language: str) -> Response:
    guide = _translated_guide(guide_id, language)
    form = "csv" if request.args.get("form") == "csv" else "xlf"
    body, kind = translating.written(guide.draft, language, form)
    return saved_as(Response(body, mimetype=kind), f"{guide.key}.{language}.{form}")


@blueprint.post("/guides/<guide_id>/languages/import")
@signed_in(Capability.EDIT_GUIDES)
def import_language(guide_id: str) -> BaseResponse | tuple[str, int]:
    guide = queries.guide(guide_id)
    sent = request.files.get("file")
    body = sent.read() if sent is not None else b""
    try:
        report = translating.take_file(
            guide, sent.filename or "" if sent is not None else "", body,
            request.form.get("language", ""), by=g.member.id,
        )  # fmt: skip
    except DomainError as error:
        return _overview(guide, {"file": _sentences(error)}), error.status
    say(
        _(
            "%(count)s texts of %(language)s were taken.",
            count=report.taken,
            language=language_name(report.language),
        ),
        undo=url_for("guides.undo_save", guide_id=guide_id),
        fields={"revision": str(queries.guide(guide_id).draft_revision)},
    )
    if report.partial:
        say(_("Left as they were, since only a part is translated: %(where)s", where=", ".join(report.partial)), kind="error")  # fmt: skip
    return redirect(_at(guide_id, report.language), 303)


def _sentences(error: DomainError) -> list[str]:
    told = [f"{where}: {' '.join(texts)}" for where, texts in list(error.fields.items())[:10]]
    return [error.message, *told]


def _translated_guide(guide_id: str, language: str) -> Guide:
    guide = queries.guide(guide_id)
    if language not in languages.languages(guide.draft):
        raise NotFound(_("The guide is not translated into this language."))
    return guide


def _at(guide_id: str, language: str) -> str:
    return url_for("guides.show_language", guide_id=guide_id, language=language)


def _overview(guide: Guide, errors: dict[str, list[str]]) -> str:
    known = languages.languages(guide.draft)
    offered = [tag for tag in OFFERED if tag not in known and tag != guide.draft["language"]]
    return render_template(
        "guides/languages.html",
        guide=guide,
        tab="languages",
        own=language_name(guide.draft["language"]),
        rows=[Row(tag, language_name(tag), languages.progress(guide.draft, tag)) for tag in known],
        offered=[(tag, f"{language_name(tag)} ({tag})") for tag in offered],
        unknown=languages.unknown_paths(guide.draft),
        errors=errors,
    )


def _page(guide: Guide, language: str, typed: dict[str, str], errors: dict[str, str]) -> str:
    _translated_guide(guide.id, language)
    return render_template(
        "guides/language.html",
        guide=guide,
        tab="languages",
        language=language,
        name=language_name(language),
        own=guide.draft["language"],
        own_name=language_name(guide.draft["language"]),
        direction=direction,
        progress=languages.progress(guide.draft, language),
        groups=translating.groups(guide.draft, language),
        typed=typed,
        errors=errors,
    )
