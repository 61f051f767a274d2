"""News from delivery, for the domains above."""

from blinker import Namespace

_signals = Namespace()

# Sent with the environment while a state is put together; carries user_id, guides (ids of those
# it will hold) and themes (keys that they name; the environment's own is always wanted). A receiver
# may return {"usual_seconds": {guide_id: {step_id: seconds}}}, and whole fields of the state, each
# an object: {"rescue": {"enabled": True}}, {"themes": {"": {…}}}, {"help": {…}}.
composing_state = _signals.signal("composing-state")

# Sent with the app after a guide was published, unpublished, switched off or on; carries
# workspace_id, environment_id, guide_id.
publication_changed = _signals.signal("publication-changed")
