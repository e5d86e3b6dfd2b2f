"""The conditional reader for English: which part of a sentence is the condition, and which what is then done."""

import re
from typing import Final

from strategies.sop.answers import is_answer
from strategies.sop.bounds import bound_in
from strategies.sop.clauses import Clause, Mood
from strategies.sop.numerals import NUMBER
from strategies.sop.piece import Piece
from strategies.sop.references import goes_in
from strategies.sop.verbs import begins_action

_LEAD: Final = re.compile(
    r"(?:(?:and|but|then|also|next|so|however|similarly|likewise|conversely|alternatively|equally|again|in addition|"
    r"now|finally|first|at this point|in this case)\b[,:]?\s*)+(?=(?:if|when|whenever|should|unless|otherwise|else|in case|after|once|at any|where)\b)",
    re.IGNORECASE,
)
_ANYWHERE: Final = re.compile(
    r"(?:at (?:any|every|whatever|whichever) (?:point|time|stage|moment|step)s?|throughout|during any (?:of these )?(?:step|stage|part)s?|"
    r"in any (?:step|stage|part)|at all times|regardless of (?:the )?(?:step|stage)|anytime|at any time at all)"
    r"(?:\s+(?:in|during|of|while|on)\s+[^,;:]{1,50}?|\s+(?:the\s+)?(?:session|call|review|procedure)|\s+this happens)?",
    re.IGNORECASE,
)
_WHEN: Final = re.compile(
    r"(?P<head>only if|only when|if and when|if|whenever|when|where|in cases? where|in (?:the )?cases? of|in (?:the )?case that|in case|"
    r"in the event (?:of|that)|provided(?: that)?|providing(?: that)?|as long as|so long as|assuming(?: that)?|given that|"
    r"should|once|as soon as|the moment|for (?:any |all )?(?:clients?|patients?|callers?|those|people|anyone|someone|individuals|a client|a patient)(?= (?:who|with|whose|that))|on)\b[,:]?\s+",
    re.IGNORECASE,
)
_UNLESS: Final = re.compile(r"unless\b\s+", re.IGNORECASE)
_ELSE: Final = re.compile(
    r"(?:otherwise|or else|else(?! if\b)|failing (?:that|this)|if (?:this is )?not(?: so| the case)?(?=\s*(?:[,:;→]|->|=>|then\b|$))|"
    r"if (?:it|this|that|they|he|she|the client|the patient)?\s*(?:does|do|did|is|are|was|were|has|have)(?:n't| not)(?=\s*[,:;→])|"
    r"in (?:all|any|every) other cases?|in the other case|for (?:everyone|everybody|anyone|all) (?:else|others?)|all others?|if none of (?:these|the above)(?: \w+)?|"
    r"(?:for )?(?:any|every|all) other (?:answers?|scores?|results?|clients?|cases?|patients?|responses?|outcomes?)|anything else|everything else)\b\s*(?:[,:;]|→|->|=>|then\b)?\s*",
    re.IGNORECASE,
)
_ELSE_IF: Final = re.compile(r"(?:else|otherwise),?\s+(?=if\b)|elif\s+(?=\w)|elseif\s+", re.IGNORECASE)
_SO: Final = re.compile(
    r"(?:if (?P<yes>so|yes|they (?:do|did|agree)|it (?:is|does|was|did)|true)|if (?P<no>no|false))\b(?=\s*(?:[,:;→]|->|=>|then\b|[a-z]))\s*(?:[,:;]|→|->|=>)?\s*(?:then\b)?\s*",
    re.IGNORECASE,
)
_ATTEMPTS: Final = re.compile(
    rf"after\s+(?:the\s+)?(?P<n>{NUMBER}|several|a few|repeated)\s+(?:\w+\s+){{0,2}}?(?:attempts?|tries|rounds?|reminders?|calls?|repetitions?|trials?|times|goes|cycles?|sessions?|weeks?|invitations?|prompts?|visits?)\b[^,;:]{{0,60}}",
    re.IGNORECASE,
)
_STILL: Final = re.compile(
    rf"\bafter\s+(?:the\s+)?(?:{NUMBER}|several|repeated)\s+(?:\w+\s+){{0,2}}?(?:attempts?|tries|rounds?|reminders?|calls?|times|repetitions?|trials?|prompts?)",
    re.IGNORECASE,
)
_TRIVIAL: Final = re.compile(
    r"(?:if|when|where|as|whenever|wherever|once)\s+(?:and (?:when|where)\s+)?(?:at all\s+)?(?:possible|needed|necessary|appropriate|required|applicable|relevant|feasible|desired|"
    r"indicated|any|available|helpful|useful|wanted|in doubt|you can|you like|time allows|time permits|agreed)\b",
    re.IGNORECASE,
)
_OVER: Final = re.compile(
    r"(?:(?:the|this|that|these|both|all|everything|you|they|he|she|it|done)\b.*\b(?:finished|complete[ds]?|done|ready|begins?|begun|starts?|started|"
    r"arrives?|over|ends?|ended|seated|settled|answered|returned?|opens?|agreed on|written down|chosen|named|rated|listed|described|explained|"
    r"told|identified|understood|filled in)(?:\s+(?:this|it|that|in|off|on|out|up|down|again))?|(?:finished|done|complete|ready))$",
    re.IGNORECASE,
)
_WITH: Final = re.compile(
    r"(?:with|at|for|on|in)\s+(?:an?\s+|any\s+|the\s+)?(?=[^,]{0,40}(?:\d|score|rating))", re.IGNORECASE
)
_MEANS: Final = re.compile(
    r"(?P<cond>(?:an?|any|the|all|scores?|ratings?)\b[^,.;:]{0,60}?)\s+(?:means?|indicates?|suggests?|calls? for|requires?|leads? to|triggers?|signals?|warrants?)\b(?P<what>[^:.;]{0,80}?)(?:[:;,]\s+|$)",
    re.IGNORECASE,
)
_WHO_IS: Final = re.compile(
    r"(?:an?|any|every|each|all|those|the)?\s*(?:clients?|patients?|callers?|people|anyone|those|someone|members?|everyone|participants?)\s+(?P<cond>(?:who|whose|with|without)\b.{3,80}?)\s+"
    r"(?P<body>(?:is|are|should be|must be|will be|should|must|will|can|needs? to|gets?|receives?|goes|go|proceeds?|skips?|moves?)\s.+)",
    re.IGNORECASE,
)
_LEVELS: Final = re.compile(
    r"(?P<cond>(?:low|medium|moderate|high|mild|severe|positive|negative|urgent|routine|minimal)[- ](?:\w+[- ])?(?:scor(?:es?|ers?)|risk|cases?|clients?|results?|referrals?|levels?|patients?|answers?))\s+"
    r"(?P<body>(?:is|are|should|must|go|goes|gets?|receives?)\s.+)",
    re.IGNORECASE,
)
_COMPARE: Final = re.compile(
    rf"[<>≤≥=]|\b(?:{NUMBER})\s*(?:%|percent|or (?:more|less|above|below|higher|lower|fewer))|\b(?:above|below|under|over|at least|at most|more than|less than|fewer than|between|reaches|falls|drops|rises|exceeds)\b",
    re.IGNORECASE,
)
_ARROW: Final = re.compile(r"\s*(?:→|⇒|➜|➔|➡|—>|-+>|=+>|>>)\s*")
_WHO: Final = r"(?:(?:the\s+|their\s+|your\s+)?(?:clients?|patients?|callers?|person|family|parents?|couple|child|them|him|her|you|us|yourself|together|directly|again|gently|openly|explicitly|first|also|team|supervisor|whoever|anyone)\s+){0,4}"
_WHETHER: Final = re.compile(
    rf"\b(?:asks?|asking|asked|checks?|checking|see|seeing|determine|find out|assess(?:es)?|establish(?:es)?|clarif(?:y|ies)|confirms?|know|verif(?:y|ies)|decide|"
    rf"inquire|enquire|tell|wonder|unsure|note|test|judge|consider|record|as|even|what|only|explore|ascertain|evaluate|learn|whether or)\s+{_WHO}$",
    re.IGNORECASE,
)
_TRAIL: Final = re.compile(
    r"[,;]?\s+(?P<head>but only if|only if|only when|if|unless|except when|except if|provided(?: that)?|providing(?: that)?|in case of|in the event of|in case|as long as|so long as|when|whenever|once|until|till|for as long as)\s+",
    re.IGNORECASE,
)
_BOUNDARY: Final = re.compile(
    r"(?:[,;.:]\s*(?:(?:and|but|or)\s+)?|\s+(?:and|but|or)\s+|\s+)(?=(?:otherwise|or else|else|if|unless|when|after|in (?:all|any) other)\b)",
    re.IGNORECASE,
)
_NOT_ELSE: Final = re.compile(
    r"\b(?:anything|something|someone|somebody|anyone|nothing|what|who|everyone|everything|nobody|no one|or|unless|where|how|anybody)\s*$",
    re.IGNORECASE,
)
_HEAD_ONLY: Final = re.compile(r"(?:if|when|whenever|unless|should|only if|where|and|but|or)", re.IGNORECASE)
_OCCASION: Final = r"(?:the|a|an|their|your|our|next)\s+(?:\w+\s+){0,3}(?:appointment|session|visit|meeting|day|week|month|morning|review|call|time|deadline|end|beginning|date|contact|end of .*)"
_CASE: Final = re.compile(r"[,;]\s*(?:in which case|in that case|and then|and if so|if so)[,]?\s*", re.IGNORECASE)


