"""How a piece of music is fitted to a film."""

from hypothesis import given
from hypothesis import strategies as st

from studio.compose.sound.spans import Piece, Span, fitted, repeated

BAR = 96_000


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    opening = draw(st.integers(0, 20)) * BAR
    loop_end = opening + draw(st.integers(1, 24)) * BAR
    return Piece(loop_end + draw(st.integers(BAR, 6 * BAR)), BAR, opening, loop_end)


def follow_on(spans: tuple[Span, ...], length: int) -> bool:
    at = 0
    for span in spans:
        assert span.at == at
        assert span.length > 0
        at = span.end
    return at == length


@given(pieces(), st.integers(1, 400 * BAR))
def test_music_fills_the_film_and_ends_with_the_piece(piece: Piece, length: int) -> None:
    spans = fitted(piece, length)
    assert follow_on(spans, length)
    cut = piece.length - (spans[-1].source + spans[-1].length)
    assert 0 <= cut < BAR


@given(pieces(), st.integers(1, 400 * BAR))
def test_music_starts_and_joins_on_bar_lines(piece: Piece, length: int) -> None:
    spans = fitted(piece, length)
    assert all(span.at % BAR == 0 for span in spans)
    ends = [span.source + span.length for span in spans[:-1]]
    assert all(end in (piece.loop_start, piece.loop_end) for end in ends)
    assert all(span.source % BAR == 0 for span in spans if span.source < piece.loop_end)


def test_film_of_the_length_of_the_piece_hears_the_piece() -> None:
    piece = Piece(30 * BAR, BAR, 10 * BAR, 26 * BAR)
    assert fitted(piece, 30 * BAR) == (Span(0, 0, 30 * BAR),)


def test_long_film_repeats_the_loop() -> None:
    piece = Piece(30 * BAR, BAR, 10 * BAR, 26 * BAR)
    assert fitted(piece, 62 * BAR) == (
        Span(0, 0, 26 * BAR),
        Span(26 * BAR, 10 * BAR, 16 * BAR),
        Span(42 * BAR, 10 * BAR, 20 * BAR),
    )


def test_bars_to_spare_are_left_out_where_the_last_repeat_enters() -> None:
    piece = Piece(30 * BAR, BAR, 10 * BAR, 26 * BAR)
    spans = fitted(piece, 40 * BAR + 5)
    assert spans[0] == Span(0, BAR, 25 * BAR)
    assert spans[1].source == 10 * BAR + 4 * BAR


def test_short_film_hears_the_end() -> None:
    piece = Piece(30 * BAR, BAR, 10 * BAR, 26 * BAR)
    assert fitted(piece, 2 * BAR) == (Span(0, 28 * BAR, 2 * BAR),)


@given(st.integers(1, 10 * BAR), st.integers(1, 100 * BAR))
def test_sound_without_marks_is_repeated(source: int, length: int) -> None:
    overlap = min(1000, source // 4)
    if source < 2000:
        return
    assert follow_on(repeated(source, overlap, length), length)
