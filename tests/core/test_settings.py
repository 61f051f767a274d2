"""Settings: read, typed, and refused with a sentence that names what is wrong."""

from pathlib import Path

import pytest

from guide_engine.core.settings import Settings, SettingsError, instance_key, load_settings


def test_nothing_set_gives_the_documented_defaults():
    assert load_settings({"PATH": "/bin"}) == Settings()


def test_values_are_read_with_their_types():
    settings = load_settings(
        {"GUIDE_ENGINE_PORT": "9000", "GUIDE_ENGINE_PUBLIC_URL": "https://guides.example.com/"}
    )
    assert settings.port == 9000
    assert settings.resolved_public_url == "https://guides.example.com"


def test_an_empty_variable_is_as_good_as_none():
    assert load_settings({"GUIDE_ENGINE_DATABASE_URL": ""}) == Settings()


def test_a_value_may_come_from_a_file(data_folder: Path):
    (data_folder / "key").write_text("k" * 40 + "\n")
    settings = load_settings({"GUIDE_ENGINE_SECRET_KEY_FILE": str(data_folder / "key")})
    assert settings.secret_key == "k" * 40


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("GUIDE_ENGINE_PROT", "8000", "GUIDE_ENGINE_PROT is not a setting"),
        ("GUIDE_ENGINE_PORT", "eighty", "must be a whole number from 1 to 65535"),
        ("GUIDE_ENGINE_PORT", "70000", "must be a whole number from 1 to 65535"),
        ("GUIDE_ENGINE_WORKER", "thread", "must be one of inline, off"),
        ("GUIDE_ENGINE_PUBLIC_URL", "guides.example.com", "must be a full address"),
        ("GUIDE_ENGINE_DATABASE_URL", "mysql://x", "postgresql+psycopg://"),
        ("GUIDE_ENGINE_SECRET_KEY", "short", "at least 32 characters"),
        ("GUIDE_ENGINE_SECRET_KEY_FILE", "/nowhere/key", "can't read /nowhere/key"),
        ("GUIDE_ENGINE_SMTP_URL", "mail.example.com:587", "must look like smtp://"),
        ("GUIDE_ENGINE_SMTP_URL", "smtp://", "must look like smtp://"),
        ("GUIDE_ENGINE_SMTP_URL", "smtp://mail.example.com:abc", "must look like smtp://"),
        ("GUIDE_ENGINE_SMTP_URL", "smtp://mail.example.com", "belong together"),
        ("GUIDE_ENGINE_MAIL_FROM", "guides@", "must be a mail address"),
        ("GUIDE_ENGINE_MAIL_FROM", "nobody", "must be a mail address"),
        ("GUIDE_ENGINE_MAIL_FROM", "a b <c d@e.f> g@h", "must be a mail address"),
        ("GUIDE_ENGINE_MAIL_FROM", "guides@example.com", "belong together"),
    ],
)
def test_a_bad_setting_is_named_and_explained(variable: str, value: str, says: str):
    with pytest.raises(SettingsError) as refused:
        load_settings({variable: value})
    assert variable in str(refused.value)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    "variable", ["GUIDE_ENGINE_SECRET_KEY", "GUIDE_ENGINE_DATABASE_URL", "GUIDE_ENGINE_SMTP_URL"]
)
def test_a_refused_secret_is_not_repeated(variable: str):
    with pytest.raises(SettingsError) as refused:
        load_settings({variable: "hunter2"})
    assert "hunter2" not in str(refused.value)


def test_the_instance_key_is_made_once_and_kept_private(data_folder: Path):
    settings = Settings(data=data_folder / "new")
    first = instance_key(settings)
    assert instance_key(settings) == first
    assert (data_folder / "new" / "secret.key").stat().st_mode & 0o077 == 0


def test_a_data_folder_that_cannot_be_used_is_explained(data_folder: Path):
    (data_folder / "file").write_text("")
    with pytest.raises(SettingsError, match="GUIDE_ENGINE_DATA: can't use the folder"):
        instance_key(Settings(data=data_folder / "file"))
