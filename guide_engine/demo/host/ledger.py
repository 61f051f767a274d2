"""Kanjo's own data: invoices and customers of each demo company, kept in memory."""

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from threading import Lock
from typing import Any

TAX_PERCENT = 10
CUSTOMERS = {
    "co-tsubaki": ("青葉商事", "みなと電機", "森田工業", "さくら運輸", "日の出金属"),
    "co-northwind": ("Harbor Hotels", "Juniper Press", "Atlas Foods", "Birch & Co"),
    "co-haru": ("喫茶こもれび", "ベーカリー麦", "駅前書店", "カフェ三日月"),
    "co-pebble": ("Ember Market", "Grove Gifts", "Delta Home", "Iris Flowers"),
}
STATUSES = ("paid", "paid", "paid", "sent", "sent", "overdue", "draft")


class Refused(Exception):
    """The form is wrong; `fields` maps each field to the code of what is."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__("the invoice can't be saved")
        self.fields = fields


@dataclass(frozen=True)
class Invoice:
    number: str
    customer: str
    issued_on: str
    due_on: str
    subtotal: int
    status: str
    memo: str = ""

    def to_wire(self) -> dict[str, Any]:
        return {**asdict(self), "total": self.subtotal * (100 + TAX_PERCENT) // 100}


class Ledger:
    """Thread-safe; a restart starts over."""

    def __init__(self, today: date) -> None:
        self._lock = Lock()
        self._invoices = {company: _sample(company, today) for company in CUSTOMERS}

    def read(self, company: str) -> dict[str, Any]:
        with self._lock:
            invoices = [invoice.to_wire() for invoice in self._invoices[company]]
        return {"customers": CUSTOMERS[company], "invoices": invoices, "tax_percent": TAX_PERCENT}

    def add(self, company: str, form: Any) -> dict[str, Any]:
        """Save a new invoice as a draft. Raises Refused."""
        fields = form if isinstance(form, Mapping) else {}
        if faults := _faults(fields, CUSTOMERS[company]):
            raise Refused(faults)
        with self._lock:
            number = f"INV-{max(int(i.number[4:]) for i in self._invoices[company]) + 1}"
            invoice = Invoice(
                number=number,
                customer=fields["customer"],
                issued_on=fields["issued_on"],
                due_on=fields["due_on"],
                subtotal=sum(line["quantity"] * line["price"] for line in fields["lines"]),
                status="draft",
                memo=str(fields.get("memo", ""))[:500],
            )
            self._invoices[company].insert(0, invoice)
        return invoice.to_wire()

    def send(self, company: str, number: str) -> dict[str, Any] | None:
        with self._lock:
            for index, invoice in enumerate(self._invoices[company]):
                if invoice.number == number:
                    self._invoices[company][index] = replace(invoice, status="sent")
                    return self._invoices[company][index].to_wire()
        return None


def _faults(form: Mapping[str, Any], customers: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    if form.get("customer") not in customers:
        found["customer"] = "choose_customer"
    dates = [_date(form.get(name)) for name in ("issued_on", "due_on")]
    for name, day in zip(("issued_on", "due_on"), dates, strict=True):
        if day is None:
            found[name] = "choose_date"
    if dates[0] and dates[1] and dates[1] < dates[0]:
        found["due_on"] = "due_before_issued"
    lines = form.get("lines")
    if not isinstance(lines, list) or not lines or not all(_is_line(line) for line in lines):
        found["lines"] = "complete_lines"
    return found


def _date(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _is_line(line: object) -> bool:
    return (
        isinstance(line, Mapping)
        and bool(str(line.get("item", "")).strip())
        and all(
            isinstance(line.get(name), int) and 0 < line[name] <= 10**9
            for name in ("quantity", "price")
        )
    )


def _sample(company: str, today: date) -> list[Invoice]:
    rng = random.Random(company)  # noqa: S311  sample figures, not secrets
    invoices = []
    for index in range(18):
        issued = today - timedelta(days=index * 4 + rng.randrange(4))
        status = "draft" if index == 0 else rng.choice(STATUSES)
        if status == "overdue" and index < 8:
            status = "sent"
        invoices.append(
            Invoice(
                number=f"INV-{1042 - index}",
                customer=rng.choice(CUSTOMERS[company]),
                issued_on=issued.isoformat(),
                due_on=(issued + timedelta(days=30)).isoformat(),
                subtotal=rng.randrange(8, 240) * 1_000,
                status=status,
            )
        )
    return invoices
