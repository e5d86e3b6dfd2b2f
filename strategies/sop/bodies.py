"""What is to be done, in so many words, to actions and jumps."""

import re
from collections.abc import Callable
from typing import Final

from strategies.sop.bounds import bound_in, only_bounds
from strategies.sop.clauses import Clause, Mood
from strategies.sop.conditions import read_clauses
from strategies.sop.ops import Act, Anywhere, Arm, Condition, Fork, Jump, Op, Until
from strategies.sop.outline import Entry
from strategies.sop.piece import EMPTY, Piece
from strategies.sop.placing import add_arm
from strategies.sop.references import Go, GoKind, goes_in, refers_on
from strategies.sop.registry import Registry, tokens
from strategies.sop.shapes import ways
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
    r"client|patient|afterwards?|thereafter|subsequently|finally|next|that|done|cases?|way|event|procedure|process|"
    r"level|up|not|which|this)"
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
_ENDS_ONLY: Final = re.compile(
    r"(?:stop|pause|end)(?: (?:the|this) \w+)?(?: (?:here|now|at once|immediately))?|停止|暂停", re.IGNORECASE
)
_ENDS_BARE: Final = re.compile(
    r"(?:(?:and|then|→|->)\s*)*(?:end|stop|close|finish|done|exit)(?: here| there| now)?|(?:则|就|即|→|->)*(?:结束|"
    r"终止|停止|完成|完毕?|完结)",
    re.IGNORECASE,
)
_TELLS_TO_END: Final = re.compile(
    r"(?:close|finish|conclude|terminate|stop|discontinue|abort|cancel|hang|end(?!s? of))\b|结束|终止|停止|挂断|退出",
    re.IGNORECASE,
)
_WHATEVER: Final = re.compile(
    r"(?:无论|不论|不管)[^，。；]{1,20}[，,]|(?:regardless of|whatever|no matter)\b[^,.;]{2,50},\s*|"
    r"(?:either way|in (?:both|any|either|all|every) (?:case|cases|event))[,:]?\s+|(?:以上)?(?:两种|任何|各种|"
    r"三种)?情况(?:下)?(?:均|都)(?=\S)",
    re.IGNORECASE,
)
_GOES_ON_WITH: Final = re.compile(
    r"(?:continue|carry on|keep going|go on)(?: (?:with )?(?:the )?\w+){0,2}|继续\S{0,4}", re.IGNORECASE
)
_NAMED: Final = re.compile(
    r"\s*[(（]\s*(?:see|go to|见|转|→|->)\s*(?P<bare>\d{1,2}(?:\.\d{1,2})*[a-h]?)\s*[)）]\s*[.。]?$|"
    r"\s*[(（]\s*(?:(?:see|go to|as in|per|cf\.?|refer to|follow|见|参见|详见|"
    r"转)\s*)?(?P<ref>(?:step|section|part|phase|stage|item)\s+[\w.]+|第\S{1,3}(?:步|部分|节|条)|"
    r"步骤\s*\S{1,3})[^)）]*[)）](?:\s+(?:first|before \w+(?: \w+)?|at once|immediately|"
    r"now))?\s*[.。]?$"
    r"|\s*[(（]\s*(?:see|go to|as in|per|refer to|见|参见|详见|转)\s*(?:the "
    r")?(?P<title>[^)）]{2,40}?)(?:\s+(?:below|above|section))?\s*[)）]\s*[.。]?$",
    re.IGNORECASE,
)
_COMMA: Final = re.compile(r"[,，;；]\s*(?:and\s+|but\s+)?|\s+but\s+", re.IGNORECASE)
_NOTHING: Final = re.compile(
    r"(?:nothing|no (?:more|other|special)? ?(?:step|measure|change)s?)(?: (?:more|else|further|special))?"
    r"(?: (?:is|are) (?:needed|required|necessary|done|changed)| (?:to (?:do|change)|needed|"
    r"required))?(?:[,;]? (?:and )?"
    r"(?:go|move|carry|continue)(?: on)?)?|(?:无需|不需要?|不用|不必|不做)(?:其他|特殊|进一步|任何|额外)?(?:处理|干预|"
    r"措施|改变|操作)"
    r"(?:[，,](?:继续|往下))?",
    re.IGNORECASE,
)
"""Words that say that nothing is done."""
_WAITS: Final = re.compile(r"(?:^|[，,])(?:请?等待?|待|直到)(?P<when>[^，。；]{2,14}?)(?:了|之?后|以后)?$")
"""`等放松一些再`, before words that lead back."""
_REDONE: Final = re.compile(
    r"(?:(?:隔|过|间隔|等)[^，。；]{1,8}?(?:之?后)?)?再(?:次)?[\u4e00-\u9fff]{1,3}?(?:一次|一遍|一下)?|"
    r"(?:wait [^,]{2,20} and )?(?:try|ring|call|phone|ask|do (?:it|this)|repeat (?:it|this)|go over it) (?:again|"
    r"once more)?",
    re.IGNORECASE,
)
"""What is nothing but the same once more."""
EMPTY_BOUND: Final = (None, EMPTY)
_AFTER_THAT: Final = re.compile(
    r"(?:(?:and|but)\s+)?(?:after (?:that|this|which|the (?:second|third|fourth|fifth|last)(?: \w+)?)|thereafter|"
    r"afterwards|beyond that|from then on|then|"
    r"if (?:it|this|that) (?:still )?(?:fails|does not help|does not work))\b[,:]?\s*|(?:之后|此后|以后|其后|再后|"
    r"然后|超过(?:的|后|则)?|"
    r"仍不行|还不行)(?:则|就|再)?[，,：:]?\s*",
    re.IGNORECASE,
)
"""Behind `back to step 2, at most twice;`: what is done once those rounds are used up."""
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
                case Mood.PLAIN if (bounded := _bounded(ops)) and (found := _AFTER_THAT.match(clause.body.text)):
                    condition = Condition(words=clause.body.cut(0, found.end()).strip(",，:："), mood=Mood.ATTEMPTS)
                    used = Arm(condition=condition, body=self.body(clause.body.cut(found.end()), entry))
                    bounded.attempts.append(used)
                case Mood.PLAIN:
                    made = self.plain(clause.body, entry)
                    ops.extend(ways(made) if ops else made)
                case Mood.UNTIL:
                    ops.extend(self.until(clause, entry))
                case _:
                    add_arm(ops, self.arm(clause, entry), entry)
        return ops

    def knows(self, go: Go, entry: Entry) -> bool:
        """Whether there is a step that the words name."""
        return bool(self._registry.find(go, entry).entries)

    def plain(self, words: Piece, entry: Entry, *, main: bool = False) -> list[Op]:
        """An action, a jump, or both. `main`: on the main way an end ends nothing before the last step."""
        if not main and _NOTHING.fullmatch(words.text.strip(" .。,，;；")):
            return [Jump(go=Go(kind=GoKind.NEXT, start=0, end=0), words=words, entry=entry)]
        words, forbidden = self._allowed(self._whatever(words))
        if not words:
            return [] if main else [Jump(go=Go(kind=GoKind.NEXT, start=0, end=0), words=forbidden, entry=entry)]
        named = [] if main else self._named(words, entry)
        if named:
            return named
        go = self._go(words, entry, main=main)
        if go is None:
            return self._done(words, entry, main=main)
        if go.kind is GoKind.END and not main and _ENDS_BARE.fullmatch(words.text.strip(" .。;；,，")):
            return [Jump(go=go, words=words, entry=entry)]
        if go.kind is GoKind.END:
            return [act_of(words, entry), Jump(go=go, words=words.cut(go.start, go.end), entry=entry)]
        return self._and_on(words, go, entry)

    def _whatever(self, words: Piece) -> Piece:
        """The words without `in either case` before them."""
        found = _WHATEVER.match(words.text)
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
            return [*([] if _REDONE.fullmatch(before.text) else [act_of(before, entry)]), again(bound, entry, words)]
        act = act_of(words, entry)
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
        if _ENDS_ONLY.fullmatch(before.text) or (
            (go.kind is GoKind.AGAIN or go.kind is GoKind.STEP) and _GOES_ON_WITH.fullmatch(before.text)
        ):
            self._aside(before, "said with the way on")
            before = EMPTY
        wait = _WAITS.search(before.text) if go.kind in _STRONG else None
        when = before.cut(wait.start("when"), wait.end("when")) if wait is not None else EMPTY
        before = before if wait is None else before.cut(0, wait.start())
        after = words.cut(go.end)
        head = _HEAD.match(after.text)
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
        found = _AFTER_THAT.match(words.text)
        if not isinstance(last, Jump) or found is None or found.end() >= len(words.text):
            return
        condition = Condition(words=words.cut(0, found.end()).strip(",，:："), mood=Mood.ATTEMPTS)
        last.attempts.append(Arm(condition=condition, body=self.body(words.cut(found.end()), entry)))

    def whole_end(self, words: Piece, entry: Entry) -> Jump | None:
        """`The procedure ends here.`, `-> end`: words that only end it."""
        plain = words.text.strip(" .。;；,，")
        goes = [go for go in goes_in(plain) if go.kind is GoKind.END]
        bare = bool(_ENDS_BARE.fullmatch(plain))
        said = bare or (
            len(goes) == 1 and len(plain) - (goes[0].end - goes[0].start) <= 8 and not _TELLS_TO_END.match(plain)
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
        found = _NAMED.search(words.text)
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
        said, held = (
            tokens(before.text),
            tokens(" ".join(each.block.label.plus(each.block.words).text for each in target.below())),
        )
        if found["title"] or not said or len(said & held) * 3 >= len(said):
            return [Jump(go=goes[0], words=words, entry=entry)]
        return [act_of(before, entry), Jump(go=goes[0], words=words.cut(found.start()), entry=entry)]

    def until(self, clause: Clause, entry: Entry) -> list[Op]:
        """What is done again until something holds."""
        condition = Condition(words=clause.condition, mood=Mood.UNTIL)
        found = _REPEATS.search(clause.body.text)
        ops: list[Op] = []
        go = self._go(clause.body, entry, main=False)
        back = (GoKind.STEP, GoKind.TITLE, GoKind.START, GoKind.PREVIOUS)
        again_behind = go is not None and go.kind is GoKind.AGAIN and _says(trimmed(clause.body.cut(0, go.start)))
        if go is not None and go.kind not in back and not again_behind:
            go = None
        if found is None and go is None:
            if not _GOES_ON.fullmatch(clause.body.text.strip(" .,，。")):
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
    found = _TAIL.search(words.text)
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
