"""Words in a patient's voice: each listed one is found, calm ones are not, and the message mends."""

from pathlib import Path

import pytest

from point_maps import check, maps
from point_maps.checking import sense
from point_maps.checking.patient_words import texts
from point_maps.checking.wording import LONGEST_SENTENCE, findings, long_sentences, word_list
from point_maps.records.statements import Statement
from populated import each

LISTED = [(word, phrase) for word in word_list().word for phrase in word.find]
OTHERWISE = [phrase for word in word_list().word for phrase in word.unless]
NOTE = """
[[treatment]]
id = "own"
name = "Own"
also_called = ["crushed nerve cure"]
can = {{ {words}sources = ["who-2008"] }}
cannot = {{ text = "It rests.", sources = ["who-2008"] }}
"""

CALM = [
    "Several people feel this for a few weeks, and most are better within three months.",
    "A secure footing helps, and so does an accurate map.",
    "Red flags are always one click away.",
    "It is rarely serious, and it does not damage the nerve.",
    "Acupuncture can ease pain. It does not cure the cause, and nobody can guarantee an effect.",
    "Needles are no cure, but the pain can ease.",
    "It is not your fault, and it almost never lasts.",
    "A fracture needs looking at the same day, in emergency care.",
    "The risk is small: about 1 in 100.",
    "Your leg can tingle, burn or feel weak; shooting or stabbing pain happens too.",
    "Wear flat shoes, and take painkillers as your clinician says.",
    "The disc bulges and presses on a nerve root. Doctors call this 'stenosis' or a 'radiculopathy'.",
    "The narrowing (stenosis) is not always painful.",
    "Sit, stand and walk in turns; the deep muscle of the buttock relaxes.",
    "The radial artery and the ulnar nerve lie beside it.",
    "It is different in everybody, and imaging is seldom needed.",
    "Local anaesthesia is used for the injection.",
    "You will be asked how it feels.",
    "Nothing is broken, and the back is not fragile.",
]


def own_problems(path: Path) -> list[str]:
    """What is told of one file, whatever is told of others."""
    return [line for line in check.check([path]) if path.name in line]


def test_each_listed_word_is_found_in_a_sentence_in_any_case():
    said = [
        (word, phrase.replace("*", ending))
        for word, phrase in LISTED
        for ending in (("", "s", "ed", "ing") if phrase.endswith("*") else ("",))
    ]
    sentences = [(word, sentence) for word, text in said for sentence in in_sentences(text)]

    assert len(sentences) > 2000
    assert not [
        f"{sentence} ({word.why})"
        for word, sentence in sentences
        if word.say not in [finding.say for finding in findings(sentence, "patient")]
    ]


def in_sentences(said: str) -> tuple[str, ...]:
    return (
        f"Here {said} it stands.",
        f"{said.capitalize()}, they say.",
        f"HERE {said.upper()}.",
        f"Yes; {said}.",
    )


@pytest.mark.parametrize("text", CALM)
def test_calm_words_are_left_alone(text):
    assert not findings(text, "patient")


def test_each_phrase_that_means_otherwise_is_left_alone():
    sentences = [f"You may notice {phrase.replace('*', '')} here." for phrase in OTHERWISE]

    assert len(sentences) > 20
    assert not [sentence for sentence in sentences if findings(sentence, "patient")]


def test_the_list_holds_no_word_inside_another():
    for text in (
        "secure",
        "several",
        "curb",
        "neverland",
        "wearing a coat",
        "mediate",
        "collateral",
        "therapist",
    ):
        assert not findings(f"A {text} here.", "patient"), text


def test_what_to_say_instead_is_itself_calm_and_plain():
    said = {word.say for word in word_list().word}

    assert not [text for text in each(said) if findings(text, "patient")]


def test_a_denial_in_another_part_of_the_sentence_does_not_count():
    assert not findings("This is not at all serious.", "patient")
    assert [f.found for f in findings("It is not new, and it is serious.", "patient")] == ["serious"]
    assert [f.found for f in findings("No. Severe pain is common.", "patient")] == ["Severe"]


def test_a_denied_picture_is_still_a_picture():
    """'Not crushed' leaves the word in the mind: only words that reassure when denied may be."""
    assert findings("The nerve is not crushed.", "patient")
    assert findings("Your disc is not degenerated.", "patient")


def test_terms_are_looked_for_only_in_words_written_for_patients():
    text = "The traversing root lies medial to the foramen."

    assert {finding.why for finding in findings(text, "patient")} == {"jargon"}
    assert not findings(text, "name")
    assert not findings(text, "text")


@pytest.mark.parametrize(
    "text",
    [
        "The nerve always passes below the muscle and never above it.",
        "Severe weakness is uncommon; disability fell by 8 points, and treatment fails in some.",
        "Degenerative disc disease is an old name for changes with age. Serious causes must be looked for.",
        "Permanent weakness was seen in 2 of 100.",
    ],
)
def test_a_text_for_everybody_may_state_plain_facts(text):
    assert not findings(text, "text")


