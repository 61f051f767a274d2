"""Settings: environments, their keys, and how strictly end users must prove who they are."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from guide_engine.core.errors import Invalid
from guide_engine.core.flash import say
from guide_engine.identity import coverage, queries, service
from guide_engine.identity.access import Capability, signed_in
from guide_engine.identity.models import Environment, IdentityMode


def routes(blueprint: Blueprint) -> None:
    rule = blueprint.add_url_rule
    rule("/settings/environments", view_func=list_environments)
    at = "/settings/environments/<environment_id>"
    rule(f"{at}/reveal", view_func=reveal_secret, methods=["POST"])
    rule(f"{at}/rotate", view_func=rotate_secret, methods=["POST"])
    rule(f"{at}/identity", view_func=change_identity_mode, methods=["POST"])
    rule(f"{at}/power", view_func=switch_sdk, methods=["POST"])


@signed_in(Capability.MANAGE_WORKSPACE)
def list_environments() -> str:
    return _render()


def _render(revealed: Environment | None = None, secret: str = "", rotated: bool = False) -> str:
    environments = queries.environments(g.workspace.id)
    return render_template(
        "identity/environments.html",
        listed=environments,
        coverage={each.id: coverage.of_environment(each.id) for each in environments},
        revealed=revealed,
        secret=secret,
        rotated=rotated,
    )


@signed_in(Capability.MANAGE_WORKSPACE)
def reveal_secret(environment_id: str) -> str:
    """Show the secret in this one answer; it is not put into any page again by itself."""
    environment = queries.environment(environment_id)
    return _render(environment, service.reveal_secret(environment))


@signed_in(Capability.MANAGE_WORKSPACE)
def rotate_secret(environment_id: str) -> str:
    environment = queries.environment(environment_id)
    return _render(environment, service.rotate_secret(environment), rotated=True)


@signed_in(Capability.MANAGE_WORKSPACE)
def change_identity_mode(environment_id: str) -> Response:
    environment = queries.environment(environment_id)
    before = environment.identity_mode
    try:
        mode = IdentityMode(request.form.get("mode", ""))
    except ValueError:
        raise Invalid(_("There is no such mode.")) from None
    service.set_identity_mode(environment, mode)
    say(
        _("Saved."),
        undo=url_for("identity.change_identity_mode", environment_id=environment.id),
        fields={"mode": before},
    )
    return redirect(url_for("identity.list_environments"))


@signed_in(Capability.MANAGE_WORKSPACE)
def switch_sdk(environment_id: str) -> Response:
    """Turn the SDK of an environment off or on again, for every end user at once."""
    environment = queries.environment(environment_id)
    service.set_enabled(environment, request.form.get("enabled") == "yes")
    if environment.enabled:
        say(_("Guides are shown again."))
    else:
        say(
            _("Nothing of Guide Engine is shown there any more."),
            undo=url_for("identity.switch_sdk", environment_id=environment.id),
            fields={"enabled": "yes"},
        )
    return redirect(url_for("identity.list_environments"))
