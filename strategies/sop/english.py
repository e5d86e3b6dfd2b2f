"""The conditional reader for English: which part of a sentence is the condition, and which what is then done."""

import re

from strategies.sop import english_words as en
from strategies.sop.answers import is_answer
from strategies.sop.bounds import bound_in
from strategies.sop.clauses import Clause, Mood, case
from strategies.sop.english_cases import (
    begins_or_goes,
    coloned,
    dashed,
    in_that_case,
    means,
    re_cut,
    sized,
    who_is,
    with_size,
)
from strategies.sop.numerals import NUMBER
from strategies.sop.pairs import bound_cuts, pair_cuts
from strategies.sop.piece import Piece
from strategies.sop.references import goes_in
from strategies.sop.verbs import begins_action


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
    """`Mood too low -> assess risk; if risk is high, call`: all behind the arrow belongs to the answer."""
    text = sentence.text
    found = re.match(r"([^;.→]{1,60}?)(?:\s*(?:→|⇒|➜|—>|->|=>)\s*|:\s+)(?=\S)", text)
    if found is None or ";" not in text or en.WHEN.match(text) or en.ELSE.match(text) or en.ANYWHERE.match(text):
        return None
    arrow = not found[0].rstrip().endswith(":")
    if (not arrow and not is_answer(found[1])) or begins_action(found[1]):
        return None
    rest = text[found.end() :]
    if any(en.ARROW.search(part) or _is_answered(part) for part in rest.split(";")[1:]):
        return None
    return Clause(mood=Mood.WHEN, condition=sentence.cut(0, found.end(1)), body=sentence.cut(found.end()), answer=True)


def _is_answered(part: str) -> bool:
    head, colon, _ = part.strip().partition(":")
    return bool(colon) and is_answer(head)


def _parts(sentence: Piece) -> list[Piece]:
    """Cuts at semicolons and where a new condition begins after a whole clause."""
    start = 0
    text = sentence.text
    cuts = [found.span() for found in re.finditer(r";\s*", text)] + pair_cuts(text) + bound_cuts(text)
    cuts += _each_his_own(text)
    for found in en.BOUNDARY.finditer(text):
        before = text[_last(cuts, found.start()) : found.start()]
        if found.start() > start and _new_clause(before, text[found.end() :], comma=found[0][:1] in ",;"):
            cuts.append(found.span())
    pieces: list[Piece] = []
    for begin, end in sorted(cuts):
        if begin < start:
            continue
        pieces.append(sentence.cut(start, begin))
        start = end
    pieces.append(sentence.cut(start))
    return [trimmed for piece in pieces if (trimmed := re_cut(_unbracketed(piece), r"[\s,;]*\b(?:and|but|or)[,]?$"))]


def _each_his_own(text: str) -> list[tuple[int, int]]:
    """`Someone below 10 is offered ..., someone above goes ...`: the commas between what is done with whom."""
    commas = list(
        re.finditer(
            r"[,;]\s*(?:and|but|while)?\s*(?=(?:for )?(?:some|any|every)(?:one|body)\b|(?:for )?those\b|"
            r"(?:for )?(?:clients|patients|callers|people|members|an? (?:client|patient|caller)) (?:who|whose|with|"
            r"at)\b)",
            text,
        )
    )
    begins = [0, *(found.end() for found in commas)]
    whole = [en.WHO_IS.match(text[at:]) or en.WHEN.match(text[at:]) for at in begins]
    return [found.span() for i, found in enumerate(commas) if whole[i] and whole[i + 1]]


def _unbracketed(piece: Piece) -> Piece:
    """Without a bracket that a cut has left open."""
    text = piece.text
    return re_cut(piece, r"[)]\W*$") if text.count(")") > text.count("(") else piece


def _last(cuts: list[tuple[int, int]], before: int) -> int:
    return max((end for _, end in cuts if end <= before), default=0)


