"""Pictures that move: what their frames show, as a program that did not write them finds them."""

import io
import sys
import types
from collections.abc import Generator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from PIL import Image, ImageSequence

from populated import each
from viewer.__main__ import main
from viewer.atlas import Atlas
from viewer.pictures import asked, drawing, films, palette
from viewer.pictures.films import Film
from viewer.pictures.stage import stage

MUSCLE = "piriformis-syndrome.left"
SIZE = (160, 120)
SMALL = ("--size", "160x120", "--frames", "5", "--seconds", "2")


class Found(NamedTuple):
    frames: list[np.ndarray]
    times: list[int]
    loop: int


def filmed(target: Path, address: str, *more: str) -> Found:
    assert main(["picture", address, str(target), *SMALL, *more]) == 0
    return found(target)


def found(film: Any) -> Found:
    with Image.open(film) as opened:
        shown = [
            (np.array(frame.convert("RGBA")).astype(int), opened.info["duration"])
            for frame in ImageSequence.Iterator(opened)
        ]
        return Found([frame for frame, _ in shown], [time for _, time in shown], opened.info["loop"])


def still(atlas: Atlas, address: str, turned: float = 0) -> np.ndarray:
    wanted = asked.read(address)
    parts, look = stage(atlas, wanted, SIZE)
    look = look._replace(azimuth=look.azimuth + turned)
    return asked.drawn((atlas, wanted), parts, look, SIZE, asked.Extras()).astype(int)


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """Which share of two pictures differs so that one sees it."""
    return float((np.abs(one[..., :3] - other[..., :3]).max(axis=2) > 48).mean())


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_a_morph_goes_from_healthy_to_as_far_as_asked(tmp_path: Path, atlas: Atlas, kind: str) -> None:
    film = filmed(tmp_path / f"muscle.{kind}", MUSCLE, "--morph", "--amount", "80")
    made = film.frames
    assert [frame.shape for frame in made] == [(120, 160, 4)] * 5
    assert film.loop == 0, "it goes on for ever"

    healthy, affected = (still(atlas, f"?select={MUSCLE}&amount={amount}") for amount in (0, 80))
    assert apart(healthy, affected) > 0.02
    assert apart(made[0], healthy) < 0.008 < apart(made[0], affected)
    assert apart(made[-1], affected) < 0.008 < apart(made[-1], healthy)
    ways = [apart(frame, healthy) for frame in made]
    assert ways == sorted(ways), "always further from healthy"


def test_the_ends_of_a_morph_are_held(tmp_path: Path) -> None:
    assert filmed(tmp_path / "muscle.gif", MUSCLE, "--morph").times == [1400, 400, 400, 400, 1400]


def test_a_turntable_goes_once_around(tmp_path: Path, atlas: Atlas) -> None:
    address = "?show=bones,nerves&view=lower-back"
    made = filmed(tmp_path / "spine.webp", address, "--turntable", "--frames", "4").frames
    assert len(made) == 4
    for i, frame in each(enumerate(made)):
        assert apart(frame, still(atlas, address, 90 * i)) < 0.02
    assert apart(made[0], made[2]) > 0.1
    assert apart(made[1], made[3]) > 0.05, "from the left, and from the right"


def test_the_steps_to_a_region_turn_with_it_until_it_faces_away(tmp_path: Path, atlas: Atlas) -> None:
    made = filmed(tmp_path / "region.webp", "?select=LU6.left", "--turntable", "--frames", "2").frames
    plain = filmed(tmp_path / "plain.webp", "?select=LU6.left&names=0", "--turntable", "--frames", "2").frames
    assert apart(made[0], still(atlas, "?select=LU6.left")) < 0.02
    ahead, away = (np.abs(one - other).mean() for one, other in zip(made, plain, strict=True))
    assert ahead > 0.2 > 2 * away


def test_nothing_lies_behind_what_is_transparent(tmp_path: Path) -> None:
    address = "?show=bones&view=lower-back"
    made = filmed(tmp_path / "spine.webp", address, "--turntable", "--transparent").frames
    assert all(0.2 < (frame[..., 3] == 0).mean() < 0.8 for frame in each(made))


