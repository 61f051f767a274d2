"""What an alert says to the outside: one JSON body for machines, one text for people."""

from collections.abc import Mapping
from typing import Any

from flask_babel import force_locale

from guide_engine.core import clock
from guide_engine.health import words
from guide_engine.health.models import TargetAlert
from guide_engine.health.words import _
from guide_engine.identity.models import Environment

# What opened, changed or closed, as receivers know it.
EVENTS = {
    "lost": "target.lost",
    "drifting": "target.drifting",
    "healthy": "target.healthy",
    "paused": "guide.paused",
    "resumed": "guide.resumed",
    "test": "test",
}


def about(
    alert: TargetAlert, event: str, environment: Environment, public_url: str, language: str
) -> dict[str, Any]:
    """Put an alert into words and fields, in the language its receivers read."""
    facts = alert.facts
    with force_locale(language):
        over = event in ("healthy", "resumed")
        text = words.over(event, facts) if over else words.alert(alert.kind, facts)
    url = f"{public_url}/guides/{alert.guide_id}/targets?environment={environment.id}"
    return {
        **_frame(event, environment),
        "alert_id": alert.id,
        "guide": {"id": alert.guide_id, "name": facts["guide_name"], "version": alert.version},
        "step": _step(alert),
        "page": facts.get("path") or None,
        "since": facts.get("since"),
        "people": facts["people"],
        "share": {"count": facts["count"], "n": facts["n"]},
        "reason": facts.get("reason") or None,
        "text": text,
        "url": url,
    }


def test(environment: Environment, public_url: str, language: str) -> dict[str, Any]:
    """A message that only shows that messages arrive."""
    with force_locale(language):
        text = _("This is a test. Alerts of Guide Engine will arrive here.")
    return {**_frame("test", environment), "text": text, "url": f"{public_url}/settings/alerts"}


def subject(message: Mapping[str, Any], language: str) -> str:
    with force_locale(language):
        kind = {
            "target.lost": _("Target lost"),
            "target.drifting": _("Target drifting"),
            "target.healthy": _("Target found again"),
            "guide.paused": _("Guide paused"),
            "guide.resumed": _("Guide shown again"),
            "test": _("Test"),
        }[message["event"]]
    guide = message.get("guide")
    return f"{kind}: {guide['name']}" if guide else f"{kind}: Guide Engine"


def letter(message: Mapping[str, Any], language: str) -> str:
    """The text of a mail."""
    with force_locale(language):
        place = _("Environment: %(name)s", name=message["environment"]["name"])
        look = _("Look and mend: %(url)s", url=message["url"])
    return f"{message['text']}\n\n{place}\n{look}\n"


def _frame(event: str, environment: Environment) -> dict[str, Any]:
    return {
        "event": EVENTS[event],
        "created_at": clock.to_millis(clock.now()),
        "environment": {"id": environment.id, "name": environment.name},
    }


def _step(alert: TargetAlert) -> dict[str, Any] | None:
    if not alert.step_id:
        return None
    facts = alert.facts
    return {"id": alert.step_id, "number": facts["step_number"], "title": facts["step_title"]}
