"""One small guide of each kind, to see a theme on. In the reader's language."""

from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

Document = dict[str, Any]

# What the sample page shows one at a time, in this order.
NAMES = ("tooltip", "modal", "hint", "checklist", "banner", "announcement", "survey")


def document(name: str) -> Document | None:
    """Return the sample of this name, or None."""
    made = _MADE.get(name)
    return made() if made is not None else None


def _guide(kind: str, steps: list[Document], **look: Any) -> Document:
    return {
        "format": "guide-engine/guide@1",
        "key": f"sample-{kind}",
        "kind": kind,
        "name": kind,
        "language": str(get_locale() or "en"),
        "steps": steps,
        "page": {"all": []},
        "audience": {"all": []},
        "frequency": {"type": "always"},
        "priority": 50,
        "schedule": {"starts_at": None, "ends_at": None},
        "goal": None,
        "completes_on": "last_step",
        **look,
    }


def _step(name: str, kind: str, title: str, body: str, *buttons: str, **more: Any) -> Document:
    acts = ({"type": "back"}, {"type": "next"}) if len(buttons) > 1 else ({"type": "next"},)
    return {
        "id": f"st_{name}",
        "type": kind,
        "title": title,
        "body": _text(body),
        "target": None,
        "placement": "auto",
        "buttons": [
            {
                "id": f"bt_{place}",
                "label": label,
                "style": "primary" if place == len(buttons) - 1 else "secondary",
                "action": act,
            }
            for place, (label, act) in enumerate(zip(buttons, acts, strict=False))
        ],
        "advance": {"on": "button"},
        "missing": "stop",
        "wait_seconds": 5,
        **more,
    }


def _text(words: str) -> Document:
    """The part between asterisks leads somewhere, to show the colour of links."""
    before, _mark, rest = words.partition("*")
    linked, _mark, after = rest.partition("*")
    parts: list[Document] = [{"type": "text", "text": before}] if before else []
    if linked:
        link = {"type": "link", "attrs": {"href": "#sample"}}
        parts.append({"type": "text", "text": linked, "marks": [link]})
    if after:
        parts.append({"type": "text", "text": after})
    return {"type": "doc", "content": [{"type": "paragraph", "content": parts}]}


_TARGET = {"v": 1, "selector": "#sample-target"}


def _tooltip() -> Document:
    first = _step(
        "one",
        "tooltip",
        _("Write your first invoice"),
        _("Press here to begin. It takes two minutes, and *you can stop at any time*."),
        _("Back"),
        _("Next"),
        target=_TARGET,
        placement="bottom",
    )
    rest = [_step(f"more{n}", "modal", "", "") for n in range(3)]
    return _guide("flow", [first, *rest])


def _modal() -> Document:
    step = _step(
        "one",
        "modal",
        _("Welcome"),
        _("In four short steps you learn how to write an invoice. *What you need*"),
        _("Start"),
    )
    return _guide("flow", [step])


def _hint() -> Document:
    step = _step(
        "one",
        "tooltip",
        _("What is a tax number?"),
        _("The tax office gave it to your company. *Where to find it*"),
        target=_TARGET,
        placement="bottom",
    )
    return _guide("hint", [step], hint={"show_on": "beacon", "open_on": "click"})


def _checklist() -> Document:
    tasks = [
        _step(f"task{place}", "task", title, "", buttons=[])
        for place, title in enumerate(
            (_("Add your logo"), _("Write an invoice"), _("Invite a colleague"))
        )
    ]
    look = {
        "title": _("First steps"),
        "ordered": False,
        "position": "bottom_end",
        "start": "open",
        "dismissible": True,
    }
    return _guide("checklist", tasks, checklist=look)


def _banner() -> Document:
    step = _step(
        "one",
        "banner",
        _("We are back at 22:00"),
        _("Tonight we move to faster machines. *What changes*"),
        position="top",
    )
    return _guide("banner", [step], banner={"dismissible": True, "snooze_hours": None})


def _announcement() -> Document:
    step = _step(
        "one",
        "card",
        _("New: invoices that send themselves"),
        _("Choose a day of the month, and we do the rest. *Have a look*"),
        _("Try it"),
        position="bottom_end",
    )
    return _guide("announcement", [step], announcement={"level": "popup"})


def _survey() -> Document:
    step = _step(
        "one",
        "card",
        _("How likely are you to recommend us?"),
        "",
        _("Send"),
        position="bottom_end",
        question={
            "type": "nps",
            "required": True,
            "low": _("Not at all"),
            "high": _("Very likely"),
        },
    )
    return _guide("survey", [step], survey={"dismissible": True, "snooze_hours": None})


_MADE = {
    "tooltip": _tooltip,
    "modal": _modal,
    "hint": _hint,
    "checklist": _checklist,
    "banner": _banner,
    "announcement": _announcement,
    "survey": _survey,
}
