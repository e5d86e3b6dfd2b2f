"""Clauses that leave out who they are about: the subject of the clause before is carried on into them.

"I live with my sister and work as a nurse", 我和妹妹一起住，在一家书店上班: the second half says nothing of who works.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from strategies.course.extract_chinese import PERSON as ZH_PERSON
from strategies.course.extract_english import PERSON
from strategies.course.extract_frames import clauses

_VERBS = (
    r"(?:work|live|study|take|have|sleep|drink|started|moved|quit|lost|got|was|am|stopped|adopted|works|lives|"
    r"studies|takes|has|sleeps|drinks|want|hope|"
    r"(?:still|now|also|recently|just|only|then) \w+)"
)
_AND = re.compile(rf"(?:,? and|,? but|, then) (?={_VERBS}\b)", re.IGNORECASE)
_WHO = re.compile(rf"\b(?:(?P<i>i)(?:'m|'ve)?|my {PERSON})\b", re.IGNORECASE)
_ZH_WHO = re.compile(rf"(?<![他她你和跟])我(?:的|家)?{ZH_PERSON}?(?![说觉])")
_ZH_OTHERS = re.compile(rf"^(?:[我他她它你您]|{ZH_PERSON}|大家|别人|谁|这|那|但是?我|可是?我|因为|所以我)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text to look for statements in, and the way from its places to those of the sentence.

    `moved` is where it begins in the sentence, `said` how many of its first letters were put there and not said.
    """

    text: str
    moved: int
    said: int

    def span(self, match: re.Match[str], group: str | int = 0) -> tuple[int, int]:
        """Where a match, or a group of it, stands in the sentence."""
        start, end = match.span(group)
        return self.moved + max(start - self.said, 0), self.moved + max(end - self.said, 0)


def carried(sentence: str, *, chinese: bool) -> Iterator[Reading]:
    """The clauses of a sentence that name nobody, each with the subject that it goes on about."""
    if chinese:
        who = ""
        for start, end in clauses(sentence):
            clause = sentence[start:end]
            named = _ZH_WHO.search(clause)
            if who and named is None and not _ZH_OTHERS.match(clause):
                yield Reading(text=who + clause, moved=start, said=len(who))
            elif named is not None:
                who = named.group()
        return
    for joint in _AND.finditer(sentence):
        before = list(_WHO.finditer(sentence, 0, joint.start()))
        if before:
            first = before[0] if before[0]["i"] else before[-1]
            prefix = "I " if first["i"] else f"{first.group()} "
            yield Reading(text=prefix + sentence[joint.end() :], moved=joint.end(), said=len(prefix))
