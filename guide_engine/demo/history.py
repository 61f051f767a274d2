"""What the simulated people did: events of thirty days, decided by stated odds and luck.

Pure: a seeded generator in, wire events out, ids included, so that sending the month again changes
nothing. The odds are ours; they only have to differ between segments, so that the reports have
something true to show.
"""

import math
import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from guide_engine.core import clock, ids
from guide_engine.demo import other_kinds
from guide_engine.demo.diary import Diary as Diary
from guide_engine.demo.diary import PlayedGuide as PlayedGuide
from guide_engine.demo.diary import ProductRelease as ProductRelease
from guide_engine.demo.population import SimulatedPerson, draw

DAYS = 30
# Version 2 of the tutorial replaced version 1 this many days ago, with a shorter third step.
IMPROVED_DAYS_AGO = 13
# Log-odds of passing a step: everybody's, then what plan and role add.
BASE = 2.1
PLAN_EFFECT = {"free": -0.35, "standard": 0.0, "pro": 0.2, "enterprise": 0.35}
ROLE_EFFECT = {"admin": 0.3, "accounting": 0.15, "sales": -0.45}
# How people leave a step they don't pass.
LEAVE = (("guide_dismissed", 0.55), ("left", 0.33), ("guide_failed", 0.12))
SECOND_TRY = 0.22
STUCK_SECONDS = 60
STUCK_BEFORE_LEAVING = 0.35
OFFERED = 0.8
# What people do with an offer; the rest let it be.
OUTCOMES = (("opened", 0.46), ("declined", 0.27), ("asked", 0.07), ("none", 0.20))
SOLVED_AFTER_OPENING = 0.48


def events_of(
    person: SimulatedPerson,
    guides: list[PlayedGuide],
    thread_ids: list[str],
    rng: random.Random,
    now: datetime,
) -> list[dict[str, object]]:
    """Return one person's month, in order of time; empty for who never came."""
    earliest = max(now - timedelta(days=DAYS - 0.1), person.signed_up_at)
    diary = Diary(rng, earliest, "/", thread_ids)
    first_visit = earliest + (now - earliest) * rng.random() ** 1.3 * 0.97
    for guide in guides:
        if guide.language not in ("", person.language) or rng.random() > guide.reach:
            continue
        diary.moment = first_visit + timedelta(minutes=rng.uniform(1, 40))
        _play(diary, person, guide, now)
    diary.events = [e for e in diary.events if int(str(e["at"])) <= clock.to_millis(now)]
    diary.events.sort(key=lambda event: int(str(event["at"])))
    for seq, event in enumerate(diary.events):
        event["seq"] = seq
    return diary.events


def _play(diary: Diary, person: SimulatedPerson, guide: PlayedGuide, now: datetime) -> None:
    diary.path = guide.path
    diary.note("page_viewed")
    finished = _run(diary, person, guide, now)
    if not finished and diary.rng.random() < SECOND_TRY:
        diary.moment += timedelta(days=diary.rng.uniform(0.3, 5))
        finished = _run(diary, person, guide, now)
    if guide.goal and diary.rng.random() < (0.72 if finished else 0.31):
        diary.moment += timedelta(hours=diary.rng.uniform(0.05, 30))
        diary.note("custom", name=guide.goal, properties={})


