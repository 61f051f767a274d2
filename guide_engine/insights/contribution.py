"""What one passage adds to the rollups. All of it is whole numbers that can be taken away again.

A rollup is the sum of the contributions of all passages, so it is the same whatever the order
and the batches in which the events came.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from guide_engine.core.sketch import bucket_of
from guide_engine.insights.passage import Outcome, Passage

# The "version" under which a person who met several versions counts once.
ANY_VERSION = 0
# The "step" of the counts about the guide as a whole.
WHOLE_GUIDE = ""
# The value of people without a company, and of people in no segment.
NONE = "none"


class Dimension(StrEnum):
    """How people are split. In `SEGMENT` a person counts in each segment they were in."""

    ALL = "all"
    TIER = "tier"
    SEGMENT = "segment"


class Slice(NamedTuple):
    """Whom a count is about, of whatever version."""

    day: date
    dimension: str
    value: str


class Counts(NamedTuple):
    """Distinct people. For a step: of those who reached it, what became of them *there*.

    `reached` is wider than `seen`: it holds those to whom it could not be shown. For the whole
    guide, seen means started. `completed` counts those who completed the guide in the end,
    `done` those who completed this step: of a checklist, the task.
    """

    reached: int = 0
    seen: int = 0
    completed: int = 0
    dismissed: int = 0
    abandoned: int = 0
    failed: int = 0
    running: int = 0
    done: int = 0

    @property
    def lost(self) -> int:
        """Those who left here, by their own choice or not."""
        return self.dismissed + self.abandoned + self.failed

    @property
    def passed(self) -> int:
        """Those who went on from here, to a later step or to the end."""
        return self.reached - self.lost - self.running

    def plus(self, other: "Counts", times: int = 1) -> "Counts":
        return Counts(*(a + times * b for a, b in zip(self, other, strict=True)))


_NOBODY = Counts()
_WIDTH = len(Counts._fields)
# Step, place among the counts, number to add.
_Change = tuple[str, int, int]


def slices(passage: Passage) -> list[Slice]:
    """Return every slice that a passage counts in."""
    day = passage.day
    return [
        Slice(day, Dimension.ALL, ""),
        Slice(day, Dimension.TIER, passage.tier or NONE),
        *(Slice(day, Dimension.SEGMENT, segment) for segment in passage.segments or (NONE,)),
    ]


def counts(passage: Passage) -> dict[str, Counts]:
    """Return what a passage adds to each step it reached, and to the whole guide."""
    ended = {passage.outcome.value: 1}
    completed = int(passage.outcome is Outcome.COMPLETED)
    found = {WHOLE_GUIDE: Counts(reached=1, seen=int(passage.started), **ended)}
    for step_id in passage.steps_seen | passage.steps_done:
        done = int(step_id in passage.steps_done)
        found[step_id] = Counts(reached=1, seen=1, completed=completed, done=done)
    if passage.last_step_id is not None and not completed:
        here = found.get(passage.last_step_id, Counts(reached=1))
        found[passage.last_step_id] = here.plus(Counts(**ended))
    return found


def time_bucket(passage: Passage) -> int | None:
    """Return the bucket of the time to complete, None for those who haven't completed."""
    return None if passage.seconds is None else bucket_of(passage.seconds)


class Delta:
    """A change of the rollups of one guide, gathered over many passages."""

    def __init__(self) -> None:
        self._counts: dict[tuple[int, Slice, str], list[int]] = {}
        self._times: dict[tuple[int, Slice, int], int] = {}

    def replace(self, versions: Sequence[int], old: Passage | None, new: Passage | None) -> None:
        """Take a passage out of these versions and put one in. None is nobody."""
        if old == new:
            return
        if old is not None and new is not None and slices(old) == slices(new):
            # The person has moved on, not elsewhere: only what changed is touched.
            self._add(versions, slices(new), _changes(counts(old), counts(new)))
        else:
            for passage, times in ((old, -1), (new, 1)):
                if passage is not None:
                    empty: dict[str, Counts] = {}
                    pair = (empty, counts(passage)) if times > 0 else (counts(passage), empty)
                    self._add(versions, slices(passage), _changes(*pair))
        for passage, times in ((old, -1), (new, 1)):
            if passage is not None and (bucket := time_bucket(passage)) is not None:
                self._add_time(versions, slices(passage), bucket, times)

    def _add(
        self, versions: Sequence[int], parts: Sequence[Slice], changes: Sequence[_Change]
    ) -> None:
        for version in versions:
            for part in parts:
                for step_id, place, number in changes:
                    key = (version, part, step_id)
                    row = self._counts.get(key)
                    if row is None:
                        row = self._counts[key] = [0] * _WIDTH
                    row[place] += number

    def _add_time(
        self, versions: Sequence[int], parts: Sequence[Slice], bucket: int, times: int
    ) -> None:
        for version in versions:
            for part in parts:
                key = (version, part, bucket)
                self._times[key] = self._times.get(key, 0) + times

    def counts(self) -> Iterator[tuple[int, Slice, str, Counts]]:
        """Yield what changed: version, slice, step, change."""
        for (version, part, step_id), row in self._counts.items():
            if any(row):
                yield version, part, step_id, Counts(*row)

    def times(self) -> Iterator[tuple[int, Slice, int, int]]:
        """Yield what changed: version, slice, bucket, change."""
        for (version, part, bucket), change in self._times.items():
            if change:
                yield version, part, bucket, change


def _changes(old: Mapping[str, Counts], new: Mapping[str, Counts]) -> list[_Change]:
    """Name each single number that differs: step, place among the counts, by how much."""
    return [
        (step_id, place, after - before)
        for step_id in {**old, **new}
        for place, (before, after) in enumerate(
            zip(old.get(step_id, _NOBODY), new.get(step_id, _NOBODY), strict=True)
        )
        if before != after
    ]
