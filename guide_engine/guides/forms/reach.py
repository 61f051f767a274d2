"""The Audience and When pages: who sees a guide, where, when, how often, and to which end."""

from copy import deepcopy
from typing import Any

from guide_engine.guides import simple_rules
from guide_engine.guides.document import GuideDocument, to_moment
from guide_engine.guides.forms.fields import Form, lines, local_moment, number, read_json, settle
from guide_engine.guides.forms.moments import maybe_moment


def audience(form: Form, draft: GuideDocument) -> GuideDocument:
    """Read the Audience page: everybody, some segments, or a rule."""
    document = deepcopy(draft)
    who = form.get("who")
    if who == "all":
        document["audience"] = {"all": []}
    elif who == "segments":
        document["audience"] = simple_rules.segments_rule(form.getlist("segment"))
    else:
        document["audience"] = read_json(form.get("audience"))
    return document


def when(form: Form, draft: GuideDocument) -> GuideDocument:
    """Read the When page: pages, begin, frequency, priority, schedule, goal and pausing."""
    document = deepcopy(draft)
    document["page"] = _pages(form, draft)
    _read_begin(form, document)
    kind = form.get("frequency")
    document["frequency"] = {"type": kind}
    if kind == "every_days":
        document["frequency"]["days"] = number(form.get("days"))
    document["priority"] = number(form.get("priority"))
    document["schedule"] = {
        name: _moment(form, name, draft["schedule"][name]) for name in ("starts_at", "ends_at")
    }
    event = form.text("goal_event")
    window = number(form.get("goal_window_days", "7"))
    document["goal"] = {"event": event, "window_days": window} if event else None
    document["completes_on"] = form.get("completes_on", "last_step")
    _read_pausing(form, document)
    return document


def _pages(form: Form, draft: GuideDocument) -> Any:
    where = form.get("where")
    if where == "everywhere":
        return {"all": []}
    if where == "addresses":
        return simple_rules.pages_rule(lines(form.get("only")), lines(form.get("never")))
    return read_json(form.get("page")) or draft["page"]


def _read_begin(form: Form, document: GuideDocument) -> None:
    if "starts_when" not in form:
        return
    before = {key: document.pop(key) for key in ("starts_when",) if key in document}
    begin = maybe_moment(form, "starts_when", before.get("starts_when"))
    settle(document, before, "starts_when", begin)


def _read_pausing(form: Form, document: GuideDocument) -> None:
    if "may_pause" not in form:
        # The page doesn't ask where nothing can fail: what a file said stays as it is.
        return
    if "auto_pause" in form:
        document["auto_pause"] = {
            name: number(form.get(name)) for name in ("failure_percent", "min_users")
        }
    elif document.get("auto_pause") is not None:
        del document["auto_pause"]


def _moment(form: Form, name: str, stored: str | None) -> str | None:
    """Keep the stored text where it means the same moment."""
    typed = local_moment(form.get(name), form.get(f"{name}_offset", "0"))
    same = to_moment(typed) is not None and to_moment(typed) == to_moment(stored)
    return stored if same else typed
