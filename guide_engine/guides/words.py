"""Sentences for codes, in English, which is also the key of their translation.

`say` takes the page's `gettext`; without one it speaks English (command line, API).
"""

from collections.abc import Callable, Mapping
from typing import Any

from guide_engine.audience.words import WORDS as RULE_FAULTS

Translate = Callable[[str], str]


def _english(text: str) -> str:
    return text


def say(
    sentences: Mapping[str, str],
    code: str,
    params: Mapping[str, Any],
    translate: Translate = _english,
) -> str:
    """Fill the sentence of a code. Texts among the params are shortened, never trusted."""
    shown = {key: _short(value) for key, value in params.items()}
    return translate(sentences[code]) % shown


def _short(value: Any) -> Any:
    return f"{value[:80]}…" if isinstance(value, str) and len(value) > 80 else value


def mark(text: str) -> str:
    """Mark a text for extraction into the catalogue; it is translated where it is shown."""
    return text


_ = mark

# Why lines of a translation, or a file of them, are not taken.
EXCHANGE = {
    "bad_code": _(
        "The codes are not those of the source: %(detail)s. Keep each as it stands there, as in <1>…</1>."
    ),
    "unknown_line": _(
        "The guide has no such text. It may have been removed since the file was written."
    ),
    "incomplete": _("Translate every paragraph of this text, or none: a half is never shown."),
    "empty_file": _("Choose a file first."),
    "too_big": _("The file is larger than 8 MB."),
    "not_text": _("The file is not UTF-8 text. Save the table as “CSV UTF-8”."),
    "bad_table": _(
        "The table needs the columns “where” and “translation”, as in the file that is downloaded here."
    ),
    "doctype": _("The file declares a document type or entities; such files are not taken."),
    "not_xml": _("The file is not well-formed XML: %(detail)s."),
    "not_xliff": _(
        "The file is not XLIFF 2.0: its root must be xliff of that version's namespace."
    ),
    "other_version": _("The file is XLIFF %(detail)s; only 2.0 is taken."),
    "no_language": _("The file must name both languages, as srcLang and trgLang."),
    "unknown_code": _(
        "The file has an element <%(detail)s> in a text; only pc and mrk are taken there."
    ),
    "other_guide": _("The file is of another guide (%(detail)s)."),
    "other_source": _(
        "The file is a translation from %(detail)s, but the guide is written in another language."
    ),
    "own_language": _("The file translates into the guide's own language."),
}

FAULTS = {
    "missing": _("“%(field)s” is missing."),
    "unknown_field": _("“%(field)s” is not a field that is known here."),
    "wrong_type": _("This must be %(wanted)s."),
    "not_one_of": _("This must be one of: %(allowed)s."),
    "empty": _("This must not be empty."),
    "too_long": _("This is longer than %(most)s characters."),
    "too_many": _("There are more than %(most)s of these."),
    "too_small": _("This must be at least %(least)s."),
    "too_big": _("This must be at most %(most)s."),
    "wrong_form": _("This must be %(wanted)s."),
    "not_allowed": _("This does not belong here."),
    "duplicate_id": _("The id “%(id)s” is used twice."),
    "no_such_step": _("There is no step “%(step)s” in this guide."),
    "target_not_here": _("A step that stands on its own on the screen points at nothing."),
    "buttons_not_here": _("A step of this type has no buttons."),
    "advance_not_here": _("Only a task of a checklist waits for another guide."),
    "id_taken": _("The id “%(id)s” has a meaning of its own here: choose another."),
    "unsafe_link": _("A link must begin with https:, http: or mailto:, or be a path of the page."),
    "not_a_video": _("A video's address must end in .mp4 or .webm."),
    "mixed_rule": _(
        "A branch asks either about the page and answers, or about the person, never both: make two branches."
    ),
    "no_such_moment": _("There is no such date or time."),
    "lists_too_deep": _("Lists are nested deeper than %(most)s levels."),
    "not_storable": _("This text holds a character that can't be stored."),
    "document_too_big": _("The guide is larger than %(most)s kB."),
    "too_deep": _("This is nested deeper than %(most)s levels."),
    "rule_other": _("This rule has a fault."),
    "key_fixed": _("The key of a guide can't change: it is “%(key)s”."),
    "kind_fixed": _("The kind of a guide can't change: it is “%(kind)s”."),
    "duplicate_key": _("The key “%(key)s” is used twice."),
    "no_such_segment": _("The file carries no segment “%(segment)s”."),
    "segment_loop": _("The segments refer to each other in a circle."),
    **{f"rule_{code}": sentence for code, sentence in RULE_FAULTS.items()},
}

