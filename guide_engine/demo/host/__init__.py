"""Kanjo, the demo host app: a small invoicing product that embeds the SDK as any customer would.

It knows Guide Engine only through the snippet, the public key and the secret that signs tokens.
"""

import base64
import hashlib
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from guide_engine.demo.host.ledger import Ledger, Refused
from guide_engine.demo.people import BY_ID, COMPANIES, PEOPLE, TIERS, DemoPerson
from guide_engine.demo.traffic import identity_token

COOKIE = "kanjo_person"
PACKAGE = Path(__file__).parents[2]
# In a wheel templates and static lie inside the package, in a checkout beside it.
RESOURCES = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent
# Routes of the client-side router; the server answers each with the same shell.
ROUTES = (
    "/",
    "/invoices",
    "/invoices/new",
    "/invoices/<number>",
    "/customers",
    "/settings",
    "/help",
)


def create_host_app(service_url: str, public_key: str, secret: str) -> Flask:
    app = Flask(
        "kanjo",
        template_folder=str(RESOURCES / "templates" / "demo_host"),
        static_folder=str(RESOURCES / "static" / "demo_host"),
        static_url_path="/static",
    )
    stub = (RESOURCES / "static" / "sdk" / "stub.js").read_text()
    ledger = Ledger(date.today())  # noqa: DTZ011  the demo lives in the visitor's day

    def shell(**_arguments: str) -> str:
        person = current_person()
        return render_template("shell.html", person=person, stub=stub, service_url=service_url)

    for number, route in enumerate(ROUTES):
        app.add_url_rule(route, f"shell_{number}", shell)

    @app.get("/sign-in")
    def sign_in() -> str:
        return render_template(
            "sign_in.html",
            companies=[(c, [p for p in PEOPLE if p.company is c]) for c in COMPANIES],
            tiers=TIERS,
            person=current_person(),
        )

    @app.post("/sign-in")
    def switch() -> AnyResponse:
        person = BY_ID.get(request.form.get("person", ""))
        if person is None:
            abort(400, "Choose one of the people on the page.")
        answer = redirect("/", 303)
        answer.set_cookie(COOKIE, person.id, httponly=True, samesite="Lax")
        return answer

    @app.get("/api/session")
    def session() -> Response:
        person = current_person()
        return jsonify(
            person={"id": person.id, "email": person.email, **person.attributes()},
            company={"id": person.company.id, **person.company.attributes()},
            guide={
                "key": public_key,
                "url": service_url,
                "token": identity_token(person.id, secret),
            },
        )

    @app.get("/api/ledger")
    def read_ledger() -> Response:
        return jsonify(ledger.read(current_person().company.id))

    @app.post("/api/invoices")
    def create_invoice() -> tuple[Response, int]:
        try:
            return jsonify(ledger.add(current_person().company.id, request.get_json())), 201
        except Refused as refusal:
            return jsonify(fields=refusal.fields), 422

    @app.post("/api/invoices/<number>/send")
    def send_invoice(number: str) -> tuple[Response, int]:
        invoice = ledger.send(current_person().company.id, number)
        return (jsonify(invoice), 200) if invoice else (jsonify(error="no such invoice"), 404)

    @app.after_request
    def protect(answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = policy(service_url, stub)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        if answer.mimetype == "text/html":
            answer.headers["Cache-Control"] = "no-store"
        return answer

    return app


def current_person() -> DemoPerson:
    return BY_ID.get(request.cookies.get(COOKIE, ""), PEOPLE[0])


def policy(service_url: str, stub: str) -> str:
    """A strict policy: the service's origin, the stub's hash, Trusted Types and no policy of any name."""
    parts = urlsplit(service_url)
    origin = f"{parts.scheme}://{parts.netloc}"
    digest = base64.b64encode(hashlib.sha256(stub.encode()).digest()).decode()
    return (
        "default-src 'none'; "
        f"script-src 'self' {origin} 'sha256-{digest}'; "
        f"connect-src 'self' {origin}; img-src 'self' {origin} data:; media-src {origin}; "
        "style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
