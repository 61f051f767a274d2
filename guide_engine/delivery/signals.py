"""News from delivery, for the domains above."""

from blinker import Namespace

_signals = Namespace()

# Sent with the environment while a state is put together; carries user_id and guides (ids of
# those it will hold). A receiver may return any of
#   {"usual_seconds": {guide_id: {step_id: seconds}}, "rescue": {"enabled": True}}.
composing_state = _signals.signal("composing-state")

# Sent with the app after a guide was published, unpublished, switched off or on; carries
# workspace_id, environment_id, guide_id.
publication_changed = _signals.signal("publication-changed")