def _new_clause(before: str, after: str, *, comma: bool) -> bool:
    """Whether `after` begins a condition of its own, and `before` is whole without it. `comma`: one stands between."""
    if en.NOT_ELSE.search(before) or en.TRIVIAL.match(after):
        return False
    lead = en.LEAD.sub("", before.lstrip(" ,;"))
    if en.HEAD_ONLY.fullmatch(lead.strip(" ,;")) or en.ANYWHERE.fullmatch(lead.strip(" ,;:")):
        return False
    complete = not (en.WHEN.match(lead) or en.UNLESS.match(lead)) or _consequence(lead) is not None
    if not complete:
        return False
    if en.ELSE_IF.match(after):
        return True
    if en.ELSE.match(after) or en.SO.match(after):
        return not re.match(
            r"(?:otherwise|else)\s+(?:agreed|stated|specified|noted|indicated|instructed|than)", after, re.IGNORECASE
        )
    head = en.WHEN.match(after) or en.UNLESS.match(after) or en.ATTEMPTS.match(after)
    if head is None or (en.WHETHER.search(before + " ") and not before.rstrip().endswith(",")):
        return False
    if (tried := en.ATTEMPTS.match(after)) is not None:
        return (
            not re.search(r"\b(?:weeks?|visits?|sessions?)\b", tried[0])
            and (
                bool(re.match(r"[^,]+,\s*\S", after))
                or any(begins_action(after[at:]) for at in _words(after, tried.end("n")))
            )
            and not en.WHEN.match(lead)
        )
    word = head[0].strip().lower()
    if (
        word in ("when", "where", "once", "on", "should")
        and not comma
        and not before.rstrip().endswith((",", ";", " and", " but"))
        and not en.WHEN.match(lead)
    ):
        return False
    where = _consequence(after)
    return where is not None and begins_or_goes(after[where:]) and not en.ELSE.match(after[where:])


def _consequence(text: str) -> int | None:
    """Where the consequence of a sentence that begins with its condition starts; None when it has none."""
    arrow = en.ARROW.search(text)
    if arrow is not None:
        return arrow.end()
    then = re.search(r"[,:]?\s+then\b[,:]?\s+", text, re.IGNORECASE)
    commas = [found.end() for found in re.finditer(r"[,:]\s+|\s+[-–—]\s+", text)]
    told = next((end for end in commas if _tells(text, end)), None)
    if told is not None:
        return told
    if then is not None:
        return then.end()
    for end in commas:
        if not re.match(r"(?:and|or|nor|but|as|for|such|which|who)\b", text[end:], re.IGNORECASE):
            return end
    head = en.SO.match(text)
    if head is not None:
        return head.end()
    first = en.WHEN.match(text)
    if first is not None:
        goes = [go for go in goes_in(text) if go.start > first.end()]
        if goes:
            return goes[0].start
        words = [found.start() for found in re.finditer(r"(?<=\s)\w", text[first.end() :])]
        for at in words[1:14]:
            rest = text[first.end() + at :]
            if re.search(r"\bto\s+$", text[: first.end() + at], re.IGNORECASE):
                continue
            if re.match(
                r"(?:(?:you|we|they|she|he) )?(?:stop|go|end|call|refer|return|repeat|skip|move|proceed|continue|alert|"
                r"inform|contact)\b(?! (?:to be|of))",
                rest,
            ):
                return first.end() + at
    return None


def _tells(text: str, end: int) -> bool:
    """Whether what is done begins behind a comma or a colon that ends there."""
    if text[:end].rstrip().endswith(":"):
        return True
    return begins_or_goes(text[end:]) and not re.match(
        r"(?:and|or|nor|who|which|that|whose|as|so)\b", text[end:], re.IGNORECASE
    )


