"""The sentences of a step or a paragraph: actions, forks, details, and what is forbidden."""

import re
from typing import Final

from strategies.sop.bodies import Aside, Bodies, act_of, again
from strategies.sop.bounds import bound_in, only_bounds
from strategies.sop.clauses import Clause, Mood
from strategies.sop.conditions import read_clauses
from strategies.sop.ops import Act, Arm, Fork, Jump, Mark, Op
from strategies.sop.outline import Entry
from strategies.sop.piece import Piece
from strategies.sop.placing import add_arm
from strategies.sop.shapes import ways
from strategies.sop.titles import BESIDE_WITHIN, begins_note, forbids, tells_manner
from strategies.sop.verbs import begins_action, is_action_sentence

_THEN: Final = re.compile(r"(?:,|;)?\s+(?:and\s+)?then\s+|[，,；;]\s*(?:然后|接着|随后|之后)")


class SentenceReader:
    """Reads sentences into the operations that they add to."""

    def __init__(self, bodies: Bodies, *, aside: Aside) -> None:
        self._bodies = bodies
        self._aside = aside

    def sentences(self, found: list[Piece], entry: Entry, own: list[Op], *, begins: bool) -> Arm | None:
        """Adds a step's sentences. The arm that they all belong to, when the step begins with its one condition."""
        arm: Arm | None = None
        for i, sentence in enumerate(found):
            if begins_note(sentence.text):
                self._aside(sentence, "a note")
                continue
            clauses = read_clauses(sentence)
            if (
                i == 0
                and begins
                and len(clauses) == 1
                and clauses[0].conditional
                and clauses[0].mood is not Mood.UNTIL
                and not clauses[0].anywhere
            ):
                self.clauses(clauses, entry, own)
                last = own[-1] if own else None
                arm = last.arms[-1] if isinstance(last, Fork) and last.arms else None
            elif any(clause.conditional for clause in clauses):
                arm = None
                self.clauses(clauses, entry, own)
            elif arm is not None:
                self.more_in_arm(sentence, entry, arm.body)
            else:
                self.clauses(clauses, entry, own)
        return arm

    def clauses(self, clauses: list[Clause], entry: Entry, own: list[Op]) -> None:
        """Adds the clauses of one sentence."""
        for i, clause in enumerate(clauses):
            if clause.anywhere and clause.conditional:
                own.append(self._bodies.anywhere(clause, entry))
            elif clause.mood is Mood.UNTIL and i and clauses[i - 1].conditional:
                last = own[-1] if own else None
                target = last.arms[-1].body if isinstance(last, Fork) and last.arms else own
                target.extend(self._bodies.until(clause, entry))
            elif clause.conditional:
                self.bound(clause, entry, own)
            elif own and isinstance(own[-1], Jump | Fork) and only_bounds(clause.body):
                self._bound_last(clause.body, entry, own)
            elif i and clauses[i - 1].conditional:
                self.more(clause.body, entry, own)
            else:
                self.plain(clause.body, entry, own)

    def bound(self, clause: Clause, entry: Entry, ops: list[Op], *, fresh: bool = False) -> None:
        """Adds a conditional clause to the fork that is open, or begins one."""
        if clause.mood is Mood.UNTIL:
            ops.extend(self._bodies.until(clause, entry))
        else:
            add_arm(ops, self._bodies.arm(clause, entry), entry, fresh=fresh)

    def more_in_arm(self, words: Piece, entry: Entry, body: list[Op]) -> None:
        """A further sentence of an arm; `The procedure ends here.` ends it."""
        if body and only_bounds(words):
            self._bound_last(words, entry, body)
            return
        made = ways(self._bodies.plain(words, entry)) if body else []
        if len(made) == 1 and isinstance(made[0], Jump):
            body.extend(made)
        else:
            self.plain(words, entry, body)

    def _bound_last(self, words: Piece, entry: Entry, ops: list[Op]) -> None:
        """How often at most: bounds the way back before it, or else tells that the arm before it leads back."""
        last = ops[-1]
        while isinstance(last, Fork) and last.arms and last.arms[-1].body:
            ops, last = last.arms[-1].body, last.arms[-1].body[-1]
        if isinstance(last, Act) and ops:
            ops.append(again(words, entry))
        elif isinstance(last, Jump) and last.most is None:
            last.most, last.bound = bound_in(words)
        else:
            self._aside(words, "how often at most")

    def more(self, words: Piece, entry: Entry, ops: list[Op]) -> None:
        """What a semicolon adds to the arm before it."""
        last = ops[-1] if ops else None
        if isinstance(last, Fork) and last.arms:
            made = self._bodies.body(words, entry)
            self._unend(last.arms[-1].body)
            last.arms[-1].body.extend(ways(made) if last.arms[-1].body else made)
        else:
            self.plain(words, entry, ops)

    def _unend(self, body: list[Op]) -> None:
        """A bare end that more is said behind ends nothing: `do not go on; inform the supervisor and end`."""
        if len(body) >= 2 and isinstance(body[-1], Jump) and isinstance(body[-2], Act) and len(ways(body[-2:])) == 1:
            self._aside(body[-2].words, "said with what follows")
            del body[-2:]

    def plain(self, words: Piece, entry: Entry, ops: list[Op]) -> None:
        """A sentence without a condition: the step's action, a detail of it, or after a fork an action of its own."""
        if forbids(words.text):
            found = self._bodies.plain(words, entry, main=True)
            if not found:
                return
        act = next((op for op in reversed(ops) if not isinstance(op, Mark)), None)
        if isinstance(act, Act) and (end := self._bodies.whole_end(words, entry)) is not None:
            ops.append(end)
            return
        made = self._bodies.plain(words, entry, main=True)
        if isinstance(act, Act) and len(made) > 1 and isinstance(made[0], Act) and isinstance(made[1], Jump):
            act.details.append(made[0].words)
            made = made[1:]
        if any(isinstance(op, Jump) for op in made) or act is None:
            ops.extend(made)
        elif isinstance(act, Act) and BESIDE_WITHIN.search(words.text) and is_action_sentence(words.text):
            beside = act_of(words, entry)
            beside.beside = True
            ops.append(beside)
        elif isinstance(act, Act):
            act.details.append(words)
        elif is_action_sentence(words.text) and not tells_manner(words.text):
            ops.extend(made)
        elif not self.detail(words, ops):
            self._aside(words, "describes, and asks for nothing")

    def detail(self, words: Piece, ops: list[Op]) -> bool:
        """Adds a sentence that says how to the action before it, if there is one."""
        for op in reversed(ops):
            if isinstance(op, Act):
                op.details.append(words)
                return True
            if isinstance(op, Fork):
                self._aside(words, "says how; kept with the step before it")
                return True
        return False

    def never(self, words: Piece, ops: list[Op]) -> None:
        """What is forbidden at the step before."""
        for op in reversed(ops):
            if isinstance(op, Act):
                op.nevers.append(words)
                return
        self._aside(words, "forbidden: a rule of the whole procedure")

    def then_parts(self, words: Piece) -> list[Piece]:
        """`Greet the client, then ask ...` in running prose: two actions."""
        parts: list[Piece] = []
        start = 0
        for found in _THEN.finditer(words.text):
            left, right = words.text[start : found.start()], words.text[found.end() :]
            if is_action_sentence(left) and begins_action(right):
                parts.append(words.cut(start, found.start()))
                start = found.end()
        return [*parts, words.cut(start)]
