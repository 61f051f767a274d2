"""News for the domains above."""

from blinker import Namespace

_signals = Namespace()

# Sent with the environment after a batch was committed and before it is answered; carries
# user_id, types (frozenset of event types that were new), revision (of the state the browser
# has, or None) and language (the person's, or None). A receiver may return a state, which the answer then carries.
batch_stored = _signals.signal("batch-stored")

# Sent with the app to put names to guides on our pages; carries workspace_id and guide_ids.
# A receiver returns {guide id: name}.
naming_guides = _signals.signal("naming-guides")