def clauses(sentence: Piece) -> list[Clause]:
    """The clauses of one English sentence, in order."""
    whole = _one_answer(sentence)
    if whole is not None:
        return [whole]
    found: list[Clause] = []
    for part in _parts(sentence):
        found.extend(_clause(part))
    return found


def _one_answer(sentence: Piece) -> Clause | None:
    """`Mood too low -> assess risk; if risk is high, call; otherwise go on`: all behind the arrow belongs to the answer."""
    text = sentence.text
    found = re.match(r"([^;.→]{1,60}?)(?:\s*(?:→|⇒|➜|—>|->|=>)\s*|:\s+)(?=\S)", text)
    if found is None or ";" not in text or _WHEN.match(text) or _ELSE.match(text) or _ANYWHERE.match(text):
        return None
    arrow = not found[0].rstrip().endswith(":")
    if (not arrow and not is_answer(found[1])) or begins_action(found[1]):
        return None
    rest = text[found.end() :]
    if any(_ARROW.search(part) or _is_answered(part) for part in rest.split(";")[1:]):
        return None
    return Clause(mood=Mood.WHEN, condition=sentence.cut(0, found.end(1)), body=sentence.cut(found.end()), answer=True)


def _is_answered(part: str) -> bool:
    head, colon, _ = part.strip().partition(":")
    return bool(colon) and is_answer(head)


