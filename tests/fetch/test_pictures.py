"""From the address of a picture to one that can be shown: fetched, made small in a process of its own, kept."""

from __future__ import annotations

import io
import os
import resource
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reader.errors import ReaderError
from reader.fetch import decode_image
from reader.fetch.client import Client, Limits
from reader.fetch.errors import FetchError
from reader.fetch.fetch_image import LIMITS, fetch_picture, picture_client
from reader.fetch.image_cache import ImageCache
from tests.fetch.pictures import BLUE, RED, bomb, picture
from tests.fetch.server import HOME, Server, answer

URL = "https://img.example/a.png"
JPEG = picture("JPEG")


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], tuple[int, bytes]]:
    """Return what does the work of the process that decodes, in this one."""

    def run(data: bytes) -> tuple[int, bytes]:
        out = io.BytesIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
            patch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
            patch.setattr(resource, "setrlimit", lambda *_: None)
            patch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
            return decode_image.main(), out.getvalue()

    return run


def near(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) < 25 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("GIF", "P"), ("WEBP", "RGB"),
     ("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK")],
)  # fmt: skip
def test_a_picture_becomes_a_plain_jpeg(kind: str, mode: str) -> None:
    small = Image.open(io.BytesIO(decode_image.reduce(picture(kind, mode=mode), URL)))
    assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (64, 48))
    if mode != "L":
        assert near(small.getpixel((30, 5)), RED)
        assert near(small.getpixel((30, 42)), BLUE)


def test_a_large_picture_becomes_smaller(child: Callable[[bytes], tuple[int, bytes]]) -> None:
    for kind in ("PNG", "JPEG"):
        status, data = child(picture(kind, (4_000, 1_000)))
        assert status == 0
        assert Image.open(io.BytesIO(data)).size == (1_600, 400)


def test_what_shines_through_is_white(child: Callable[[bytes], tuple[int, bytes]]) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert near(Image.open(io.BytesIO(child(out.getvalue())[1])).getpixel((9, 9)), (255, 255, 255))


def test_a_picture_stands_upright_and_says_nothing_of_where_it_was_taken(
    child: Callable[[bytes], tuple[int, bytes]],
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "at home"
    status, data = child(picture("JPEG", exif=exif))
    assert (status, Image.open(io.BytesIO(data)).size) == (0, (48, 64))
    assert b"at home" not in data


def test_the_first_of_moving_pictures_is_shown(child: Callable[[bytes], tuple[int, bytes]]) -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), color) for color in (RED, BLUE)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert near(Image.open(io.BytesIO(child(out.getvalue())[1])).getpixel((9, 9)), RED)


HOSTILE = {
    "nothing": (b"", "no picture in JPEG"),
    "page": (b"<html><body>Not found</body></html>", "no picture in JPEG"),
    "drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture in JPEG"),
    "another": (picture("TIFF"), "no picture in JPEG"),
    "script": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no picture in JPEG"),
    "bomb": (bomb(60_000, 60_000), "too large"),
    "smaller bomb": (bomb(10_000, 6_000), "too large"),
    "truncated": (picture("JPEG", (400, 400))[:900], "damaged"),
    "cut PNG": (picture("PNG", (400, 400))[:150], "damaged"),
    "beginning": (picture("PNG")[:20], "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_told(name: str, child: Callable[[bytes], tuple[int, bytes]]) -> None:
    data, sentence = HOSTILE[name]
    with pytest.raises(FetchError, match=sentence) as caught:
        decode_image.reduce(data, URL)
    assert caught.value.place == URL
    status, out = child(data)
    assert status
    assert out == b""


@given(
    st.integers(0, 2_000), st.binary(min_size=1, max_size=20), st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"])
)
def test_no_damage_brings_the_decoder_down(at: int, rubbish: bytes, kind: str) -> None:
    whole = picture(kind)
    at %= len(whole)
    with pytest.MonkeyPatch.context() as patch:
        out = io.BytesIO()
        data = whole[:at] + rubbish + whole[at + len(rubbish) :]
        patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        patch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
        patch.setattr(resource, "setrlimit", lambda *_: None)
        patch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
        assert (decode_image.main() == 0) == bool(out.getvalue())


def test_the_process_that_decodes(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds: list[object] = []
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(JPEG)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    monkeypatch.setattr(resource, "setrlimit", lambda *bound: bounds.append(bound))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
    monkeypatch.delitem(sys.modules, decode_image.__name__)
    with pytest.raises(SystemExit) as left:
        runpy.run_module(decode_image.__name__, run_name="__main__")
    assert left.value.code == 0
    assert out.getvalue().startswith(b"\xff\xd8\xff")
    assert bounds == [(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))]


def _instead(monkeypatch: pytest.MonkeyPatch, run: Callable[..., Any]) -> None:
    monkeypatch.setattr(subprocess, "run", run)


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, lambda *_args, **_more: subprocess.CompletedProcess([], -11, b"", b""))
    with pytest.raises(
        FetchError, match=r"the process that read the picture was ended \(Segmentation fault\)"
    ):
        decode_image.reduce(JPEG, URL)