FINDINGS = {
    "no_steps": _("There is no step yet."),
    "no_tasks": _("There is no task yet."),
    "no_question": _("The survey asks nothing yet."),
    "no_list_title": _("The checklist has no title: people know it by that name."),
    "goal_for_tasks": _("A checklist is completed by its tasks, not by a goal."),
    "completes_unused": _(
        "The guide is completed by its goal, so passing this step does not complete it."
    ),
    "few_choices": _("A question offers fewer than two choices."),
    "empty_choice": _("A choice has no text."),
    "same_choice": _("Two choices say the same: “%(label)s”."),
    "missing_target": _("Nothing is chosen to point at."),
    "empty_target": _("The element to point at is not described: say what is written on it."),
    "fragile_target": _(
        "The element is found only by its place in the page, which breaks easily: say what is written on it."
    ),
    "empty_text": _("The step says nothing."),
    "no_title": _("The step has no title. Screen readers announce the title first."),
    "dead_end": _("There is no way on from here: add a button, or let a click move it on."),
    "never_completes": _("Nobody can reach the end of this guide."),
    "unreachable": _("No step leads here."),
    "empty_label": _("A button has no text."),
    "no_url": _("A press opens a page, but no address is given."),
    "no_guide": _("A press starts another guide, but none is chosen."),
    "no_such_guide": _("A press starts the guide “%(key)s”, which does not exist."),
    "no_tracked_event": _("A press reports an event, but none is named."),
    "awaits_no_guide": _("The task waits for another guide, but none is chosen."),
    "awaits_unknown_guide": _("The task waits for the guide “%(key)s”, which does not exist."),
    "awaits_itself": _("The task waits for its own checklist, so it can never be done."),
    "no_test_value": _("What is entered is to be compared, but with nothing."),
    "unknown_translation": _(
        "A translation (%(language)s) belongs to no text of this guide: “%(place)s”."
    ),
    "no_event": _("An event is waited for, but none is named."),
    "advance_without_target": _("The step waits for an action on an element, but points at none."),
    "advance_without_element": _(
        "Something is waited for on an element, but the element is not described."
    ),
    "branch_to_itself": _("A branch leads to the step it begins at, so it does nothing."),
    "branch_never": _(
        "The branches are never judged: no button and no advance moves this step on."
    ),
    "branch_empty": _("A branch has no condition yet, so it never leads anywhere."),
    "branch_without_question": _("A branch asks for the answer of a step that asks nothing."),
    "branch_always": _("A branch always holds, so those after it are never judged."),
    "too_long": _("The text is long (%(length)s characters). People read about %(most)s."),
    "too_many_tasks": _(
        "There are %(count)s tasks. Few people finish more than %(most)s: consider two lists."
    ),
    "too_many_steps": _(
        "There are %(count)s steps. Few people finish more than %(most)s: consider two guides."
    ),
    "image_without_text": _("An image has no description for people who can't see it."),
    "video_without_title": _("A video has no title for people who can't see it."),
    "empty_link": _("A link leads nowhere."),
    "ends_before_start": _("The schedule ends before it starts."),
    "already_over": _("The schedule is already over."),
    "no_goal": _("The guide is completed by its goal, but has none."),
    "shown_always": _("People see this on every visit, even after finishing it."),
    "low_contrast": _(
        "The text is hard to read: contrast %(ratio)s, at least %(least)s is needed."
    ),
}