def _parts(sentence: Piece) -> list[Piece]:
    """Cuts at semicolons and where a new condition begins after a whole clause."""
    cuts: list[tuple[int, int]] = []
    start = 0
    text = sentence.text
    for found in re.finditer(r";\s*", text):
        cuts.append(found.span())
    for found in _BOUNDARY.finditer(text):
        if found.start() > start and _new_clause(text[_last(cuts, found.start()) : found.start()], text[found.end() :]):
            cuts.append(found.span())
    pieces: list[Piece] = []
    for begin, end in sorted(cuts):
        if begin < start:
            continue
        pieces.append(sentence.cut(start, begin))
        start = end
    pieces.append(sentence.cut(start))
    return [trimmed for piece in pieces if (trimmed := re_cut(piece, r"[\s,;]*\b(?:and|but|or)[,]?$"))]


def _last(cuts: list[tuple[int, int]], before: int) -> int:
    return max((end for _, end in cuts if end <= before), default=0)


def _new_clause(before: str, after: str) -> bool:
    """Whether `after` begins a condition of its own, and `before` is whole without it."""
    if _NOT_ELSE.search(before) or _TRIVIAL.match(after):
        return False
    lead = _LEAD.sub("", before.lstrip(" ,;"))
    if _HEAD_ONLY.fullmatch(lead.strip(" ,;")) or _ANYWHERE.fullmatch(lead.strip(" ,;:")):
        return False
    complete = not (_WHEN.match(lead) or _UNLESS.match(lead)) or _consequence(lead) is not None
    if not complete:
        return False
    if _ELSE_IF.match(after):
        return True
    if _ELSE.match(after) or _SO.match(after):
        return not re.match(
            r"(?:otherwise|else)\s+(?:agreed|stated|specified|noted|indicated|instructed|than)", after, re.IGNORECASE
        )
    head = _WHEN.match(after) or _UNLESS.match(after) or _ATTEMPTS.match(after)
    if head is None or (_WHETHER.search(before + " ") and not before.rstrip().endswith(",")):
        return False
    if _ATTEMPTS.match(after):
        return bool(re.match(r"[^,]+,\s*\S", after)) and not _WHEN.match(lead)
    word = head[0].strip().lower()
    if (
        word in ("when", "where", "once", "on", "should")
        and not before.rstrip().endswith((",", ";", " and", " but"))
        and not _WHEN.match(lead)
    ):
        return False
    where = _consequence(after)
    return where is not None and begins_or_goes(after[where:]) and not _ELSE.match(after[where:])


