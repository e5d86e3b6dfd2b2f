"""The rows of the lists by which a client's words about the work together are known."""

import re
from dataclasses import dataclass
from enum import StrEnum

from strategies.course.forms import compiled


class About(StrEnum):
    """What a row's words are about, and so how much must be sure before they count.

    `you`: the listener or the sessions are named in them; `work`: a noun that may be another's (a task, an exercise);
    `this`: nothing but a pointing word.
    """

    YOU = "you"
    WORK = "work"
    THIS = "this"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One form. `asked`: it counts in the shape of a question, too."""

    about: About
    source: str
    asked: bool = False

    @property
    def form(self) -> re.Pattern[str]:
        """Its form, in any case of letters."""
        return compiled(self.source)


def row(about: About, source: str, *, asked: bool = False) -> Row:
    """A row."""
    return Row(about=about, source=source, asked=asked)
