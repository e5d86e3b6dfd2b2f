"""Clauses that leave out who they are about: the subject of the clause before is carried on into them.

"I live with my sister and work as a nurse", 我和妹妹一起住，在一家书店上班: the second half says nothing of who works.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from strategies.course.facts.extract_chinese import ADV as ZH_ADV
from strategies.course.facts.extract_chinese import PERSON as ZH_PERSON
from strategies.course.facts.extract_english_words import PERSON
from strategies.course.facts.extract_frames import clauses

_VERBS = (
    r"(?:work|live|study|take|have|sleep|drink|started|moved|quit|lost|got|was|am|stopped|adopted|works|lives|"
    r"studies|takes|has|sleeps|drinks|want|hope|"
    r"(?:still|now|also|recently|just|only|then) \w+)"
)
_AND = re.compile(rf"(?:,? and|,? but|, then) (?={_VERBS}\b)", re.IGNORECASE)
_WHO = re.compile(rf"\b(?:(?P<i>i)(?:'m|'ve)?|my {PERSON})\b", re.IGNORECASE)
_ZH_WHO = re.compile(rf"(?<![他她你和跟])我(?:的|家)?{ZH_PERSON}?(?![说觉])")
_ZH_NOBODY = re.compile(
    rf"^(?:{ZH_ADV})*(?:刚|没|不|又|还)*(?:[跟和与](?!我|你|他|她)|在(?!我|你|他|她|这|那)|从|搬|住|离婚|结婚|分手|"
    rf"失业|辞职|离职|被裁|退休|"
    r"怀孕|养了|吃|停了|戒|失眠|睡|确诊|查出|得了|单身|一个人|读|学|当|喝)"
)
_NOBODY = re.compile(
    r"^(?:(?:well|yeah|so|and|just|recently|still|also|now|currently|finally|only|actually)[, ]+)*(?P<verb>moved|got|"
    r"lost|started|quit|"
    r"stopped|been|live|work|sleep|can't|take|study|broke up|split up|came off|haven't|don't|didn't|diagnosed)\b",
    re.IGNORECASE,
)
"""A sentence that leaves out who it is about: the client, who says it."""
_ZH_OTHERS = re.compile(rf"^(?:[我他她它你您]|{ZH_PERSON}|大家|别人|谁|这|那|但是?我|可是?我|因为|所以我)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text to look for statements in, and where each of its letters stands in the sentence.

    The first `said` letters were put there and not said: they stand where the clause begins that they are put before.
    `goes_on`: it says "she" of somebody named just before.
    """

    text: str
    places: tuple[int, ...]
    said: int = 0
    goes_on: bool = False

    def span(self, match: re.Match[str], group: str | int = 0) -> tuple[int, int]:
        """Where a match, or a group of it, stands in the sentence."""
        start, end = match.span(group)
        if start == end:
            place = self.places[start] if start < len(self.places) else self.places[-1] + 1
            return place, place
        return self.places[start], max(self.places[end - 1] + 1, self.places[start])

    def without(self, spans: Sequence[tuple[int, int]]) -> "Reading":
        """The same with stretches of the sentence left out, and one blank where they stood between two."""
        kept = [i for i, at in enumerate(self.places) if i < self.said or not any(a <= at < b for a, b in spans)]
        single = [i for n, i in enumerate(kept) if not (n and self.text[i] == self.text[kept[n - 1]] == " ")]
        return replace(self, text="".join(self.text[i] for i in single), places=tuple(self.places[i] for i in single))


def whole(sentence: str) -> Reading:
    """A sentence as it was said."""
    return Reading(text=sentence, places=tuple(range(len(sentence))))


def _after(subject: str, sentence: str, start: int, end: int, *, goes_on: bool = False) -> Reading:
    places = (*(start for _ in subject), *range(start, end))
    return Reading(text=subject + sentence[start:end], places=places, said=len(subject), goes_on=goes_on)


