"""Uploaded images and videos: what is taken, what becomes of it, and how it is served."""

import io
import struct
import zlib
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import select

from guide_engine.core.db import bind_workspace, db
from guide_engine.guides.media import service
from guide_engine.guides.media.images import MOST_SIDE, BadImage, draw_anew
from guide_engine.guides.media.models import Media, MediaBlob
from guide_engine.guides.media.sniff import Format, Refused, sniff
from tests.support.actors import Cast, sign_in
from tests.support.builder import open_builder

MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(range(256)) * 8
WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webm" + bytes(500)
ORIENTATION, MAKER = 0x0112, 0x010F


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    out = io.BytesIO()
    mode = options.pop("mode", "RGB")
    Image.new(mode, size, options.pop("color", 90)).save(out, kind, **options)
    return out.getvalue()


def animation(kind: str = "GIF", frames: int = 5, size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    first, *rest = (Image.effect_noise(size, 20 + number) for number in range(frames))
    first.save(out, kind, save_all=True, append_images=rest, duration=120, loop=0)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that say they are an enormous picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.fixture
def bob(client: FlaskClient, cast: Cast) -> FlaskClient:
    return sign_in(client, cast.bob)


def send(client: FlaskClient, body: bytes, **headers: str) -> Any:
    csrf: dict[str, str] = {"X-CSRF-Token": client.csrf()}  # type: ignore[attr-defined]
    wanted = {"Content-Type": "application/octet-stream", "Accept": "application/json"}
    return client.post("/guides/media", data=body, headers={**wanted, **csrf, **headers})


def fetch(client: FlaskClient, src: str, **headers: str) -> Any:
    return client.get("/" + src.partition("//")[2].partition("/")[2], headers=headers)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (picture("PNG"), Format.PNG),
        (picture("JPEG"), Format.JPEG),
        (picture("WEBP"), Format.WEBP),
        (picture("GIF"), Format.GIF),
        (MP4, Format.MP4),
        (WEBM, Format.WEBM),
        (b"", Refused.EMPTY),
        (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', Refused.SVG),
        (b'<?xml version="1.0"?>\n<!-- hi --><SVG onload="alert(1)">', Refused.SVG),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), Refused.HEIC),
        (b"\x00\x00\x00\x18ftypavif" + bytes(20), Refused.AVIF),
        (b"\x00\x00\x00\x14ftypqt  " + bytes(20), Refused.QUICKTIME),
        (WEBM.replace(b"webm", b"mkv!"), Refused.MATROSKA),
        (b"<html><script>alert(1)</script>", Refused.UNKNOWN),
        (b"%PDF-1.7", Refused.UNKNOWN),
        (b"BM" + bytes(60), Refused.UNKNOWN),
        (b"RIFF\x00\x00\x00\x00WAVE", Refused.UNKNOWN),
        (b"\x00\x00\x00\x18ftypevil" + bytes(20), Refused.UNKNOWN),
    ],
)
def test_a_file_is_known_by_its_content(body: bytes, found: Format | Refused):
    assert sniff(body) is found


@given(st.binary(max_size=300))
def test_any_bytes_are_told_or_refused(body: bytes):
    assert isinstance(sniff(body), Format | Refused)


@settings(max_examples=60)
@given(st.sampled_from(["PNG", "JPEG", "WEBP", "GIF"]), st.data())
def test_a_damaged_picture_is_refused_or_drawn_and_nothing_else(kind: str, data: st.DataObject):
    whole = bytearray(picture(kind))
    for _time in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(12, len(whole) - 1))] = data.draw(st.integers(0, 255))
    body = bytes(whole[: data.draw(st.integers(12, len(whole)))])
    try:
        drawn = draw_anew(body, Format("jpg" if kind == "JPEG" else kind.lower()))
    except BadImage:
        return
    assert sniff(drawn.body) is drawn.format


@pytest.mark.parametrize(
    ("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp"), ("GIF", "png")]
)
def test_a_picture_is_taken_and_served(bob: FlaskClient, kind: str, ending: str):
    told = send(bob, picture(kind)).get_json()
    assert (told["kind"], told["width"], told["height"]) == ("image", 60, 40)
    assert told["src"].startswith("http://127.0.0.1:8000/media/")
    assert told["src"].endswith(f".{ending}")
    served = fetch(bob, told["src"])
    assert Image.open(io.BytesIO(served.data)).size == (60, 40)


