"""Uploaded images are drawn anew: what comes out is pixels, and nothing else of the file.

So neither metadata (places, names, serial numbers) nor anything hidden in the file reaches end
users, and a file that only claims to be an image fails here.
"""

import io
import struct
import warnings
from collections.abc import Iterator
from threading import BoundedSemaphore
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from guide_engine.guides.media.sniff import Format

# Longest side of what is kept; the longest side of a screen rarely has more.
MOST_SIDE = 2_000
# An image of more pixels is refused before any is unpacked. A photo of 30 megapixels passes.
MOST_PIXELS = 32_000_000
# All frames of an animation together, and how many there may be.
MOST_MOVING_PIXELS = 40_000_000
MOST_FRAMES = 300
QUALITY = 85

# Pillow warns at its limit and refuses at twice that, for each frame; half of ours is its.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
# Unpacked, an image may take 160 MB: so many at once, however many threads there are.
_room = BoundedSemaphore(2)
# What Pillow raises for files that are broken, cut short or malicious.
_BROKEN = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError,
    TypeError, OverflowError, ZeroDivisionError, MemoryError, RuntimeError, struct.error,
)  # fmt: skip


class BadImage(ValueError):
    """The image can't be taken. `code`: broken, too_many_pixels, too_long."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Drawn(NamedTuple):
    body: bytes
    format: Format
    width: int
    height: int


def draw_anew(body: bytes, form: Format) -> Drawn:
    """Decode an image, turn it upright, make it small enough and encode it. Raises BadImage."""
    with _room:
        try:
            with Image.open(io.BytesIO(body), formats=[_name(form)]) as image:
                moves = getattr(image, "is_animated", False)
                return _moving(image) if moves else _still(image, form)
        except (BadImage, Image.DecompressionBombError) as refusal:
            raise (
                refusal if isinstance(refusal, BadImage) else BadImage("too_many_pixels")
            ) from None
        except _BROKEN:
            raise BadImage("broken") from None


def _name(form: Format) -> str:
    return "JPEG" if form is Format.JPEG else form.value.upper()


def _still(image: Image.Image, form: Format) -> Drawn:
    # JPEG can decode at a fraction of its size: less memory for large photos.
    image.draft("RGB", (MOST_SIDE, MOST_SIDE))
    upright = ImageOps.exif_transpose(_in_srgb(image))
    plain = _in_plain_mode(upright, alpha=form is not Format.JPEG)
    plain.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    if form is Format.JPEG:
        _bare(plain).save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        kept = Format.JPEG
    elif form is Format.WEBP:
        _bare(plain).save(out, "WEBP", quality=QUALITY, method=4)
        kept = Format.WEBP
    else:
        _bare(plain).save(out, "PNG", optimize=True)
        kept = Format.PNG
    return Drawn(out.getvalue(), kept, plain.width, plain.height)


def _moving(image: Image.Image) -> Drawn:
    """An animation, of whatever format, becomes an animated WebP."""
    durations: list[int] = []
    first, *rest = _frames(image, durations)
    out = io.BytesIO()
    first.save(
        out,
        "WEBP",
        save_all=True,
        append_images=rest,
        duration=durations,
        loop=int(image.info.get("loop", 0) or 0),
        quality=75,
        method=2,
    )
    return Drawn(out.getvalue(), Format.WEBP, first.width, first.height)


def _frames(image: Image.Image, durations: list[int]) -> Iterator[Image.Image]:
    """Yield the frames, drawn whole. They are counted as they come: the file may lie."""
    most = min(MOST_FRAMES, max(1, MOST_MOVING_PIXELS // (image.width * image.height)))
    for index in range(most + 1):
        try:
            image.seek(index)
        except EOFError:
            return
        if index == most:
            raise BadImage("too_long")
        frame = image.convert("RGBA")
        frame.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
        durations.append(max(20, int(image.info.get("duration", 100) or 100)))
        yield _bare(frame)


def _in_srgb(image: Image.Image) -> Image.Image:
    """Turn the colours of a wide or printing colour space into those every screen knows."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or image.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    try:
        turned = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if image.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    if turned is None:
        return image
    # The orientation stands in the metadata, which the new image has not.
    turned.info["exif"] = image.info.get("exif", b"")
    return turned


def _in_plain_mode(image: Image.Image, *, alpha: bool) -> Image.Image:
    """Return 8 bits a channel, with transparency only where the file has some and may."""
    see_through = alpha and image.has_transparency_data
    if image.mode.startswith("I") or image.mode == "F":
        # Sixteen bits of grey: scaled, since a plain conversion would clip.
        image = image.point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if see_through else "RGB")


def _bare(image: Image.Image) -> Image.Image:
    """Leave behind everything that is not pixels."""
    image.info = {}
    return image
