"""From a guide document to what is sent to browsers, and to what decisions need. Pure."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from guide_engine.guides import branches

# Exactly what the SDK's type `Content` has: no names for authors, no audience, no schedule.
SENT = ("kind", "language", "steps", "goal", "completes_on")
# What stays on the service.
KEPT = ("key", "kind", "page", "audience", "frequency", "priority", "schedule", "goal")


def compile_content(document: Mapping[str, Any]) -> tuple[bytes, str]:
    """Return the content as canonical JSON, and its SHA-256."""
    content = {name: document[name] for name in SENT}
    content["steps"] = [_sent_step(step) for step in document["steps"]]
    if document["kind"] == "hint" and document.get("hint") is not None:
        content["hint"] = document["hint"]
    body = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return body, sha256(body).hexdigest()


def _sent_step(step: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put the answer of the service in the place of each rule about the person."""
    if not branches.of(step):
        return step
    hidden = {key for key, _rule in branches.about_people([step])}
    return {
        **step,
        "branches": [
            {**branch, "when": _decided(key)} if key in hidden else branch
            for key, branch in branches.by_key(step)
        ],
    }


def _decided(key: str) -> dict[str, Any]:
    return {"fact": f"decided.{key}", "op": "eq", "value": True}


def compile_settings(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the service needs to decide about this version."""
    return {
        **{name: document[name] for name in KEPT},
        "variables": sorted(variables(document["steps"])),
        "final_steps": final_steps(document),
        "branches": dict(branches.about_people(document["steps"])),
    }


def variables(node: object) -> set[str]:
    """Return the facts that the texts of a document name."""
    return {inner["attrs"]["fact"] for inner in _nodes(node) if inner.get("type") == "variable"}


def final_steps(document: Mapping[str, Any]) -> list[str]:
    """Return the steps that may be the last, where only reaching the goal completes the guide."""
    if document["completes_on"] != "goal":
        return []
    last = document["steps"][-1]["id"]
    return [
        step["id"]
        for step in document["steps"]
        if step["id"] == last
        or any(button["action"]["type"] == "finish" for button in step["buttons"])
    ]


def _nodes(node: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        yield node
        for inner in node.values():
            yield from _nodes(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _nodes(inner)
