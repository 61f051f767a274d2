"""What an author types into the editor's form is enough to find an element by."""

from typing import Any

import pytest
from playwright.sync_api import Page

from guide_engine.guides import forms
from tests.browser.site import SDK

PAGE = """<main><h1>Invoices</h1><nav><a href="/invoices">Invoices</a></nav>
<section><h2>Open</h2><button id="open-new">New</button></section>
<section><h2>Paid</h2><button id="paid-new">New</button></section>
<button id="create" data-testid="create">New invoice</button> <button id="save">Save</button>
<label>Customer <input id="customer"></label>
<label>Kind <select id="kind"><option>A</option></select></label></main>"""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"says": "New invoice"}, "create"),
        ({"says": "New invoice", "role": "button"}, "create"),
        ({"says": "Customer", "role": "textbox"}, "customer"),
        ({"says": "Kind", "role": "combobox"}, "kind"),
        ({"says": "New", "role": "button", "heading": "Paid"}, "paid-new"),
        ({"test_id": "create"}, "create"),
        ({"says": "New invoice", "role": "button", "test_id": "create"}, "create"),
        ({"says": "Archive", "role": "button"}, None),
        ({"says": "New invoice", "role": "link"}, None),
    ],
    ids=str,
)
def test_a_described_element_is_found(page: Page, typed: dict[str, str], found: str | None) -> None:
    fields = [(f"t.{name}", value) for name, value in typed.items()]
    target: dict[str, Any] | None = forms.target(forms.Form(fields), "t")
    page.set_content(PAGE)
    page.evaluate((SDK / "locator.js").read_text())
    assert page.evaluate("wanted => Locator.find(wanted)?.id ?? null", target) == found
