"""How data files are read: one model, one error that names every problem."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

Model = TypeVar("Model", bound=BaseModel)


class DataError(ValueError):
    """A data file that cannot be used, with every problem found in it.

    Parameters
    ----------
    where
        The file, as its reader would name it.
    problems
        One sentence each: place, what must be, what was found, how to mend it.
    """

    def __init__(self, where: str | Path, problems: Iterable[str]) -> None:
        self.where = str(where)
        self.problems = tuple(problems)
        count = len(self.problems)
        head = f"{self.where}: {count} problem{'s' * (count != 1)}"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))


class Record(BaseModel):
    """A frozen record in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def sentences(error: ValidationError) -> list[str]:
    """Say every problem of a validation as `place: what is wrong; got what`."""
    return [
        f"{'.'.join(map(str, problem['loc'])) or 'file'}: {problem['msg']}; got {shown(problem['input'])}"
        for problem in error.errors()
    ]


def shown(value: Any, longest: int = 80) -> str:
    """Show a found value in a message, cut where it would fill the page."""
    text = repr(value)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def read_json(path: Path, model: type[Model]) -> Model:
    """Read a JSON file written by the pipeline.

    Raises
    ------
    DataError
        If the file is missing, is not JSON, or does not fit the model.
    """
    try:
        return model.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise DataError(path, [f"must be a readable file; got {error.strerror}"]) from error
    except ValidationError as error:
        raise DataError(path, sentences(error)) from error
    except ValueError as error:
        raise DataError(path, [f"must be JSON in UTF-8; got {error}"]) from error
