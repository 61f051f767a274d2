"""What the finder points at, and when at nothing: rows, twins, roots, languages (docs/targets.md)."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.site import SDK

LOCATOR = (SDK / "locator.js").read_text()
ROWS = ("ACME", "Borealis", "Cobalt")


def show(page: Page, body: str, language: str = "en") -> None:
    page.set_content(f"<!doctype html><html lang={language}><body>{body}</body></html>")
    page.evaluate("source => (0, eval)(source)", LOCATOR)


def capture(page: Page, script: str, options: dict[str, str] | None = None) -> Any:
    return page.evaluate(
        f"options => JSON.parse(JSON.stringify(Locator.capture({script}, options)))", options or {}
    )


def find(page: Page, taken: Any) -> str | None:
    """The mark of what is found, in whatever root; None where the finder abstains."""
    found: str | None = page.evaluate(
        "taken => Locator.find(taken)?.getAttribute('data-mark') ?? null", taken
    )
    assert found == page.evaluate(
        "async taken => (await Locator.search(taken))?.getAttribute('data-mark') ?? null", taken
    )
    return found


def table(names: tuple[str, ...]) -> str:
    rows = "".join(
        f"<tr><td>{name}</td><td>{10 + len(name)} users</td>"
        f"<td><button data-mark={name}>Open</button></td></tr>"
        for name in names
    )
    return f"<h1>Companies</h1><table>{rows}</table>"


class TestRows:
    def test_a_look_alike_is_found_by_its_row_wherever_the_row_moves(self, page: Page) -> None:
        show(page, table(ROWS))
        taken = capture(page, "document.querySelector('[data-mark=Borealis]')")
        assert taken["row"] == "Borealis"
        show(page, table(("Delta", "Cobalt", "ACME", "Borealis")))
        assert find(page, taken) == "Borealis"

    def test_it_is_missing_once_its_row_is_gone(self, page: Page) -> None:
        show(page, table(ROWS))
        taken = capture(page, "document.querySelector('[data-mark=Borealis]')")
        show(page, table(("ACME", "Cobalt", "Delta")))
        assert find(page, taken) is None

    def test_attached_to_the_place_it_is_whatever_row_stands_there(self, page: Page) -> None:
        show(page, table(ROWS))
        taken = capture(page, "document.querySelector('[data-mark=ACME]')", {"scope": "place"})
        show(page, table(("Delta", "ACME", "Borealis")))
        assert find(page, taken) == "Delta"

    def test_a_datum_of_the_first_row_can_be_attached_to_the_place(self, page: Page) -> None:
        numbers = "<ul>{}</ul>".format
        item = "<li><a href='/i/{0}' data-mark=i{0}>INV-{0}</a></li>".format
        show(page, numbers("".join(map(item, (1040, 1039, 1038)))))
        taken = capture(page, "document.querySelector('a')", {"scope": "place"})
        show(page, numbers("".join(map(item, (1042, 1041, 1040)))))
        assert find(page, taken) == "i1042"


class TestTwins:
    def test_the_one_that_can_be_seen_is_preferred(self, page: Page) -> None:
        twin = "<button data-mark=hidden style='display:none'>Save</button>"
        shown = "<form><button data-mark=shown>Save</button></form>"
        show(page, shown)
        taken = capture(page, "document.querySelector('button')")
        show(page, twin + shown)
        assert find(page, taken) == "shown"

    def test_between_two_that_nothing_tells_apart_it_abstains(self, page: Page) -> None:
        show(page, "<div><button>Edit</button></div>")
        taken = capture(page, "document.querySelector('button')")
        show(page, "<div><button>Edit</button></div><div><button>Edit</button></div>")
        assert find(page, taken) is None

    def test_one_that_stood_elsewhere_is_not_taken_for_it(self, page: Page) -> None:
        search = "<nav><h2>Site</h2><p>Pages Images</p><button data-mark=site>Search</button></nav>"
        own = (
            "<main><h1>Users</h1><label>Term <input></label><input type=submit value=Search></main>"
        )
        show(page, search + own)
        taken = capture(page, "document.querySelector('[type=submit]')")
        show(page, f"{search}<main><h1>Users</h1><label>Term <input></label></main>")
        assert find(page, taken) is None


class TestChanges:
    def test_a_tab_that_became_a_link_is_found(self, page: Page) -> None:
        show(page, "<div><div role=tab tabindex=0>Traces</div><div role=tab>Runs</div></div>")
        taken = capture(page, "document.querySelector('[role=tab]')")
        show(page, "<nav><a href=/t data-mark=link>Traces</a><a href=/r>Runs</a></nav>")
        assert find(page, taken) == "link"

    def test_a_generated_id_is_not_relied_on(self, page: Page) -> None:
        show(
            page,
            "<button id=':r1:' class='css-1x2yz9'>Save</button><button id=':r2:'>Drop</button>",
        )
        taken = capture(page, "document.querySelector('button')")
        assert "id" not in taken["attributes"]
        assert ":r1:" not in taken["selector"]
        show(
            page,
            "<button id=':r1:'>Drop</button><button id=':r2:' data-mark=save>Save</button>",
        )
        assert find(page, taken) == "save"

    def test_a_counter_may_move_on_but_a_numbered_row_is_another(self, page: Page) -> None:
        show(page, "<a href=/d>Drafts (3)</a><a href=/s>Sent</a>")
        taken = capture(page, "document.querySelector('a')")
        show(page, "<a href=/d data-mark=drafts>Drafts (12)</a><a href=/s>Sent</a>")
        assert find(page, taken) == "drafts"
        orders = "".join(f"<li><a href=/o/{n}>Order {n}</a></li>" for n in (1, 2, 3))
        show(page, f"<ul>{orders}</ul>")
        taken = capture(page, "document.querySelectorAll('a')[1]")
        show(page, f"<ul>{orders.replace('Order 2', 'Order 4').replace('/o/2', '/o/4')}</ul>")
        assert find(page, taken) is None

    @pytest.mark.parametrize("said", ["ＳＡＶＥ", "save", " Save… "])
    def test_case_and_width_do_not_matter(self, page: Page, said: str) -> None:
        show(page, "<p><button>Save</button></p><p><button>Drop</button></p>")
        taken = capture(page, "document.querySelector('button')")
        show(page, f"<p><button data-mark=save>{said}</button></p><p><button>Drop</button></p>")
        assert find(page, taken) == "save"


class TestTranslated:
    FORM = (
        "<form><button data-testid=save-it type=submit data-mark=save>{}</button>"
        "<button type=button>{}</button></form>"
    )

    def test_a_page_in_another_language_is_searched_without_words(self, page: Page) -> None:
        show(page, self.FORM.format("Save", "Cancel"))
        taken = capture(page, "document.querySelector('button')")
        show(page, self.FORM.format("保存", "取消"), "ja")
        assert find(page, taken) == "save"

    def test_where_only_words_told_them_apart_it_abstains(self, page: Page) -> None:
        body = "<div><button>{}</button><button>{}</button></div>"
        show(page, body.format("Save", "Cancel"))
        taken = capture(page, "document.querySelector('button')")
        show(page, body.format("取消", "保存"), "ja")
        assert find(page, taken) is None


class TestRoots:
    def test_in_an_open_shadow_root(self, page: Page) -> None:
        show(page, "<x-card></x-card>")
        page.evaluate(
            "() => { document.querySelector('x-card').attachShadow({mode: 'open'}).innerHTML ="
            " '<button data-mark=inside>Save</button>' }"
        )
        taken = capture(page, "document.querySelector('x-card').shadowRoot.querySelector('button')")
        assert taken["hosts"]
        assert find(page, taken) == "inside"

    def test_in_a_frame_of_the_same_origin(self, page: Page) -> None:
        show(page, "<iframe srcdoc='<button data-mark=framed>Save</button>'></iframe>")
        page.frame_locator("iframe").get_by_role("button").wait_for()
        taken = capture(
            page, "document.querySelector('iframe').contentDocument.querySelector('button')"
        )
        assert find(page, taken) == "framed"


def test_says_how_it_was_found(page: Page) -> None:
    show(page, "<h1>Reports</h1><button aria-label=Filter><svg></svg></button>")
    taken = capture(page, "document.querySelector('button')")
    told = page.evaluate(
        "taken => { const {tier, score, margin, changed} = Locator.locate(taken);"
        " return {tier, score, margin, changed} }",
        taken,
    )
    assert told["tier"] == "agreed"
    assert told["changed"] == []
    assert told["score"] > 0.9
    assert told["margin"] > 0.9
