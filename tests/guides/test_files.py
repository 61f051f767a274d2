"""The portable guide file: out, in, and refused whole."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskCliRunner
from jsonschema import Draft202012Validator
from sqlalchemy.orm import Session

from guide_engine.audience import queries as audience_queries
from guide_engine.audience import service as audience
from guide_engine.core.db import bind_workspace
from guide_engine.core.errors import Conflict, Invalid, NotFound
from guide_engine.guides import files, queries, service, signals, transfer
from guide_engine.guides.checks import findings
from guide_engine.guides.shape import Shape, schema
from tests.support.actors import Cast
from tests.support.guides import make_flow, make_hint
from tests.support.signals import only_heard_by

PRO = {"fact": "user.plan", "op": "eq", "value": "pro"}


def make_file(
    *guides: dict[str, Any], segments: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    return {"format": files.FORMAT, "guides": list(guides), "segments": segments or []}


def paths(value: object) -> dict[str, str]:
    return {fault.path: fault.code for fault in files.faults(value)}


@pytest.fixture
def segments(cast: Cast) -> tuple[str, str]:
    """Pro users, and those of them in a high-touch company: the second names the first."""
    pro = audience.create_segment("Pro users", PRO)
    both = {"all": [{"segment": pro.id}, {"fact": "company.tier", "op": "eq", "value": "high"}]}
    return pro.id, audience.create_segment("Pro, high touch", both).id


def test_export_then_import_into_an_empty_workspace_gives_the_same(
    cast: Cast, segments: tuple[str, str], session: Session
):
    service.create_from(make_flow(audience={"not": {"segment": segments[1]}}))
    service.create_from(make_hint())
    exported = transfer.export_file()
    assert [s["key"] for s in exported["segments"]] == ["pro-users", "pro-high-touch"]

    bind_workspace(session, cast.other_workspace.id)
    report = transfer.import_file(exported)
    assert report.created == ["first-invoice", "tax-hint"]
    assert report.segments_created == ["Pro users", "Pro, high touch"]
    assert transfer.export_file() == exported


def test_a_second_import_changes_nothing(cast: Cast, segments: tuple[str, str]):
    guide = service.create_from(make_flow(audience={"segment": segments[0]}))
    report = transfer.import_file(transfer.export_file())
    assert (report.created, report.updated, report.unchanged) == ([], [], ["first-invoice"])
    assert report.segments_kept == ["Pro users"]
    assert queries.guide(guide.id).draft_revision == 1


def test_a_guide_that_exists_gets_a_new_draft_and_keeps_its_versions(cast: Cast):
    guide = service.create_from(make_flow())
    service.freeze_version(guide.id)
    report = transfer.import_file(make_file(make_flow(name="Better")), by=cast.bob.id)
    assert report.updated == ["first-invoice"]
    kept = queries.guide(guide.id)
    assert (kept.name, kept.draft_revision, kept.updated_by) == ("Better", 2, cast.bob.id)
    assert queries.version(guide.id, 1).document["name"] == "Your first invoice"


def test_a_lone_guide_document_is_a_file_too(cast: Cast):
    assert transfer.import_file(make_flow()).created == ["first-invoice"]


def test_only_the_named_guides_and_their_segments_are_exported(
    cast: Cast, segments: tuple[str, str]
):
    service.create_from(make_flow(audience={"segment": segments[0]}))
    service.create_from(make_hint())
    assert transfer.export_file(["tax-hint"])["segments"] == []
    assert [g["key"] for g in transfer.export_file(["tax-hint"])["guides"]] == ["tax-hint"]
    with pytest.raises(NotFound):
        transfer.export_file(["gone"])


def test_a_bad_file_is_refused_whole_with_each_fault(cast: Cast):
    bad = make_file(
        make_flow(),
        make_hint(priority=-1, audience={"segment": "nobody"}),
        make_flow(),
        segments=[
            {"key": "a", "name": "A", "rule": {"fact": "page.url", "op": "eq", "value": "x"}}
        ],
    )
    with pytest.raises(Invalid) as refusal:
        transfer.import_file(bad)
    assert list(refusal.value.fields) == [
        "/guides/1/priority",
        "/segments/0/rule/fact",
        "/guides/2/key",
        "/guides/1/audience",
    ]
    assert queries.count() == 0
    assert list(audience_queries.segments()) == []


@pytest.mark.parametrize(
    "value", [None, [], "x", 1, {}, {"format": "guide-engine/file@2", "guides": []}]
)
def test_what_is_no_guide_file_is_refused(value: object):
    assert paths(value)


def test_segments_in_a_circle_are_refused():
    circle = [
        {"key": "a", "name": "A", "rule": {"segment": "b"}},
        {"key": "b", "name": "B", "rule": {"not": {"segment": "a"}}},
    ]
    assert paths(make_file(segments=circle)) == {
        "/segments/0/rule": "segment_loop",
        "/segments/1/rule": "segment_loop",
    }


def test_a_guide_of_another_kind_is_refused(cast: Cast):
    service.create_from(make_flow("one"))
    with pytest.raises(Invalid) as refusal:
        transfer.import_file(make_file(make_hint(key="first-invoice")))
    assert list(refusal.value.fields) == ["/guides/0/kind"]


def test_a_segment_value_that_looks_like_a_rule_is_left_alone():
    rule = {"fact": "user.x", "op": "in", "value": ["segment"]}
    assert files.rename(rule, {"segment": "other"}.get) == rule


def test_the_published_schemas_are_valid_and_alone():
    for shape in Shape:
        Draft202012Validator.check_schema(schema(shape))


@pytest.mark.parametrize(
    "path",
    sorted(Path().glob("examples/*.guide.json"))
    + sorted(Path().glob("guide_engine/demo/guide_files/*.guide.json")),
    ids=lambda p: p.name,
)
def test_each_example_can_be_imported_and_published(cast: Cast, path: Path):
    file = json.loads(path.read_text("utf-8"))
    assert transfer.import_file(file).created
    for guide in files.as_file(file)["guides"]:  # type: ignore[index]
        assert findings(guide, datetime.now(UTC)) == []


class TestCommands:
    """The command line, as people and scripts call it."""

    @pytest.fixture
    def written(self, tmp_path: Path) -> Path:
        file = tmp_path / "guides.json"
        file.write_text(json.dumps(make_file(make_flow())), "utf-8")
        return file

    def test_import_says_what_it_did(self, cast: Cast, runner: FlaskCliRunner, written: Path):
        result = runner.invoke(args=["import", str(written), "--workspace", "Acme"])
        assert (result.exit_code, result.output) == (0, "created: first-invoice\n")
        assert queries.count() == 1

    def test_export_writes_what_import_reads(
        self, cast: Cast, runner: FlaskCliRunner, tmp_path: Path, session: Session
    ):
        service.create_from(make_flow(name="請求書"))
        session.commit()
        output = tmp_path / "out.json"
        arguments = [
            "export",
            "--workspace",
            "Acme",
            "--guide",
            "first-invoice",
            "--output",
            str(output),
        ]
        assert runner.invoke(args=arguments).exit_code == 0
        assert "請求書" in output.read_text("utf-8")
        to_screen = runner.invoke(args=["export", "--workspace", "Acme"])
        assert json.loads(to_screen.output) == json.loads(output.read_text("utf-8"))

    def test_a_dry_run_says_so(self, cast: Cast, runner: FlaskCliRunner, written: Path):
        result = runner.invoke(args=["import", str(written), "--workspace", "Acme", "--dry-run"])
        assert "dry run" in result.output
        assert queries.count() == 0

    def test_one_of_several_workspaces_must_be_named(
        self, cast: Cast, runner: FlaskCliRunner, written: Path
    ):
        result = runner.invoke(args=["import", str(written)])
        assert "Acme, Mallory & Co" in str(result.exception)

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"{", "The file is not JSON"),
            (b"\xff\xfe", "The file is not JSON"),
            (b'{"format": 1, "format": 2}', "stands twice"),
            (b'{"guides": [NaN]}', "NaN is not a JSON number"),
            (b"[" * 100_000, "nested too deep"),
            (b"{}", "nothing was imported"),
        ],
    )
    def test_a_corrupt_file_is_refused(
        self, cast: Cast, runner: FlaskCliRunner, tmp_path: Path, content: bytes, sentence: str
    ):
        file = tmp_path / "bad.json"
        file.write_bytes(content)
        result = runner.invoke(args=["import", str(file), "--workspace", "Acme"])
        assert isinstance(result.exception, Invalid)
        assert sentence in str(result.exception)

    def test_a_missing_file_is_refused(self, cast: Cast, runner: FlaskCliRunner):
        result = runner.invoke(args=["import", "no-such-file.json", "--workspace", "Acme"])
        assert "No such file" in str(result.exception)

    def test_publishing_asks_whoever_publishes(
        self, cast: Cast, runner: FlaskCliRunner, written: Path, session: Session
    ):

        asked: list[tuple[str, int]] = []

        def publish(
            _app: object,
            *,
            workspace_id: str,
            guide_ids: list[str],
            environment: str,
            member_id: None,
        ) -> None:
            if environment != "staging":
                raise Conflict("no such environment")
            asked.append((environment, len(guide_ids)))

        arguments = ["import", str(written), "--workspace", "Acme", "--publish"]
        with only_heard_by(signals.publish_asked, publish):
            assert runner.invoke(args=[*arguments, "nowhere"]).exit_code != 0
            session.rollback()
            assert queries.count() == 0
            assert runner.invoke(args=[*arguments, "staging"]).exit_code == 0
        assert asked == [("staging", 1)]
