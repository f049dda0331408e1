"""People find things by whatever name they know, spelled as they spell."""

import re

import pytest

from viewer import search, stories
from viewer.atlas import Atlas


def ids(atlas: Atlas, question: str) -> list[str]:
    return [hit.id for hit in search.rank(question, atlas.entries)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("KI3", "KI3.left"),
        ("ki3", "KI3.left"),
        ("KI 3", "KI3.left"),
        ("Tàixī", "KI3.left"),
        ("taixi", "KI3.left"),
        ("太溪", "KI3.left"),
        ("lieque", "LU7.left"),
        ("sciatic nerve", "sciatic.left"),
        ("siatic", "sciatic.left"),
        ("femur", "femur.left"),
        ("thigh bone", "femur.left"),
        ("sacrum", "sacrum"),
        ("os sacrum", "sacrum"),
        ("tailbone", "coccyx"),
        ("herniated disc", "l4-l5-herniated-disc.left"),
        ("slipped disc", "l4-l5-herniated-disc.left"),
        ("pyriformis", "piriformis.left"),
        ("tarsal tunnel", "tarsal-tunnel.left"),
        ("peroneal nerve", "common-fibular.left"),
    ],
)
def test_it_is_found_among_the_first(atlas: Atlas, question: str, expected: str) -> None:
    assert expected in ids(atlas, question)[:6]


def test_a_side_in_the_question_keeps_to_that_side(atlas: Atlas) -> None:
    found = ids(atlas, "femur right")

    assert found[0] == "femur.right"
    assert all(atlas.entries[key].side == "right" for key in found)


def test_a_code_finds_its_two_sides_before_anything_else(atlas: Atlas) -> None:
    assert ids(atlas, "LU7")[:2] == ["LU7.left", "LU7.right"]


@pytest.mark.parametrize("question", ["", "   ", "?!", "zzzzqqq", "\x00", "left" * 400])
def test_nothing_is_found_for_nothing(atlas: Atlas, question: str) -> None:
    assert ids(atlas, question) == []


def test_tones_and_case_are_folded_away() -> None:
    assert search.fold("  Liè-QUĒ ") == "lie que"


def test_the_hit_says_by_which_name_it_was_found(atlas: Atlas) -> None:
    [hit, *_] = search.rank("太溪", atlas.entries)

    assert hit.by == "太溪"


CHINESE = {
    "LU5": "尺泽 尺澤", "LU6": "孔最 孔最", "LU7": "列缺 列缺", "LU8": "经渠 經渠", "LU9": "太渊 太淵",
    "HT4": "灵道 靈道", "HT5": "通里 通里", "HT6": "阴郄 陰郄", "HT7": "神门 神門",
    "SI4": "腕骨 腕骨", "SI5": "阳谷 陽谷", "SI6": "养老 養老",
    "LI5": "阳溪 陽谿", "LI6": "偏历 偏歷",
    "PC6": "内关 內關", "PC7": "大陵 大陵", "TE4": "阳池 陽池", "TE5": "外关 外關", "TE6": "支沟 支溝",
    "KI3": "太溪 太谿", "KI4": "大钟 大鐘", "KI5": "水泉 水泉", "KI6": "照海 照海", "KI7": "复溜 復溜",
    "KI8": "交信 交信", "SP5": "商丘 商丘", "SP6": "三阴交 三陰交", "LR4": "中封 中封", "LR5": "蠡沟 蠡溝",
}  # fmt: skip
"""Simplified and traditional characters (WHO Standard Acupuncture Point Locations, 2008)."""

LETTERS = {
    "LU": ("L",), "HT": ("H", "HE"), "SI": (), "PC": ("P",), "TE": ("SJ", "TB", "TH", "TW"),
    "LI": ("CO",), "KI": ("K", "KD"), "SP": (), "LR": ("LV", "Liv"),
}  # fmt: skip
"""What other books write for the letters of the WHO."""


def _first(atlas: Atlas, question: str) -> str:
    return ids(atlas, question)[0].rpartition(".")[0] if ids(atlas, question) else ""


def test_the_questions_are_about_every_region(atlas: Atlas) -> None:
    assert set(CHINESE) == set(atlas.map.regions)
    assert set(LETTERS) == {re.sub(r"\d", "", code) for code in atlas.map.regions}


@pytest.mark.parametrize("code", CHINESE)
def test_a_region_comes_first_by_its_code_however_it_is_written(atlas: Atlas, code: str) -> None:
    letters, number = code[:2], code[2:]
    ways = [code, code.lower(), f"{letters} {number}", f"{letters}-{number}", f"{letters.lower()} {number}"]
    ways += [f"{other}{number}" for other in LETTERS[letters]]
    ways += [f"{other} {number}" for other in LETTERS[letters] if other != "L"]  # a lone L is the left

    assert {question: _first(atlas, question) for question in ways} == dict.fromkeys(ways, code)


