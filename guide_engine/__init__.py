"""Guide Engine: self-hosted in-app guides, joined to the community."""

__version__ = "0.1.0"
