"""Evidence: a picture is made anew, and whatever is no picture is refused."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import Image

from shouhou.accounts import attachments
from shouhou.accounts.attachments import keep_photo, path_of
from shouhou.accounts.models import Attachment
from tests.world import World, refused

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
ON_ITS_SIDE = 6


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Iterator[Path]:
    """A folder of the test's own."""
    with override_settings(MEDIA_ROOT=tmp_path):
        yield tmp_path


def picture(kind: str, size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    """A picture as a phone or a program would send it."""
    encoded = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(encoded, kind, **options)  # type: ignore[arg-type]
    return encoded.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def as_kept(kept: Attachment) -> Image.Image:
    return Image.open(io.BytesIO(path_of(kept.stored_as).read_bytes()))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_of_any_kind_is_kept_as_a_fresh_jpeg(w: World, kind: str) -> None:
    kept = keep_photo(upload(picture(kind), f"外观.{kind.lower()}"), by=w.hejing)

    assert as_kept(kept).format == "JPEG"
    assert kept.media_type == "image/jpeg"
    assert kept.size_bytes == path_of(kept.stored_as).stat().st_size
    assert (kept.name, kept.brought_by) == (f"外观.{kind.lower()}", w.hejing)


def test_metadata_and_whatever_follows_the_picture_are_gone(w: World) -> None:
    exif = Image.Exif()
    exif[MAKER] = "secret maker"
    exif[GPS] = {1: "N"}
    sent = picture("JPEG", exif=exif) + b"<script>alert(1)</script>"

    content = path_of(keep_photo(upload(sent), by=w.hejing).stored_as).read_bytes()

    assert b"secret maker" in sent
    assert b"secret maker" not in content
    assert b"script" not in content
    assert not Image.open(io.BytesIO(content)).getexif()


def test_a_photo_taken_on_its_side_stands_upright(w: World) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = ON_ITS_SIDE

    kept = keep_photo(upload(picture("JPEG", (40, 20), exif=exif)), by=w.hejing)

    assert as_kept(kept).size == (20, 40)


def test_a_large_picture_is_made_smaller(w: World) -> None:
    kept = keep_photo(upload(picture("JPEG", (4800, 1200))), by=w.hejing)

    assert as_kept(kept).size == (2400, 600)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
NO_PICTURES = {
    "an SVG": SVG,
    "an SVG that calls itself XML": b'<?xml version="1.0"?>' + SVG,
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a page that begins like a GIF": b"GIF89a=1;/*<script>alert(1)</script>*/",
    "a GIF": picture("GIF"),
    "a BMP": picture("BMP"),
    "a TIFF": picture("TIFF"),
    "a PDF": b"%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>endobj",
    "nothing": b"",
    "half a JPEG": picture("JPEG", (400, 400))[:300],
    "half a PNG": picture("PNG", (400, 400))[:60],
    "a program": b"MZ\x90\x00" + bytes(200),
    "an archive": b"PK\x03\x04" + bytes(200),
}


@pytest.mark.req("R-ATT")
@pytest.mark.parametrize("what", NO_PICTURES)
def test_whatever_is_no_photo_is_refused_and_not_kept(w: World, media: Path, what: str) -> None:
    with refused("attachment.not_a_picture"):
        keep_photo(upload(NO_PICTURES[what]), by=w.hejing)

    assert not Attachment.objects.exists()
    assert list(media.iterdir()) == []


@pytest.mark.req("R-ATT")
def test_a_huge_file_is_refused_unread(w: World) -> None:
    huge = upload(b"")
    huge.size = attachments.LARGEST_BYTES + 1

    with refused("attachment.too_large"):
        keep_photo(huge, by=w.hejing)


@pytest.mark.parametrize("size", [(8_000, 8_000), (30_000, 30_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_by_its_heading(
    w: World, size: tuple[int, int]
) -> None:
    """A PNG says in its first bytes how large it will be."""
    small = bytearray(picture("PNG", (4, 4)))
    small[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    with Image.open(io.BytesIO(picture("PNG", (4, 4)))) as honest:
        assert honest.size == (4, 4)

    with refused("attachment.too_large" if size[0] == 8_000 else "attachment.not_a_picture"):
        keep_photo(upload(_with_right_checksum(bytes(small))), by=w.hejing)


def _with_right_checksum(png: bytes) -> bytes:
    header = png[12:29]
    return png[:29] + zlib.crc32(header).to_bytes(4, "big") + png[33:]


@pytest.mark.req("R-ATT")
@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\x\\y.jpg", "a" * 300 + ".jpg", "照片.jpg"]
)
def test_a_file_is_stored_under_a_name_of_ours(w: World, media: Path, name: str) -> None:
    sent = upload(picture("JPEG"))
    sent._name = name  # noqa: SLF001 - Django would have cleaned it

    kept = keep_photo(sent, by=w.hejing)

    assert path_of(kept.stored_as).is_relative_to(media)
    assert kept.stored_as.removesuffix(".jpg").isalnum()
    assert len(kept.name) <= 120
    assert "/" not in kept.name


def test_two_pictures_alike_are_two_files(w: World) -> None:
    one, other = (keep_photo(upload(picture("JPEG")), by=w.hejing) for _ in range(2))

    assert one.stored_as != other.stored_as
    assert one.sha256 == other.sha256