def begins_or_goes(text: str) -> bool:
    """Whether the words begin an action or send somewhere."""
    rest = re.sub(r"^(?:then|please|,)\s*", "", text.strip(), flags=re.IGNORECASE)
    if begins_action(rest):
        return True
    goes = goes_in(rest)
    if goes and goes[0].start <= 12:
        return True
    return bool(
        re.match(
            r"(?:the )?\w+(?: \w+){0,4} (?:is|are|should|must|will|can|may|ends?|needs?)\b|no further|nothing",
            rest,
            re.IGNORECASE,
        )
    )


def _consequence(text: str) -> int | None:
    """Where the consequence of a sentence that begins with its condition starts; None when it has none."""
    arrow = _ARROW.search(text)
    if arrow is not None:
        return arrow.end()
    then = re.search(r"[,:]?\s+then\b[,:]?\s+", text, re.IGNORECASE)
    commas = [found.end() for found in re.finditer(r"[,:]\s+|\s+[-–—]\s+", text)]
    for end in commas:
        if begins_or_goes(text[end:]) and not re.match(r"(?:and|or|nor)\b", text[end:], re.IGNORECASE):
            return end
    if then is not None:
        return then.end()
    for end in commas:
        if not re.match(r"(?:and|or|nor|but|as|for|such|which|who)\b", text[end:], re.IGNORECASE):
            return end
    head = _SO.match(text)
    if head is not None:
        return head.end()
    first = _WHEN.match(text)
    if first is not None:
        goes = [go for go in goes_in(text) if go.start > first.end()]
        if goes:
            return goes[0].start
        words = [found.start() for found in re.finditer(r"(?<=\s)\w", text[first.end() :])]
        for at in words[1:14]:
            rest = text[first.end() + at :]
            if re.match(
                r"(?:stop|go|end|call|refer|return|repeat|skip|move|proceed|continue|alert|inform|contact)\b(?! (?:to be|of))",
                rest,
            ):
                return first.end() + at
    return None


