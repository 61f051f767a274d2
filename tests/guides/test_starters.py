"""What a new guide may begin with can be saved as it is, in both languages."""

import pytest

from guide_engine.guides import blank, checks, starters
from guide_engine.guides.document import faults
from guide_engine.guides.kinds import Kind
from tests.support.events import NOON


@pytest.mark.parametrize("language", ["ja", "en", "de"])
@pytest.mark.parametrize("starter", starters.STARTERS, ids=lambda starter: starter.key)
def test_a_starter_can_be_saved_and_lacks_nothing_but_targets(
    starter: starters.Starter, language: str
) -> None:
    document = blank.guide(starter.kind, "a", "A", language)
    document["steps"] = starters.steps(starter, starter.kind, language)
    assert faults(document) == []
    found = checks.findings(document, NOON)
    assert {finding.code for finding in found if finding.is_error} <= {"missing_target"}


def test_there_is_one_for_every_kind() -> None:
    assert {starter.kind for starter in starters.STARTERS} == set(Kind)
