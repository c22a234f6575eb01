"""Words for every template, as a film might have them: for sheets, benchmarks and tests."""

from __future__ import annotations

from collections.abc import Mapping

from studio.domain.scene import Item, Words

_CODE = """from greenlight import Studio

studio = Studio.open("films")
project = studio.create("Eight days to the Moon")

for scene in project.plan():
    print(scene.number, scene.title)  # watch before you pay

project.approve_all()
project.render("moon.mp4", quality=1080)"""

_STEPS = (
    Item(label="Plan", value="Words become scenes", icon="lightbulb"),
    Item(label="Watch", value="Every scene plays at once", icon="eye"),
    Item(label="Greenlight", value="Say yes to what you saw", icon="check"),
    Item(label="Make", value="The film is on your disk", icon="clapperboard"),
)
_YEARS = (
    Item(label="1957", value="Sputnik circles the Earth"),
    Item(label="1961", value="Gagarin, first in orbit"),
    Item(label="1968", value="Apollo 8 rounds the Moon"),
    Item(label="1969", value="Two people walk on it"),
)
_FIGURES = (
    Item(label="Hydro", value="62 %"),
    Item(label="Wind", value="21 %"),
    Item(label="Solar", value="11 %"),
    Item(label="Gas", value="6 %"),
)
_GROWTH = (
    Item(label="2020", value="12"),
    Item(label="2021", value="19"),
    Item(label="2022", value="34"),
    Item(label="2023", value="41"),
    Item(label="2024", value="68"),
    Item(label="2025", value="97"),
)

SAMPLES: Mapping[str, Words] = {
    "title": Words(headline="Eight days to the Moon", detail="July 1969, and what it took"),
    "kinetic": Words(headline="No crew. No camera. Just an idea and an evening."),
    "statement": Words(headline="Two people landed where nobody had ever been", detail="Apollo 11"),
    "points": Words(
        headline="What they carried",
        points=("Food for eight days", "A computer of 4 KB", "One flag and a plaque"),
    ),
    "number": Words(headline="Distance", number="384,400", unit="kilometres", detail="each way"),
    "comparison": Words(
        headline="Then and now",
        points=(
            "Apollo 11: 4 KB of memory in a whole computer",
            "Your phone: two million times that",
        ),
    ),
    "before-after": Words(
        headline="One afternoon of work",
        items=(
            Item(label="Before", value="Forty tabs, nine tools and no film"),
            Item(label="After", value="One page of notes, one finished film"),
        ),
    ),
    "steps": Words(headline="From notes to film", items=_STEPS),
    "timeline": Words(headline="Twelve years", items=_YEARS),
    "quotation": Words(
        quotation="That’s one small step for man, one giant leap for mankind.",
        source="Neil Armstrong, 20 July 1969",
    ),
    "testimonial": Words(
        quotation="We made our launch film in an evening, and it looks like us.",
        source="Mara Lindqvist, Harbour Bakery",
        number="5/5",
    ),
    "question": Words(headline="What would you take to the Moon?"),
    "definition": Words(
        headline="perigee",
        unit="noun, astronomy",
        detail="The point in the orbit of the Moon at which it is nearest to the Earth.",
    ),
    "feature-grid": Words(
        headline="Everything a film needs",
        items=(
            Item(label="Voices", value="More than seventy languages", icon="mic"),
            Item(label="Music", value="Composed for your film", icon="music"),
            Item(label="Captions", value="Timed to every word", icon="message-square"),
            Item(label="Private", value="Made on your own machine", icon="shield-check"),
            Item(label="Fast", value="A draft in seconds", icon="zap"),
            Item(label="Yours", value="Files you can read and keep", icon="folder"),
        ),
    ),
    "browser": Words(
        headline="Plan on one page",
        detail="Scenes appear while you watch.",
        url="greenlight.example",
    ),
    "phone": Words(
        headline="Made for the hand",
        detail="The same film, upright, with nothing cut off.",
        points=("9:16, 1:1 and 4:5", "Captions in the safe area"),
    ),
    "code": Words(
        headline="A film in ten lines", code=_CODE, language="python", url="make_film.py"
    ),
    "table": Words(
        headline="Four worlds",
        table=(
            ("Planet", "Day", "Year", "Moons"),
            ("Mercury", "176 days", "88 days", "0"),
            ("Earth", "24 hours", "365 days", "1"),
            ("Mars", "25 hours", "687 days", "2"),
            ("Jupiter", "10 hours", "12 years", "97"),
        ),
    ),
    "bar-chart": Words(headline="Where the power comes from", items=_FIGURES),
    "line-chart": Words(headline="Films made each day", detail="in thousands", items=_GROWTH),
    "pie-chart": Words(headline="Energy by source", number="100 %", items=_FIGURES),
    "map-pin": Words(
        headline="Tranquility Base",
        detail="0.674° N, 23.473° E",
        source="Where the Eagle landed",
    ),
    "photo-title": Words(headline="The morning after", detail="Pad 39A, Florida"),
    "photo-collage": Words(headline="Scenes from a summer", detail="July 1969"),
    "logo": Words(headline="Greenlight", detail="Films from an idea"),
    "call-to-action": Words(
        headline="Make your first film tonight", detail="Start free", url="greenlight.example"
    ),
    "credits": Words(
        headline="Credits",
        items=(
            Item(label="Written by", value="Ada Brandt"),
            Item(label="Read by", value="Jon Vega"),
            Item(label="Music", value="Composed by Greenlight"),
            Item(label="Pictures", value="NASA"),
            Item(label="Thanks to", value="Everyone who waited"),
        ),
    ),
    "chapter": Words(headline="The way back", number="Part 3", detail="Three days of silence"),
    "closing": Words(headline="Look up tonight.", detail="greenlight.example"),
    "overlay": Words(headline="Earthrise", detail="24 December 1968"),
}
"""By the template's name. Every template has its words here; a test sees to it."""
