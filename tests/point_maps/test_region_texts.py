"""What the cards of the point regions say: names, places, layers, cautions and depths."""

import re
import unicodedata
from itertools import chain, combinations

import numpy as np
import pytest

from point_maps.records.anchors import Step, names
from point_maps.words import edge
from populated import each

NAMES = {
    "LU5": ("Chǐzé", "尺泽", "尺澤"),
    "LU6": ("Kǒngzuì", "孔最", None),
    "LU7": ("Lièquē", "列缺", None),
    "LU8": ("Jīngqú", "经渠", "經渠"),
    "LU9": ("Tàiyuān", "太渊", "太淵"),
    "HT4": ("Língdào", "灵道", "靈道"),
    "HT5": ("Tōnglǐ", "通里", None),
    "HT6": ("Yīnxì", "阴郄", "陰郄"),
    "HT7": ("Shénmén", "神门", "神門"),
    "LI5": ("Yángxī", "阳溪", "陽谿"),
    "LI6": ("Piānlì", "偏历", "偏歷"),
    "SI4": ("Wàngǔ", "腕骨", None),
    "SI5": ("Yánggǔ", "阳谷", "陽谷"),
    "SI6": ("Yǎnglǎo", "养老", "養老"),
    "TE4": ("Yángchí", "阳池", "陽池"),
    "TE5": ("Wàiguān", "外关", "外關"),
    "TE6": ("Zhīgōu", "支沟", "支溝"),
    "PC6": ("Nèiguān", "内关", "內關"),
    "PC7": ("Dàlíng", "大陵", None),
    "KI3": ("Tàixī", "太溪", "太谿"),
    "KI4": ("Dàzhōng", "大钟", "大鐘"),
    "KI5": ("Shuǐquán", "水泉", None),
    "KI6": ("Zhàohǎi", "照海", None),
    "KI7": ("Fùliū", "复溜", "復溜"),
    "KI8": ("Jiāoxìn", "交信", None),
    "SP5": ("Shāngqiū", "商丘", None),
    "SP6": ("Sānyīnjiāo", "三阴交", "三陰交"),
    "LR4": ("Zhōngfēng", "中封", None),
    "LR5": ("Lígōu", "蠡沟", "蠡溝"),
}
"""Pinyin, simplified and, where they differ, traditional characters (GB/T 12346 and WHO)."""

DEPTHS = {
    "LU5": [(0.5, 1.0), (0.8, 1.2)], "LU6": [(0.5, 1.0)], "LU7": [(0.3, 0.5)],
    "LU8": [(0.3, 0.5)], "LU9": [(0.3, 0.5)],
    "LI5": [(0.3, 0.5)], "LI6": [(0.3, 0.5), (0.5, 0.8)],
    "HT4": [(0.3, 0.5)], "HT5": [(0.3, 0.5)], "HT6": [(0.3, 0.5)], "HT7": [(0.3, 0.5)],
    "SI4": [(0.3, 0.5)], "SI5": [(0.3, 0.5)], "SI6": [(0.3, 0.5), (0.5, 0.8)],
    "TE4": [(0.3, 0.5)], "TE5": [(0.5, 1.0)], "TE6": [(0.5, 1.2)],
    "PC6": [(0.5, 1.0)], "PC7": [(0.3, 0.5), (0.5, 0.8)],
    "KI3": [(0.5, 1.0), (0.5, 0.8)], "KI4": [(0.3, 0.5)], "KI5": [(0.3, 0.5)],
    "KI6": [(0.3, 0.5), (0.5, 0.8)],
    "KI7": [(0.6, 1.0)], "KI8": [(0.6, 1.2)],
    "SP5": [(0.3, 0.5), (0.5, 0.8)], "SP6": [(1.0, 1.5)], "LR4": [(0.3, 0.5), (0.5, 0.8)],
    "LR5": [(0.5, 0.8)],
}  # fmt: skip
"""The depths in cun that the sources give."""