def carried(sentence: str, before: str = "", *, chinese: bool) -> Iterator[Reading]:
    """The clauses of a sentence that name nobody, each with the subject that it goes on about.

    "She" and "he" go on about the one person of that sex named in the sentence so far, or else in the one `before` it.
    """
    yield from _carried_chinese(sentence, before) if chinese else _carried_english(sentence, before)


def _carried_chinese(sentence: str, before: str) -> Iterator[Reading]:
    who = "我" if _ZH_NOBODY.match(sentence) and _is_about_the_client(before) else ""
    named_before = _ZH_NAMED.findall(before)
    for start, end in clauses(sentence):
        clause = sentence[start:end]
        named = _ZH_WHO.search(clause)
        people = _ZH_NAMED.findall(sentence[:start]) or named_before
        if _ZH_PRONOUN.match(clause):
            if len(set(people)) == 1:
                yield _after(people[0], sentence, start + 1, end, goes_on=True)
        elif who and named is None and not _ZH_OTHERS.match(clause):
            yield _after(who, sentence, start, end)
        elif named is not None:
            who = named.group()


def _is_about_the_client(before: str) -> bool:
    """Whether nothing before speaks of somebody else, so that a sentence that names nobody is about the client."""
    return not (_OTHERS.search(before) or _ZH_NAMED.search(before) or _MY_PERSON.search(before))


_OTHERS = re.compile(
    r"[他她你您]|大家|别人|\b(?:he|she|they|you|who|people|(?:my|our|the|his|her) \w+)\b", re.IGNORECASE
)


def _carried_english(sentence: str, before: str) -> Iterator[Reading]:
    bare = _NOBODY.match(sentence)
    if bare and _is_about_the_client(before):
        yield _after("I ", sentence, bare.start("verb"), len(sentence))
    for joint in _AND.finditer(sentence):
        named = list(_WHO.finditer(sentence, 0, joint.start()))
        if named:
            first = named[0] if named[0]["i"] else named[-1]
            prefix = "I " if first["i"] else f"{first.group()} "
            yield _after(prefix, sentence, joint.end(), len(sentence))
    for pronoun in _PRONOUN.finditer(sentence):
        sexes = _WOMEN if pronoun["she"] else _MEN
        people = _people(sentence[: pronoun.start()], sexes) or _people(before, sexes)
        if len(people) == 1:
            yield _after(people.pop(), sentence, pronoun.end("who"), len(sentence), goes_on=True)


def _people(text: str, sexes: re.Pattern[str]) -> set[str]:
    """The client's people of a sex, and of either, whom a text names."""
    return {match.group().lower() for match in _MY_PERSON.finditer(text) if sexes.fullmatch(match["person"])}


_MY_PERSON = re.compile(rf"\bmy (?:\w+ )?(?P<person>{PERSON})\b(?!'s)", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:^|[,;:] |\b(?:and|but|because|so|that) )(?P<who>(?P<she>she)|he)(?='s |'d | (?!said|says|thinks))",
    re.IGNORECASE,
)
_EITHER = (
    r"cousin|partner|twin|(?:best |old |closest )?friend|roommate|flatmate|neighbou?r|boss|colleague|ex|fianc[ée]e?"
)
_WOMEN = re.compile(
    rf"(?:{_EITHER}|mother(?:-in-law)?|sister(?:-in-law)?|grandmother|grandma|gran|nan|stepmother|stepmom|mom|mum|"
    rf"daughter|"
    r"wife|girlfriend|aunt|niece|ex-wife|ex-girlfriend)",
    re.IGNORECASE,
)
_MEN = re.compile(
    rf"(?:{_EITHER}|father(?:-in-law)?|brother(?:-in-law)?|grandfather|grandpa|grandad|stepfather|stepdad|dad|son|"
    r"husband|boyfriend|uncle|nephew|ex-husband|ex-boyfriend)",
    re.IGNORECASE,
)
_ZH_NAMED = re.compile(rf"我(?:的|家)?{ZH_PERSON}(?!的)")
_ZH_PRONOUN = re.compile(r"[他她](?![们的说觉问让叫劝])")
