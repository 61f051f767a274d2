"""A service small enough to misbehave on command: manifest, state, content, events, rescue."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.browser.site import SDK

Json = dict[str, Any]
KEY = "pk_test"
LOOKS = ("hint", "checklist", "banner", "announcement", "survey")
ENDINGS = ("guide_completed", "guide_dismissed", "guide_snoozed")


@dataclass
class Service:
    """What is published, what happened, and how it behaves. Tests change it while it runs."""

    documents: list[Json] = field(default_factory=list)
    enabled: bool = True
    killed: list[str] = field(default_factory=list)
    revision: int = 1
    rescue: bool = False
    offer: Json | None = None
    # What it decided of branches, by the key of the guide.
    decided: dict[str, dict[str, bool]] = field(default_factory=dict)
    # What its state says of a guide besides, by the key of the guide.
    besides: dict[str, Json] = field(default_factory=dict)
    # Answers instead of the service, by the last part of the path: (status, headers, body).
    instead: dict[str, tuple[int, dict[str, str], str]] = field(default_factory=dict)
    # While unset, the script of the SDK is not answered.
    script_ready: threading.Event = field(default_factory=threading.Event)
    events: dict[str, Json] = field(default_factory=dict)
    duplicates: int = 0
    requests: list[str] = field(default_factory=list)
    states: list[Json] = field(default_factory=list)
    rescues: list[Json] = field(default_factory=list)
    port: int = 0
    server: ThreadingHTTPServer | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        handler = type("Handler", (_Handler,), {"service": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def types(self, *wanted: str) -> list[str]:
        """The types of the events that arrived, in the order in which they happened."""
        ordered = sorted(self.events.values(), key=lambda event: (event["at"], event["seq"]))
        return [e["type"] for e in ordered if not wanted or e["type"] in wanted]

    def asked(self, part: str) -> int:
        return sum(part in request for request in self.requests)

    def manifest(self) -> Json:
        return {
            "v": 1,
            "revision": self.revision,
            "enabled": self.enabled,
            "has_guides": bool(self.documents),
            "killed": self.killed,
            "poll_seconds": 10,
        }

    def state(self, user_id: str) -> Json:
        mine = [event for event in self.events.values() if event["user"] == user_id]
        over = {event["guide_id"] for event in mine if event["type"] in ENDINGS}
        return {
            "v": 1,
            "revision": self.revision,
            "user_id": user_id,
            "guides": [
                {
                    "id": document["key"],
                    "key": document["key"],
                    "kind": document["kind"],
                    "version": 1,
                    "content": content_of(document)[0],
                    "page": document["page"],
                    "priority": document["priority"],
                    "frequency": document["frequency"],
                    "run": None,
                    "decided": self.decided.get(document["key"], {}),
                    "level": document.get("announcement", {}).get("level", "popup"),
                }
                | ({"starts_when": document["starts_when"]} if "starts_when" in document else {})
                | self.besides.get(document["key"], {})
                for document in self.documents
                if document["key"] not in over
            ],
            "variables": {},
            "rescue": {"enabled": self.rescue},
        }

    def take(self, batch: Json) -> Json:
        results = []
        for event in batch["events"]:
            known = event["id"] in self.events
            self.duplicates += known
            self.events.setdefault(event["id"], event | {"user": batch["user_id"]})
            results.append({"id": event["id"], "status": "duplicate" if known else "ok"})
        return {"results": results, "state": self.state(batch["user_id"])}


def content_of(document: Json) -> tuple[str, str]:
    """The content blob of a document, with its address."""
    names = ("kind", "language", "steps", "goal", "completes_on", *LOOKS)
    body = json.dumps({name: document[name] for name in names if name in document})
    return hashlib.sha256(body.encode()).hexdigest(), body


def chunk(name: str) -> str:
    """File name of a chunk of the SDK, by its name in the build's list."""
    files = json.loads((SDK / "build.json").read_text())["files"]
    return str(files[name]["name"])


class _Handler(BaseHTTPRequestHandler):
    service: Service
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve(self._get)

    def do_POST(self) -> None:
        self._serve(self._post)

    def _serve(self, answer: Callable[[str], None]) -> None:
        path = self.path.split("?")[0]
        self.service.requests.append(f"{self.command} {path}")
        last = path.rsplit("/", 1)[-1]
        if last in self.service.instead:
            self._read()
            status, headers, body = self.service.instead[last]
            return self._send(status, body, headers)
        return answer(path)

    def _get(self, path: str) -> None:
        service = self.service
        last = path.rsplit("/", 1)[-1]
        if path.startswith("/sdk/v1/"):
            if last == "guide-engine.js":
                service.script_ready.wait(10)
            return self._send(200, (SDK / last).read_text(), {"Content-Type": "text/javascript"})
        if last == "manifest.json":
            body = json.dumps(service.manifest())
            tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
            fresh = {"ETag": tag, "Cache-Control": "public, max-age=30"}
            if self.headers.get("If-None-Match") == tag:
                return self._send(304, "", fresh)
            return self._send(200, body, fresh)
        for document in service.documents:
            name, body = content_of(document)
            if last == f"{name}.json":
                return self._send(
                    200, body, {"Cache-Control": "public, max-age=31536000, immutable"}
                )
        return self._send(404, "{}")

    def _post(self, path: str) -> None:
        service = self.service
        body = json.loads(self._read())
        if path.endswith("/state"):
            service.states.append(body)
            return self._send(200, json.dumps(service.state(body["user"]["id"])))
        if path.endswith("/events"):
            return self._send(202, json.dumps(service.take(body)))
        service.rescues.append(body)
        return self._send(200, json.dumps({"offer": service.offer}))

    def _read(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _send(self, status: int, body: str, headers: dict[str, str] | None = None) -> None:
        content = body.encode()
        self.send_response(status)
        fixed = {
            "Content-Type": "application/json",
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Expose-Headers": "Retry-After, ETag",
        }
        for name, value in (fixed | (headers or {})).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if status != 304:
            self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Silence: the tests say what matters."""


@contextmanager
def running_service() -> Iterator[Service]:
    service = Service()
    service.script_ready.set()
    service.start()
    try:
        yield service
    finally:
        service.script_ready.set()
        service.stop()
