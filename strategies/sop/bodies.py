"""What is to be done, in so many words, to actions and jumps."""

import re
from collections.abc import Callable
from typing import Final

from strategies.sop.bounds import bound_in
from strategies.sop.clauses import Clause, Mood
from strategies.sop.conditions import read_clauses
from strategies.sop.cover import same_question
from strategies.sop.ops import Act, Anywhere, Arm, Condition, Fork, Jump, Op, Until
from strategies.sop.outline import Entry
from strategies.sop.piece import EMPTY, Piece
from strategies.sop.references import Go, GoKind, goes_in, refers_on
from strategies.sop.registry import Registry
from strategies.sop.titles import BESIDE, RESUME, forbids

Aside = Callable[[Piece, str], None]
"""Keeps a piece of the source that became no part of the graph, with the reason."""

_TAIL: Final = re.compile(
    r"(?:[\s,，;；、:：.(（]|\b(?:and|then|or|but|to|please|so|you|we|they|immediately|directly)$|"
    r"(?:然后|再|并且?|则|就|即可?|可以?|接着|随后|之后|后|立即|直接|请|而后|应|需))+$",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(r"(?:[\s,，;；、:：]|(?:and|then|but)\b|然后|再|并且?|接着)+", re.IGNORECASE)
_CLAUSE_START: Final = re.compile(
    r"(?:^|[,;:.→，；：。、>(（]|\b(?:then|and|or|but|please|should|must|may|can|will|otherwise|"
    r"directly|immediately|instead|they|you|we|therapist|clinician|counsell?or|nurse|session|call|"
    r"practitioner|volunteer|worker|interviewer|helper|facilitator|coach|operator|psychologist|"
    r"client|patient)"
    r"|[则就再并可请后即接需应]|然后|直接|立即|[\u4e00-\u9fff])\s*$",
    re.IGNORECASE,
)
_OTHERS_MOVE: Final = re.compile(r"(?:鼓励|请|让|邀请|帮助|支持|建议|陪同)(?:来访者|患者|孩子|其|他|她|对方)?$")
_REPEATS: Final = re.compile(
    r"(?:^|[,，;；]\s*|\band\s+|并|再)(?:then\s+|gently\s+)?(?P<verb>repeat(?:ing)?|re-?do|re-?run|"
    r"反复|重复|不断重复|循环)(?P<what>[^,，;；。.]*)",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r"(?:then\s+)?(?:continue|carry on|keep going|go on|keep (?:doing|repeating) (?:this|it|so)|"
    r"continue (?:this|like this|in this way|with this))|(?:如此)?(?:继续|反复进行|坚持)",
    re.IGNORECASE,
)
_ENDS_ONLY: Final = re.compile(r"(?:stop|pause|end)(?: (?:here|now|at once|immediately))?|停止|暂停", re.IGNORECASE)
_GOES_ON_WITH: Final = re.compile(
    r"(?:continue|carry on|keep going|go on)(?: (?:with )?(?:the )?\w+){0,2}|继续\S{0,4}", re.IGNORECASE
)
_NAMED: Final = re.compile(
    r"\s*[(（]\s*(?:(?:see|go to|as in|per|cf\.?|refer to|follow|见|参见|详见|"
    r"转)\s*)?(?P<ref>(?:step|section|part|phase|stage|item)\s+[\w.]+|第\S{1,3}(?:步|部分|节|条)|"
    r"步骤\s*\S{1,3})[^)）]*[)）](?:\s+(?:first|before \w+(?: \w+)?|at once|immediately|"
    r"now))?\s*[.。]?$"
    r"|\s*[(（]\s*(?:see|go to|as in|per|refer to|见|参见|详见|转)\s*(?:the "
    r")?(?P<title>[^)）]{2,40}?)(?:\s+(?:below|above|section))?\s*[)）]\s*[.。]?$",
    re.IGNORECASE,
)
_COMMA: Final = re.compile(r"[,，;；]\s*(?:and\s+|but\s+)?|\s+but\s+", re.IGNORECASE)
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
                case Mood.PLAIN:
                    ops.extend(self.plain(clause.body, entry))
                case Mood.UNTIL:
                    ops.extend(self.until(clause, entry))
                case _:
                    add_arm(ops, self.arm(clause, entry), entry)
        return ops

    def plain(self, words: Piece, entry: Entry, *, main: bool = False) -> list[Op]:
        """An action, a jump, or both. `main`: on the main way an end ends nothing before the last step."""
        words, forbidden = self._allowed(words)
        if not words:
            return [] if main else [Jump(go=Go(kind=GoKind.NEXT, start=0, end=0), words=forbidden, entry=entry)]
        named = None if main else self._named(words, entry)
        if named is not None:
            return [named]
        go = self._go(words, entry, main=main)
        if go is None:
            act = act_of(words, entry)
            if not main and refers_on(words.text):
                return [act, Jump(go=Go(kind=GoKind.END, start=0, end=0), words=EMPTY, entry=entry)]
            return [act]
        phrase = words.cut(go.start, go.end)
        if go.kind is GoKind.END:
            return [act_of(words, entry), Jump(go=go, words=phrase, entry=entry)]
        before = _trimmed(
            words.cut(
                0,
                min(
                    each.start
                    for each in (go, *self._all(words, entry))
                    if each.start <= go.start and (each is go or each.kind is not GoKind.END)
                ),
            )
        )
        if _ENDS_ONLY.fullmatch(before.text) or (
            (go.kind is GoKind.AGAIN or go.kind is GoKind.STEP) and _GOES_ON_WITH.fullmatch(before.text)
        ):
            self._aside(before, "said with the way on")
            before = EMPTY
        after = words.cut(go.end)
        head = _HEAD.match(after.text)
        after = after if head is None else after.cut(head.end())
        ops: list[Op] = [act_of(before, entry)] if _says(before) else []
        most, bound = bound_in(after)
        if bound:
            after = after.cut(0, after.places.index(bound.places[0])).strip(",，;；(（")
        ops.append(Jump(go=go, words=phrase, entry=entry, most=most, bound=bound))
        if _says(after):
            if go.kind is GoKind.NEXT and not forbids(after.text) and not goes_again(after.text):
                ops.append(act_of(after, entry))
            else:
                self._aside(after, "said with the way on")
        return ops

    def _named(self, words: Piece, entry: Entry) -> Jump | None:
        """`complete the risk check (section 4)`: the words name the step, the brackets say where it stands."""
        found = _NAMED.search(words.text)
        if found is None:
            return None
        if found["ref"]:
            goes = [go for go in goes_in(f"go to {found['ref']}") if go.kind is GoKind.STEP] or [
                go for go in goes_in(f"转到{found['ref']}") if go.kind is GoKind.STEP
            ]
        else:
            goes = [Go(kind=GoKind.TITLE, start=0, end=0, words=found["title"])]
        if not goes or not self._registry.find(goes[0], entry).entries:
            return None
        return Jump(go=goes[0], words=words, entry=entry)

    def until(self, clause: Clause, entry: Entry) -> list[Op]:
        """What is done again until something holds."""
        condition = Condition(words=clause.condition, mood=Mood.UNTIL)
        found = _REPEATS.search(clause.body.text)
        ops: list[Op] = []
        go = self._go(clause.body, entry, main=False)
        if go is not None and go.kind not in (GoKind.STEP, GoKind.TITLE, GoKind.START, GoKind.PREVIOUS):
            go = None
        if found is None and go is None:
            if not _GOES_ON.fullmatch(clause.body.text.strip(" .,，。")):
                ops.append(act_of(clause.body, entry))
        else:
            at = min(
                found.start() if found is not None else len(clause.body.text),
                go.start if go is not None else len(clause.body.text),
            )
            before = _trimmed(clause.body.cut(0, at))
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
            comma = _COMMA.search(words.text)
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
            if not (led or _CLAUSE_START.search(before)) or (go.kind is GoKind.TITLE and _OTHERS_MOVE.search(before)):
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


def add_arm(ops: list[Op], arm: Arm, entry: Entry, *, fresh: bool = False) -> None:
    """Adds an arm where it belongs: to the loop, fork or question that the operations end with, or as a new fork.

    An arm joins a fork whose question it answers; one that follows a question asked within an arm parts there; `fresh`
    begins a fork of its own for any other question.
    """
    last = ops[-1] if ops else None
    loop = _loop(last) if arm.condition.mood is Mood.ATTEMPTS else None
    if loop is not None:
        loop.attempts.append(arm)
        return
    if isinstance(last, Jump) and arm.condition.mood is Mood.ATTEMPTS:
        ops.insert(len(ops) - 1, Fork(arms=[arm], entry=entry))
        return
    if not isinstance(last, Fork) or not last.arms:
        ops.append(Fork(arms=[arm], entry=entry))
        return
    inner = last.arms[-1].body
    deeper = inner[-1] if inner else None
    if isinstance(deeper, Fork) and _answers(deeper, arm):
        deeper.arms.append(arm)
    elif _answers(last, arm):
        last.arms.append(arm)
    elif isinstance(deeper, Act) and _ASKS.search(deeper.words.text):
        inner.append(Fork(arms=[arm], entry=entry))
    elif fresh:
        ops.append(Fork(arms=[arm], entry=entry))
    else:
        last.arms.append(arm)


def _answers(fork: Fork, arm: Arm) -> bool:
    """Whether the arm belongs to the fork: it is the rest, too many rounds, or an answer to the same question."""
    if arm.condition.mood in (Mood.OTHERWISE, Mood.ATTEMPTS):
        return True
    return any(same_question([each.condition, arm.condition]) for each in fork.arms)


_ASKS: Final = re.compile(
    r"\b(?:ask|asks|whether|rate|find out|check (?:if|whether))\b|询问|是否|评分|打分|问", re.IGNORECASE
)


def _loop(last: Op | None) -> Until | None:
    if isinstance(last, Until):
        return last
    if isinstance(last, Fork) and last.arms and last.arms[-1].body and isinstance(last.arms[-1].body[-1], Until):
        return last.arms[-1].body[-1]
    return None


def _trimmed(words: Piece) -> Piece:
    found = _TAIL.search(words.text)
    return words if found is None else words.cut(0, found.start())


def _says(words: Piece) -> bool:
    """Whether something is left to do, and not only somebody to do it."""
    if re.fullmatch(
        r"(?:the |your )?(?:therapist|clinician|counsell?or|nurse|practitioner|volunteer|worker|"
        r"interviewer|helper|facilitator|coach|operator|psychologist|client|patient|they|you|we|"
        r"session)",
        words.text,
        re.IGNORECASE,
    ):
        return False
    return len(re.findall(r"[^\W_]", words.text)) >= 2 and not re.fullmatch(
        r"(?:then|and|please|immediately|directly|now|also|立即|直接|然后|再|则)+",
        words.text.strip(" ,，."),
        re.IGNORECASE,
    )
