"""News for the layers above. Signals carry ids, never rows."""

from blinker import Namespace

_signals = Namespace()

# sender: the app; workspace_id, environment_id, guide_ids. A receiver returns, per guide id,
# what a list should show: {"state": …}, {"health": …}, {"started": …, "completed": …}.
guides_listed = _signals.signal("guides.listed")

# sender: the app; workspace_id, guide_id, revision.
draft_saved = _signals.signal("guides.draft_saved")

# sender: the app; workspace_id, guide_ids, environment (its name), member_id. The file import
# asks for it; a receiver publishes, and raises a DomainError where it can't.
publish_asked = _signals.signal("guides.publish_asked")

# sender: the app; workspace_id, guide_id.
guide_archived = _signals.signal("guides.guide_archived")
