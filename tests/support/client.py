"""A test client whose requests live as they do in production: each with a session of its own."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from guide_engine.core.db import db


class FreshClient(FlaskClient):
    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Commit what the test wrote, then serve the request in an app context of its own."""
        db.session.commit()
        with self.application.app_context():
            return super().open(*args, **kwargs)

    def csrf(self) -> str:
        """Return the token that the forms of a signed-in page carry."""
        return str(getattr(self, "csrf_token", ""))

    def send(self, path: str, **fields: Any) -> TestResponse:
        """Post a form as the page would, with its token."""
        return self.post(path, data={"csrf_token": self.csrf(), **fields})


def form_token(client: FlaskClient, path: str) -> str:
    """Open a page as a visitor does and read the token out of its form."""
    page = client.get(path).get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, f"{path} has no form"
    return found[1]
