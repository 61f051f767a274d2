"""Each type of question: what it is to a screen reader, and what keys and pointers do with it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.documents import Json, guide
from tests.browser.kinds.guides import (
    CHOICES,
    FACES,
    LONG,
    NPS,
    ONE,
    QUESTIONS,
    SCALE,
    SEVERAL,
    SHORT,
    STARS,
    asking,
    survey,
)
from tests.browser.stagehand import Stagehand

Visit = Callable[[str], Stagehand]
Ask = Callable[..., Locator]


@pytest.fixture
def ask(visit: Visit) -> Ask:
    """Shows one question; a second step follows, so that passing it can be seen."""

    def show(question: Json, kind: str = "card", **changes: object) -> Locator:
        stage = visit("plain")
        stage.preview(
            survey(asking("How was it", question, kind, **changes), asking("Then", SHORT))
        )
        card = stage.part("survey")
        expect(card).to_be_visible()
        return card

    return show


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (NPS, ["0 of 10: Not at all", "1", "2", "9", "10 of 10: Certainly"]),
        (STARS, ["1 of 5", "5 of 5"]),
        (FACES, ["1 of 5", "5 of 5"]),
        (SCALE, ["1 of 7: Hard", "4", "7 of 7: Easy"]),
    ],
    ids=["nps", "stars", "faces", "scale"],
)
def test_numbers_are_radios_of_one_named_group(ask: Ask, question: Json, names: list[str]) -> None:
    card = ask(question)
    group = card.get_by_role("radiogroup", name="How was it", exact=True)
    for name in names:
        expect(group.get_by_role("radio", name=name, exact=True)).to_have_count(1)
    expect(group.get_by_role("radio", checked=True)).to_have_count(0)


def test_arrow_keys_choose_among_numbers_and_one_tab_leaves_them(ask: Ask, page: Page) -> None:
    card = ask(NPS)
    card.get_by_role("radio", name="6", exact=True).check()
    page.keyboard.press("ArrowRight")
    expect(card.get_by_role("radio", name="7", exact=True)).to_be_checked()
    expect(card.get_by_role("radio", name="7", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(card.get_by_role("button", name="Next")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(card.get_by_role("radio", name="7", exact=True)).to_be_focused()


def test_stars_up_to_the_one_chosen_are_filled(ask: Ask) -> None:
    card = ask(STARS)
    card.get_by_role("radio", name="3 of 5").check()
    expect(card.locator(".on")).to_have_count(3)
    card.get_by_role("radio", name="1 of 5").check()
    expect(card.locator(".on")).to_have_count(1)


def test_one_choice_of_several(ask: Ask) -> None:
    card = ask(ONE)
    group = card.get_by_role("radiogroup", name="How was it")
    expect(group.get_by_role("radio")).to_have_count(len(CHOICES) + 1)
    group.get_by_text("Reports").click()
    expect(group.get_by_role("radio", name="Reports")).to_be_checked()


def test_several_choices_are_checkboxes_and_say_so(ask: Ask) -> None:
    card = ask(SEVERAL)
    group = card.get_by_role("group", name="How was it")
    expect(group).to_contain_text("Choose all that apply.")
    group.get_by_text("Sending invoices").click()
    group.get_by_text("Reports").click()
    expect(group.get_by_role("checkbox", checked=True)).to_have_count(2)


def test_other_asks_for_words_of_ones_own(ask: Ask) -> None:
    card = ask(ONE)
    words = card.get_by_role("textbox", name="In your own words")
    expect(words).to_be_hidden()
    card.get_by_text("Other", exact=True).click()
    expect(words).to_be_visible()
    card.get_by_role("button", name="Next").click()
    expect(card.get_by_role("alert")).to_have_text("Please say it in your own words.")
    expect(words).to_be_focused()
    words.fill("Tax")
    expect(card.get_by_role("alert")).to_be_hidden()
    card.get_by_role("button", name="Next").click()
    expect(card).to_contain_text("Then")


def test_choices_are_shuffled_but_other_stays_last(ask: Ask, page: Page) -> None:
    many = [{"id": f"c{n}", "label": f"Choice {n}"} for n in range(12)]
    question = ONE | {"choices": many, "shuffle": True}
    card = ask(question)
    labels = card.locator(".options label").all_inner_texts()
    assert sorted(labels[:-1]) == sorted(choice["label"] for choice in many)
    assert labels[-1] == "Other"


def test_texts_are_named_by_the_question(ask: Ask) -> None:
    card = ask(SHORT)
    expect(card.get_by_role("textbox", name="How was it", exact=True)).to_have_attribute(
        "placeholder", "A word or two"
    )


def test_a_text_says_how_much_more_it_takes(ask: Ask) -> None:
    card = ask(LONG)
    field = card.get_by_role("textbox", name="How was it")
    field.fill("x" * 10)
    expect(card.get_by_role("status")).to_be_hidden()
    field.fill("x" * 59)
    expect(card.get_by_role("status")).to_have_text("1 character left")
    field.press_sequentially("yz")
    assert field.input_value() == "x" * 59 + "y"


def test_enter_goes_on_from_one_line_but_not_from_many(ask: Ask, page: Page) -> None:
    card = ask(LONG)
    field = card.get_by_role("textbox", name="How was it")
    field.fill("First")
    field.press("Enter")
    assert field.input_value() == "First\n"
    card.get_by_role("button", name="Next").click()
    card.get_by_role("textbox", name="Then").fill("Fast")
    page.keyboard.press("Enter")
    expect(page.locator('[data-part="survey"]')).to_have_count(0)


def test_escape_does_not_throw_away_what_was_typed(ask: Ask, page: Page) -> None:
    card = ask(LONG)
    field = card.get_by_role("textbox", name="How was it")
    field.fill("Half a sentence")
    field.press("Escape")
    expect(card).to_be_visible()
    assert field.input_value() == "Half a sentence"
    field.fill("")
    field.press("Escape")
    expect(card).to_have_count(0)


@pytest.mark.parametrize("kind", ["card", "modal"])
@pytest.mark.parametrize("name", [name for name, given in QUESTIONS.items() if given["required"]])
def test_an_answer_that_is_due_is_asked_for_beside_the_field(
    ask: Ask, page: Page, name: str, kind: str
) -> None:
    card = ask(QUESTIONS[name], kind)
    expect(card).to_contain_text("Required")
    card.get_by_role("button", name="Next").click()
    expect(card.get_by_role("alert")).to_have_text("Please answer this question.")
    asked = card.locator("[aria-describedby]:is(fieldset,textarea)")
    expect(asked).to_have_attribute("aria-invalid", "true")
    expect(asked).to_have_accessible_description("Please answer this question.")
    expect(asked.locator(":focus").or_(card.locator("textarea:focus"))).to_have_count(1)
    expect(card).to_contain_text("How was it")


def test_one_that_is_not_due_can_be_left_out(ask: Ask) -> None:
    card = ask(STARS)
    card.get_by_role("button", name="Next").click()
    expect(card).to_contain_text("Then")


def test_a_tooltip_of_a_flow_may_ask_too(visit: Visit) -> None:
    stage = visit("plain")
    step = asking("Easy to find", SCALE, "tooltip", target={"v": 1, "selector": "#new"})
    stage.preview(guide(step))
    expect(stage.bubble.get_by_role("radiogroup", name="Easy to find")).to_be_visible()
    stage.expect_aligned("#new")


def test_going_back_finds_the_answer_where_it_was(ask: Ask, page: Page) -> None:
    card = ask(ONE)
    card.get_by_text("Other", exact=True).click()
    card.get_by_role("textbox", name="In your own words").fill("Tax")
    card.get_by_role("button", name="Next").click()
    expect(card).to_contain_text("Then")
    page.evaluate("window.__handle.back()")
    expect(card.get_by_role("radio", name="Other")).to_be_checked()
    expect(card.get_by_role("textbox", name="In your own words")).to_have_value("Tax")


def test_hostile_labels_are_text(ask: Ask, page: Page) -> None:
    evil = "<img src=x onerror=alert(1)>"
    card = ask(ONE | {"choices": [{"id": "a", "label": evil}, {"id": "b", "label": "B"}]})
    expect(card.get_by_text(evil)).to_be_visible()
    assert card.locator("img").count() == 0
