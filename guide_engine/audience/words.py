"""Sentences for the codes of `rules.faults`, in English; pages translate them by gettext."""


def _(text: str) -> str:
    """Mark a sentence for the catalogues of translations."""
    return text


WORDS = {
    "not_a_rule": _("This is not a condition or a group of conditions."),
    "too_deep": _("Groups stand in groups more than %(most)s levels deep."),
    "too_many": _("The rule has %(count)s conditions; at most %(most)s are taken."),
    "segment_not_here": _("A segment can be used in an audience, not in a page rule."),
    "no_segment": _("Choose a segment."),
    "unknown_segment": _("There is no such segment in this workspace."),
    "segment_cycle": _("The segments lead back to this one: %(names)s."),
    "unknown_field": _("A condition has no field “%(field)s”."),
    "no_fact": _("Choose what the condition looks at."),
    "fact_not_here": _("“%(fact)s” can't be used here."),
    "operator_not_here": _(
        "“%(op)s” compares numbers or dates, and all that is known of a page are texts."
    ),
    "unknown_operator": _("“%(op)s” is no operator."),
    "value_not_needed": _("This comparison takes no value."),
    "value_missing": _("Write what to compare with."),
    "value_type": _("The value has the wrong type for this comparison."),
    "list_too_long": _("The list has %(count)s values; at most %(most)s are taken."),
    "text_too_long": _("A value may have at most %(most)s characters."),
    "text_not_storable": _("The text holds a character that can't be stored."),
}
