"""The endpoints of the builder: JSON, any origin, no cookies. docs/builder.md."""

from guide_engine.builder.api import asking, guides, media, session
from guide_engine.builder.api.blueprint import blueprint

__all__ = ["asking", "blueprint", "guides", "media", "session"]