AT_RISK = {
    "LU5": ["radial nerve", "cephalic vein"],
    "LU6": ["radial artery", "superficial branch of the radial nerve"],
    "LU7": ["superficial branch of the radial nerve", "cephalic vein"],
    "LU8": ["radial artery"],
    "LU9": ["radial artery"],
    "LI5": ["radial artery"],
    "LI6": ["cephalic vein"],
    "HT4": ["ulnar artery", "ulnar nerve"],
    "HT5": ["ulnar artery", "ulnar nerve"],
    "HT6": ["ulnar artery", "ulnar nerve"],
    "HT7": ["ulnar artery", "ulnar nerve"],
    "SI4": ["ulnar nerve"],
    "SI5": ["extensor carpi ulnaris"],
    "TE5": ["posterior interosseous nerve", "anterior interosseous artery"],
    "TE6": ["posterior interosseous nerve"],
    "PC6": ["median nerve"],
    "PC7": ["median nerve"],
    "KI3": ["tibial nerve", "posterior tibial artery"],
    "KI7": ["tibial nerve", "posterior tibial vessels"],
    "KI8": ["tibial nerve"],
    "SP5": ["great saphenous vein"],
    "SP6": ["tibial nerve"],
    "LR4": ["great saphenous vein", "saphenous nerve"],
    "LR5": ["great saphenous vein", "saphenous nerve"],
}
"""What lies among the layers and is named again as what a needle can meet."""

JOINTS = re.compile(r"\bjoint\b|radiocarpal|\bcapsule\b")
"""How the layers speak of a joint."""

NEAR = {
    "LU6": ["radial-artery"],
    "LU7": ["superficial-radial"],
    "LU8": ["radial-artery"],
    "LU9": ["radial-artery"],
    "HT4": ["ulnar", "ulnar-artery"],
    "HT5": ["ulnar", "ulnar-artery"],
    "HT6": ["ulnar", "ulnar-artery"],
    "HT7": ["ulnar", "ulnar-artery"],
    "PC6": ["median"],
    "PC7": ["median"],
    "KI3": ["tibial", "posterior-tibial-artery"],
    "KI7": ["tibial"],
    "KI8": ["tibial", "posterior-tibial-artery"],
    "SP6": ["tibial", "posterior-tibial-artery"],
    "LR4": ["great-saphenous-vein"],
}
"""Of that, what the bodies hold: a needle at the depth given comes within 6 mm of it."""

CALLED = {
    "wrist-crease-palmar": "palmar wrist crease",
    "wrist-crease-dorsal": "dorsal wrist crease",
    "elbow-crease": "elbow",
    "radial-styloid": "radial styloid",
    "ulnar-styloid": "ulnar styloid",
    "scaphoid-tubercle": "scaphoid",
    "medial-malleolus-prominence": "most prominent part",
    "achilles-anterior": "Achilles tendon",
    "navicular-tuberosity": "navicular",
    "metacarpal-5": "fifth metacarpal",
}
"""How a text calls the landmarks and bones of an anchor, where not by their own words."""

BY_HAND = {
    0.5: "half a thumb's width",
    1: "thumb's width",
    1.5: "two finger-widths",
    2: "three finger-widths",
    3: "four fingers",
    5: "four fingers",
}
"""What a patient's text says for a number of cun; a thumb is one cun wide, four fingers are three."""

UNMODELLED = {"LU5": "crease", "TE4": "crease", "KI7": "Achilles tendon", "LR4": "tibialis anterior"}
"""What guides the finger where the anchor goes by a share of the width, the skin or other points."""

ELSEWHERE = ("pacemaker", "infection", "lymph", "faint", "allerg", "nickel")
"""Words of the cautions that hold for every needle; they stand with the treatment, not on each card."""


@pytest.fixture(params=NAMES)
def region(request, shipped):
    return shipped.regions[request.param]


def steps(region):
    """The steps in cun an anchor takes."""
    places = (region.anchor.level, region.anchor.across)
    return [place for place in places if isinstance(place, Step) and place.cun is not None]


def every_step(shipped):
    """Each region with each of its steps in cun."""
    return [(region, step) for region in shipped.regions.values() for step in steps(region)]


def statements(region):
    yield from (region.location, region.radius, *region.cautions, region.note)