def _clause(piece: Piece) -> list[Clause]:
    lead = _LEAD.match(piece.text)
    whole, anywhere = _unbound(piece if lead is None else piece.cut(lead.end()))
    text = whole.text
    again = _ELSE_IF.match(text)
    if again is not None:
        return _clause(whole.cut(again.end()))
    if _TRIVIAL.match(text):
        return [Clause(mood=Mood.PLAIN, body=piece)]
    for read in (_otherwise, _answered, _attempts, _leading, _means, _with, _who_is, _arrowed, _coloned, _trailing):
        found = read(whole, anywhere)
        if found:
            return found
    return [Clause(mood=Mood.PLAIN, body=whole if anywhere else piece, anywhere=anywhere)]


def _unbound(piece: Piece) -> tuple[Piece, bool]:
    """Takes `at any point` off the sentence's beginning or from behind `if`."""
    text = piece.text
    found = _ANYWHERE.match(text)
    if found is not None:
        rest = piece.cut(found.end()).strip(",:")
        return rest, True
    if re.match(r"whenever\b", text, re.IGNORECASE):
        return piece, True
    inner = re.match(r"(?:if|when|should)\b[,]?\s+(?=at any (?:point|time|stage|moment))", text, re.IGNORECASE)
    anywhere = inner is not None or bool(
        re.search(
            r"\bat any (?:point|time|stage|moment)\b|\b(?:in|during) any (?:step|of these steps|part)\b|\bat any step\b",
            text,
            re.IGNORECASE,
        )
    )
    return piece, anywhere and bool(_WHEN.match(text) or _UNLESS.match(text) or re.search(r"\bif\b|\bwhen\b", text))


def _otherwise(piece: Piece, anywhere: bool) -> list[Clause]:
    found = _ELSE.match(piece.text)
    if found is None:
        return []
    body = piece.cut(found.end())
    negative = found[0].lower().startswith("if") and "none" not in found[0].lower()
    condition = piece.cut(0, found.end()).strip(",:;→>=-")
    return [Clause(mood=Mood.OTHERWISE, body=body, condition=condition, anywhere=anywhere, negative=negative)]


def _answered(piece: Piece, anywhere: bool) -> list[Clause]:
    """`If so, ...`, `if yes ...`, `if no ...`."""
    found = _SO.match(piece.text)
    if found is None or not piece.cut(found.end()):
        return []
    if not re.search(r"[,:;→>]|then", found[0]) and not begins_or_goes(piece.text[found.end() :]):
        return []
    group = "yes" if found["yes"] else "no"
    condition = piece.cut(found.start(group), found.end(group))
    return [Clause(mood=Mood.WHEN, condition=condition, body=piece.cut(found.end()), anywhere=anywhere, answer=True)]


def _attempts(piece: Piece, anywhere: bool) -> list[Clause]:
    inner = re.match(r"(?:if|when),?\s+(?=after\b)", piece.text, re.IGNORECASE)
    if inner is not None and (tried := _ATTEMPTS.match(piece.text, inner.end())) is not None:
        where = _consequence(piece.text[tried.end() :].lstrip(" ,"))
        if where is not None:
            start = len(piece.text) - len(piece.text[tried.end() :].lstrip(" ,")) + where
            condition = piece.cut(inner.end(), start).strip(",:")
            return [Clause(mood=Mood.ATTEMPTS, condition=condition, body=piece.cut(start), anywhere=anywhere)]
    found = _ATTEMPTS.match(piece.text)
    if found is None:
        return []
    body = piece.cut(found.end()).strip(",:")
    if not body:
        return []
    return [Clause(mood=Mood.ATTEMPTS, condition=piece.cut(0, found.end()).strip(",:"), body=body, anywhere=anywhere)]


