"""What is to be done, in so many words, to actions and jumps."""

import re
from collections.abc import Callable
from typing import Final

from strategies.sop import body_words as say
from strategies.sop.bounds import bound_in, only_bounds
from strategies.sop.clauses import Clause, Mood
from strategies.sop.conditions import read_clauses
from strategies.sop.endings import only_ends, over_behind
from strategies.sop.ops import Act, Anywhere, Arm, Condition, Fork, Jump, Op, Until
from strategies.sop.outline import Entry
from strategies.sop.piece import EMPTY, Piece
from strategies.sop.placing import add_arm
from strategies.sop.references import Go, GoKind, goes_in, refers_on
from strategies.sop.registry import Registry, tokens
from strategies.sop.shapes import ways
from strategies.sop.titles import BESIDE, RESUME, forbids
from strategies.sop.verbs import begins_action

Aside = Callable[[Piece, str], None]
"""Keeps a piece of the source that became no part of the graph, with the reason."""

EMPTY_BOUND: Final = (None, EMPTY)
_STRONG: Final = (GoKind.STEP, GoKind.START, GoKind.PREVIOUS, GoKind.TITLE, GoKind.AGAIN)


class Bodies:
    """Reads what stands behind a condition, and plain sentences."""

    def __init__(self, registry: Registry, *, aside: Aside) -> None:
        self._registry = registry
        self._aside = aside

    def arm(self, clause: Clause, entry: Entry) -> Arm:
        """The arm that a conditional clause makes."""
        condition = Condition(words=clause.condition, mood=clause.mood, negative=clause.negative, answer=clause.answer)
        return Arm(condition=condition, body=self.body(clause.body, entry))

    def anywhere(self, clause: Clause, entry: Entry) -> Anywhere:
        """A rule that holds wherever the session stands."""
        body, resume = clause.body, EMPTY
        for found in RESUME.finditer(body.text):
            rest = body.text[found.start() : found.start() + len(found[0]) + 12]
            if any(go.kind is GoKind.STEP for go in goes_in(rest)) or not found.start():
                continue
            resume = body.cut(*found.span())
            body = body.cut(0, found.start()).strip(",，;；、")
            break
        condition = Condition(words=clause.condition, mood=clause.mood, answer=clause.answer)
        return Anywhere(condition=condition, body=self.body(body, entry), words=clause.body, resume=resume)

    def body(self, words: Piece, entry: Entry) -> list[Op]:
        """The operations of an arm's words; conditions within make forks of their own."""
        ops: list[Op] = []
        for clause in read_clauses(words):
            match clause.mood:
                case Mood.PLAIN if only_bounds(clause.body) and ops and isinstance(ops[-1], Jump | Fork):
                    self._aside(clause.body, "how often at most")
                case Mood.PLAIN if only_bounds(clause.body) and ops and isinstance(ops[-1], Act):
                    ops.append(again(clause.body, entry))
                case Mood.PLAIN if (bounded := _bounded(ops)) and (found := say.AFTER_THAT.match(clause.body.text)):
                    condition = Condition(words=clause.body.cut(0, found.end()).strip(",，:："), mood=Mood.ATTEMPTS)
                    used = Arm(condition=condition, body=self.body(clause.body.cut(found.end()), entry))
                    bounded.attempts.append(used)
                case Mood.PLAIN:
                    made = self.plain(clause.body, entry)
                    inner = ops[-1].arms[-1].body if ops and isinstance(ops[-1], Fork) and ops[-1].arms else ops
                    inner.extend(ways(made) if inner else made)
                case Mood.UNTIL:
                    ops.extend(self.until(clause, entry))
                case _:
                    arm, last = self.arm(clause, entry), ops[-1] if ops else None
                    if (
                        isinstance(last, Jump)
                        and arm.condition.mood is Mood.WHEN
                        and (last.go.kind is GoKind.AGAIN or last.go.back)
                    ):
                        arm.condition.mood = Mood.ATTEMPTS
                    add_arm(ops, arm, entry)
        return ops

    def knows(self, go: Go, entry: Entry) -> bool:
        """Whether there is a step that the words name."""
        return bool(self._registry.find(go, entry).entries)

    def plain(self, words: Piece, entry: Entry, *, main: bool = False) -> list[Op]:
        """An action, a jump, or both. `main`: on the main way an end ends nothing before the last step."""
        if not main and say.NOTHING.fullmatch(words.text.strip(" .。,，;；")):
            return [Jump(go=Go(kind=GoKind.NEXT, start=0, end=0), words=words, entry=entry)]
        words, forbidden = self._allowed(self._whatever(words))
        if not words:
            return [] if main else [Jump(go=Go(kind=GoKind.NEXT, start=0, end=0), words=forbidden, entry=entry)]
        if not main and (same := self._as_above(words, entry)) is not None:
            return [same]
        if not main and only_ends(words.text):
            return [Jump(go=Go(kind=GoKind.END, start=0, end=len(words.text)), words=words, entry=entry)]
        named = [] if main else self._named(words, entry)
        if named:
            return named
        go = self._go(words, entry, main=main)
        if go is None:
            return self._done(words, entry, main=main)
        if go.kind is GoKind.END and not main and say.ENDS_BARE.fullmatch(words.text.strip(" .。;；,，")):
            return [Jump(go=go, words=words, entry=entry)]
        if go.kind is GoKind.END:
            return [act_of(words, entry), Jump(go=go, words=words.cut(go.start, go.end), entry=entry)]
        return self._and_on(words, go, entry)

    def _as_above(self, words: Piece, entry: Entry) -> Jump | None:
        """`offer the drink as above`, 同上给糖水: the step that says so."""
        found = say.AS_ABOVE.fullmatch(words.text.strip(" .。"))
        if found is None:
            return None
        said = next(each for each in found.groups() if each)
        go = Go(kind=GoKind.TITLE, start=0, end=len(words.text), words=said, back=True)
        return Jump(go=go, words=words, entry=entry) if self._registry.speaks_of(go, words.places[0]) else None

    def _whatever(self, words: Piece) -> Piece:
        """The words without `in either case` before them."""
        found = say.WHATEVER.match(words.text)
        if found is None or found.end() >= len(words.text):
            return words
        self._aside(words.cut(0, found.end()), "holds whatever the case")
        return words.cut(found.end())

    def _done(self, words: Piece, entry: Entry, *, main: bool) -> list[Op]:
        """Words that send nowhere: an action, that ends the session when it hands the client on."""
        if main and (on := self._only_on(words)) is not None:
            self._aside(on, "the next step follows")
            return []
        most, bound = EMPTY_BOUND if main else bound_in(words)
        at = words.places.index(bound.places[0]) if bound else 0
        if most is not None and at and not words.text[at + len(bound.text) :].strip(" .。)）"):
            before = words.cut(0, at)
            return [*([] if say.REDONE.fullmatch(before.text) else [act_of(before, entry)]), again(bound, entry, words)]
        act = act_of(words, entry)
        over = None if main else over_behind(words.text)
        if over is not None:
            end = Go(kind=GoKind.END, start=over, end=len(words.text))
            return [act, Jump(go=end, words=words.cut(over), entry=entry)]
        if not main and refers_on(words.text):
            return [act, Jump(go=Go(kind=GoKind.END, start=0, end=0), words=EMPTY, entry=entry)]
        return [act]

    def _and_on(self, words: Piece, go: Go, entry: Entry) -> list[Op]:
        """What stands before a phrase that sends somewhere, the phrase, and how often at most."""
        phrase = words.cut(go.start, go.end)
        before = trimmed(
            words.cut(
                0,
                min(
                    each.start
                    for each in (go, *self._all(words, entry))
                    if each.start <= go.start and (each is go or each.kind is not GoKind.END)
                ),
            )
        )
        if (
            (go.kind is GoKind.AGAIN and say.PAUSE.fullmatch(before.text))
            or say.ENDS_ONLY.fullmatch(before.text)
            or ((go.kind is GoKind.AGAIN or go.kind is GoKind.STEP) and say.GOES_ON_WITH.fullmatch(before.text))
        ):
            self._aside(before, "said with the way on")
            before = EMPTY
        wait = say.WAITS.search(before.text) if go.kind in _STRONG else None
        when = before.cut(wait.start("when"), wait.end("when")) if wait is not None else EMPTY
        if say.LASTING.fullmatch(when.text):
            self._aside(when, "how long to wait")
            when = EMPTY
        before = before if wait is None else before.cut(0, wait.start())
        after = words.cut(go.end)
        head = say.HEAD.match(after.text)
        after = after if head is None else after.cut(head.end())
        ops: list[Op] = [act_of(before, entry)] if _says(before) else []
        if before and not ops:
            self._aside(before, "said with the way on")
        most, bound = bound_in(after)
        used = EMPTY
        if bound:
            at = after.places.index(bound.places[0])
            used = after.cut(at + len(bound.text)).strip(",，;；:：")
            after = after.cut(0, at).strip(",，;；(（")
        ops.append(Jump(go=go, words=phrase, entry=entry, most=most, bound=bound, when=when))
        self._then(used, ops[-1], entry)
        if _says(after):
            if go.kind is GoKind.NEXT and not forbids(after.text) and not goes_again(after.text):
                ops.append(act_of(after, entry))
            else:
                self._aside(after, "said with the way on")
        return ops

    def _then(self, words: Piece, last: Op, entry: Entry) -> None:
        """`at most three times, then 5`: what is done once those rounds are used up."""
        found = say.AFTER_THAT.match(words.text)
        if not isinstance(last, Jump) or found is None or found.end() >= len(words.text):
            return
        condition = Condition(words=words.cut(0, found.end()).strip(",，:："), mood=Mood.ATTEMPTS)
        last.attempts.append(Arm(condition=condition, body=self.body(words.cut(found.end()), entry)))

    def whole_end(self, words: Piece, entry: Entry) -> Jump | None:
        """`The procedure ends here.`, `-> end`: words that only end it."""
        plain = words.text.strip(" .。;；,，")
        goes = [go for go in goes_in(plain) if go.kind is GoKind.END]
        bare = bool(say.ENDS_BARE.fullmatch(plain)) or (only_ends(plain) and not say.TELLS_TO_END.match(plain))
        said = bare or (
            len(goes) == 1 and len(plain) - (goes[0].end - goes[0].start) <= 8 and not say.TELLS_TO_END.match(plain)
        )
        return (
            Jump(go=goes[0] if goes else Go(kind=GoKind.END, start=0, end=len(plain)), words=words, entry=entry)
            if said
            else None
        )

    def _only_on(self, words: Piece) -> Piece | None:
        """`Then go on to the next question.`: says what is so anyway."""
        goes = [go for go in goes_in(words.text) if go.kind is GoKind.NEXT and not go.past]
        return (
            words
            if goes and not _says(trimmed(words.cut(0, goes[0].start))) and not _says(words.cut(goes[-1].end))
            else None
        )

    def _named(self, words: Piece, entry: Entry) -> list[Op]:
        """`complete the risk check (section 4)`: the words name the step, the brackets say where it stands.

        `offer a place (step 5)`: words that speak of something else are done first.
        """
        found = say.NAMED.search(words.text)
        if found is None:
            return []
        if found["bare"]:
            goes = [go for go in goes_in(f"go to {found['bare']}") if go.kind is GoKind.STEP]
        elif found["ref"]:
            goes = [go for go in goes_in(f"go to {found['ref']}") if go.kind is GoKind.STEP] or [
                go for go in goes_in(f"转到{found['ref']}") if go.kind is GoKind.STEP
            ]
        else:
            goes = [Go(kind=GoKind.TITLE, start=0, end=0, words=found["title"])]
        target = self._registry.find(goes[0], entry).one if goes else None
        if target is None:
            return []
        before = words.cut(0, found.start())
        first: list[Op] = []
        for joint in say.JOINT.finditer(before.text):
            if begins_action(before.text[: joint.start()]) and begins_action(before.text[joint.end() :]):
                first.append(act_of(before.cut(0, joint.start()), entry))
                words, before = words.cut(joint.end()), before.cut(joint.end())
                found = say.NAMED.search(words.text) or found
                break
        said, held = (
            tokens(before.text),
            tokens(" ".join(each.block.label.plus(each.block.words).text for each in target.below())),
        )
        if found["title"] or not said or len(said & held) * 3 >= len(said):
            return [*first, Jump(go=goes[0], words=words, entry=entry)]
        return [*first, act_of(before, entry), Jump(go=goes[0], words=words.cut(found.start()), entry=entry)]

    def until(self, clause: Clause, entry: Entry) -> list[Op]:
        """What is done again until something holds."""
        condition = Condition(words=clause.condition, mood=Mood.UNTIL)
        found = say.REPEATS.search(clause.body.text)
        ops: list[Op] = []
        go = self._go(clause.body, entry, main=False)
        back = (GoKind.STEP, GoKind.TITLE, GoKind.START, GoKind.PREVIOUS)
        again_behind = go is not None and go.kind is GoKind.AGAIN and _says(trimmed(clause.body.cut(0, go.start)))
        if go is not None and go.kind is GoKind.AGAIN and not _says(clause.body.cut(0, go.start)) and go.start >= 0:
            again_behind = not _says(clause.body.cut(go.end)) and not go.words
        if go is not None and go.kind not in back and not again_behind:
            go = None
        if found is None and go is None:
            if not say.GOES_ON.fullmatch(clause.body.text.strip(" .,，。")):
                ops.append(act_of(clause.body, entry))
        else:
            at = min(
                found.start() if found is not None else len(clause.body.text),
                go.start if go is not None else len(clause.body.text),
            )
            before = trimmed(clause.body.cut(0, at))
            if _says(before):
                ops.append(act_of(before, entry))
            if go is None and found is not None:
                title = Go(kind=GoKind.TITLE, start=0, end=0, words=found["what"].strip(), back=True)
                hit = self._registry.find(title, entry).one if title.words else None
                go = title if hit is not None and not _says(before) and hit is not entry else None
        most = bound_in(clause.most)[0]
        ops.append(Until(condition=condition, words=clause.body, entry=entry, go=go, most=most, bound=clause.most))
        return ops

    def _allowed(self, words: Piece) -> tuple[Piece, Piece]:
        """The words without what they forbid, and that."""
        forbidden = EMPTY
        while words and forbids(words.text):
            goes = goes_in(words.text)
            if goes and goes[0].start <= 1:
                break
            comma = say.COMMA.search(words.text)
            cut = words.cut(0, comma.start()) if comma is not None else words
            self._aside(cut, "forbidden: kept as a `never` of the step")
            forbidden = forbidden or cut
            words = words.cut(comma.end()) if comma is not None else EMPTY
        return words, forbidden

    def _all(self, words: Piece, entry: Entry) -> list[Go]:
        found: list[Go] = []
        for go in goes_in(words.text):
            before = words.text[: go.start]
            led = bool(re.match(r"[,，、;；\s]|and\b|then\b|before\b", words.text[go.start :]))
            if not (led or say.CLAUSE_START.search(before)) or (
                go.kind is GoKind.TITLE and say.OTHERS_MOVE.search(before)
            ):
                continue
            if go.kind is GoKind.END and say.BEFORE_END.search(before):
                continue
            if go.kind is GoKind.TITLE and not (
                self._registry.find(go, entry).entries or self._registry.speaks_of(go, words.places[go.start])
            ):
                continue
            found.append(go)
        return found

    def _go(self, words: Piece, entry: Entry, *, main: bool) -> Go | None:
        found = self._all(words, entry)
        for kinds in (_STRONG, (GoKind.NEXT,), (GoKind.END,)):
            fit = [go for go in found if go.kind in kinds]
            if main and (kinds != _STRONG or (fit and fit[0].kind is GoKind.AGAIN)):
                return None
            steps = [go for go in fit if not go.past]
            if fit:
                chosen = (steps or fit)[0]
                on = next((go for go in found if go.kind is GoKind.NEXT and go.start < chosen.start), None)
                return on if on is not None and chosen.kind is GoKind.AGAIN else chosen
        return None


