"""What the editor's forms say, read into a document. Pure: no fault is judged here.

A field that can't be read stays as it was typed, so that the check of the document names it; what
a form doesn't show stays as in the draft. Names are `<step>.title`, `<step>.<button>.label`;
`step`, `<step>.button` and `<step>.question.choice` list the order. What belongs to the guide as
a whole has a name without a dot, or one that begins with `starts_when`: no step is called so.
"""

from guide_engine.guides.forms.fields import Form, local_moment, number, read_json
from guide_engine.guides.forms.reach import audience, when
from guide_engine.guides.forms.steps import COMPLETE, build
from guide_engine.guides.forms.targets import TEST_ID, hidden_signals, says, target

__all__ = [
    "COMPLETE",
    "TEST_ID",
    "Form",
    "audience",
    "build",
    "hidden_signals",
    "local_moment",
    "number",
    "read_json",
    "says",
    "target",
    "when",
]
