"""`guide_engine.wsgi:app`: the service for any WSGI server."""

from guide_engine.app import create_app

app = create_app()
