"""The bare limit: the same server and framework, answering without doing anything."""

import json
import os
from pathlib import Path

from flask import Flask, Response, request


def same_bytes() -> Flask:
    """One POST route that answers with the bytes of the file BENCH_BODY."""
    app = Flask("bare")
    body = Path(os.environ["BENCH_BODY"]).read_bytes()

    @app.post("/bare")
    def answer() -> Response:
        return Response(body, mimetype="application/json")

    return app


def parse_only() -> Flask:
    """One POST route that parses a batch and answers with as many results."""
    app = Flask("bare")

    @app.post("/bare")
    def answer() -> Response:
        batch = json.loads(request.get_data())
        results = [{"id": event["id"], "status": "ok"} for event in batch["events"]]
        return Response(json.dumps({"results": results}), status=202, mimetype="application/json")

    return app
