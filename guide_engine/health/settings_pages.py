"""Settings › Alerts: where an environment's alerts go besides the editor."""

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from guide_engine.core.db import db
from guide_engine.core.errors import DomainError
from guide_engine.core.flash import say
from guide_engine.core.i18n import LOCALES
from guide_engine.health import channels, mail, outbox, queries, words
from guide_engine.health.models import AlertDelivery
from guide_engine.health.words import _
from guide_engine.identity.access import Capability, signed_in

blueprint = Blueprint("alert_settings", __name__)


@blueprint.get("/settings/alerts")
@signed_in(Capability.MANAGE_WORKSPACE)
def show() -> str:
    return _render(channels.form_of(g.environment.id), {})


@blueprint.post("/settings/alerts")
@signed_in(Capability.MANAGE_WORKSPACE)
def save() -> Response | tuple[str, int]:
    try:
        channels.save(g.environment.id, request.form)
    except DomainError as error:
        return _render(request.form.to_dict(), error.fields), error.status
    say(_("Saved."))
    return redirect(url_for("alert_settings.show"), code=303)


@blueprint.post("/settings/alerts/test")
@signed_in(Capability.MANAGE_WORKSPACE)
def test() -> Response:
    """Send a test message now; what came of it stands in the list."""
    written = outbox.tell_test(g.environment)
    db.session.commit()
    outcomes = [outbox.send(delivery_id) for delivery_id in written]
    if not outcomes:
        say(_("Set a webhook or a mail address first."), kind="error")
    elif all(outcomes):
        say(_("The test has arrived everywhere."))
    else:
        say(_("The test did not arrive everywhere: see the results below."), kind="error")
    return redirect(url_for("alert_settings.show", _anchor="results"), code=303)


@blueprint.post("/settings/alerts/reveal")
@signed_in(Capability.MANAGE_WORKSPACE)
def reveal() -> str:
    """Show the secret in this one answer."""
    return _render(channels.form_of(g.environment.id), {}, channels.secret(g.environment.id))


@blueprint.post("/settings/alerts/replace")
@signed_in(Capability.MANAGE_WORKSPACE)
def replace() -> str:
    made = channels.replace_secret(g.environment.id)
    return _render(channels.form_of(g.environment.id), {}, made)


def _render(form: dict[str, str], errors: dict[str, list[str]], secret: str = "") -> str:
    known = queries.channels(g.environment.id)
    return render_template(
        "health/settings.html",
        form=form,
        errors=errors,
        secret=secret,
        known=known,
        mail_is_set=mail.is_set(current_app.config["SETTINGS"]),
        languages=list(LOCALES.items()),
        results=[(one, _result(one)) for one in queries.deliveries(g.environment.id)],
        words=words,
    )


def _result(delivery: AlertDelivery) -> tuple[str, str]:
    """The badge of a message: what became of it."""
    if delivery.state == "sent":
        return "good", _("Sent")
    if delivery.state == "given_up":
        return "error", _("Given up")
    return ("warning", _("Tried again")) if delivery.attempts else ("info", _("Waiting"))
