import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from studio.domain.asset import AssetKind
from studio.domain.errors import BadInput, EmptyInput, TooLarge, UnreadableInput
from studio.providers import footage
from studio.providers.intake import inspect_media, listed, sort_inputs


@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "gif", "bmp", "tif"])
def test_a_picture_is_known_by_its_content(ending: str, make_picture, tmp_path: Path) -> None:
    disguised = make_picture(f"a.{ending}").rename(tmp_path / "größe 声.xyz")
    facts = inspect_media(disguised, "mine")
    assert (facts.kind, facts.extension) == (AssetKind.PICTURE, ending)
    assert (facts.width, facts.height, facts.length_s) == (60, 40, 0)


def test_a_picture_is_as_wide_as_it_is_shown(make_picture) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    facts = inspect_media(make_picture("a.jpg", exif=exif), "a.jpg")
    assert (facts.width, facts.height) == (40, 60)


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mp4", "libx264"), ("a.mkv", "libx264"), ("a.avi", "mpeg4")]
)
def test_a_film_is_known_by_its_content(name: str, codec: str, make_film) -> None:
    facts = inspect_media(make_film(name, codec), name)
    assert (facts.kind, facts.extension) == (AssetKind.FILM, name[2:])
    assert (facts.width, facts.height) == (64, 48)
    assert facts.length_s == pytest.approx(1.0, abs=0.11)


def test_a_film_without_a_telling_name(make_film, tmp_path: Path) -> None:
    facts = inspect_media(make_film("a.mov").rename(tmp_path / "clip"), "clip")
    assert (facts.kind, facts.extension) == (AssetKind.FILM, "mp4")


def test_a_sound_is_a_sound(make_sound) -> None:
    facts = inspect_media(make_sound(), "a.wav")
    assert (facts.kind, facts.extension, facts.length_s) == (AssetKind.SOUND, "wav", 0.5)


@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "gif", "bmp", "tif"])
def test_a_picture_cut_short_is_refused(ending: str, make_picture) -> None:
    file = make_picture(f"a.{ending}", (300, 200))
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])
    with pytest.raises(UnreadableInput, match="Moon") as refused:
        inspect_media(file, "Moon")
    assert "again" in refused.value.remedy


def test_a_film_cut_short_is_refused(make_film) -> None:
    file = make_film(frames=40, is_noisy=True, movflags="faststart")
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 3 // 4])
    with pytest.raises(UnreadableInput, match=r"a\.mp4"):
        inspect_media(file, "a.mp4")


@pytest.mark.parametrize(
    ("name", "raw", "problem"),
    [
        ("a.png", b"not a picture at all", "not a picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(60), "not a picture|damaged"),
        ("a.mp4", b"not a film at all", "damaged"),
        ("a.mp4", b"\0\0\0\x18ftypmp42" + bytes(40), "damaged"),
        ("a.heic", b"\0\0\0\x18ftypheic" + bytes(40), "not a picture"),
        ("a.exe", b"MZ" + bytes(range(256)), "damaged"),
        ("a.m3u8", b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", "damaged"),
    ],
)
def test_what_is_no_media_is_refused(name: str, raw: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(UnreadableInput, match=problem):
        inspect_media(tmp_path / name, name)


def test_a_list_of_films_is_no_film(make_film, tmp_path: Path) -> None:
    make_film("a.mp4")
    (tmp_path / "list.mp4").write_bytes(b"ffconcat version 1.0\nfile a.mp4\n")
    with pytest.raises(UnreadableInput, match=r"list\.mp4"):
        inspect_media(tmp_path / "list.mp4", "list.mp4")


def test_empty_and_missing_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()
    with pytest.raises(EmptyInput, match=r"a\.png"):
        inspect_media(tmp_path / "a.png", "a.png")
    with pytest.raises(UnreadableInput, match="no such file"):
        inspect_media(tmp_path / "b.png", "b.png")


def test_a_picture_of_900_megapixels_is_refused_undecoded(tmp_path: Path) -> None:
    file = tmp_path / "bomb.png"
    Image.new("1", (30_000, 30_000)).save(file)
    with pytest.raises(TooLarge, match="900 megapixels is more than the limit of 100 megapixels"):
        inspect_media(file, "bomb.png")


def test_a_large_jpeg_is_taken_and_a_large_png_is_not(tmp_path: Path) -> None:
    Image.new("L", (12_000, 9_000)).save(tmp_path / "a.jpg")
    assert inspect_media(tmp_path / "a.jpg", "a.jpg").width == 12_000
    Image.new("1", (12_000, 9_000)).save(tmp_path / "a.png")
    with pytest.raises(TooLarge, match="108 megapixels"):
        inspect_media(tmp_path / "a.png", "a.png")


def test_a_huge_film_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(footage, "MAX_BYTES", 10)
    (tmp_path / "a.mp4").write_bytes(bytes(11))
    with pytest.raises(TooLarge, match="2 GB"):
        inspect_media(tmp_path / "a.mp4", "a.mp4")


def test_a_film_of_a_codec_nobody_knows_is_unreadable(make_film) -> None:
    file = make_film("f.mp4")
    raw = file.read_bytes()
    assert raw.count(b"avc1") >= 1
    file.write_bytes(raw.replace(b"avc1", b"zzzz"))
    with pytest.raises(UnreadableInput, match="of a kind Greenlight does not read"):
        inspect_media(file, "f.mp4")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damaged_media_is_right_or_bad_input(data: st.DataObject, make_picture, make_film) -> None:
    make, name = data.draw(
        st.sampled_from([(make_picture, "f.png"), (make_picture, "f.jpg"), (make_film, "f.mp4")])
    )
    file = make(name)
    raw = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    file.write_bytes(raw)
    with suppress(BadInput):
        assert inspect_media(file, name).width > 0


def test_inputs_are_sorted_by_what_they_hold(make_picture, make_film, make_sound, tmp_path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# Notes", encoding="utf-8")
    plain = tmp_path / "README"
    plain.write_text("text", encoding="utf-8")
    second, first = make_picture("b.png"), make_picture("a.jpg")
    film, sound = make_film(), make_sound()
    sorted_ = sort_inputs([notes, second, film, first, sound, plain])
    assert sorted_.texts == (notes, plain)
    assert sorted_.pictures == (second, first)
    assert sorted_.films == (film,)
    assert sorted_.others == (sound,)


def test_folders_and_patterns_stand_for_their_files(make_picture, tmp_path: Path) -> None:
    folder = tmp_path / "my photos"
    folder.mkdir()
    for name in ("b.png", "a.png"):
        shutil.move(make_picture(name), folder / name)
    (folder / ".hidden").write_text("x", encoding="utf-8")
    expected = (folder / "a.png", folder / "b.png")
    assert sort_inputs([folder]).pictures == expected
    assert sort_inputs([folder / "*.png"]).pictures == expected


def test_a_binary_named_md_is_sorted_as_the_text_it_claims_to_be(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(os.urandom(64))
    assert sort_inputs([tmp_path / "a.md"]).texts == (tmp_path / "a.md",)


def test_a_missing_picture_is_refused_when_sorting(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"gone\.png"):
        sort_inputs([tmp_path / "gone.png"])


def test_a_pattern_that_no_file_has_is_missed(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    assert list(listed([tmp_path / "*.png"])) == [tmp_path / "a.png"]
    assert list(listed([tmp_path / "*.jpg"])) == [tmp_path / "*.jpg"]
