"""A whole check: signed in once for each language, through every guide."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Browser

from guide_engine.check.login import LoginFailed, sign_in
from guide_engine.check.plan import GuidePlan
from guide_engine.check.report import GuideResult
from guide_engine.check.script import Action
from guide_engine.check.stage import Stage, Unreachable, opened
from guide_engine.check.walk import Walk
from guide_engine.core.errors import DomainError


class CannotCheck(DomainError):
    """The site can't be reached, or can't be signed in to. The message says why."""

    code = "cannot_check"


@dataclass(frozen=True)
class Conditions:
    """What is the same for every guide of a run."""

    base_url: str
    sdk_folder: Path
    viewport: tuple[int, int]
    wait_seconds: float
    actions: list[Action]
    # Where the picture of a failed sign-in goes.
    output: Path


def check(
    browser: Browser, plans: Sequence[GuidePlan], conditions: Conditions
) -> list[GuideResult]:
    """Check every guide in a page of its language. Raises CannotCheck."""
    by_key: dict[str, GuideResult] = {}
    ordered = sorted(plans, key=_language)
    for language, group in groupby(ordered, _language):
        with opened(browser, conditions.sdk_folder, language, conditions.viewport) as stage:
            _prepare(stage, conditions)
            for plan in group:
                walk = Walk(stage, plan, conditions.base_url, conditions.wait_seconds)
                by_key[plan.subject.key] = walk.run()
    return [by_key[plan.subject.key] for plan in plans]


def _language(plan: GuidePlan) -> str:
    return str(plan.subject.document["language"])


def _prepare(stage: Stage, conditions: Conditions) -> None:
    """See that somebody is there, then sign in."""
    try:
        stage.open(conditions.base_url)
        sign_in(stage.page, conditions.actions, conditions.base_url)
        stage.settle()
    except Unreachable as error:
        raise CannotCheck(f"{conditions.base_url} can't be reached: {error}.") from None
    except LoginFailed as error:
        picture = conditions.output / "login-failed.jpg"
        picture.write_bytes(stage.picture())
        raise CannotCheck(f"{error} See {picture}.") from None