def test_a_picture_that_takes_too_long_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_more: object) -> None:
        raise subprocess.TimeoutExpired([], 20)

    _instead(monkeypatch, never)
    with pytest.raises(FetchError, match="longer than 20 seconds"):
        decode_image.reduce(JPEG, URL)


def test_without_the_extra_a_sentence_says_how_to_have_it(
    monkeypatch: pytest.MonkeyPatch, server: Server, client: Client
) -> None:
    monkeypatch.setattr(decode_image, "MODULES", {"images": ("PIL", "a_package_that_is_nowhere")})
    with pytest.raises(FetchError) as caught:
        fetch_picture(server.page("/a", JPEG), client)
    assert "needs the extra “images”" in caught.value.message
    assert "pillow" in caught.value.hint
    assert server.visits == []


def test_a_picture_comes_all_the_way(server: Server, client: Client) -> None:
    server.answers["/old"] = answer("", "Location: /new", status="302 Found")
    server.page("/new", picture("WEBP"), "Content-Type: image/webp")
    data = fetch_picture(server.url("/old"), client)
    assert Image.open(io.BytesIO(data)).size == (64, 48)
    assert server.visits[0].headers["accept"].startswith("image/webp")
    assert "cookie" not in server.visits[1].headers


def test_a_page_instead_of_a_picture_is_told(server: Server, client: Client) -> None:
    with pytest.raises(FetchError, match="this is no picture but text/html"):
        fetch_picture(server.page("/a", "<html>"), client)


def test_the_sentences_are_about_a_picture(server: Server) -> None:
    client = Client(Limits(size=1_000), may_reach=lambda address: address == HOME, what="picture")
    with pytest.raises(FetchError, match="the picture is larger than 1,000 bytes"):
        fetch_picture(server.page("/a", b"\x89" * 2_000, "Content-Type: image/png"), client)
    server.answers["/b"] = answer("", "Location: /b", status="302 Found")
    with pytest.raises(FetchError, match="the picture redirects in a circle"):
        fetch_picture(server.url("/b"), client)


def test_private_addresses_are_refused(server: Server) -> None:
    client = picture_client()
    assert client.limits == LIMITS
    with pytest.raises(FetchError, match="not on the public network"):
        fetch_picture(server.page("/a", JPEG), client)
    assert server.visits == []


def test_a_picture_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    kept = ImageCache(tmp_path / "pictures")
    assert kept.get(URL) is None
    kept.put(URL, JPEG)
    assert kept.get(URL) == JPEG
    assert kept.get(URL + "?") is None
    (file,) = (tmp_path / "pictures").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "pictures").stat().st_mode & 0o777 == 0o700
    file.write_bytes(b"<html>")
    assert kept.get(URL) is None


def test_a_cache_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    kept = ImageCache(tmp_path)
    kept.put(URL, JPEG)
    monkeypatch.setattr(os, "utime", refuse)
    assert kept.get(URL) == JPEG


def _age(folder: Path, seconds: int) -> None:
    for file in folder.glob("*.jpg"):
        seen = file.stat()
        os.utime(file, (seen.st_atime, seen.st_mtime - seconds))


@pytest.mark.parametrize("bounds", [{"most": 2}, {"largest": len(JPEG) * 5 // 2}], ids=["number", "size"])
def test_the_one_not_looked_at_longest_goes_first(tmp_path: Path, bounds: dict[str, int]) -> None:
    kept = ImageCache(tmp_path, **bounds)
    for name in ("a", "b"):
        kept.put(name, JPEG)
        _age(tmp_path, 10)
    assert kept.get("a") == JPEG  # looked at now
    _age(tmp_path, 1)
    kept.put("c", JPEG)
    assert [kept.get(name) is not None for name in "abc"] == [True, False, True]


def test_what_another_session_lets_go_of_is_gone(tmp_path: Path) -> None:
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nowhere")
    kept = ImageCache(tmp_path, most=1)
    kept.put(URL, JPEG)
    assert kept.get(URL) == JPEG


def test_a_picture_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReaderError, match="the picture could not be kept"):
        ImageCache(tmp_path / "file" / "pictures").put(URL, JPEG)