def again(bound: Piece, entry: Entry, words: Piece | None = None) -> Jump:
    """Back to what the arm stands at: what is done so often at most is done again."""
    go = Go(kind=GoKind.AGAIN, start=0, end=0)
    return Jump(go=go, words=words or bound, entry=entry, most=bound_in(bound)[0], bound=bound)


def _bounded(ops: list[Op]) -> Jump | None:
    """The jump that the operations end with, when it is made so often at most."""
    last = ops[-1] if ops else None
    return last if isinstance(last, Jump) and last.most is not None else None


def goes_again(text: str) -> bool:
    """`ask again later`: nothing but the same once more."""
    goes = goes_in(text)
    return len(goes) == 1 and goes[0].kind is GoKind.AGAIN


def act_of(words: Piece, entry: Entry) -> Act:
    """An action; a beginning such as `at the same time` is taken off and marked."""
    beside = BESIDE.match(words.text)
    if beside is not None and beside.end() < len(words.text):
        return Act(words=words.cut(beside.end()), entry=entry, beside=True)
    return Act(words=words, entry=entry)


def trimmed(words: Piece) -> Piece:
    """The words without a comma, an `and` or a `then` at their end."""
    found = say.TAIL.search(words.text)
    return words if found is None else words.cut(0, found.start())


def _says(words: Piece) -> bool:
    """Whether something is left to do, and not only somebody to do it."""
    if re.fullmatch(
        r"(?:the |your )?(?:therapist|clinician|counsell?or|nurse|practitioner|volunteer|worker|"
        r"interviewer|helper|facilitator|coach|operator|psychologist|client|patient|they|you|we|"
        r"session|procedure|process|protocol|afterwards?|thereafter|after that|either way|in (?:both|any|either|"
        r"all) cases?|"
        r"in any event)",
        words.text.strip(" ,"),
        re.IGNORECASE,
    ):
        return False
    return len(re.findall(r"[^\W_]", words.text)) >= 2 and not re.fullmatch(
        r"(?:then|and|please|immediately|directly|now|also|立即|直接|然后|再|则)+",
        words.text.strip(" ,，."),
        re.IGNORECASE,
    )
