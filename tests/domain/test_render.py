from studio.domain.render import QualityReport


def test_levels_of_a_film_that_is_heard_and_of_one_that_is_not() -> None:
    heard = QualityReport(frames=30, length_s=1.0, loudness_lufs=-14.04, true_peak_db=-1.5)
    assert heard.levels == ("-14.0 LUFS", "-1.5 dBTP")
    assert QualityReport(frames=30, length_s=1.0).levels == ("silent",)
