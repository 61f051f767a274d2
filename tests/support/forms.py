"""Forms as a browser without scripts would send them."""

import re
from html import unescape

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict


def form_of(client: FlaskClient, path: str) -> MultiDict[str, str]:
    """Read the form of a page as a browser without scripts would send it."""
    html = client.get(path).get_data(as_text=True)
    html = re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)
    form = re.search(
        r"<form[^>]*data-(?:guide-editor|draft-form|translation).*?</form>", html, re.DOTALL
    )
    assert form, html
    fields: MultiDict[str, str] = MultiDict()
    for tag in re.finditer(
        r"<input[^>]*>|<select[^>]*>.*?</select>|<textarea[^>]*>.*?</textarea>", form[0], re.DOTALL
    ):
        text = tag[0]
        name = re.search(r'\bname="([^"]*)"', text)
        if not name or (
            ('type="radio"' in text or 'type="checkbox"' in text) and " checked" not in text
        ):
            continue
        if text.startswith("<select"):
            chosen = re.search(r'<option value="([^"]*)" selected', text) or re.search(
                r'<option value="([^"]*)"', text
            )
            value = chosen[1] if chosen else ""
        elif text.startswith("<textarea"):
            value = re.sub(r"^<textarea[^>]*>|</textarea>$", "", text)
        else:
            found = re.search(r'\bvalue="([^"]*)"', text)
            value = found[1] if found else "on"
        fields.add(unescape(name[1]), unescape(value))
    return fields