def plainly(pinyin):
    return "".join(c for c in unicodedata.normalize("NFD", pinyin) if not unicodedata.combining(c))


def test_the_shipped_regions_are_those_of_the_table(shipped):
    assert set(shipped.regions) == set(NAMES)


def test_every_region_lies_on_both_sides(placement):
    placed = {(region.region.code, region.side) for region in placement.regions.values()}

    assert placed == {(code, side) for code in NAMES for side in ("left", "right")}


def test_a_region_bears_the_standard_names(region):
    pinyin, chinese, traditional = NAMES[region.code]

    assert unicodedata.normalize("NFC", region.pinyin) == pinyin
    assert region.chinese == chinese
    assert plainly(pinyin) in region.also_called
    assert traditional is None or traditional in region.also_called


def test_no_other_name_is_given_twice(region):
    folded = [name.casefold() for name in region.also_called]

    assert len(folded) == len(set(folded))
    assert region.plain_name.casefold() not in folded


def test_a_text_names_the_cun_its_anchor_counts_and_no_others(region):
    counted = {f"{step.cun:g}" for step in steps(region)}
    scales = {"12", "13", "3"}
    text, clinician = region.location.text, region.location.clinician

    for cun in counted:
        assert f"{cun} cun" in text, text
        assert f"{cun} B-cun" in clinician, clinician
    assert set(re.findall(r"([\d.]+) cun", text)) <= counted | scales | {"0"}
    assert set(re.findall(r"([\d.]+) B-cun", clinician)) <= counted | scales | {"1.5"}


def test_a_text_that_counts_cun_names_their_scale(shipped):
    for region, step in each(every_step(shipped)):
        total = {"forearm": "12", "leg-medial-13": "13", "foot-3": "3"}[step.scale]

        assert re.search(rf"\b{total}\b", region.location.text), region.location.text


def test_a_text_goes_the_way_its_anchor_goes(shipped):
    words = {"proximal": "above", "distal": "below", "anterior": "in front"}
    for region, step in each(every_step(shipped)):
        assert words[step.toward] in region.location.text


def test_a_text_names_the_landmarks_of_its_anchor(region):
    places = chain(names(region.anchor.level), names(region.anchor.across))
    wanted = {UNMODELLED.get(region.code, "")}
    for place in places:
        bare = edge(place).structure if edge(place) else place
        if bare == "skin" or region.code == "LR4":
            continue
        wanted.add(CALLED.get(bare, bare.removesuffix("-tendon").replace("-", " ")))
    if region.code in {"TE4", "SI6", "TE5", "TE6"}:
        wanted -= {"radial styloid", "ulnar styloid"}

    missing = [word for word in each(wanted) if word.casefold() not in region.location.text.casefold()]
    assert not missing, (missing, region.location.text)


def test_a_patient_measures_with_the_hand(region):
    said = region.location.patient.casefold()

    assert "cun" not in said.split()
    for step in steps(region):
        if region.code not in {"KI4", "LU6", "SI6"}:
            assert BY_HAND[step.cun] in said, said
    assert re.search(r"\b(feel|find|turn|go|slide|point|bend|lay|start|finger|pull)\b", said)


def test_layers_run_from_the_skin_inward(region):
    under = region.under

    assert under[0] == "skin"
    assert under[1].startswith("subcutaneous tissue with")
    assert re.search(r"fascia|retinaculum|palmar carpal ligament", under[2])
    assert len(under) >= 4
    assert len(under) == len(set(under))
    assert not re.search(r"subcutaneous|\bskin\b", " ".join(under[2:]))


def test_layers_end_at_what_lies_deepest(region):
    bones = r"radius|ulna\b|humerus|scaphoid|hamate|lunate|triquetrum|calcaneus|talus|tibia\b"
    deepest = {"PC6": "interosseous membrane", "TE5": "interosseous membrane", "TE6": "interosseous membrane",
               "SP6": "flexor hallucis longus"}  # fmt: skip

    assert re.search(deepest.get(region.code, bones), region.under[-1])


