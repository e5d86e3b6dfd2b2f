"""The client's own sentence said as the therapist's, as in "Yes, I feel safe." after the same words of theirs.

A sentence of the client's last turn, in the first person singular, with which the reply begins. Given back in the
second person ("You feel safe.") or in quotation marks it is a reflection, and so it is where a sign or words name it as
a thought ("I am a failure: what speaks against it?"); what both sides say ("I see") is nobody's.
"""

import re
from collections.abc import Iterator, Sequence

from strategies.speech.output.rule import Sentence, pattern
from strategies.speech.output.said import NAMED_EN, NAMED_ZH

_TOKENS = {False: re.compile(r"[\w']+"), True: re.compile(r"[a-z0-9']+|\w")}
_FIRST = {False: pattern(r"\b(?:i|i'\w+|me|my|mine|myself)\b"), True: pattern(r"我(?!们)|俺|本人")}
_LEADS = {
    False: pattern(
        r"(?:\W*\b(?:yes|yeah|yep|no|nope|well|ok|okay|oh|so|and|but|hmm|um|right|sure|thanks|thank you)\b)+\W*"
    ),
    True: pattern(r"(?:\W*(?:是的|好的|没有|谢谢(?:你|您)?|是|好|嗯+|对|不|哦|没|那|啊|唉)(?=\W|$))+\W*"),
}
_SHARED = {
    False: pattern(
        r"^(?:i (?:see|understand|hear(?: you| that)?|know|agree|think so|hope so|do|am|will|can|don't know|wonder|"
        r"mean it|"
        r"understand that|get it|appreciate (?:it|that|this))|i'm (?:sorry|here|listening|glad|not sure|ready|with you|"
        r"sorry to hear that)|i am (?:sorry|here|listening|glad|not sure|ready)|forgive me|excuse me|let me (?:see|"
        r"think)|"
        r"my pleasure|i'm so sorry|i am so sorry|"
        r"i (?:see|understand|know|hear) (?:that )?(?:(?!\b(?:i|i'\w+|me|my|mine|myself)\b).)+)$"
    ),
    True: pattern(
        r"^我(?:也)?(?:明白|知道|理解|懂|了解|听到|听见|在|在听|在这里|同意|不知道|不确定|很高兴|很抱歉|准备好)(?:了|的)?$",
        r"^我(?:也)?(?:明白|知道|理解|懂|了解)[^我]+$",
    ),
}
_ENDS = {
    False: re.compile(NAMED_EN + r"(?:\s*(?:[^\w\s]|$)|\s+(?:and|but|so|because|too|as well)\b)"),
    True: re.compile(NAMED_ZH + r"(?:\s*(?:[^\w\s]|$)|也)"),
}


def echoes_client(
    said: Sequence[Sentence], client: Sequence[Sentence], *, chinese: bool
) -> tuple[str, Sentence] | None:
    """The words and the sentence that are the client's own, or None."""
    first = next((each for each in said if _bare(each.bare, chinese=chinese)), None)
    if first is None:
        return None
    spoken = _bare(first.bare, chinese=chinese)
    for own in _own(client, chinese=chinese):
        end = _end_of(own, spoken, chinese=chinese)
        if end is not None and _ENDS[chinese].match(spoken, end):
            return spoken[:end], first
    return None


def _own(client: Sequence[Sentence], *, chinese: bool) -> Iterator[tuple[str, ...]]:
    """What the client said of themselves, sentence by sentence, as tokens."""
    for sentence in client:
        words = _bare(sentence.text, chinese=chinese)
        tokens = tuple(_TOKENS[chinese].findall(words))
        plain = ("" if chinese else " ").join(tokens)
        if len(tokens) > 1 + chinese and _FIRST[chinese].search(plain) and not _SHARED[chinese].search(plain):
            yield tokens


def _end_of(tokens: tuple[str, ...], spoken: str, *, chinese: bool) -> int | None:
    """Where the tokens end in what is spoken, if that begins with them."""
    end = 0
    found = _TOKENS[chinese].finditer(spoken)
    for token in tokens:
        match = next(found, None)
        if match is None or match.group() != token:
            return None
        end = match.end()
    return end


def _bare(text: str, *, chinese: bool) -> str:
    """The sentence without a yes or no before it."""
    lead = _LEADS[chinese].match(text)
    return text[lead.end() if lead else 0 :].strip()
