"""The command refuses with one clear sentence and exit code 2, as a real process."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def run(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GUIDE_ENGINE_")}
    return subprocess.run(
        [sys.executable, "-m", "guide_engine", *arguments],
        env={**clean, "GUIDE_ENGINE_DATA": str(folder), **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_new_instance_is_migrated_and_healthy(data_folder: Path):
    assert "Migrated" in run(data_folder, "migrate").stdout
    again = run(data_folder, "migrate")
    assert (again.returncode, again.stdout.strip()) == (0, "Already up to date.")


def test_a_bad_setting(data_folder: Path):
    done = run(data_folder, "migrate", GUIDE_ENGINE_PORT="http")
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "guide-engine: GUIDE_ENGINE_PORT: “http” must be a whole number from 1 to 65535."
    )


def test_a_port_in_use(data_folder: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(data_folder, "serve", "--port", str(port))
    assert done.returncode == 2
    assert f"Port {port} on 127.0.0.1 can't be used" in done.stderr


def test_an_unreachable_database(data_folder: Path):
    url = "postgresql+psycopg://nobody:secret-password@127.0.0.1:1/none"
    done = run(data_folder, "migrate", GUIDE_ENGINE_DATABASE_URL=url)
    assert done.returncode == 2
    assert done.stderr.startswith("guide-engine: The database can't be reached or used:")
    assert "secret-password" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", ["", "{", '{"format": "guide-engine/file@9"}', "\x00\x01"])
def test_a_corrupt_guide_file(data_folder: Path, content: str):
    file = data_folder / "guide.json"
    file.write_text(content)
    run(data_folder, "migrate")
    password = data_folder / "password"
    password.write_text("correct horse battery staple")
    owner = ["--email", "a@example.com", "--workspace", "W", "--password-file", str(password)]
    assert run(data_folder, "create-owner", *owner).returncode == 0
    done = run(data_folder, "import", str(file))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert run(data_folder, "export").stdout.count('"kind"') == 0


def test_a_damaged_database(data_folder: Path):
    (data_folder / "guide_engine.db").write_bytes(b"this is no database" * 100)
    done = run(data_folder, "migrate")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_unknown_command(data_folder: Path):
    done = run(data_folder, "frobnicate")
    assert done.returncode == 2
    assert "No such command 'frobnicate'" in done.stderr


def test_every_command_has_help(data_folder: Path):
    listed = run(data_folder, "--help").stdout.partition("Commands:")[2].split("\n")
    names = [line.split()[0] for line in listed if line.startswith("  ") and line.split()]
    assert {"serve", "worker", "demo", "migrate", "import", "export", "rebuild"} <= set(names)
    assert {"doctor", "backup", "create-owner", "community"} <= set(names)


def test_a_backup_is_a_database_that_doctor_likes(data_folder: Path):
    run(data_folder, "migrate")
    copy = data_folder / "copy"
    copy.mkdir()
    done = run(data_folder, "backup", str(copy / "guide_engine.db"))
    assert done.returncode == 0, done.stderr
    (copy / "secret.key").write_text((data_folder / "secret.key").read_text())
    checked = run(copy, "doctor")
    assert "ok   database schema" in checked.stdout
    assert "ok   database integrity" in checked.stdout


def test_a_backup_never_overwrites(data_folder: Path):
    run(data_folder, "migrate")
    (data_folder / "kept").write_text("precious")
    done = run(data_folder, "backup", str(data_folder / "kept"))
    assert done.returncode != 0
    assert (data_folder / "kept").read_text() == "precious"