def _leading(piece: Piece, anywhere: bool) -> list[Clause]:
    text = piece.text
    unless = _UNLESS.match(text)
    head = unless or _WHEN.match(text)
    if head is None:
        return []
    where = _consequence(text)
    if where is None or where <= head.end():
        return []
    condition = piece.cut(head.end() if unless is None else 0, where)
    condition = re_cut(condition, r"[\s,:→]*(?:[,:]?\s*(?<!by )\bthen\b)?[\s,:→⇒➜➔>=–—-]*$")
    condition = condition.cut(unless.end()) if unless is not None else condition
    body = past_then(piece.cut(where))
    word = head[0].strip(" ,:").lower()
    if not condition or not body or not _binds(word, condition.text, body.text):
        return []
    if word in ("only if", "only when"):
        word = "if"
    if _STILL.search(condition.text) or re.search(r"\bstill\b.*\bafter\b", condition.text):
        return [Clause(mood=Mood.ATTEMPTS, condition=condition, body=body, anywhere=anywhere)]
    mood = Mood.UNLESS if unless is not None else Mood.WHEN
    return [Clause(mood=mood, condition=condition, body=body, anywhere=anywhere)]


def _binds(word: str, condition: str, body: str) -> bool:
    """Whether `when`, `once`, `where`, `on` state a condition here, and not only a time or a place."""
    if word in ("if", "unless") or word.startswith(
        ("in ", "only", "provid", "as long", "so long", "assum", "given", "for ", "should")
    ):
        return True
    compared = bool(_COMPARE.search(condition))
    if word in ("once", "as soon as", "the moment", "on"):
        goes = goes_in(body)
        return compared or (word != "on" and bool(goes) and not _OVER.search(condition))
    if word == "where":
        return bool(re.search(r"\b(?:is|are|has|have|was|were|does|cannot|can)\b", condition)) or compared
    return not _OVER.search(condition) or compared


def _with(piece: Piece, anywhere: bool) -> list[Clause]:
    """`With a rating of 5 or above, arrange ...`."""
    found = _WITH.match(piece.text)
    comma = piece.text.find(", ")
    if found is None or comma < 0:
        return []
    condition, body = piece.cut(found.end(), comma), piece.cut(comma + 1)
    if not _COMPARE.search(condition.text) or not begins_or_goes(body.text):
        return []
    return [Clause(mood=Mood.WHEN, condition=condition, body=body, anywhere=anywhere)]


def _who_is(piece: Piece, anywhere: bool) -> list[Clause]:
    """`A client who rates confidence below 5 is asked what would help.`"""
    found = _WHO_IS.fullmatch(piece.text) or _LEVELS.fullmatch(piece.text)
    if found is None:
        return []
    return [
        Clause(
            mood=Mood.WHEN,
            condition=piece.cut(found.start("cond"), found.end("cond")),
            body=piece.cut(found.start("body")),
            anywhere=anywhere,
        )
    ]


def _means(piece: Piece, anywhere: bool) -> list[Clause]:
    """`A score over 15 means that ...: discuss this`."""
    found = _MEANS.match(piece.text)
    if found is None or not _COMPARE.search(found["cond"]):
        return []
    body = piece.cut(found.end())
    if not body:
        body = piece.cut(found.start("what"))
    return (
        [Clause(mood=Mood.WHEN, condition=piece.cut(0, found.end("cond")), body=body, anywhere=anywhere)]
        if body
        else []
    )


def _arrowed(piece: Piece, anywhere: bool) -> list[Clause]:
    """`Yes -> step 4`, and chains of steps, `Greet -> ask -> close`."""
    found = _ARROW.search(piece.text)
    if found is None or not found.start() or found.end() >= len(piece.text):
        return []
    left, right = piece.cut(0, found.start()), piece.cut(found.end())
    about = re.match(
        r"(?:the |a |any )?(?:client|patient|caller|person|child|participant)s?\b", left.text, re.IGNORECASE
    )
    if begins_action(left.text) and not left.text.endswith("?") and about is None:
        return [*_clause(left), *_clause(right)]
    if left.text.endswith("?"):
        return [Clause(mood=Mood.PLAIN, body=left), *_clause(right)]
    return [Clause(mood=Mood.WHEN, condition=left, body=right, anywhere=anywhere, answer=True)]