def _clause(piece: Piece) -> list[Clause]:
    lead = en.LEAD.match(piece.text)
    whole, anywhere = _unbound(piece if lead is None else piece.cut(lead.end()))
    text = whole.text
    again = en.ELSE_IF.match(text)
    if again is not None:
        return _clause(whole.cut(again.end()))
    if en.TRIVIAL.match(text):
        return [Clause(mood=Mood.PLAIN, body=piece)]
    for read in (
        _otherwise,
        _answered,
        _attempts,
        _leading,
        in_that_case,
        means,
        with_size,
        who_is,
        _arrowed,
        coloned,
        dashed,
        sized,
        _trailing,
    ):
        found = read(whole, anywhere)
        if found:
            return found
    comma = text.find(", ")
    if anywhere and comma > 0 and begins_or_goes(text[comma + 2 :]):
        return case(whole, comma, comma + 2, anywhere=True)
    return [Clause(mood=Mood.PLAIN, body=whole if anywhere else piece, anywhere=anywhere)]


def _unbound(piece: Piece) -> tuple[Piece, bool]:
    """Takes `at any point` off the sentence's beginning or from behind `if`."""
    text = piece.text
    found = en.ANYWHERE.match(text)
    if found is not None:
        rest = piece.cut(found.end()).strip(",:")
        return rest, True
    if re.match(r"whenever\b", text, re.IGNORECASE):
        return piece, True
    inner = re.match(r"(?:if|when|should)\b[,]?\s+(?=at any (?:point|time|stage|moment))", text, re.IGNORECASE)
    anywhere = inner is not None or bool(
        re.search(
            r"\bat any (?:point|time|stage|moment)\b|\b(?:in|during) any (?:step|of these steps|part)\b|"
            r"\bat any step\b",
            text,
            re.IGNORECASE,
        )
    )
    return piece, anywhere and bool(en.WHEN.match(text) or en.UNLESS.match(text) or re.search(r"\bif\b|\bwhen\b", text))


def _otherwise(piece: Piece, anywhere: bool) -> list[Clause]:
    found = en.ELSE.match(piece.text)
    if found is None:
        return []
    body = piece.cut(found.end())
    negative = found[0].lower().startswith("if") and "none" not in found[0].lower()
    condition = piece.cut(0, found.end()).strip(",:;→>=-")
    return [Clause(mood=Mood.OTHERWISE, body=body, condition=condition, anywhere=anywhere, negative=negative)]


def _answered(piece: Piece, anywhere: bool) -> list[Clause]:
    """`If so, ...`, `if yes ...`, `if no ...`."""
    found = en.SO.match(piece.text)
    if found is None or not piece.cut(found.end()):
        return []
    rest = piece.text[found.end() :]
    if not re.search(r"[,:;→>]|then", found[0]) and (not begins_or_goes(rest) or _told_behind(rest)):
        return []
    group = "yes" if found["yes"] else "no"
    condition = piece.cut(found.start(group), found.end(group))
    return [Clause(mood=Mood.WHEN, condition=condition, body=piece.cut(found.end()), anywhere=anywhere, answer=True)]


def _told_behind(text: str) -> bool:
    """`reply comes in a week, phone them`: what is done stands behind a comma, so that `no` belongs to the words."""
    return any(begins_action(text[found.end() :]) for found in re.finditer(r",\s+", text))


