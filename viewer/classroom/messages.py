"""What a page may say to a class. Whatever else it says is refused."""

from typing import Annotated, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)

Said = TypeVar("Said")

LARGEST = 8 * 1024
"""Bytes of a teacher's message."""
LARGEST_OF_A_STUDENT = 512

Look = Annotated[str, StringConstraints(max_length=4000, pattern=r"^[A-Za-z0-9_.~%=&,:+*!()'-]*$")]
"""What a page shows, as the query of its address."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Option = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Place = Annotated[str, StringConstraints(max_length=80, pattern=r"^[A-Za-z0-9.-]*$")]
Code = Annotated[str, StringConstraints(max_length=32)]
Secret = Annotated[str, StringConstraints(min_length=16, max_length=64, pattern=r"^[A-Za-z0-9_-]*$")]
Own = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""By what the answers of one page are told apart from those of others; it says nothing about anybody."""
Millimetres = Annotated[float, Field(allow_inf_nan=False, ge=-5000, le=5000)]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Open(_Message):
    """Begin a class."""

    do: Literal["open"]


class Lead(_Message):
    """Go on leading a class after the line was lost."""

    do: Literal["lead"]
    code: Code
    secret: Secret


class Join(_Message):
    """Take part in a class; `me` where the page took part before."""

    do: Literal["join"]
    code: Code
    me: Own | None = None


class Show(_Message):
    """What the teacher's page shows."""

    do: Literal["look"]
    look: Look


class Ask(_Message):
    """A question: a spot on the body, or one of some answers.

    Attributes
    ----------
    target
        The region that is right, by its id; nothing where any place may be.
    options
        The answers one can choose from.
    """

    do: Literal["ask"]
    kind: Literal["tap", "poll"]
    title: Text
    target: Place = ""
    options: list[Option] = Field(default_factory=list, max_length=6)

    @model_validator(mode="after")
    def _has_answers(self) -> "Ask":
        if self.kind == "poll" and len(self.options) < 2:
            msg = "a poll must have 2 to 6 answers"
            raise ValueError(msg)
        return self


class Reveal(_Message):
    """Show everybody what was answered."""

    do: Literal["reveal"]


class Done(_Message):
    """The question is put away."""

    do: Literal["done"]


class End(_Message):
    """The class is over."""

    do: Literal["end"]


class Around(_Message):
    """Whether a student follows, or looks around."""

    do: Literal["around"]
    on: bool


class Tap(_Message):
    """Where a student pressed on the skin; LPS, mm."""

    do: Literal["tap"]
    n: int
    at: tuple[Millimetres, Millimetres, Millimetres]


class Choose(_Message):
    """Which answer of a poll a student chose, counted from 0."""

    do: Literal["choose"]
    n: int
    option: Annotated[int, Field(ge=0, lt=6)]


Hello = Annotated[Open | Lead | Join, Field(discriminator="do")]
OfATeacher = Annotated[Show | Ask | Reveal | Done | End, Field(discriminator="do")]
OfAStudent = Annotated[Around | Tap | Choose, Field(discriminator="do")]

_HELLO: TypeAdapter[Open | Lead | Join] = TypeAdapter(Hello)
_TEACHER: TypeAdapter[Show | Ask | Reveal | Done | End] = TypeAdapter(OfATeacher)
_STUDENT: TypeAdapter[Around | Tap | Choose] = TypeAdapter(OfAStudent)


class Refused(ValueError):
    """A message is not one; the page that sent it is hung up on."""


def hello(text: str) -> Open | Lead | Join:
    """Read the first message of a page.

    Raises
    ------
    Refused
        If it is none.
    """
    return _read(_HELLO, text, LARGEST_OF_A_STUDENT)


def of_a_teacher(text: str) -> Show | Ask | Reveal | Done | End:
    """Read what the teacher's page says.

    Raises
    ------
    Refused
        If it says nothing a teacher's page may.
    """
    return _read(_TEACHER, text, LARGEST)


def of_a_student(text: str) -> Around | Tap | Choose:
    """Read what a student's page says.

    Raises
    ------
    Refused
        If it says nothing a student's page may.
    """
    return _read(_STUDENT, text, LARGEST_OF_A_STUDENT)


def _read(kind: "TypeAdapter[Said]", text: str, largest: int) -> Said:
    if len(text) > largest:
        msg = f"a message must have at most {largest} characters; got {len(text)}"
        raise Refused(msg)
    try:
        return kind.validate_json(text)
    except ValidationError as error:
        msg = f"a message must be one that a class knows; {error.error_count()} faults"
        raise Refused(msg) from None
