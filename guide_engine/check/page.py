"""The report as one HTML file that needs nothing else."""

from base64 import b64encode
from pathlib import Path
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup

from guide_engine.check.report import Check, StepResult, changes
from guide_engine.check.verdict import Outcome, fails
from guide_engine.check.words import OUTCOMES, SIGNALS, say

# Badges take the colours that the editor's messages have.
_TONES = {Outcome.CENTRED: "good", Outcome.FOUND: "good", Outcome.DRIFTED: "warn"}


def as_html(check: Check, language: str) -> str:
    css = Path(current_app.static_folder or "static") / "css"
    sheets = [(css / name).read_text(encoding="utf-8") for name in ("tokens.css", "check.css")]
    guides = [
        (guide, [_row(step, check) for step in guide.steps], _anchor(number))
        for number, guide in enumerate(check.guides, 1)
    ]
    return render_template(
        "check/report.html",
        check=check,
        language=language,
        # Our own files, not the site's words: the one place where nothing is escaped.
        sheet=Markup("\n".join(sheets)),  # noqa: S704
        guides=guides,
        counts=[(_TONES.get(o, "bad"), OUTCOMES[o], n) for o, n in check.counts().items()],
    )


def _anchor(number: int) -> str:
    return f"guide-{number}"


def _row(step: StepResult, check: Check) -> dict[str, Any]:
    verdict = step.verdict
    return {
        "step": step,
        "verdict": verdict,
        "tone": _TONES.get(verdict.outcome, "bad"),
        "outcome": OUTCOMES[verdict.outcome],
        "fails": fails(verdict.outcome, check.fail_on),
        "sentence": say(verdict),
        "picture": f"data:image/jpeg;base64,{b64encode(step.picture).decode()}"
        if step.picture
        else None,
        "changes": [{**each, "signal": SIGNALS[each["signal"]]} for each in changes(step)],
    }
