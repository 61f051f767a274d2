"""Where an environment was heard from."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from guide_engine.core import clock
from guide_engine.identity import origins
from tests.support.actors import Cast


def test_origins_are_listed_the_last_first(cast: Cast, session: Session):
    _note(cast, "https://a.test")
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        _note(cast, "https://b.test")
    assert _heard(cast) == ["https://b.test", "https://a.test"]


def test_one_heard_again_moves_up_and_stays_one(cast: Cast, session: Session):
    _note(cast, "https://a.test")
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        _note(cast, "https://b.test")
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        _note(cast, "https://a.test")
    assert _heard(cast) == ["https://a.test", "https://b.test"]


@pytest.mark.parametrize("origin", ["null", "file://", "about:blank", ""])
def test_what_is_no_place_is_not_noted(cast: Cast, session: Session, origin: str):
    _note(cast, origin)
    assert _heard(cast) == []


def test_a_flood_of_origins_has_an_end(
    cast: Cast, session: Session, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(origins, "MOST_ORIGINS", 3)
    for number in range(5):
        _note(cast, f"https://flood{number}.test")
    assert len(_heard(cast)) == 3
    _note(cast, "https://flood0.test")
    assert len(_heard(cast)) == 3


def test_each_environment_has_its_own(cast: Cast, session: Session):
    _note(cast, "https://a.test")
    assert origins.heard_from(cast.staging.id) == []


def _note(cast: Cast, origin: str) -> None:
    origins.note(cast.workspace.id, cast.production.id, origin)


def _heard(cast: Cast) -> list[str]:
    return [each.origin for each in origins.heard_from(cast.production.id)]
