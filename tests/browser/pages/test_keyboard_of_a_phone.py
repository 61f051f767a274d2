"""The step asks to type; the keyboard takes half of the screen."""

import pytest

from tests.browser.documents import guide, step
from tests.browser.engines.tab import Tab

NAME = guide(
    step("Your name", "#name", buttons=[], advance={"on": "input"}), step("The code", "#code")
)


@pytest.mark.parametrize("field", ["name", "code", "note"])
def test_the_bubble_goes_where_it_can_be_seen_and_the_field_keeps_the_focus(
    tab: Tab, field: str
) -> None:
    """D7: not a single focus or blur while the viewport changes; the bubble is inside it, off the field."""
    tab.visit("keyboard").preview(guide(step("Field", f"#{field}")))
    tab.expect_aligned(f"#{field}")
    tab.click(f"#{field}")
    tab.write("Ao")
    tab.run("() => { window.focusNews.length = 0; window.keyboard(320); }")
    tab.until_seen(
        """(() => {
          const card = parts("bubble")[0].getBoundingClientRect();
          const field = boxOf(argument);
          const seen = visualViewport.height;
          const hidden = field.y >= seen;
          const clear = card.y >= field.y + field.height || card.bottom <= field.y
            || card.x >= field.x + field.width || card.right <= field.x;
          return card.y >= 0 && card.bottom <= seen + 0.5 && (clear || hidden);
        })()""",
        f"#{field}",
        within=5,
    )
    tab.write("i")
    assert tab.run("(id) => document.querySelector(id).value", f"#{field}") == "Aoi"
    tab.run("() => window.keyboard(0)")
    tab.expect_aligned(f"#{field}")
    tab.expect_focus(f"#{field}")
    assert tab.run("() => window.focusNews") == []


def test_a_viewport_that_was_scrolled_counts(tab: Tab) -> None:
    """D7: iOS moves the visual viewport instead of the page; the bubble stays within what is seen."""
    tab.visit("keyboard").preview(guide(step("Code", "#code")))
    tab.expect_aligned("#code")
    tab.run("() => window.keyboard(300, 120)")
    tab.until_seen(
        """(() => {
          const { y, bottom } = parts("bubble")[0].getBoundingClientRect();
          return y >= 120 && bottom <= 120 + visualViewport.height + 0.5;
        })()""",
        within=5,
    )
