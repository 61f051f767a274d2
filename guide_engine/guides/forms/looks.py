"""How a guide of each kind looks as a whole, and which theme it wears."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from guide_engine.guides import richtext
from guide_engine.guides.document import GuideDocument
from guide_engine.guides.forms.fields import Form, maybe_number, read_json, settle

Look = dict[str, Any]


def read_look(form: Form, document: GuideDocument) -> None:
    """Put the look of the document's kind, and its theme, as the form says them."""
    kind = document["kind"]
    if kind in _READERS:
        known = document.get(kind) or {}
        look = {**deepcopy(known), **_READERS[kind](form, known)}
        for name in _MAY_GO[kind]:
            _settle(look, known, name)
        document[kind] = look
    if form.text("theme"):
        document["theme"] = form.text("theme")
    elif "theme" in form and document.get("theme"):
        document["theme"] = None


def _settle(look: Look, known: Mapping[str, Any], name: str) -> None:
    value = look.pop(name, None)
    settle(look, known, name, value)


def _hint(form: Form, known: Mapping[str, Any]) -> Look:
    return {
        "show_on": form.get("look_show_on", known.get("show_on", "beacon")),
        "open_on": form.get("look_open_on", known.get("open_on", "click")),
        "group": form.text("look_group"),
    }


def _checklist(form: Form, known: Mapping[str, Any]) -> Look:
    return {
        "title": form.text("look_title"),
        "intro": _intro(form, known.get("intro")),
        "ordered": form.get("look_ordered") == "yes",
        "position": form.get("look_position", "bottom_end"),
        "start": form.get("look_start", "open"),
        "dismissible": "look_dismissible" in form,
    }


def _intro(form: Form, before: Any) -> Any:
    """The rich text of the script; or, where none runs, the plain text when it was changed."""
    if "look_intro_text" in form:
        text = form.get("look_intro_text").replace("\r\n", "\n")
        kept = before is not None and text.strip() == richtext.plain_text(before).strip()
        return before if kept else richtext.from_text(text) if text.strip() else None
    written = read_json(form.get("look_intro"))
    empty = written is None or written == richtext.empty()
    return before if empty and before in (None, richtext.empty()) else written


def _banner(form: Form, _known: Mapping[str, Any]) -> Look:
    return {
        "dismissible": "look_dismissible" in form,
        "snooze_hours": maybe_number(form.get("look_snooze_hours")),
    }


def _announcement(form: Form, known: Mapping[str, Any]) -> Look:
    return {"level": form.get("look_level", known.get("level", "popup"))}


def _survey(form: Form, known: Mapping[str, Any]) -> Look:
    return {**_banner(form, known), "thanks": form.text("look_thanks")}


_READERS: dict[str, Callable[[Form, Mapping[str, Any]], Look]] = {
    "hint": _hint,
    "checklist": _checklist,
    "banner": _banner,
    "announcement": _announcement,
    "survey": _survey,
}
# What a look may lack: said nothing, it is not written.
_MAY_GO: dict[str, tuple[str, ...]] = {
    "hint": ("group",),
    "checklist": ("intro",),
    "banner": ("snooze_hours",),
    "announcement": (),
    "survey": ("snooze_hours", "thanks"),
}
