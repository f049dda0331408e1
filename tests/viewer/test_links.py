"""An address is read into a state, whatever somebody wrote into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer import links
from viewer.links import Known
from viewer.state import LAYERS, Camera, ViewState, opening_layers

KNOWN = Known(
    bodies=("male",),
    entries=("KI3.left", "sciatic.right", "sacrum", "exercise"),
    drawn=("KI3.left", "sciatic.right", "sacrum"),
    views=("back", "knee"),
    variants=("bifurcation-high",),
    stories={"the-path": 4},
)
DEFAULT = ViewState()


def read(**query: str) -> links.Opening:
    return links.read(query, KNOWN, DEFAULT)


def test_an_address_without_parameters_opens_as_the_page_does() -> None:
    assert read() == (DEFAULT, ())


def test_every_part_of_a_state_can_be_in_the_address() -> None:
    opening = read(
        body="male", select="KI3.left", show="bones,nerves", opacity="skin:40,bones:100", view="knee",
        camera="90,10,800,1,2,900.5", side="left", hide="sacrum", only="sciatic.right,KI3.left", theme="dark",
        embed="1", variant="bifurcation-high", zones="nerve", open="evidence", story="the-path", step="3",
    )  # fmt: skip

    state = opening.state
    assert opening.notices == ()
    assert (state.select, state.show, state.view, state.side) == (
        "KI3.left",
        ("bones", "nerves"),
        "knee",
        "left",
    )
    assert (state.opacity["skin"], state.opacity["bones"]) == (0.4, 1.0)
    assert state.camera == Camera(90, 10, 800, 1, 2, 900.5)
    assert (state.hide, state.only) == (("sacrum",), ("sciatic.right", "KI3.left"))
    assert (state.theme, state.embed) == ("dark", True)
    assert (state.variant, state.zones) == ("bifurcation-high", "nerve")
    assert (state.open, state.story, state.step) == ("evidence", "the-path", 3)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("body", "giant", "giant"),
        ("select", "KI99.left", "KI99.left"),
        ("show", "ghosts", "ghosts"),
        ("view", "inside-out", "inside-out"),
        ("side", "up", "up"),
        ("camera", "1,2,3", "camera"),
        ("camera", "nan,0,500,0,0,0", "camera"),
        ("camera", "0,0,1e9,0,0,0", "camera"),
        ("hide", "unicorn", "unicorn"),
        ("only", "unicorn", "unicorn"),
        ("theme", "plaid", "plaid"),
        ("variant", "two-nerves", "two-nerves"),
        ("zones", "planets", "planets"),
        ("voice", "shouting", "shouting"),
        ("only", "exercise", "exercise"),
        ("open", "settings", "settings"),
        ("story", "never-told", "never-told"),
    ],
)
def test_what_is_unknown_falls_back_and_is_said(key: str, value: str, said: str) -> None:
    opening = read(**{key: value})

    assert opening.state == DEFAULT
    assert len(opening.notices) == 1
    assert said in opening.notices[0]


@pytest.mark.parametrize(
    ("step", "shown"), [("9", 4), ("0", 1), ("-1", 1), ("two", 1), ("٣", 1), ("9" * 30, 1)]
)
def test_a_step_that_a_story_does_not_have_is_said(step: str, shown: int) -> None:
    opening = read(story="the-path", step=step)

    assert opening.state.step == shown
    assert len(opening.notices) == 1


def test_a_story_starts_at_its_first_step() -> None:
    assert read(story="the-path").state.step == 1
    assert read(step="3") == (DEFAULT, ())


def test_known_layers_are_kept_beside_unknown_ones() -> None:
    opening = read(show="nerves,ghosts")

    assert opening.state.show == ("nerves",)
    assert "ghosts" in opening.notices[0]


def test_no_layer_at_all_is_a_choice() -> None:
    assert read(show="").state.show == ()


def test_a_code_is_found_in_small_letters_too() -> None:
    assert read(select="ki3.left").state.select == "KI3.left"


def test_nonsense_in_opacity_leaves_the_usual_opacity() -> None:
    assert read(opacity="skin:999,bones:-1,:,nerves:٤").state.opacity == DEFAULT.opacity


def test_a_notice_shows_no_endless_or_invisible_text() -> None:
    notice = read(select="x\u202e\x00" + "y" * 5000).notices[0]

    assert len(notice) < 120
    assert notice.isprintable()


@given(st.dictionaries(st.sampled_from([*links._READERS, "step", "ui"]), st.text(max_size=80)))
def test_no_address_breaks_the_page(query: dict[str, str]) -> None:
    state = links.read(query, KNOWN, DEFAULT).state

    assert set(state.show) <= {layer.id for layer in LAYERS}
    assert {*state.hide, *state.only} <= set(KNOWN.entries)
    assert all(0 <= value <= 1 for value in state.opacity.values())


def test_a_choice_without_a_view_is_looked_at_itself() -> None:
    assert read(select="sacrum").state.view == ""
    assert read(select="sacrum", view="knee").state.view == "knee"
    assert read(select="nothing").state.view == "back"


@pytest.mark.parametrize("layer", ["zones", "muscles", "ligaments", "vessels", "load-line"])
def test_what_would_hide_the_nerve_starts_switched_off(layer: str) -> None:
    assert layer not in opening_layers()


def test_a_view_may_name_its_side() -> None:
    assert read(view="knee.right").state.view == "knee.right"
    for wrong in ("knee.", "knee.up", "moon.left", ".left", "knee.left.left"):
        opening = read(view=wrong)
        assert opening.state.view == "back"
        assert opening.notices
