"""What fingers do, in W3C's notation of input actions, which two of the drivers speak."""

from typing import Any

Actions = list[dict[str, Any]]

KEYS = {
    "Backspace": "\ue003",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Control": "\ue009",
    "Alt": "\ue00a",
    "Escape": "\ue00c",
    "Space": " ",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "Delete": "\ue017",
    "Meta": "\ue03d",
}


def move(x: float, y: float) -> Actions:
    return [_pointer([_at(x, y)])]


def click(x: float, y: float, times: int = 1) -> Actions:
    press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
    return [_pointer([_at(x, y), *press * times])]


def wheel(x: float, y: float, across: float, down: float) -> Actions:
    scroll = {"type": "scroll", "x": round(x), "y": round(y)}
    turned = {"deltaX": round(across), "deltaY": round(down), "duration": 0, "origin": "viewport"}
    return [{"type": "wheel", "id": "wheel", "actions": [scroll | turned]}]


def press(chord: str) -> Actions:
    """Press keys together, as in `Shift+Tab`; the first ones are held."""
    keys = [KEYS.get(name, name) for name in chord.split("+")]
    down = [{"type": "keyDown", "value": key} for key in keys]
    up = [{"type": "keyUp", "value": key} for key in reversed(keys)]
    return [_keyboard(down + up)]


def write(text: str) -> Actions:
    return [_keyboard([{"type": t, "value": c} for c in text for t in ("keyDown", "keyUp")])]


def _at(x: float, y: float) -> dict[str, Any]:
    at = {"x": round(x), "y": round(y), "duration": 0, "origin": "viewport"}
    return {"type": "pointerMove"} | at


def _pointer(actions: Actions) -> dict[str, Any]:
    mouse = {"pointerType": "mouse"}
    return {"type": "pointer", "id": "mouse", "parameters": mouse, "actions": actions}


def _keyboard(actions: Actions) -> dict[str, Any]:
    return {"type": "key", "id": "keyboard", "actions": actions}
