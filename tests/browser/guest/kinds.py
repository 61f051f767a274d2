"""One document of each kind, on the page of invoices, as a guest would bring them."""

from typing import Any

from tests.browser.documents import BACK, DONE, NEXT, guide, hint, step
from tests.browser.kinds.guides import NPS, announcement, asking, banner, card, checklist, survey

Json = dict[str, Any]

FLOW = guide(
    step("Welcome"),
    step("New", "#new"),
    step("Customer", "#customer", buttons=[], advance={"on": "input"}),
    step("Terms", "#terms", buttons=[BACK, NEXT]),
    step("Save", "#save", buttons=[DONE], advance={"on": "click"}),
)
GUESTS: dict[str, Json] = {
    "flow": FLOW,
    "hint_beacon": hint("#new"),
    "hint_hover": hint("#new", "target", "hover"),
    "survey": survey(asking("How likely?", NPS)),
    "announcement": announcement(card()),
    "banner": banner(),
    "banner_inline": banner("inline_before", "#new"),
    "checklist": checklist(),
}
# The part of each that a person sees first.
FIRST = {
    "hint_beacon": "beacon",
    "survey": "survey",
    "announcement": "announcement",
    "banner": "banner",
    "banner_inline": "banner",
    "checklist": "checklist",
}
