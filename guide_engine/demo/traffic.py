"""Sends the simulated month to the service through its public endpoints, like any SDK would."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import httpx
import jwt

from guide_engine.core import clock
from guide_engine.demo.history import PlayedGuide, batches, events_of
from guide_engine.demo.population import SimulatedPerson, people

SDK_NAME = "demo-history/1"
SENDERS = 4
BATCH_SIZE = 100


@dataclass(frozen=True)
class Entrance:
    """Where the traffic goes, and what lets it tell of the past and vouch for its people."""

    url: str
    public_key: str
    secret: str
    api_token: str


@dataclass
class Tally:
    people: int = 0
    events: int = 0
    refused: int = 0


def send_history(
    entrance: Entrance,
    guides: list[PlayedGuide],
    threads: dict[str, list[str]],
    now: datetime,
    seed: int,
    progress: Callable[[int, int], None],
) -> Tally:
    """Simulate everybody and send each person's month; `progress(done, total)` is called as it goes."""
    rng = random.Random(seed)  # noqa: S311  a simulation, not a secret
    everybody = list(people(rng, now))
    months = [events_of(p, guides, threads.get(p.language, []), rng, now) for p in everybody]
    tally = Tally()
    with (
        httpx.Client(base_url=entrance.url, timeout=30, trust_env=False) as client,
        ThreadPoolExecutor(SENDERS) as pool,
    ):
        send = partial(_send_person, client, entrance)
        sent = pool.map(send, everybody, months)
        for done, refused in enumerate(sent, start=1):
            tally.people += 1
            tally.events += len(months[done - 1])
            tally.refused += refused
            progress(done, len(everybody))
    return tally


def _send_person(
    client: httpx.Client,
    entrance: Entrance,
    person: SimulatedPerson,
    events: list[dict[str, object]],
) -> int:
    """Identify one person, then send what they did. Returns how many events were refused."""
    token = identity_token(person.id, entrance.secret)
    base = f"/v1/env/{entrance.public_key}"
    state = {
        "sdk": SDK_NAME,
        "user": {"id": person.id, "attributes": person.attributes()},
        "company": {"id": person.company.id, "attributes": person.company.attributes()},
        "token": token,
    }
    client.post(f"{base}/state", json=state).raise_for_status()
    refused = 0
    for part in batches(events, BATCH_SIZE):
        batch = {
            "sdk": SDK_NAME,
            "user_id": person.id,
            "token": token,
            "sent_at": clock.to_millis(clock.now()),
            "tab": "history",
            "events": part,
        }
        headers = {"Authorization": f"Bearer {entrance.api_token}"}
        answer = client.post(f"{base}/events", json=batch, headers=headers)
        answer.raise_for_status()
        refused += sum(r["status"] not in {"ok", "duplicate"} for r in answer.json()["results"])
    return refused


def identity_token(user_id: str, secret: str) -> str:
    """Sign who the end user is, as a host's server does."""
    expires = clock.now() + timedelta(hours=2)
    return jwt.encode({"sub": user_id, "exp": expires}, secret, algorithm="HS256")
