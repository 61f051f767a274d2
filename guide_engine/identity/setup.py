"""The first run: whoever can read the server's output makes the owner's account, once."""

from flask import Flask
from flask_babel import gettext as _
from sqlalchemy import delete, update

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Forbidden
from guide_engine.core.ids import new_id
from guide_engine.core.signing import hash_token, new_token
from guide_engine.identity import queries
from guide_engine.identity.models import SetupToken


def setup_token(app: Flask) -> str | None:
    """Mint the token of the setup page, or return None when the instance has an owner already.

    Earlier tokens end. Commits, for it is called outside of any request.
    """
    with app.app_context():
        if queries.anyone_exists():
            return None
        token = new_token("st")
        db.session.execute(delete(SetupToken))
        db.session.add(
            SetupToken(id=new_id("st"), token_hash=hash_token(token), created_at=clock.now())
        )
        db.session.commit()
    return token


def use_token(token: str) -> None:
    """Use the token up. Raises Forbidden when it is wrong, used, or the instance is set up."""
    used = db.session.execute(
        update(SetupToken)
        .where(SetupToken.token_hash == hash_token(token.strip()), SetupToken.used_at.is_(None))
        .values(used_at=clock.now())
        .returning(SetupToken.id)
    ).all()
    if not used or queries.anyone_exists():
        sentence = _("This is not the token the server printed when it started, or it was used.")
        raise Forbidden(sentence, code="bad_setup_token", fields={"token": [sentence]})