def test_it_is_served_so_that_it_can_never_act(bob: FlaskClient):
    headers = fetch(bob, send(bob, picture()).get_json()["src"]).headers
    assert headers["Content-Type"] == "image/png"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in headers


def test_who_has_it_already_is_sent_nothing(bob: FlaskClient):
    src = send(bob, picture()).get_json()["src"]
    etag = fetch(bob, src).headers["ETag"]
    assert fetch(bob, src, **{"If-None-Match": etag}).status_code == 304


def test_nothing_but_pixels_is_kept(bob: FlaskClient):
    made = Image.new("RGB", (60, 40), "red")
    exif = made.getexif()
    exif[ORIENTATION], exif[MAKER] = 6, "Secret camera"
    out = io.BytesIO()
    made.save(out, "JPEG", exif=exif, comment=b"Secret place")
    told = send(bob, out.getvalue() + b"<script>alert(1)</script>").get_json()
    kept = fetch(bob, told["src"]).data
    assert (told["width"], told["height"]) == (40, 60), "the picture was not turned upright"
    assert b"Secret" not in kept
    assert b"<script>" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_a_large_picture_is_made_smaller(bob: FlaskClient):
    told = send(bob, picture("JPEG", (5000, 2500))).get_json()
    assert (told["width"], told["height"]) == (MOST_SIDE, MOST_SIDE // 2)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_a_plain_one(mode: str):
    color = (90, 128) if mode == "LA" else 1
    drawn = draw_anew(picture("PNG", mode=mode, color=color), Format.PNG)
    assert Image.open(io.BytesIO(drawn.body)).mode in {"RGB", "RGBA"}


def test_what_is_see_through_stays_so():
    made = picture("PNG", mode="RGBA", color=(255, 0, 0, 0))
    drawn = Image.open(io.BytesIO(draw_anew(made, Format.PNG).body))
    assert drawn.getpixel((1, 1)) == (255, 0, 0, 0)


def test_a_picture_for_printing_gets_the_colours_of_a_screen():
    drawn = draw_anew(picture("JPEG", mode="CMYK", color=(0, 255, 255, 0)), Format.JPEG)
    assert Image.open(io.BytesIO(drawn.body)).mode == "RGB"


def test_an_animation_goes_on_moving(bob: FlaskClient):
    told = send(bob, animation("GIF")).get_json()
    assert told["src"].endswith(".webp")
    kept = Image.open(io.BytesIO(fetch(bob, told["src"]).data))
    assert (kept.n_frames, kept.size) == (5, (40, 30))


def test_an_endless_animation_is_refused(bob: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("guide_engine.guides.media.images.MOST_FRAMES", 4)
    answer = send(bob, animation("GIF", frames=5))
    assert answer.status_code == 422
    assert "too long" in answer.get_json()["error"]["message"]


@pytest.mark.parametrize("size", [(6_000, 6_000), (60_000, 60_000), (2_000_000_000, 2)])
def test_an_image_bomb_is_refused_before_it_is_unpacked(bob: FlaskClient, size: tuple[int, int]):
    answer = send(bob, huge_png(*size))
    assert answer.status_code == 422
    assert "pixels" in answer.get_json()["error"]["message"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"<svg></svg>", "SVG"),
        (b"plain text", "no file that can be shown"),
        (picture()[:40], "damaged"),
        (b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", "damaged"),
        (b"\x00\x00\x00\x14ftypqt  " + bytes(20), "MP4"),
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_do(bob: FlaskClient, body: bytes, said: str):
    answer = send(bob, body)
    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"]) == (422, "bad_upload")
    assert said in error["message"]
    assert db.session.scalars(select(MediaBlob)).all() == []


def test_it_refuses_in_the_authors_language(bob: FlaskClient, cast: Cast):
    cast.bob.locale = "ja"
    assert "SVG はスクリプトを" in send(bob, b"<svg></svg>").get_json()["error"]["message"]


def test_a_picture_over_five_megabytes_is_refused(bob: FlaskClient):
    answer = send(bob, picture() + bytes(5 * 1024 * 1024))
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (413, "too_large")
    assert "5 MB" in answer.get_json()["error"]["message"]


def test_a_video_is_kept_as_it_is(bob: FlaskClient):
    told = send(bob, MP4).get_json()
    assert (told["kind"], told["width"], told["height"]) == ("video", None, None)
    served = fetch(bob, told["src"])
    assert served.data == MP4
    assert served.headers["Content-Type"] == "video/mp4"
    assert served.headers["Accept-Ranges"] == "bytes"


def test_a_video_of_nine_megabytes_passes_and_one_of_eleven_does_not(bob: FlaskClient):
    assert send(bob, MP4 + bytes(9 * 1024 * 1024)).status_code == 201
    assert send(bob, MP4 + bytes(11 * 1024 * 1024)).status_code == 413


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [("bytes=0-99", 0, 100), ("bytes=100-", 100, None), ("bytes=-50", -50, None)],
)
def test_players_seek_by_parts(bob: FlaskClient, wanted: str, start: int, stop: int | None):
    src = send(bob, MP4).get_json()["src"]
    part = fetch(bob, src, Range=wanted)
    assert (part.status_code, part.data) == (206, MP4[start:stop])
    first = start % len(MP4)
    last = (stop or len(MP4)) - 1
    assert part.headers["Content-Range"] == f"bytes {first}-{last}/{len(MP4)}"


def test_a_part_beyond_the_end_is_refused(bob: FlaskClient):
    src = send(bob, MP4).get_json()["src"]
    beyond = fetch(bob, src, Range=f"bytes={len(MP4)}-")
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(MP4)}")


@pytest.mark.parametrize(
    "headers",
    [{"Range": "bytes=0-1,4-5"}, {"Range": "lines=1-2"}, {"Range": "bytes=0-1", "If-Range": '"x"'}],
)
def test_what_can_not_be_cut_is_sent_whole(bob: FlaskClient, headers: dict[str, str]):
    src = send(bob, MP4).get_json()["src"]
    assert fetch(bob, src, **headers).data == MP4


def test_the_same_file_is_kept_once(bob: FlaskClient):
    assert send(bob, MP4).get_json() == send(bob, MP4).get_json()
    assert len(db.session.scalars(select(Media)).all()) == 1


def test_two_workspaces_may_have_the_same_file(app: Flask, bob: FlaskClient, cast: Cast):
    mallory = sign_in(app.test_client(), cast.mallory)
    assert send(bob, MP4).get_json() == send(mallory, MP4).get_json()
    assert len(db.session.scalars(select(Media)).all()) == 1
    bind_workspace(db.session, cast.other_workspace.id)
    assert len(db.session.scalars(select(Media)).all()) == 1
    assert len(db.session.scalars(select(MediaBlob)).all()) == 1


def test_a_workspace_has_an_end(bob: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(service, "MOST_WORKSPACE_BYTES", 3_000)
    assert send(bob, MP4).status_code == 201
    assert send(bob, MP4).status_code == 201
    assert send(bob, MP4 + b"more").status_code == 413


@pytest.mark.parametrize(
    "name", ["x", "0" * 64 + ".png", "../secret.key", "0" * 64 + ".svg", "A" * 64 + ".png"]
)
def test_what_was_not_uploaded_is_not_there(client: FlaskClient, cast: Cast, name: str):
    assert client.get(f"/media/{name}").status_code == 404


def test_a_file_answers_to_its_own_ending_only(bob: FlaskClient):
    src = send(bob, picture()).get_json()["src"]
    assert fetch(bob, src.replace(".png", ".mp4")).status_code == 404


def test_a_viewer_uploads_nothing(app: Flask, cast: Cast):
    vera = sign_in(app.test_client(), cast.vera)
    assert send(vera, picture()).status_code == 403


def test_another_site_uploads_nothing(bob: FlaskClient):
    assert send(bob, picture(), **{"X-CSRF-Token": "ct_wrong"}).status_code == 403


def test_the_builder_uploads_from_the_host_page(app: Flask, cast: Cast):
    builder = open_builder(app, cast.bob, cast.production)
    answer = builder.ask("POST", "/media", data=picture())
    assert (answer.status_code, answer.get_json()["kind"]) == (201, "image")
    assert builder.ask("POST", "/media", data=b"<svg/>").status_code == 422
    viewer = open_builder(app, cast.vera, cast.production)
    assert viewer.ask("POST", "/media", data=picture()).status_code == 403
