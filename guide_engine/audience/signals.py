"""News from audience, for the domains above."""

from blinker import Namespace

_signals = Namespace()

# Before a segment is deleted: sent with `workspace_id` and `segment_id`. Receivers return a list
# of (name, address) of the things that still use it; any entry stops the deletion.
segment_leaving = _signals.signal("segment_leaving")

# While a person's page is drawn: sent with the app, `environment_id` and `external_id`. Receivers
# return a list of panels: {"template": …, "context": {…}}, drawn beneath the facts.
person_shown = _signals.signal("person_shown")
