"""Who the simulated end users are: 150 companies, about 2,000 people, different in luck."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from guide_engine.demo.people import DemoCompany

COMPANY_COUNT = 150
PEOPLE_COUNT = 2_000
PLANS = ("free", "standard", "pro", "enterprise")
ROLES = (("admin", 0.25), ("accounting", 0.45), ("sales", 0.30))
INDUSTRIES = ("manufacturing", "retail", "design", "software", "construction", "medical")
# Lifetime value in yen: median about 110,000, the top tenth over a million.
LTV_MEDIAN, LTV_SPREAD = 110_000, 1.75

_FAMILY = ("佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤")
_GIVEN = ("葵", "蓮", "陽菜", "湊", "結衣", "悠真", "美咲", "大和", "さくら", "樹")
_FIRST = ("Olivia", "Noah", "Emma", "Liam", "Ava", "Ethan", "Mia", "Lucas", "Chloe", "Owen")
_LAST = ("Reed", "Patel", "Kim", "Garcia", "Novak", "Brown", "Silva", "Chen", "Ivanov", "Clark")
_STEMS = ("Aoba", "Birch", "Copper", "Delta", "Ember", "Fuji", "Grove", "Harbor", "Iris", "Juniper")
_TRADES = ("Works", "Trading", "Design", "Foods", "Systems", "Clinic", "Builders", "Labs", "Print")


@dataclass(frozen=True)
class SimulatedCompany(DemoCompany):
    """`luck` shifts the log-odds of everything its people try."""

    luck: float


@dataclass(frozen=True)
class SimulatedPerson:
    id: str
    name: str
    role: str
    language: str
    signed_up_at: datetime
    company: SimulatedCompany

    def attributes(self) -> dict[str, object]:
        return {
            "name": self.name,
            "role": self.role,
            "language": self.language,
            "signed_up_at": self.signed_up_at.isoformat(),
        }


def people(rng: random.Random, now: datetime) -> Iterator[SimulatedPerson]:
    """Yield everybody, company by company; larger customers have more people."""
    companies = [_company(rng, number) for number in range(COMPANY_COUNT)]
    weights = [math.sqrt(company.ltv) * rng.uniform(0.5, 1.5) for company in companies]
    share = PEOPLE_COUNT / sum(weights)
    number = 0
    for company, weight in zip(companies, weights, strict=True):
        for _ in range(max(2, round(weight * share))):
            number += 1
            yield _person(rng, number, company, now)


def draw(rng: random.Random, weighted: Sequence[tuple[str, float]]) -> str:
    """Draw one word by its weight."""
    return rng.choices([word for word, _ in weighted], [weight for _, weight in weighted])[0]


def _company(rng: random.Random, number: int) -> SimulatedCompany:
    ltv = round(rng.lognormvariate(math.log(LTV_MEDIAN), LTV_SPREAD), -3)
    rank = min(3, max(0, round(math.log10(max(ltv, 1)) - 3.9 + rng.gauss(0, 0.5))))
    return SimulatedCompany(
        id=f"sim-co-{number + 1:03}",
        name=f"{_STEMS[number % 10]} {_TRADES[number % 9]} {number + 1}",
        plan=PLANS[rank],
        ltv=int(ltv),
        industry=rng.choice(INDUSTRIES),
        country="JP" if rng.random() < 0.6 else "US",
        luck=rng.gauss(0, 0.5),
    )


def _person(
    rng: random.Random, number: int, company: SimulatedCompany, now: datetime
) -> SimulatedPerson:
    language = "ja" if company.country == "JP" else "en"
    name = (
        f"{rng.choice(_FAMILY)} {rng.choice(_GIVEN)}"
        if language == "ja"
        else f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
    )
    return SimulatedPerson(
        id=f"sim-{number:04}",
        name=name,
        role=draw(rng, ROLES),
        language=language,
        signed_up_at=now - timedelta(days=rng.uniform(0, 120)),
        company=company,
    )
