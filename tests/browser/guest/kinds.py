"""One document of each kind, on the page of invoices, as a guest would bring them."""

from typing import Any

from tests.browser.documents import BACK, DONE, NEXT, guide, hint, step

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
}
