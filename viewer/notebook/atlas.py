"""A body to look at from Python."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from models import catalogue
from point_maps import maps
from viewer import atlas
from viewer.notebook import words
from viewer.notebook.page import Page


class Atlas(atlas.Atlas):
    """A body with the places on it, as an address of the page shows it.

    Fields are the words of an address, with values of Python: `select="KI3.left"`, `amount=60`,
    `show=["bones", "nerves"]`, `opacity={"skin": 0.4}`, `hide=["sacrum"]`, `view="buttock.left"`.

    Examples
    --------
    >>> atlas = Atlas.open("female")  # doctest: +SKIP
    >>> atlas.plot(select="piriformis-syndrome.left", amount=100).show()  # doctest: +SKIP
    >>> page = atlas.show(select="sciatic.left")  # doctest: +SKIP
    >>> page.state.select = "KI3.left"  # doctest: +SKIP
    """

    @classmethod
    def open(cls, body: str = "male", own_maps: Sequence[Path] = ()) -> Self:
        """Open a body: `male`, `female` or `female-pregnant`, with map files of one's own.

        Raises
        ------
        DataError
            If there is no such body, or a map cannot be used.
        """
        return cls(catalogue.load(body), maps.load(own_maps))

    def plot(
        self, size: tuple[int, int] = (960, 720), *, off_screen: bool | None = None, **fields: Any
    ) -> Any:
        """What an address shows, in a `pyvista.Plotter`: every part an actor by its id.

        Parameters
        ----------
        size
            Width and height, pixels.
        off_screen
            Whether no window is opened; None as pyvista has it.
        **fields
            What is shown. What a picture does not draw, such as a cut, is passed over.

        Raises
        ------
        DataError
            With all of the fields that cannot be used.
        ModuleNotFoundError
            If the extra `pictures` is not installed.
        """
        from viewer.pictures import address, drawing
        from viewer.pictures.stage import stage

        asked = address.read(words.query(words.checked(self, fields)))
        return drawing.plotter(*stage(self, asked, size), size, off_screen=off_screen)

    def show(self, height: int = 640, **fields: Any) -> Page:
        """Put the live page into the cell, or without a notebook into the browser.

        Parameters
        ----------
        height
            Of the page in the cell, pixels.
        **fields
            What it shows first.

        Returns
        -------
        Page
            Its `state` is what the page shows: to read, and to set.

        Raises
        ------
        DataError
            With all of the fields that cannot be used.
        """
        page = Page(self, words.checked(self, fields))
        page.put(height)
        return page
