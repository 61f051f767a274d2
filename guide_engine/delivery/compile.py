"""From a guide document to what is sent to browsers, and to what decisions need. Pure."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from guide_engine.guides import branches, kinds, languages, variables

# Exactly what the SDK's type `Content` has: no names for authors, no audience, no schedule.
SENT = ("kind", "language", "steps", "goal", "completes_on")
# What stays on the service.
KEPT = ("key", "kind", "language", "page", "audience", "frequency", "priority", "schedule", "goal")


def compile_content(document: Mapping[str, Any]) -> tuple[bytes, str]:
    """Return the content as canonical JSON, and its SHA-256."""
    content = {name: document[name] for name in SENT}
    content["steps"] = [_sent_step(step) for step in document["steps"]]
    if document["kind"] in kinds.LOOKS:
        content[document["kind"]] = document[document["kind"]]
    body = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return body, sha256(body).hexdigest()


def compile_translations(document: Mapping[str, Any]) -> dict[str, tuple[bytes, str]]:
    """Return the content in each language that the guide is translated into."""
    own = dict(document)
    return {
        language: compile_content(languages.translated(own, language))
        for language in languages.languages(own)
        if language != document["language"]
    }


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
        "variables": sorted(variables.of_people(_shown(document))),
        "final_steps": final_steps(document),
        "branches": dict(branches.about_people(document["steps"])),
        "starts_when": document.get("starts_when"),
        "theme": document.get("theme"),
        "level": document.get("announcement", {}).get("level"),
        "awaits": sorted(awaited_guides(document)),
        "asks": [step["id"] for step in document["steps"] if "question" in step],
    }


def awaited_guides(document: Mapping[str, Any]) -> set[str]:
    """Return the keys of the guides that tasks wait for."""
    return {
        step["advance"]["guide_key"]
        for step in document["steps"]
        if step["advance"]["on"] == "guide"
    }


def _shown(document: Mapping[str, Any]) -> list[Any]:
    """What an end user may come to read, in any language."""
    look = document.get(document["kind"])
    return [document["steps"], look, document.get("translations")]


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
