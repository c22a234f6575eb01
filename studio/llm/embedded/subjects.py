"""What a text is about, by the words in it: one of a dozen kinds of subject."""

from __future__ import annotations

from collections import Counter

from studio.llm.embedded.sentences import words

KINDS: dict[str, frozenset[str]] = {
    name: frozenset(line.split())
    for name, line in {
        "space": "space moon planet planets star stars galaxy galaxies rocket rockets astronaut "
        "astronauts orbit solar universe cosmos telescope apollo mars jupiter saturn venus comet "
        "comets asteroid asteroids spacecraft nasa lunar astronomy cosmic eclipse",
        "ocean": "ocean oceans sea seas whale whales coral reef reefs tide tides marine shark "
        "sharks dolphin dolphins coast underwater wave waves diving fish island islands",
        "nature": "nature forest forests tree trees animal animals wildlife river rivers mountain "
        "mountains garden gardens plants bees bee bird birds climate soil flower flowers wolf "
        "wolves rain desert volcano volcanoes ecology environment recycling conservation insects",
        "city": "city cities street streets building buildings architecture urban metro transport "
        "cycling bike bicycle neighbourhood town towns bridge bridges housing tram traffic",
        "food": "food coffee tea bread cooking cook chef recipe recipes restaurant kitchen baking "
        "bake cake chocolate pizza pasta sourdough wine cheese café cafe bakery vegetarian meal "
        "meals soup breakfast spices",
        "sport": "sport sports football soccer running run marathon basketball tennis cycling team "
        "match training athlete athletes yoga climbing swimming olympic race fitness surfing "
        "skateboarding hockey cricket rugby",
        "music": "music song songs band guitar piano concert jazz orchestra album singer melody "
        "drum drums vinyl violin choir hip-hop festival dj",
        "history": "history historic ancient war empire century roman rome medieval king queen "
        "revolution castle pyramids pyramid egypt viking vikings museum heritage archaeology "
        "renaissance explorers",
        "technology": "technology software app apps computer computers ai robot robots data "
        "internet code coding programming backup backups server cloud digital battery batteries "
        "electric privacy security password passwords algorithm machine-learning quantum chip "
        "chips phone phones startup sandbox database mysql postgres sqlite developer developers",
        "health": "health sleep brain heart medicine doctor doctors hospital mental stress "
        "exercise "
        "nutrition body immune vaccine vaccines mindfulness meditation breathing nurse habits diet",
        "business": "business company market customers customer sales brand startup money finance "
        "budget investing investment shop store marketing product launch team office remote work "
        "saving savings bank leadership meeting meetings hiring",
        "education": "school schools learn learning student students teacher teachers university "
        "education study reading language languages maths mathematics physics chemistry biology "
        "science exam exams library libraries books",
        "travel": "travel trip trips journey holiday vacation japan italy iceland paris train "
        "trains "
        "backpacking hotel flight flights tourism tourist hiking road-trip camping",
        "people": "family love friendship friends grandmother grandfather wedding birthday "
        "children "
        "parents community volunteer volunteers charity kindness memory memories loneliness",
        "art": "art painting painter photography photographer film cinema design designer drawing "
        "sculpture poetry theatre dance fashion animation pottery ceramics",
    }.items()
}
DEFAULT = "general"


def subject_kind(text: str) -> str:
    """The kind of subject with the most words in `text`, "general" when there is none."""
    found = Counter[str]()
    for word in words(text.lower()):
        for name, known in KINDS.items():
            if word in known or (word.endswith("s") and word[:-1] in known):
                found[name] += 1
    return found.most_common(1)[0][0] if found else DEFAULT
