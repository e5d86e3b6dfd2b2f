"""What a procedure does, in the order of its words: actions, forks, jumps. Between the outline and the graph."""

from dataclasses import dataclass, field

from strategies.sop.clauses import Mood
from strategies.sop.outline import Entry
from strategies.sop.piece import EMPTY, Piece
from strategies.sop.references import Go


@dataclass(slots=True, eq=False)
class Act:
    """Something that is done. `details` say how, `nevers` what not; `label` is the step's title if it has one."""

    words: Piece
    entry: Entry
    label: Piece = EMPTY
    details: list[Piece] = field(default_factory=list[Piece])
    nevers: list[Piece] = field(default_factory=list[Piece])
    beside: bool = False


@dataclass(slots=True, eq=False)
class Condition:
    """When an arm is taken. `step` is the text of the step that it stands at: what `if yes` answers."""

    words: Piece
    mood: Mood
    negative: bool = False
    answer: bool = False
    heading: str = ""

    @property
    def text(self) -> str:
        """The words, with a table's column heading before them."""
        return f"{self.heading} {self.words.text}".strip() if self.heading else self.words.text


@dataclass(slots=True, eq=False)
class Arm:
    """One way out of a fork."""

    condition: Condition
    body: "list[Op]"


@dataclass(slots=True, eq=False)
class Fork:
    """Ways that part at one place.

    `listed`: they were written as one list or table of alternatives. `asked`: they answer a question asked in an arm.
    `closed`: each of them says where it leads, and no other case is named.
    """

    arms: list[Arm]
    entry: Entry
    listed: bool = False
    asked: bool = False
    closed: bool = False


@dataclass(slots=True, eq=False)
class Jump:
    """The way leads elsewhere.

    `words` are the phrase that says so; `most`: how often, by the phrase `bound`;
    `when`: what is waited for before; `attempts`: what is done once that was often enough.
    """

    go: Go
    words: Piece
    entry: Entry
    most: int | None = None
    bound: Piece = EMPTY
    when: Piece = EMPTY
    attempts: list[Arm] = field(default_factory=list[Arm])


@dataclass(slots=True, eq=False)
class Until:
    """Back to `go` (or to what was just done) until the condition holds; `attempts` are arms for too many rounds."""

    condition: Condition
    words: Piece
    entry: Entry
    go: Go | None = None
    attempts: list[Arm] = field(default_factory=list[Arm])
    most: int | None = None
    bound: Piece = EMPTY


@dataclass(slots=True, eq=False)
class Anywhere:
    """What is done whenever the condition holds, wherever the session stands. `resume`: and then back to there."""

    condition: Condition
    body: "list[Op]"
    words: Piece
    resume: Piece = EMPTY


@dataclass(slots=True, eq=False)
class Mark:
    """The place where a step begins, for those who refer to it."""

    entry: Entry


Op = Act | Fork | Jump | Until | Anywhere | Mark
