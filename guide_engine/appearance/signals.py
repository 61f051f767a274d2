"""News from appearance, for the domains above."""

from blinker import Namespace

_signals = Namespace()

# Before a theme is deleted: sent with the app, `workspace_id` and `key`. Receivers return a list of
# (name, address) of the things that still use it; any entry stops the deletion.
theme_leaving = _signals.signal("theme_leaving")
