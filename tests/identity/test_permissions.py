"""Who may do what is what docs/identity.md says."""

from pathlib import Path

import pytest

from guide_engine.identity.permissions import CAPABILITIES, Capability, Role, allows

DOCUMENT = (Path(__file__).parents[2] / "docs" / "identity.md").read_text()
TABLE = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in DOCUMENT.partition("## Roles")[2].partition("\n`")[0].strip().splitlines()
]
ROLES, ROWS = TABLE[0][1:], TABLE[2:]


@pytest.mark.parametrize(
    ("capability", "role", "answer"),
    [
        (row[0], role, word == "yes")
        for row in ROWS
        for role, word in zip(ROLES, row[1:], strict=True)
    ],
)
def test_the_table_holds(capability: str, role: str, answer: bool) -> None:
    assert allows(role, Capability(capability)) is answer


def test_the_table_is_whole() -> None:
    assert {row[0] for row in ROWS} == {each.value for each in Capability}
    assert set(ROLES) == {each.value for each in Role} == {each.value for each in CAPABILITIES}


def test_an_unknown_role_may_nothing() -> None:
    assert not any(allows("admin", capability) for capability in Capability)