def _run(diary: Diary, person: SimulatedPerson, guide: PlayedGuide, now: datetime) -> bool:
    version = (
        1 if len(guide.hardness) == 1 or _days_ago(diary.moment, now) > IMPROVED_DAYS_AGO else 2
    )
    common = {
        "guide_id": guide.id,
        "version": version,
        "run_id": ids.uuid7(clock.to_millis(diary.moment), diary.rng.getrandbits),
    }
    if guide.kind in other_kinds.PLAYS:
        return other_kinds.PLAYS[guide.kind](diary, person, guide, common)
    diary.wait(2)
    release = guide.release if guide.release and _has_come(guide.release, diary, now) else None
    if release is not None and release.becomes is None:
        # A hint never fails: it says that its target is missing, and nobody waits for it.
        diary.note("target_missing", step_id=guide.step_ids[0], reason="not_found", **common)
        return False
    if guide.kind == "hint":
        match = {"tier": "exact", "score": 1.0, "margin": 1.0}
        diary.note("target_found", step_id=guide.step_ids[0], match=match, **common)
    diary.note("guide_started", **common)
    for step_id, hardness in zip(guide.step_ids, guide.hardness[version], strict=True):
        _see(diary, step_id, release, common)
        seconds = diary.wait(14 * (1 + max(0.0, hardness)))
        odds = BASE + PLAN_EFFECT[person.company.plan] + ROLE_EFFECT[person.role]
        odds += person.company.luck - hardness
        if diary.rng.random() > 1 / (1 + math.exp(-odds)):
            if guide.kind == "flow" and diary.rng.random() < STUCK_BEFORE_LEAVING:
                _get_stuck(diary, step_id, common)
            _leave(diary, step_id, common)
            return False
        if seconds > STUCK_SECONDS and guide.kind == "flow":
            _get_stuck(diary, step_id, common)
        diary.note("step_completed", step_id=step_id, **common)
    diary.note("guide_completed", step_id=guide.step_ids[-1], **common)
    return True


def _see(
    diary: Diary, step_id: str, release: ProductRelease | None, common: dict[str, object]
) -> None:
    """The target is found as it was picked; after a release renamed it, that is told with it."""
    place = {"step_id": step_id, **common}
    if release is None:
        score = round(diary.rng.uniform(0.9, 1.0), 2)
        diary.note("step_seen", match={"tier": "exact", "score": score, "margin": 0.6}, **place)
        return
    match = {"tier": "agreed", "score": round(diary.rng.uniform(0.6, 0.75), 2), "margin": 0.35}
    diary.note("step_seen", match=match, **place)
    diary.note("target_drifted", match=match, proposal=release.becomes, **place)


def _miss(diary: Diary, step_id: str, common: dict[str, object]) -> None:
    diary.note("target_missing", step_id=step_id, reason="not_found", **common)
    diary.note("guide_failed", step_id=step_id, reason="target_missing", **common)


def _has_come(release: ProductRelease, diary: Diary, now: datetime) -> bool:
    return _days_ago(diary.moment, now) < release.days_ago


def _leave(diary: Diary, step_id: str, common: dict[str, object]) -> None:
    way = draw(diary.rng, LEAVE)
    if way == "guide_dismissed":
        reason = diary.rng.choice(("close", "close", "escape"))
        diary.note("guide_dismissed", step_id=step_id, reason=reason, **common)
    elif way == "guide_failed":
        _miss(diary, step_id, common)


def _get_stuck(diary: Diary, step_id: str, common: dict[str, object]) -> None:
    """Somebody lingers; mostly threads of the community are offered."""
    place = {"step_id": step_id, **common}
    diary.note("stuck_detected", reason=diary.rng.choice(("slow_step", "rage_click")), **place)
    if not diary.thread_ids or diary.rng.random() > OFFERED:
        return
    offer = {"offer_id": f"of_{ids.uuid7(clock.to_millis(diary.moment), diary.rng.getrandbits)}"}
    with_thread = {**offer, "thread_id": diary.rng.choice(diary.thread_ids)}
    diary.note("offer_shown", properties=offer, **place)
    diary.wait(6)
    outcome = draw(diary.rng, OUTCOMES)
    if outcome == "opened":
        diary.note("offer_opened", properties=with_thread, **place)
        diary.wait(40)
        if diary.rng.random() < SOLVED_AFTER_OPENING:
            diary.note("offer_solved", properties=with_thread, **place)
    elif outcome != "none":
        diary.note(f"offer_{outcome}", properties=offer, **place)


def _days_ago(moment: datetime, now: datetime) -> float:
    return (now - moment) / timedelta(days=1)


def batches(events: list[dict[str, object]], size: int) -> Iterator[list[dict[str, object]]]:
    """Cut one person's events into batches of at most `size`."""
    for start in range(0, len(events), size):
        yield events[start : start + size]
