"""Makes the demo workspace: people who sign in, guides, segments, community threads."""

from importlib.resources import files
from typing import Any

from flask import current_app
from sqlalchemy import delete, select

from guide_engine.audience import service as audience
from guide_engine.builder import address, opening
from guide_engine.community import importing
from guide_engine.community import service as community
from guide_engine.community.models import Thread
from guide_engine.core import clock
from guide_engine.core.db import bind_workspace, db, unscoped
from guide_engine.core.signing import Vault
from guide_engine.delivery import service as delivery
from guide_engine.demo import guides
from guide_engine.demo.help import PANEL
from guide_engine.demo.history import PlayedGuide, ProductRelease
from guide_engine.demo.record import DemoRecord
from guide_engine.guides import service as authoring
from guide_engine.help import service as help_panel
from guide_engine.identity import members, origins, passwords, queries, service, tokens
from guide_engine.identity.models import Environment, IdentityMode, Member, Workspace
from guide_engine.identity.permissions import Role

NAME = "Kanjo (demo)"
EMAIL = "demo@example.com"
PASSWORD = "guide-engine-demo"  # noqa: S105  the demo's, printed at start; nothing else has a default
# How much harder each step is than usual, per version: the third of version 1 says too much.
TUTORIAL_HARDNESS = {1: (0.0, -0.4, 1.35, 0.2), 2: (-0.1, -0.5, 0.15, 0.1)}
# When releases of the product renamed one target and took another away.
RENAMED_DAYS_AGO = 9
REMOVED_DAYS_AGO = 4

SEGMENTS: dict[str, dict[str, Any]] = {
    "管理者 · Admins": {"fact": "user.role", "op": "eq", "value": "admin"},
    "経理 · Accounting": {"fact": "user.role", "op": "eq", "value": "accounting"},
    "営業 · Sales": {"fact": "user.role", "op": "eq", "value": "sales"},
    "無料プラン · Free plan": {"fact": "company.plan", "op": "eq", "value": "free"},
    "登録30日以内 · New this month": {
        "fact": "user.signed_up_at",
        "op": "within_days",
        "value": 30,
    },
}


def exists(workspace_id: str) -> bool:
    return db.session.get(Workspace, workspace_id) is not None


def remove(record: DemoRecord | None) -> None:
    """Take the demo workspace away with everything it owns."""
    with unscoped(db.session):
        if record is not None:
            db.session.execute(delete(Workspace).where(Workspace.id == record.workspace_id))
        db.session.execute(delete(Member).where(Member.email == EMAIL))
    db.session.commit()


def create() -> DemoRecord:
    """Make the workspace and all in it; commits, and returns what the demo must remember."""
    workspace = service.create_workspace(NAME)
    bind_workspace(db.session, workspace.id)
    members.create_owner(workspace, EMAIL, passwords.hash_password(PASSWORD), name="Demo")
    production = _production(workspace)
    service.set_identity_mode(production, IdentityMode.ENFORCE)
    for name, rule in SEGMENTS.items():
        audience.create_segment(name, rule)
    threads = _import_threads()
    played = [_publish(production, language) for language in guides.LANGUAGES]
    played.append([_publish_file(production, *told) for told in guides.FOR_EVERYBODY])
    help_panel.save_panel(production.id, PANEL)
    _token, api_token = tokens.create(workspace.id, "Demo history", Role.EDITOR, days=None)
    record = DemoRecord(
        workspace_id=workspace.id,
        email=EMAIL,
        password=PASSWORD,
        public_key=production.public_key,
        secret=_vault().open(production.sealed_secret),
        api_token=api_token,
        made_at=clock.now(),
        guides=[guide for group in played for guide in group],
        threads=threads,
    )
    db.session.commit()
    return record


def place_host(record: DemoRecord, url: str) -> None:
    """Let “Open on my site” lead to the demo's host app, which carries the snippet."""
    bind_workspace(db.session, record.workspace_id)
    production = _production(db.session.get_one(Workspace, record.workspace_id))
    member = members.find_member(record.email)
    origins.note(record.workspace_id, production.id, url)
    if member is not None and not opening.remembered(production.id, member.id):
        opening.remember(production, member.id, address.read(f"{url}/invoices"))
    db.session.commit()


def _production(workspace: Workspace) -> Environment:
    found = queries.environment_named(workspace.id, "production")
    if found is None:
        raise LookupError("a new workspace has a production environment")
    return found


def _vault() -> Vault:
    vault: Vault = current_app.config["VAULT"]
    return vault


def _import_threads() -> dict[str, list[str]]:
    """Import the sample community; return thread ids by language."""
    source = community.create_source(
        "Kanjo Community",
        ask_url="https://community.example.com/new?title={title}&body={body}",
    )
    file = files("guide_engine.demo").joinpath("community_threads.csv")
    with file.open("rb") as stream:
        importing.import_file(source, stream, "csv")
    rows = db.session.execute(select(Thread.language, Thread.id).order_by(Thread.id)).all()
    return {
        language: [id_ for spoken, id_ in rows if spoken == language]
        for language in guides.LANGUAGES
    }


def _publish(production: Environment, language: str) -> list[PlayedGuide]:
    """Publish both versions of the tutorial one after the other, and the hints."""
    flow = authoring.create_from(guides.tutorial(language, first_version=True))
    delivery.publish(flow.id, production.id, note="First version")
    improved = guides.tutorial(language, first_version=False)
    authoring.save_draft(flow.id, improved, flow.draft_revision)
    delivery.publish(flow.id, production.id, note="Shorter third step")
    played = [
        PlayedGuide(
            id=flow.id,
            kind="flow",
            language=language,
            path="/invoices/new",
            step_ids=("start", "customer", "lines", "save"),
            hardness=TUTORIAL_HARDNESS,
            reach=0.82,
            goal="invoice_created",
        )
    ]
    for make, path, hardness, reach, release in (
        (guides.filter_hint, "/invoices", 0.4, 0.45, _renamed(language)),
        (guides.send_hint, "/invoices/INV-1042", 0.0, 0.35, None),
        (guides.export_hint, "/invoices", 0.2, 0.4, ProductRelease(REMOVED_DAYS_AGO)),
    ):
        document = make(language)
        saved = authoring.create_from(document)
        delivery.publish(saved.id, production.id)
        only = (document["steps"][0]["id"],)
        played.append(
            PlayedGuide(
                saved.id, "hint", language, path, only, {1: (hardness,)}, reach, release=release
            )
        )
    return played


def _publish_file(production: Environment, key: str, path: str, reach: float) -> PlayedGuide:
    """Publish a guide of the files: one for all languages, translated."""
    document = guides.from_file(key)
    saved = authoring.create_from(document)
    delivery.publish(saved.id, production.id)
    steps = tuple(step["id"] for step in document["steps"])
    easy = {1: (0.0,) * len(steps)}
    return PlayedGuide(saved.id, document["kind"], "", path, steps, easy, reach)


def _renamed(language: str) -> ProductRelease:
    return ProductRelease(RENAMED_DAYS_AGO, guides.status_filter_now(language))
