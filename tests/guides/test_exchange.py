"""Files for translators: out, in, and what is refused."""

from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner

from guide_engine.core.db import bind_workspace, db
from guide_engine.core.errors import Invalid
from guide_engine.guides import exchange, languages, queries, service, translating, xliff
from guide_engine.guides.models import Guide
from tests.support.actors import Cast
from tests.support.guides import make_flow, make_step

RICH: dict[str, Any] = {
    "type": "doc",
    "content": [
        {
            "type": "paragraph",
            "content": [
                {"type": "text", "text": "Press "},
                {"type": "text", "text": "Save & go", "marks": [{"type": "strong"}]},
                {"type": "hard_break"},
                {"type": "variable", "attrs": {"fact": "user.name", "fallback": "you"}},
            ],
        },
        {"type": "paragraph", "content": [{"type": "text", "text": "=Second"}]},
    ],
}
LINES = {
    "steps/st_one/title": "Étape « un » <ok>",
    "steps/st_one/body#1": "{user.name|vous} : <1>Enregistrer & partir</1>\nVoilà",
    "steps/st_one/body#2": "=Deuxième",
}


@pytest.fixture
def document() -> dict[str, Any]:
    return make_flow(steps=[make_step("one", body=RICH)])


@pytest.fixture
def guide(cast: Cast, document: dict[str, Any]) -> Guide:
    bind_workspace(db.session, cast.workspace.id)
    return service.create_from(document)


def french(document: dict[str, Any]) -> dict[str, Any]:
    taken = exchange.take(document, LINES)
    assert (taken.faults, taken.partial) == ([], [])
    return languages.put(document, "fr", taken.given)


@pytest.mark.parametrize("form", ["xliff", "csv"])
def test_a_file_brings_back_what_it_took_out(guide: Guide, form: str) -> None:
    document = french(guide.draft)
    body, _kind = translating.written(document, "fr", form)
    raw = body.encode() if isinstance(body, str) else body
    report = translating.take_file(guide, f"a.{form}", raw, "fr")
    assert (report.language, report.taken, report.partial) == ("fr", 2, [])
    assert queries.guide(guide.id).draft["translations"] == document["translations"]


def test_xliff_is_as_the_standard_says(document: dict[str, Any]) -> None:
    root = ElementTree.fromstring(xliff.write(french(document), "fr"))  # noqa: S314
    space = {"x": xliff.NAMESPACE}
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.0", "en", "fr")
    units = root.findall("x:file/x:unit", space)
    assert [unit.get("name") for unit in units][:2] == ["steps/st_one/title", "steps/st_one/body"]
    assert len({unit.get("id") for unit in units}) == len(units)
    segments = units[1].findall("x:segment", space)
    assert [segment.get("state") for segment in segments] == ["translated", "translated"]
    code = segments[0].find("x:target/x:pc", space)
    assert code is not None
    assert (code.get("id"), code.text) == ("1", "Enregistrer & partir")


def test_what_a_file_leaves_empty_stays_as_it_was(guide: Guide) -> None:
    saved = service.save_draft(guide.id, french(guide.draft), guide.draft_revision)
    table = "where,translation\r\nsteps/st_one/title,\r\nsteps/st_one/body#1,<1>Seulement</1>\r\n"
    report = translating.take_file(saved, "a.csv", table.encode(), "fr")
    assert (report.taken, report.partial) == (0, ["steps/st_one/body"])
    assert queries.guide(guide.id).draft["translations"] == french(guide.draft)["translations"]


def wrapped(inner: str, head: str = 'version="2.0" srcLang="en" trgLang="fr"') -> bytes:
    space = 'xmlns="urn:oasis:names:tc:xliff:document:2.0"'
    return f'<xliff {space} {head}><file id="f" original="first-invoice">{inner}</file></xliff>'.encode()


def unit(name: str, target: str) -> str:
    return (
        f'<unit id="u" name="{name}"><segment><source/><target>{target}</target></segment></unit>'
    )


BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty_file"),
        (b"<xliff", "not_xml"),
        (b"<x/>", "not_xliff"),
        (BOMB, "doctype"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "doctype"),
        (BOMB.decode().encode("utf-16"), "doctype"),
        (wrapped("", 'version="1.2" srcLang="en" trgLang="fr"'), "other_version"),
        (wrapped("", 'version="2.0" srcLang="en"'), "no_language"),
        (wrapped("", 'version="2.0" srcLang="ja" trgLang="fr"'), "other_source"),
        (wrapped("", 'version="2.0" srcLang="en" trgLang="en"'), "own_language"),
        (wrapped("").replace(b"first-invoice", b"another"), "other_guide"),
        (wrapped(unit("steps/st_one/title", "<ph id='1'/>")), "unknown_code"),
    ],
)
def test_a_file_that_cannot_be_trusted_or_meant_is_refused_whole(
    guide: Guide, body: bytes, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        translating.take_file(guide, "a.xlf", body, "")
    assert refusal.value.code == code
    assert "translations" not in queries.guide(guide.id).draft


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("steps/st_gone/title", "Rien"),
        ("steps/st_one/body#9", "Rien"),
        ("steps/st_one/body#1", "<7>Rien</7>"),
    ],
)
def test_a_line_that_stands_for_nothing_is_named(guide: Guide, where: str, words: str) -> None:
    lines = {"steps/st_one/body#1": "a", "steps/st_one/body#2": "b", where: words}
    with pytest.raises(Invalid) as refusal:
        translating.take_lines(guide, "fr", lines)
    assert list(refusal.value.fields) == [where]


@pytest.mark.parametrize(
    "table", [b"\xff\xfe\x00", b"a,b\n1,2\n", b'where,translation\n"open', b"where;translation\n"]
)
def test_a_table_that_is_none_is_refused(guide: Guide, table: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        translating.take_file(guide, "a.csv", table, "fr")
    assert refusal.value.code in {"not_text", "bad_table"}


def test_the_command_writes_and_takes_files(
    cast: Cast, guide: Guide, runner: FlaskCliRunner, tmp_path: Any
) -> None:
    service.save_draft(guide.id, french(guide.draft), guide.draft_revision)
    db.session.commit()
    file = tmp_path / "a.xlf"
    where = ["--workspace", cast.workspace.name]

    def run(*words: str) -> Result:
        return runner.invoke(args=["translations", *words, *where])

    assert run("export", guide.key, "fr", "--output", str(file)).exit_code == 0
    file.write_bytes(file.read_bytes().replace(b'trgLang="fr"', b'trgLang="fr-CA"'))
    told = run("import", guide.key, str(file))
    assert told.output == "taken into fr-CA: 2 text(s)\n"
    assert run("import", "no-such-guide", str(file)).exit_code != 0
    assert run("export", guide.key, "not a tag").exit_code != 0
