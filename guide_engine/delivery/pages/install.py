"""Settings, Install: the snippet for the host's pages, and whether we have heard from them."""

import json
from dataclasses import dataclass

from flask import current_app, g, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide_engine.core import clock
from guide_engine.core.settings import Settings
from guide_engine.delivery.pages.blueprint import blueprint
from guide_engine.delivery.sdk_files import ENTRY, keep_release, sdk_folder
from guide_engine.identity.access import Capability, signed_in

# Heard from within this, the install is called alive.
FRESH_SECONDS = 120
PACKAGE = "guide-engine"


@dataclass(frozen=True)
class Snippet:
    """What a host developer copies."""

    stub: str
    html: str
    pinned: str
    release: str
    npm: str
    identify: str
    policy: list[tuple[str, str]]


@blueprint.get("/settings/install")
@signed_in(Capability.VIEW)
def install() -> str:
    return render_template("delivery/install.html", snippet=read_snippet(), seen=_seen())


@blueprint.get("/settings/install/seen")
@signed_in(Capability.VIEW)
def seen() -> ResponseReturnValue:
    response = jsonify(_seen())
    response.headers["Cache-Control"] = "no-store"
    return response


def read_snippet() -> Snippet | None:
    """Put the snippet together for the chosen environment; None when the SDK isn't built."""
    folder = sdk_folder()
    try:
        stub = (folder / "stub.js").read_text(encoding="utf-8")
        built = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        digest = built["files"]["stub"]["csp"]
    except (OSError, ValueError, KeyError):
        return None
    release = keep_release()
    if release is None:
        return None
    settings: Settings = current_app.config["SETTINGS"]
    url, key = settings.resolved_public_url, g.environment.public_key
    return Snippet(
        stub=stub,
        html=f'<script>{stub}</script>\n<script async src="{url}/sdk/v1/{ENTRY}" data-key="{key}"></script>',
        pinned=(
            f"<script>{stub}</script>\n"
            f'<script async src="{url}/sdk/{release.name}/{ENTRY}" integrity="{release.integrity}"'
            f' crossorigin="anonymous" data-key="{key}"></script>'
        ),
        release=release.name,
        npm=(
            f"npm install {PACKAGE}\n\n"
            f'import {{ GuideEngine }} from "{PACKAGE}";\n\n'
            f'GuideEngine.init({{ key: "{key}", url: "{url}" }});'
        ),
        identify=_identify(),
        policy=[
            ("script-src", f"{digest} {url}"),
            ("connect-src", url),
            ("img-src", url),
            ("media-src", url),
        ],
    )


def _identify() -> str:
    return (
        "GuideEngine.identify(user.id, {\n"
        '  name: user.name,      // "花子"\n'
        '  plan: user.plan,      // "pro"\n'
        "  signed_up_at: user.createdAt.toISOString(),\n"
        "}, { token: user.guideEngineToken });  // "
        + str(_("the token is optional; see Environments and keys"))
        + "\n\n"
        "GuideEngine.group(company.id, {\n"
        "  name: company.name,\n"
        "  ltv: company.lifetimeValue,  // " + str(_("decides the touch tier")) + "\n});"
    )


def _seen() -> dict[str, object]:
    """Say when and from where this environment was last heard from."""
    at = g.environment.last_seen_at
    age = (clock.now() - at).total_seconds() if at else None
    if age is None:
        sentence = _(
            "Not heard from yet. Open a page with the snippet; this line changes by itself."
        )
    elif age < FRESH_SECONDS:
        sentence = _("Seen a moment ago from %(origin)s.", origin=g.environment.last_seen_origin)
    else:
        ago = current_app.jinja_env.filters["ago"](at)
        sentence = _(
            "Last seen %(ago)s from %(origin)s.", ago=ago, origin=g.environment.last_seen_origin
        )
    return {
        "heard": age is not None,
        "fresh": age is not None and age < FRESH_SECONDS,
        "sentence": sentence,
    }