def test_what_the_card_measures_beside_the_needle_is_among_the_layers(shipped):
    said = {
        "superficial-radial": r"superficial branch of the radial nerve",
        "medial-plantar": r"plantar nerves",
        "posterior-tibial-artery": r"posterior tibial (artery|vessels)",
        "medial-calcaneal": r"medial calcaneal branches",
        "saphenous": r"saphenous nerve",
        "lateral-plantar": r"lateral plantar nerve",
    }
    beside = [(region, name) for region in shipped.regions.values() for name in region.beside]
    for region, structure in each(beside):
        layers = " ".join(region.under)
        nerve = structure in {"tibial", "median", "ulnar"}
        wanted = said.get(structure, structure.replace("-", " ") + (" nerve" if nerve else ""))
        known = (region.code, structure) in {("LU7", "radial-artery")}
        assert known or re.search(wanted, layers), (region.code, structure)


def test_every_region_has_a_caution_of_its_own_in_fixed_words_too(region):
    assert region.cautions
    assert all(caution.concerns for caution in region.cautions)


def test_a_caution_speaks_of_what_it_is_about(region):
    words = {
        "nerve": "nerve",
        "artery": "arter|vessel|pulse",
        "vein": "vein|venous",
        "tendon": "tendon|sheath|cord",
        "joint": "joint|capsule",
        "bone": "bone|periost|radius",
        "skin": "skin",
        "pregnancy": "pregnan",
    }
    for caution in each(region.cautions):
        for concern in each(caution.concerns):
            for voice in ("student", "clinician"):
                assert re.search(words[concern], caution.said(voice).casefold()), (
                    region.code,
                    concern,
                    voice,
                )


def test_a_joint_among_the_layers_is_a_concern_of_the_cautions(region):
    joint = any(JOINTS.search(layer) for layer in region.under)
    concerns = {concern for caution in region.cautions for concern in caution.concerns}

    assert not joint or "joint" in concerns


@pytest.mark.parametrize("code", AT_RISK)
def test_a_caution_names_what_lies_under_the_needle(code, shipped):
    region = shipped.regions[code]
    layers = " ".join(region.under)
    told = " ".join(caution.text for caution in region.cautions).casefold()
    for structure in each(AT_RISK[code]):
        kind = structure.split()[-1]
        words = [word for word in structure.split() if word not in {"of", "the", "branch", kind}]

        assert structure in layers, structure
        assert all(word in told for word in words), structure


def test_no_caution_is_said_on_two_cards_or_holds_everywhere(shipped):
    told = [
        said
        for region in shipped.regions.values()
        for caution in region.cautions
        for said in (caution.text, caution.patient, caution.clinician)
    ]

    assert len(told) == len(set(told))
    assert not [said for said in told if any(word in said.casefold() for word in ELSEWHERE)]


@pytest.mark.parametrize("code", NEAR)
def test_a_needle_at_the_depth_given_comes_near_what_its_caution_names(code, it):
    region = it.regions[code]
    deepest = max(way.depth_cun[1] for way in region.region.needling.ways) * region.cun

    for structure in each(NEAR[code]):
        away = np.linalg.norm(it.points(structure) - it.at(code), axis=1).min()
        assert away < deepest + 6, structure


def test_the_ban_on_sp6_in_pregnancy_stands_beside_the_review(shipped):
    ban, review, *_ = shipped.regions["SP6"].cautions

    for voice in ("patient", "student", "clinician"):
        assert "pregnan" in ban.said(voice)
        assert "left out" in ban.said(voice) or "leaves it out" in ban.said(voice)
        assert not re.search(r"weigh|consent|trained practitioner to", review.said(voice)), "one answer"
    assert "carr-2015" in review.sources
    assert "no evidence of harm" in review.text
    assert "5885" in review.clinician
    others = [region for code, region in shipped.regions.items() if code != "SP6"]
    assert not [region.code for region in others if "pregnan" in str([c.text for c in region.cautions])]


def test_depths_are_those_the_sources_give(region):
    given = [way.depth_cun for way in region.needling.ways]

    assert set(given) == set(DEPTHS[region.code])