def _attempts(piece: Piece, anywhere: bool) -> list[Clause]:
    bounded = re.match(
        rf"(?:(?:do|repeat|try|continue) (?:this|it|so|that) (?:at most|up to|no more than)\s+{NUMBER}(?:\s+times)?|"
        rf"(?:at most|up to|no more than|max(?:imum|\.)?(?: of)?)\s+{NUMBER}(?:\s+(?:times|rounds|attempts|tries))?)",
        piece.text,
        re.IGNORECASE,
    )
    if bounded is not None:
        rest = re.match(
            r"[,;]?\s*(?:after which|after that|and then|then)[,]?\s+", piece.text[bounded.end() :], re.IGNORECASE
        )
        if rest is not None:
            body = piece.cut(bounded.end() + rest.end())
            return [Clause(mood=Mood.ATTEMPTS, condition=piece.cut(0, bounded.end()), body=body, anywhere=anywhere)]
    inner = re.match(r"(?:if|when),?\s+(?=after\b)", piece.text, re.IGNORECASE)
    if inner is not None and (tried := en.ATTEMPTS.match(piece.text, inner.end())) is not None:
        where = _consequence(piece.text[tried.end() :].lstrip(" ,"))
        if where is not None:
            start = len(piece.text) - len(piece.text[tried.end() :].lstrip(" ,")) + where
            condition = piece.cut(inner.end(), start).strip(",:")
            return [Clause(mood=Mood.ATTEMPTS, condition=condition, body=piece.cut(start), anywhere=anywhere)]
    found = en.ATTEMPTS.match(piece.text)
    if found is None:
        return []
    end = found.end()
    if not piece.cut(end).strip(",:."):
        end = next((at for at in _words(piece.text, found.end("n")) if begins_action(piece.text[at:])), end)
    body = piece.cut(end).strip(",:")
    if not body or not piece.cut(end).strip(",:."):
        return []
    return [Clause(mood=Mood.ATTEMPTS, condition=piece.cut(0, end).strip(",:"), body=body, anywhere=anywhere)]


def _words(text: str, start: int) -> list[int]:
    """Where the words begin behind the second one from `start` on."""
    return [found.start() for found in re.finditer(r"(?<=\s)\w", text) if found.start() > start][1:]


def _leading(piece: Piece, anywhere: bool) -> list[Clause]:
    text = piece.text
    unless = en.UNLESS.match(text)
    head = unless or en.WHEN.match(text)
    if head is None:
        return []
    where = _consequence(text)
    if where is None or where <= head.end():
        return []
    lacks = re.match(r"in the absence|without|with no", head[0], re.IGNORECASE)
    condition = piece.cut(head.end() if unless is None and lacks is None else 0, where)
    condition = re_cut(condition, r"[\s,:→]*(?:[,:]?\s*(?<!by )(?<!even )\bthen\b)?[\s,:→⇒➜➔>=–—-]*$")
    condition = condition.cut(unless.end()) if unless is not None else condition
    body = past_then(piece.cut(where))
    word = head[0].strip(" ,:").lower()
    if not condition or not body or not _binds(word, condition.text, body.text):
        return []
    if word in ("only if", "only when"):
        word = "if"
    if en.STILL.search(condition.text) or re.search(r"\bstill\b.*\bafter\b", condition.text):
        return [Clause(mood=Mood.ATTEMPTS, condition=condition, body=body, anywhere=anywhere)]
    mood = Mood.UNLESS if unless is not None else Mood.WHEN
    return [Clause(mood=mood, condition=condition, body=body, anywhere=anywhere)]


def _binds(word: str, condition: str, body: str) -> bool:
    """Whether `when`, `once`, `where`, `on` state a condition here, and not only a time or a place."""
    if word in ("if", "unless") or word.startswith(
        ("in ", "only", "provid", "as long", "so long", "assum", "given", "for ", "should")
    ):
        return True
    compared = bool(en.COMPARE.search(condition))
    if word in ("once", "as soon as", "the moment", "on"):
        goes = goes_in(body)
        return compared or (word != "on" and bool(goes) and not en.OVER.search(condition))
    if word == "where":
        return len(condition.split()) > 2
    return not en.OVER.search(condition) or compared


def _arrowed(piece: Piece, anywhere: bool) -> list[Clause]:
    """`Yes -> step 4`, and chains of steps, `Greet -> ask -> close`."""
    found = en.ARROW.search(piece.text)
    if found is None or not found.start() or found.end() >= len(piece.text):
        return []
    left, right = piece.cut(0, found.start()), piece.cut(found.end())
    about = re.match(
        r"(?:the |a |any )?(?:client|patient|caller|person|child|participant)s?\b", left.text, re.IGNORECASE
    )
    if begins_action(left.text) and not left.text.endswith("?") and about is None:
        return [*_clause(left), *_clause(right)]
    if left.text.endswith("?") and not (is_answer(left.text.rstrip("?")) or len(left.text.split()) <= 2):
        return [Clause(mood=Mood.PLAIN, body=left), *_clause(right)]
    return [Clause(mood=Mood.WHEN, condition=left, body=right, anywhere=anywhere, answer=True)]


