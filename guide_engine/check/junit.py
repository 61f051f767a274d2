"""The report as JUnit XML: one suite for each guide, one case for each step. Pure."""

from xml.etree import ElementTree as ET

from guide_engine.check.report import Check, GuideResult, StepResult
from guide_engine.check.verdict import Outcome, fails
from guide_engine.check.words import say


def as_junit(check: Check) -> str:
    suites = ET.Element("testsuites", name="guide-engine check", time=f"{check.seconds:.1f}")
    for guide in check.guides:
        _suite(suites, check, guide)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, "unicode") + "\n"


def _suite(suites: ET.Element, check: Check, guide: GuideResult) -> None:
    failures = [step for step in guide.steps if fails(step.verdict.outcome, check.fail_on)]
    suite = ET.SubElement(
        suites,
        "testsuite",
        name=guide.subject.key,
        tests=str(len(guide.steps)),
        failures=str(len(failures)),
        errors="0",
        skipped="0",
        timestamp=check.started_at.isoformat(timespec="seconds"),
    )
    for step in guide.steps:
        _case(suite, guide, step, failed=step in failures)


def _case(suite: ET.Element, guide: GuideResult, step: StepResult, *, failed: bool) -> None:
    case = ET.SubElement(
        suite, "testcase", classname=guide.subject.key, name=_storable(f"{step.id}: {step.title}")
    )
    sentence = _storable(say(step.verdict))
    place = _storable(step.address or "")
    if failed:
        outcome = step.verdict.outcome.value
        fault = ET.SubElement(case, "failure", type=outcome, message=f"{outcome}: {sentence}")
        fault.text = place
    elif step.verdict.outcome is Outcome.DRIFTED:
        ET.SubElement(case, "system-out").text = f"drifted: {sentence} {place}"


def _storable(text: str) -> str:
    """Without the control characters that XML can't hold: titles and pages are anybody's."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
