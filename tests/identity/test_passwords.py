import pytest

from guide_engine.core.errors import Invalid
from guide_engine.identity import passwords


def test_a_password_is_kept_as_argon2id_and_checked() -> None:
    kept = passwords.hash_password("correct horse battery")
    assert kept.startswith("$argon2id$")
    assert passwords.verify(kept, "correct horse battery")
    assert not passwords.verify(kept, "correct horse batterz")
    assert not passwords.needs_rehash(kept)


def test_nobody_matches_no_password() -> None:
    assert not passwords.verify(None, "nobody has this password")
    assert not passwords.verify("not a hash", "whatever")


@pytest.mark.parametrize("password", ["x" * 10, "x" * 128, "パスワードは日本語でも"])
def test_ten_to_a_hundred_and_twenty_eight_characters_are_taken(app: object, password: str) -> None:
    passwords.check_new(password)


@pytest.mark.parametrize("password", ["", "x" * 9, "x" * 129])
def test_others_are_refused_with_a_sentence_that_counts(app: object, password: str) -> None:
    with pytest.raises(Invalid) as refusal:
        passwords.check_new(password)
    assert str(len(password)) in refusal.value.fields["password"][0]
