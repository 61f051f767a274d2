"""The twelve people of four companies that the demo app's switcher signs in as."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoCompany:
    id: str
    name: str
    plan: str
    ltv: int
    industry: str
    country: str

    def attributes(self) -> dict[str, object]:
        return {
            "name": self.name,
            "plan": self.plan,
            "ltv": self.ltv,
            "industry": self.industry,
            "country": self.country,
        }


@dataclass(frozen=True)
class DemoPerson:
    id: str
    name: str
    email: str
    role: str
    language: str
    company: DemoCompany

    def attributes(self) -> dict[str, object]:
        return {"name": self.name, "role": self.role, "language": self.language}


TSUBAKI = DemoCompany("co-tsubaki", "椿製作所", "enterprise", 4_800_000, "manufacturing", "JP")
NORTHWIND = DemoCompany("co-northwind", "Northwind Studio", "pro", 620_000, "design", "US")
HARU = DemoCompany("co-haru", "ハル珈琲", "standard", 84_000, "retail", "JP")
PEBBLE = DemoCompany("co-pebble", "Pebble Goods", "free", 0, "retail", "US")

COMPANIES = (TSUBAKI, NORTHWIND, HARU, PEBBLE)
PEOPLE = (
    DemoPerson("u-aoi", "佐藤 葵", "aoi@tsubaki.example", "admin", "ja", TSUBAKI),
    DemoPerson("u-ren", "鈴木 蓮", "ren@tsubaki.example", "accounting", "ja", TSUBAKI),
    DemoPerson("u-mei", "高橋 芽衣", "mei@tsubaki.example", "sales", "ja", TSUBAKI),
    DemoPerson("u-olivia", "Olivia Reed", "olivia@northwind.example", "admin", "en", NORTHWIND),
    DemoPerson("u-noah", "Noah Patel", "noah@northwind.example", "accounting", "en", NORTHWIND),
    DemoPerson("u-emma", "Emma Kim", "emma@northwind.example", "sales", "en", NORTHWIND),
    DemoPerson("u-haruka", "田中 遥", "haruka@haru.example", "admin", "ja", HARU),
    DemoPerson("u-yuto", "伊藤 悠斗", "yuto@haru.example", "accounting", "ja", HARU),
    DemoPerson("u-sora", "渡辺 空", "sora@haru.example", "sales", "ja", HARU),
    DemoPerson("u-liam", "Liam Garcia", "liam@pebble.example", "admin", "en", PEBBLE),
    DemoPerson("u-ava", "Ava Novak", "ava@pebble.example", "accounting", "en", PEBBLE),
    DemoPerson("u-mia", "Mia Clark", "mia@pebble.example", "sales", "en", PEBBLE),
)
BY_ID = {person.id: person for person in PEOPLE}
# By the default thresholds; shown in the switcher so that a visitor knows whom to try.
TIERS = {TSUBAKI.id: "high", NORTHWIND.id: "low", HARU.id: "tech", PEBBLE.id: "tech"}
