"""What a file is, by its first bytes. Names and declared types are not asked. Pure."""

import re
from enum import StrEnum

# A file that begins like this may be drawn or played by a browser; nothing else is looked for.
NEEDED_BYTES = 4_096

_MP4_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash"}
)
_PICTURE_BRANDS = {
    b"heic": "heic", b"heix": "heic", b"hevc": "heic", b"mif1": "heic", b"msf1": "heic",
    b"avif": "avif", b"avis": "avif",
}  # fmt: skip
_EBML = b"\x1a\x45\xdf\xa3"
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)


class Format(StrEnum):
    """Files that are taken. The value is the ending of their address."""

    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    GIF = "gif"
    MP4 = "mp4"
    WEBM = "webm"

    @property
    def is_video(self) -> bool:
        return self in {Format.MP4, Format.WEBM}


class Refused(StrEnum):
    """Files that are known and not taken."""

    EMPTY = "empty"
    SVG = "svg"
    HEIC = "heic"
    AVIF = "avif"
    QUICKTIME = "quicktime"
    MATROSKA = "matroska"
    UNKNOWN = "unknown"


def sniff(head: bytes) -> Format | Refused:
    """Tell what a file is. Anything that isn't plainly one of ours is refused."""
    if not head:
        return Refused.EMPTY
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Format.GIF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12])
    if head.startswith(_EBML):
        return Format.WEBM if b"webm" in head[:64] else Refused.MATROSKA
    if _SVG.search(head[:NEEDED_BYTES]):
        return Refused.SVG
    return Refused.UNKNOWN


def _by_brand(brand: bytes) -> Format | Refused:
    if brand in _MP4_BRANDS:
        return Format.MP4
    if brand in _PICTURE_BRANDS:
        return Refused(_PICTURE_BRANDS[brand])
    return Refused.QUICKTIME if brand == b"qt  " else Refused.UNKNOWN