def test_no_other_depth_is_said_in_a_text(shipped):
    said = [
        (code, float(cun))
        for code, region in shipped.regions.items()
        for caution in region.cautions
        for text in (caution.text, caution.clinician)
        for cun in re.findall(r"(?:(?<=-)|(?<= to )|(?<= ))(\d(?:\.\d)?)(?= cun)", text)
    ]

    for code, cun in each(said):
        low, high = (f(chain(*DEPTHS[code])) for f in (min, max))
        assert low <= cun <= high, (code, cun)


def test_the_radius_gives_its_size_and_its_reason(region):
    radius = region.radius

    for said in (radius.text, radius.clinician):
        assert f"{radius.mm:g} mm" in said
    assert any(source.startswith("point-location") for source in radius.sources)
    assert (radius.mm >= 20) == (radius.certainty == "rough")
    assert radius.mm <= 12 or radius.certainty == "rough"


def test_no_reason_for_a_radius_serves_two_regions(shipped):
    reasons = [region.radius.text for region in shipped.regions.values()]

    assert len(reasons) == len(set(reasons))


def test_alternates_and_the_neighbour_are_called_so(shipped):
    for code in ("LU5", "LU6"):
        assert shipped.regions[code].note.text.startswith("An alternate")
    assert "neighbour" in shipped.regions["KI8"].note.text
    assert not shipped.balance.places_for("KI8", "left")


@pytest.mark.parametrize(
    ("channel", "paired"),
    [("LU", "Bladder"), ("SI", "Bladder"), ("KI", "Bladder"), ("HT", "Gallbladder"), ("TE", "Gallbladder"),
     ("LR", "Gallbladder"), ("SP", "Stomach"), ("PC", "Stomach")],
)  # fmt: skip
def test_a_note_names_the_channel_the_method_pairs_it_with(channel, paired, shipped):
    for code, region in each(shipped.regions.items()):
        if code.startswith(channel) and code not in {"LU6", "KI8"}:
            assert paired in region.note.text, code


@pytest.mark.parametrize("code", ["SP5", "SP6", "PC6", "PC7"])
def test_front_of_the_leg_points_are_not_said_to_serve_the_sciatic_path(code, shipped):
    assert "not with the Bladder or Gallbladder channels" in shipped.regions[code].note.text


def test_every_statement_has_words_of_its_own_for_each_reader(region):
    for statement in each(statements(region)):
        said = [statement.said(voice) for voice in ("patient", "student", "clinician")]
        assert all(a != b for a, b in each(combinations(said, 2))), said
        assert all(len(text) < 420 for text in each(said))


def test_the_two_scales_of_the_inner_leg_differ_at_lr5_as_little_as_its_note_says(it, shipped):
    assert "less than 5 mm" in shipped.regions["LR5"].note.text
    assert abs(it.cun("leg-medial-13") - it.cun("leg-medial-15")) * 5 < 5


def test_the_standards_remark_on_ki8_lies_as_far_behind_the_bone_as_its_note_says(it, shipped):
    remark = it.at("KI7") - (0, 0.5 * it.cun("leg-medial-13"), 0)
    tibia = it.points("tibia")
    level = tibia[np.abs(tibia[:, 2] - remark[2]) < 12]
    medially = np.array([-1.0 if it.side == "left" else 1.0, 1.0, 0.0]) / np.sqrt(2)
    border = level[np.argmax(level @ medially)]

    assert "2 to 3 cm" in shipped.regions["KI8"].note.text
    assert 17 < remark[1] - border[1] < 35
    assert it.at("KI8")[1] - border[1] < 8


TIP = re.compile(r"\btip\b.{0,20}\b(inner ankle|malleolus)|\b(inner ankle|malleolus)\b.{0,20}\btip\b")


def test_no_place_is_counted_from_the_tip_of_the_inner_ankle_bone(region):
    """The standard counts from the prominence; the tip is a mistranslation and lies 6 mm lower."""
    anchor = str(region.anchor)

    assert "medial-malleolus'" not in anchor
    for voice in ("patient", "student", "clinician"):
        assert not TIP.search(region.location.said(voice).casefold()), voice
