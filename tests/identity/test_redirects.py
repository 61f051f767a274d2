from urllib.parse import urljoin, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from guide_engine.identity.redirects import local_path


def test_a_path_of_ours_is_kept() -> None:
    for path in ("/", "/guides/gd_1/build?step=2", "/people?q=%E4%BD%90%E8%97%A4#top"):
        assert local_path(path) == path


@given(st.text(alphabet="/\\:.@#?&% \t\r\nevilhtps-\u3002\uff0f", max_size=24))
def test_whatever_is_let_through_stays_here(text: str) -> None:
    target = urljoin("https://ours.test/sign-in", local_path(text))
    assert urlsplit(target).netloc == "ours.test"
    assert not local_path(text).startswith(("//", "/\\"))
