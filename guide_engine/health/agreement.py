"""When different people's browsers agree on what a target has become. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guide_engine.health.proposal import canonical, digest, same_element

# Besides so many who agree, one who says otherwise is let be.
DISSENT = 5


@dataclass(frozen=True)
class Named:
    """One element, and how many people's browsers named it."""

    fingerprint: Mapping[str, Any]
    people: int

    @property
    def element(self) -> str:
        return digest(self.fingerprint)


@dataclass(frozen=True)
class Agreement:
    """What was heard. `proposed` stands only when enough agree and none to speak of contradict."""

    proposed: Named | None
    named: tuple[Named, ...]
    wanted: int

    @property
    def contradicts(self) -> bool:
        """Two elements were named, and which is meant can't be told."""
        return self.proposed is None and len(self.named) > 1


def agreement(voices: Sequence[Mapping[str, Any]], wanted: int) -> Agreement:
    """Weigh one voice per person."""
    named = _named(voices)
    if not named:
        return Agreement(None, (), wanted)
    first, others = named[0], sum(other.people for other in named[1:])
    agreed = first.people >= wanted and others * DISSENT <= first.people
    return Agreement(first if agreed else None, named, wanted)


def _named(voices: Sequence[Mapping[str, Any]]) -> tuple[Named, ...]:
    """Group voices by the element they name: the most named first."""
    groups: list[list[Mapping[str, Any]]] = []
    # In one order, so that the same voices always make the same groups.
    for voice in sorted(voices, key=canonical):
        for group in groups:
            if same_element(group[0], voice):
                group.append(voice)
                break
        else:
            groups.append([voice])
    named = [Named(_commonest(group), len(group)) for group in groups]
    return tuple(sorted(named, key=lambda one: (-one.people, canonical(one.fingerprint))))


def _commonest(group: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    counts = Counter(canonical(voice) for voice in group)
    best = min(counts, key=lambda text: (-counts[text], text))
    return next(voice for voice in group if canonical(voice) == best)