@pytest.mark.parametrize(
    "text",
    ["It crushes the nerve.", "It cures sciatica.", "This is a ticking time bomb.", "It always works."],
)
def test_a_text_for_everybody_neither_frightens_nor_promises(text):
    assert findings(text, "text")


def test_a_word_over_a_hyphen_or_a_wide_space_is_the_same():
    assert [f.found for f in findings("It is bone-on-bone.", "patient")] == ["bone-on-bone"]
    assert findings("It is bone  on bone.", "patient")


def test_long_sentences_are_counted_each_for_itself():
    short = "One two three. " * 20
    long = " ".join(["Word"] * (LONGEST_SENTENCE + 1)) + "."

    assert not long_sentences(short)
    assert [count for count, _ in long_sentences(f"Short one. {long}")] == [LONGEST_SENTENCE + 1]
    assert not long_sentences("About 1.5 cm, that is 0.6 in, " + "word " * 17 + "end.")


def test_the_list_names_its_sources_and_each_reason():
    known = {source.id for source in word_list().source}
    mentions = [m for record in (*word_list().reason, *word_list().word) for m in record.sources]

    assert {mention.partition(":")[0] for mention in mentions} == known
    assert {reason.id for reason in word_list().reason} == {word.why for word in word_list().word}


def test_no_word_is_listed_twice():
    phrases = [phrase for _, phrase in LISTED]

    assert len(phrases) == len(set(phrases))


def test_the_old_alarming_words_are_all_still_found():
    old = (
        "crushes destroyed permanently crippling paralysed severe severely dangerous deadly catastrophic "
        "guaranteed cured miracle irreversible torture agony excruciating"
    )

    assert not [word for word in each(old.split()) if not findings(f"It is {word} here.", "patient")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            'text = "It crushes the nerve.", patient = "It presses on the nerve.", ',
            None,
        ),
        (
            'text = "It presses.", patient = "It crushes the nerve.", ',
            "own.toml, line 10: treatment own, can, patient: must be calm words in the patient's voice; "
            "got 'crushes'. Say 'presses on', for instance",
        ),
        (
            'text = "It crushes the nerve.", ',
            "own.toml, line 10: treatment own, can, text: must be calm words where a patient has no words "
            "of their own; got 'crushes'. Add `patient` words, or say 'presses on', for instance",
        ),
        (
            'text = "It helps.", patient = "It will cure you.", ',
            "must be words that promise nothing in the patient's voice; got 'cure'. Say 'eases'",
        ),
        (
            'text = "It helps.", patient = "Your bad posture brings it.", ',
            "must be words that blame nobody in the patient's voice; got 'bad posture'",
        ),
        (
            'text = "The foramen.", patient = "The foramen is wide.", ',
            "must be plain words in the patient's voice; got 'foramen'. Say 'opening', for instance",
        ),
        ('text = "The foramen is wide.", ', None),
        (
            f'text = "It helps.", patient = "It helps {"so " * 24}much.", ',
            "must be sentences of at most 25 words in the patient's voice; got one of 27 "
            "('It helps so so …'). Split it",
        ),
        (f'text = "It helps {"so " * 24}much.", ', None),
        ('text = "It helps.", patient = "It helps.", clinician = "It cures severe stenosis.", ', None),
    ],
)
def test_check_tells_what_a_patient_should_not_read(written, words, told):
    found = own_problems(written(NOTE.format(words=words)))

    assert [told] == [told for line in found if told and told in line] if told else not found, found


def test_a_name_patients_read_is_looked_at_and_one_people_only_type_is_not(written):
    text = NOTE.format(words='text = "It rests.", ').replace('name = "Own"', 'name = "The miracle"')

    (told,) = own_problems(written(text))

    assert "treatment own, name: must be words that promise nothing in a name that patients read" in told
    assert "line 8" in told


def test_every_text_of_every_shipped_statement_is_looked_at(shipped):
    def count(value):
        parts = value if isinstance(value, tuple) else ()
        parts = parts or [getattr(value, f) for f in getattr(type(value), "model_fields", ())]
        return isinstance(value, Statement) + sum(count(part) for part in parts)

    files = [reading.content for reading in shipped.readings]
    seen = [heard for file in files for heard in texts(file) if heard.kind != "name"]

    assert len(seen) == sum(count(file) for file in files) > 400


def test_shipped_words_are_looked_through_where_others_stand_beside_them(monkeypatch, written, hostile):
    """A server of what is shipped alone starts without: `check` has read it."""

    def found(_everything):
        yield from ()
        looked.append(True)

    looked = []
    monkeypatch.setattr(sense, "check_patients_read_calm_words", found)
    maps.load()
    assert not looked
    maps.load([written(hostile.REGION % 1)])
    assert looked