def test_the_key_of_a_morph_stays_the_same(tmp_path: Path) -> None:
    made = filmed(tmp_path / "muscle.gif", MUSCLE, "--morph", "--legend", "--size", "320x240").frames
    corner = [frame[160:, :60, :3] for frame in made]
    contact = np.array(palette.colours()["contact"])
    for one in each(corner):
        assert (np.abs(one - contact).max(axis=2) < 30).sum() > 10, "where it touches is in it from the first"


def test_what_stands_still_in_a_gif_does_not_flicker() -> None:
    ground = np.random.default_rng(1).integers(0, 255, (60, 80, 4), np.uint8)
    pictures = []
    for i in range(4):
        pictures.append(ground.copy())
        pictures[-1][:10, :, :3] = (60 * i, 255 - 60 * i, 30)
    content = films.KINDS[".gif"](Film(pictures, 0.1))
    made = found(io.BytesIO(content)).frames
    assert all(np.array_equal(frame[10:], made[0][10:]) for frame in each(made))


class Encoder(types.ModuleType):
    """Stands for imageio-ffmpeg: keeps what it is given."""

    def __init__(self) -> None:
        super().__init__(films.ENCODER)
        self.frames: list[np.ndarray] = []
        self.how: dict[str, Any] = {}

    def write_frames(self, path: str, size: tuple[int, int], **how: Any) -> Generator[None, np.ndarray, None]:
        self.how = {"size": size, **how}
        while True:
            frame = yield
            self.frames.append(frame)
            Path(path).write_bytes(b"film")


def test_an_mp4_is_even_and_holds_its_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = Encoder()
    monkeypatch.setattr(films, "find_spec", lambda _: encoder)
    monkeypatch.setitem(sys.modules, films.ENCODER, encoder)
    target = tmp_path / "muscle.mp4"
    more = ("--size", "159x119", "--frames", "4", "--seconds", "2")
    assert main(["picture", MUSCLE, str(target), "--morph", *more]) == 0

    assert target.read_bytes() == b"film"
    assert (encoder.how["size"], encoder.how["fps"], encoder.how["codec"]) == ((160, 120), 2.0, "libx264")
    assert {frame.shape for frame in encoder.frames} == {(120, 160, 3)}
    assert len(encoder.frames) == 3 + 1 + 1 + 3, "a second more of the first and of the last"
    assert np.array_equal(encoder.frames[0], encoder.frames[2])
    assert not np.array_equal(encoder.frames[2], encoder.frames[3])


def test_without_its_encoder_an_mp4_is_told_of_before_anything_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(films, "find_spec", lambda _: None)
    monkeypatch.setattr(drawing, "draw", lambda *_: pytest.fail("drawn in vain"))
    assert main(["picture", MUSCLE, str(tmp_path / "a.mp4"), "--morph"]) == 1
    assert "pip install 'sciatica-atlas[films]', or choose .gif or .webp" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((MUSCLE, "a.png", "--morph"), "a.png: must end in .gif or .webp or .mp4 to move; got '.png'"),
        ((MUSCLE, "a.gif", "--morph", "--transparent"), "--transparent: must be a .webp where it moves"),
        ((MUSCLE, "a.gif", "--turntable", "--labels"), "--labels: must be left out"),
        ((MUSCLE, "a.tif", "--turntable", "--labels"), "2 problems"),
        ((MUSCLE, "a.gif", "--morph", "--frames", "200", "--size", "2000x2000"), "fewer --frames"),
        (("?view=back", "a.gif", "--morph"), "--morph: must be of a cause, such as"),
        (("?select=sacrum", "a.gif", "--morph"), "got 'sacrum'"),
    ],
)
def test_what_cannot_move_is_told(
    arguments: tuple[str, ...], said: str, capsys: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["picture", *arguments]) == 1
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("more", [("--frames", "1"), ("--seconds", "0"), ("--morph", "--turntable")])
def test_wrong_use_is_two(more: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["picture", MUSCLE, "a.gif", *more])
    assert ended.value.code == 2