def _trailing(piece: Piece, anywhere: bool) -> list[Clause]:
    """`Go to step 4 if ...`, `... unless ...`, `... until ...`."""
    for found in en.TRAIL.finditer(piece.text):
        head = found["head"].lower()
        body, condition = piece.cut(0, found.start()), piece.cut(found.end())
        if not _trails(head, body.text, condition.text, found[0].strip()):
            continue
        if head in ("until", "till"):
            return _until(body, condition, anywhere)
        case = en.CASE.search(condition.text)
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
        if en.STILL.search(condition.text):
            return [Clause(mood=Mood.ATTEMPTS, condition=condition, body=body, anywhere=anywhere)]
        return [Clause(mood=Mood.WHEN, condition=condition, body=body, anywhere=anywhere)]
    after = re.search(r"\s+(?=after\s)", piece.text, re.IGNORECASE)
    if after is not None:
        tail = en.ATTEMPTS.match(piece.text, after.end())
        if (
            tail is not None
            and not re.search(r"\b(?:weeks?|visits?|sessions?|days?)\b", tail[0])
            and tail.end() == len(piece.text.rstrip(" ."))
            and goes_in(piece.text[: after.start()])
        ):
            return [
                Clause(
                    mood=Mood.ATTEMPTS,
                    condition=piece.cut(after.end()),
                    body=piece.cut(0, after.start()),
                    anywhere=anywhere,
                )
            ]
    return []


def _until(body: Piece, condition: Piece, anywhere: bool) -> list[Clause]:
    """`... until she can say it, but no longer than ten minutes`, `... until he is found, then 8`."""
    then = re.search(r",\s*(?:and\s+)?(?=then\b)", condition.text)
    behind = _clause(condition.cut(then.end())) if then is not None else []
    held = condition if then is None else condition.cut(0, then.start())
    limit = re.search(r",\s*(?:but|though|and)\s+(?:for\s+)?(?:no|not|at most|never|only)\b", held.text)
    most = bound_in(held)[1]
    if most:
        held = held.cut(0, held.places.index(most.places[0])).strip(",;")
    elif limit is not None:
        most, held = held.cut(limit.start()), held.cut(0, limit.start())
    return [Clause(mood=Mood.UNTIL, condition=held, body=body, anywhere=anywhere, most=most), *behind]


def _trails(head: str, body: str, condition: str, said: str) -> bool:
    if (
        body.endswith(":")
        or len(body) < 3
        or len(condition) < 3
        or en.TRIVIAL.match(f"{said.rsplit(maxsplit=1)[-1]} {condition}")
        or re.match(r"(?:possible|needed|necessary|appropriate)", condition)
    ):
        return False
    if head == "once" and body.endswith(" at"):
        return False
    if head == "if":
        return not en.WHETHER.search(body + " ")
    if head in ("when", "whenever", "once", "as long as", "so long as", "for as long as", "in case"):
        goes = goes_in(body)
        if head == "whenever" or (head == "in case" and not goes):
            return head == "whenever"
        return bool(goes) and not en.OVER.search(condition.rstrip("."))
    if head in ("until", "till"):
        if en.LASTS.search(body) or re.fullmatch(en.OCCASION, condition.strip(" ."), re.IGNORECASE):
            return False
        return begins_or_goes(body) and not re.match(
            rf"(?:the (?:next|following)|next|{NUMBER}\b|tomorrow|then|monday|tuesday|wednesday|thursday|"
            rf"friday|help|today)",
            condition,
            re.IGNORECASE,
        )
    return True


def past_then(piece: Piece) -> Piece:
    """The piece without a `then` at its beginning."""
    found = re.match(r"then\b[,:]?\s+", piece.text, re.IGNORECASE)
    return piece if found is None else piece.cut(found.end())