@pytest.mark.parametrize("code", CHINESE)
def test_a_region_comes_first_by_its_pinyin(atlas: Atlas, code: str) -> None:
    pinyin = atlas.map.regions[code].pinyin
    bare = search.fold(pinyin).replace(" ", "")
    ways = [pinyin, pinyin.upper(), bare, bare.title()]
    # Between any two letters there may be a space: somebody writes the syllables apart.
    ways += [f"{bare[:at]} {bare[at:]}" for at in range(2, len(bare) - 1)]

    assert {question: _first(atlas, question) for question in ways} == dict.fromkeys(ways, code)


@pytest.mark.parametrize("code", CHINESE)
def test_a_region_comes_first_by_its_characters(atlas: Atlas, code: str) -> None:
    ways = CHINESE[code].split()

    assert {question: _first(atlas, question) for question in ways} == dict.fromkeys(ways, code)


@pytest.mark.parametrize("code", CHINESE)
def test_a_region_is_found_by_plain_words(atlas: Atlas, code: str) -> None:
    region = atlas.map.regions[code]

    found = [key.rpartition(".")[0] for key in ids(atlas, region.plain_name)[:3]]
    assert code in found


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("inner ankle", {"KI3", "KI4", "KI5", "KI6", "KI7", "LR4", "SP5"}),
        ("behind ankle bone", {"KI3"}),
        ("behind the inner ankle", {"KI3"}),
        ("under the inner ankle bone", {"KI6"}),
        ("nausea point", {"PC6"}),
        ("wrist crease little finger", {"HT7"}),
        ("wrist crease thumb", {"LU9"}),
        ("middle of the wrist", {"PC7"}),
        ("back of the wrist", {"TE4"}),
        ("four fingers above the ankle", {"SP6"}),
    ],
)
def test_plain_words_find_a_region_they_describe(atlas: Atlas, question: str, regions: set[str]) -> None:
    found = {key.rpartition(".")[0] for key in ids(atlas, question)[:3]}

    assert found & regions


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("burning leg", "burning-leg-pain.left"),
        ("my leg is burning", "burning-leg-pain.left"),
        ("pins and needles", "burning-leg-pain.left"),
        ("numb foot", "numbness-weakness.left"),
        ("foot drop", "numbness-weakness.left"),
        ("can't stand up", "sharp-pain-standing.left"),
        ("pain when sitting", "low-back-pain-sitting.left"),
        ("hurts to sit", "low-back-pain-sitting.left"),
        ("pain in the butt", "one-sided-buttock-pain.left"),
        ("buttock pain right", "one-sided-buttock-pain.right"),
        ("ibuprofen", "painkillers"),
        ("cortisone injection", "epidural-steroid"),
        ("physio", "exercise"),
        ("acupuncture", "acupuncture"),
        ("operation", "surgery"),
        ("balance method", "lower-back.left"),
    ],
)
def test_signs_and_treatments_are_found_as_people_say_them(atlas: Atlas, question: str, entry: str) -> None:
    assert entry in ids(atlas, question)[:4]


def test_every_name_of_a_sign_a_treatment_or_a_painful_place_leads_there(atlas: Atlas) -> None:
    missed = {}
    for key, topic in atlas.topics.items():
        # The method's own name is shared by all of its places: its two aims come first.
        names = {topic.record.name, *topic.record.also_called} - {"Balance Method"}
        for name in sorted(names):
            if topic.side != "right" and key not in ids(atlas, name)[:8]:
                missed[name] = ids(atlas, name)[:8]
    assert missed == {}


def found(atlas: Atlas, question: str) -> list[dict[str, str]]:
    """What the search box shows: entries and stories."""
    known: dict[str, search.Findable] = {**atlas.entries, **stories.findable(atlas)}
    return [stories.hit(known[hit.id], hit.by) for hit in search.rank(question, known)]


def test_every_story_is_found_by_its_title_and_its_other_names(atlas: Atlas) -> None:
    assert atlas.map.stories
    for story in atlas.map.stories.values():
        for name in (story.title, *story.also_called):
            first = [hit for hit in found(atlas, name)[:6] if hit["kind"] == "story"]
            assert story.id in [hit["id"] for hit in first], name


@pytest.mark.parametrize(
    "question", ["path of the nreve", "path of the nevre", "path of nerve", "PATH OF THE"]
)
def test_a_story_is_found_as_people_spell(atlas: Atlas, question: str) -> None:
    assert ("story", "path-of-the-nerve") in [(hit["kind"], hit["id"]) for hit in found(atlas, question)[:6]]


@pytest.mark.parametrize("question", ["disc", "wrist", "nerve", "root", "ankle"])
def test_of_equal_fit_a_story_comes_after_points_causes_nerves_and_signs(atlas: Atlas, question: str) -> None:
    known: dict[str, search.Findable] = {**atlas.entries, **stories.findable(atlas)}
    hits = search.rank(question, known, limit=len(known))
    kinds = [(hit.score, known[hit.id].kind) for hit in hits]
    told = [(at, score) for at, (score, kind) in enumerate(kinds) if kind == "story"]
    assert told
    for at, score in told:
        later = {kind for equal, kind in kinds[at:] if equal == score}
        assert not later & {"region", "site", "nerve", "sign"}


def test_a_story_and_an_entry_never_share_an_id(atlas: Atlas) -> None:
    assert not set(atlas.entries) & set(stories.findable(atlas))