def _coloned(piece: Piece, anywhere: bool) -> list[Clause]:
    """`0-4: send the leaflet`, `High risk: call`."""
    found = re.match(r"([^:：]{1,40})[:：]\s*(?=\S)", piece.text)
    if found is None or not is_answer(found[1]) or begins_action(found[1]):
        return []
    return [
        Clause(
            mood=Mood.WHEN,
            condition=piece.cut(0, found.end(1)),
            body=piece.cut(found.end()),
            anywhere=anywhere,
            answer=True,
        )
    ]


def _trailing(piece: Piece, anywhere: bool) -> list[Clause]:
    """`Go to step 4 if ...`, `... unless ...`, `... until ...`."""
    for found in _TRAIL.finditer(piece.text):
        head = found["head"].lower()
        body, condition = piece.cut(0, found.start()), piece.cut(found.end())
        if not _trails(head, body.text, condition.text, found[0].strip()):
            continue
        if head in ("until", "till"):
            most = bound_in(condition)[1]
            if most:
                condition = condition.cut(0, condition.places.index(most.places[0]))
                condition = condition.strip(",;")
            return [Clause(mood=Mood.UNTIL, condition=condition, body=body, anywhere=anywhere, most=most)]
        case = _CASE.search(condition.text)
        if head in ("unless", "except when", "except if"):
            if case is not None:
                then = condition.cut(case.end())
                held = condition.cut(0, case.start())
                return [
                    Clause(mood=Mood.WHEN, condition=held, body=then, anywhere=anywhere),
                    Clause(
                        mood=Mood.OTHERWISE,
                        condition=piece.cut(found.start(), found.end()),
                        body=body,
                        anywhere=anywhere,
                    ),
                ]
            return [Clause(mood=Mood.UNLESS, condition=condition, body=body, anywhere=anywhere)]
        if _STILL.search(condition.text):
            return [Clause(mood=Mood.ATTEMPTS, condition=condition, body=body, anywhere=anywhere)]
        return [Clause(mood=Mood.WHEN, condition=condition, body=body, anywhere=anywhere)]
    after = re.search(r"\s+(?=after\s)", piece.text, re.IGNORECASE)
    if after is not None:
        tail = _ATTEMPTS.match(piece.text, after.end())
        if tail is not None and tail.end() == len(piece.text.rstrip(" .")) and goes_in(piece.text[: after.start()]):
            return [
                Clause(
                    mood=Mood.ATTEMPTS,
                    condition=piece.cut(after.end()),
                    body=piece.cut(0, after.start()),
                    anywhere=anywhere,
                )
            ]
    return []


def _trails(head: str, body: str, condition: str, said: str) -> bool:
    if (
        body.endswith(":")
        or len(body) < 3
        or len(condition) < 3
        or _TRIVIAL.match(f"{said.split()[-1]} {condition}")
        or re.match(r"(?:possible|needed|necessary|appropriate)", condition)
    ):
        return False
    if head == "if":
        return not _WHETHER.search(body + " ")
    if head in ("when", "whenever", "once", "as long as", "so long as", "for as long as", "in case"):
        goes = goes_in(body)
        if head == "whenever" or (head == "in case" and not goes):
            return head == "whenever"
        return bool(goes) and not _OVER.search(condition.rstrip("."))
    if head in ("until", "till"):
        if re.fullmatch(_OCCASION, condition.strip(" ."), re.IGNORECASE):
            return False
        return begins_or_goes(body) and not re.match(
            rf"(?:the (?:next|following)|next|{NUMBER}\b|tomorrow|then|monday|tuesday|wednesday|thursday|friday|help|today)",
            condition,
            re.IGNORECASE,
        )
    return True


def past_then(piece: Piece) -> Piece:
    """The piece without a `then` at its beginning."""
    found = re.match(r"then\b[,:]?\s+", piece.text, re.IGNORECASE)
    return piece if found is None else piece.cut(found.end())


def re_cut(piece: Piece, ending: str) -> Piece:
    """The piece without an ending that matches."""
    found = re.search(ending, piece.text, re.IGNORECASE)
    return piece if found is None or not found[0] else piece.cut(0, found.start())
