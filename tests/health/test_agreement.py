"""What browsers agree on is proposed; what contradicts is not."""

from hypothesis import given
from hypothesis import strategies as st

from guide_engine.health.agreement import DISSENT, agreement
from guide_engine.health.proposal import digest, repaired, same_element

SAVE = {"v": 1, "tag": "button", "role": "button", "name": "Save"}
SEND = {**SAVE, "name": "Send"}
NAMED = {**SAVE, "attributes": {"data-testid": "save"}}


def test_enough_people_who_name_the_same_element_propose_it():
    found = agreement([SAVE, SAVE, SAVE], 3)
    assert found.proposed is not None
    assert (found.proposed.fingerprint, found.proposed.people) == (SAVE, 3)


def test_too_few_propose_nothing_and_contradict_nothing():
    found = agreement([SAVE, SAVE], 3)
    assert (found.proposed, found.contradicts, found.named[0].people) == (None, False, 2)
    assert agreement([], 3).named == ()


def test_two_elements_are_not_proposed_and_it_says_so():
    found = agreement([SAVE] * 4 + [SEND] * 3, 3)
    assert (found.proposed, found.contradicts) == (None, True)


def test_one_who_says_otherwise_is_let_be_besides_many():
    assert agreement([SAVE] * DISSENT + [SEND], 3).proposed is not None
    assert agreement([SAVE] * (DISSENT - 1) + [SEND], 3).proposed is None


def test_a_developers_name_makes_it_the_same_in_any_language():
    german = {**NAMED, "name": "Speichern"}
    assert same_element(NAMED, german)
    assert agreement([NAMED, german, german], 3).proposed is not None
    other = {**NAMED, "attributes": {"data-testid": "save-all"}}
    assert not same_element(NAMED, other)


def test_counters_width_and_case_make_no_difference():
    assert same_element({**SAVE, "name": "Inbox (3)"}, {**SAVE, "name": "inbox  （12）"})
    assert not same_element(SAVE, {**SAVE, "role": "link", "tag": "a"})


def test_the_new_target_keeps_what_only_the_author_knows_of_the_place():
    before = {
        "v": 1,
        "name": "Store",
        "selector": "#old",
        "label": "Invoice",
        "neighbours": ["Cancel"],
        "row": "ACME",
        "scope": "row",
        "text": "Store",
    }
    after = repaired(before, {**SAVE, "scope": "place", "heading": "New"})
    assert after == {
        **SAVE,
        "heading": "New",
        "label": "Invoice",
        "neighbours": ["Cancel"],
        "row": "ACME",
        "scope": "row",
    }


voices = st.lists(
    st.sampled_from([SAVE, SEND, NAMED, {**NAMED, "name": "Speichern"}, {**SAVE, "text": "Save"}]),
    max_size=20,
)


@given(voices, st.integers(2, 6), st.randoms())
def test_the_order_of_voices_makes_no_difference(heard: list, wanted: int, rng) -> None:
    shuffled = list(heard)
    rng.shuffle(shuffled)
    assert agreement(shuffled, wanted) == agreement(heard, wanted)


@given(voices, st.integers(2, 6))
def test_a_proposal_rests_on_enough_people_and_every_voice_is_counted(
    heard: list, wanted: int
) -> None:
    found = agreement(heard, wanted)
    assert sum(one.people for one in found.named) == len(heard)
    if found.proposed is not None:
        others = len(heard) - found.proposed.people
        assert found.proposed.people >= max(wanted, others * DISSENT)
        assert not found.contradicts


@given(st.sampled_from([SAVE, SEND, NAMED]))
def test_an_element_has_one_name_by_which_an_answer_is_remembered(one: dict) -> None:
    assert digest(one) == digest({**one, "heading": "elsewhere"})
