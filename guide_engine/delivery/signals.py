"""News from delivery, for the domains above."""

from blinker import Namespace

_signals = Namespace()

# Sent with the environment while a state is put together; carries person, language (or None),
# user_id, guides (ids of those it will hold), verdicts (on every guide, with why not) and
# journeys. A receiver may return
# {"usual_seconds": {guide_id: {step_id: seconds}}}, and whole fields of the state, each an object:
# {"rescue": {"enabled": True}}, {"help": {…}}.
composing_state = _signals.signal("composing-state")

# Sent with the environment while a manifest is put together. A receiver returns True where there
# is something to show besides guides, so that anonymous visitors ask for a state too.
composing_manifest = _signals.signal("composing-manifest")

# Sent with the app after a guide was published, unpublished, switched off or on; carries
# workspace_id, environment_id, guide_id.
publication_changed = _signals.signal("publication-changed")
