"""Whether two values of a predicate are one thing worded otherwise: in other words, in fewer, or more exactly. Pure.

"cousin", "Marisol" and "cousin Marisol" are one person, 表姐 and 表姐小玲 too; "bakery" and "bakery on Mill Street" one
place. "boyfriend's mother", 姐夫 and "assistant nurse" name somebody else, or something else, than a part of them does.
"""

import re
from enum import StrEnum

from memory.record.language import has_cjk
from memory.state.predicates import Predicate, person

_FILLERS = frozenset({"my", "the", "a", "an", "our", "his", "her", "their", "in", "at", "of", "as"})


class Wording(StrEnum):
    """How new words stand to old ones: about another thing, or about one thing, in as many words, fewer or more."""

    OTHER = "other"
    SAME = "same"
    LESS = "less"
    MORE = "more"


_ALIKE = {"已婚": "结婚", "离异": "离婚"}
_COUNTS = (
    *(("one", "一"), ("two", "二"), ("three", "三"), ("four", "四"), ("five", "五"), ("six", "六"), ("seven", "七")),
    *(("eight", "八"), ("nine", "九"), ("ten", "十"), ("eleven", "十一"), ("twelve", "十二")),
)
_NUMBERS = {word: str(n) for n, words in enumerate(_COUNTS, 1) for word in words} | {"两": "2"}
_ZH_NUMBER = re.compile(r"[一二两三四五六七八九十]+")
_UNIT = re.compile(r"hours?|个?(?:小时|钟头)")
_OTHER_ONE = re.compile(
    r"(?:new|old|another|other|different|second|former|ex|late|previous|step|not|no|without|student|trainee|apprentice|"
    r"assistant|deputy|vice|head|senior|junior|chief|lead|retired)(?:-.*)?"
)
"""Words beside a name that make another one of it: a new flatmate is not the flatmate of before."""
_OTHER_KIN = re.compile(r"adopt(?:ive|ed)|birth|biological|surrogate|host|future|honorary|deceased|dead")
_RELATION = re.compile(
    r"(?:(?:half|step|foster|great|grand|god)-?)*(?:mother|father|mom|mum|dad|parents?|brother|sister|siblings?|son|"
    r"daughter|child|children|kids?|twins?|husband|wife|partner|spouse|boyfriend|girlfriend|fianc[ée]e?|aunt|auntie|"
    r"uncle|cousin|niece|nephew|friend|mate|roommate|flatmate|housemate|neighbou?r|boss|colleague|landlord|landlady|"
    r"lodger|carer)s?(?:-in-law)?"
)
"""Two of these side by side name somebody by somebody else: "dad girlfriend" is not the father."""
_KIN_PREFIX = re.compile(r"\b(half|step|foster|great|grand|god)[ -]+(?=\w)")
_IN_LAW = re.compile(r"[ -]in[ -](laws?)\b")
_WHOSE = re.compile(r"\bof\b")
"""Before it stands somebody else than after it: "mother of a friend"."""
_LINK = re.compile(r"\b(?:of|at|in|on|for|with|near|from|by|to|off|outside|called|named|who|whose|that)\b")
"""What stands after a noun that says no more than which one: the noun itself is before it."""
_LIST = re.compile(
    r"\s*(?:,? and |,? plus | & |(?<=[\u3400-\u9fff])(?:和|跟|与|还有|以及|、|及)(?=[\u3400-\u9fff]))\s*"
)
_ZH_KIN = (
    r"妈妈|母亲|爸爸|父亲|老公|丈夫|老婆|妻子|媳妇|爱人|对象|男朋友|女朋友|男友|女友|哥哥|弟弟|姐姐|妹妹|儿子|女儿|孩子|"
    r"奶奶|爷爷|外公|外婆|姥姥|姥爷|叔叔|舅舅|姑姑|姑妈|阿姨|姨妈|伯伯|婶婶|舅妈|[表堂][哥姐弟妹]|嫂子|姐夫|妹夫|弟媳|"
    r"婆婆|公公|岳父|岳母|室友|舍友|朋友|同事|闺蜜|同学|邻居|发小|房东|老妈|老爸|妈|爸|哥|姐|弟|妹"
)
_ZH_PERSON = re.compile(
    rf"(?P<which>[大二三小])?(?P<relation>{_ZH_KIN})(?P<name>[^的和跟\s]{{1,3}})?|"
    rf"(?P<called>(?![大二三小新老前别另])[^的和跟\s]{{2,3}}?)(?P<is>{_ZH_KIN})|(?P<alone>[^的和跟\s]{{1,4}})"
)
_ZH_MINE = re.compile(r"^(?:我(?:们|家)?的?(?=.))?(?:[一1]?[个位名])?(?=.)")
_ZH_TITLE = re.compile(
    r"[表堂]?[哥姐弟妹]|哥哥|姐姐|弟弟|妹妹|叔叔|舅舅|阿姨|姑姑|姑妈|姨妈|伯伯|婶婶|奶奶|爷爷|嫂子|同学"
)
"""What may stand after a name and still be that person; others are somebody of theirs: 丽丽老公."""
_ZH_RELATIVE = re.compile(
    rf"[他她]?[大二三小前男女]?(?:{_ZH_KIN}|闺女|老师|老板|上司|领导|医生|亲戚|情人|家人|保姆|护工|[猫狗])"
)
_ZH_ENDS_IN_KIN = re.compile(rf".*(?:{_ZH_KIN})")
_ZH_NO_NAME = re.compile(r"夫[妇妻]|[家们的]$|^[家夫新前]|一家")
_ZH_OTHER_ONE = re.compile(r"^(?:新|另|别|前|实习|见习|助理|副|总|首席|高级|退休|不|没|代理)")


def compared(predicate: str, old: str, new: str) -> Wording:
    """How the words of a new value stand to those of an old one, for predicates that hold one value at a time."""
    one, other = plain(old), plain(new)
    if one == other:
        return Wording.SAME
    match predicate:
        case Predicate.LIVES_WITH:
            return _people(_folded(old), _folded(new))
        case Predicate.LIVES_IN:
            return _things(_folded(old), _folded(new), at_either_end=True)
        case Predicate.JOB | Predicate.STUDIES | Predicate.NAME:
            return _things(_folded(old), _folded(new))
        case Predicate.SLEEP | Predicate.AGE:
            return Wording.SAME if _counted(one) == _counted(other) else Wording.OTHER
        case Predicate.RELATIONSHIP_STATUS:
            return Wording.SAME if _ALIKE.get(one, one) == _ALIKE.get(other, other) else Wording.OTHER
        case _:
            return Wording.OTHER


def plain(text: str) -> str:
    """A value without what is no part of a name, so that the same words said twice are equal."""
    folded = _folded(text)
    return " ".join(word for word in folded.split() if word not in _FILLERS) or folded


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _counted(value: str) -> str:
    """A number and its unit in one form: "five hours", "5 hours" and 五个小时."""
    words = _ZH_NUMBER.sub(lambda match: _NUMBERS.get(match[0], match[0]), value)
    return _UNIT.sub("h", " ".join(_NUMBERS.get(word, word) for word in words.split())).replace(" ", "")


def _people(old: str, new: str) -> Wording:
    """Lists of people: as many in both, each of the one named in the other; who is left out may have left."""
    before, after = (_LIST.split(each) for each in (old, new))
    if len(before) != len(after):
        return Wording.OTHER
    found: set[Wording] = set()
    for each in after:
        stands = {name: _person(name, each) for name in before}
        match = next((name for name, wording in stands.items() if wording is not Wording.OTHER), None)
        if match is None:
            return Wording.OTHER
        before.remove(match)
        found.add(stands[match])
    return next((each for each in (Wording.MORE, Wording.LESS) if each in found), Wording.SAME)


def _person(old: str, new: str) -> Wording:
    if has_cjk(old) or has_cjk(new):
        return _chinese_person(old, new)
    if bool(_WHOSE.search(old)) is not bool(_WHOSE.search(new)):
        return Wording.OTHER
    one, other = (frozenset(person(word) for word in _words(_hyphened(each))) for each in (old, new))
    if any(_OTHER_KIN.fullmatch(word) for word in one ^ other):
        return Wording.OTHER
    if any(_RELATION.fullmatch(word) for word in one ^ other) and any(
        _RELATION.fullmatch(word) for word in one & other
    ):
        return Wording.OTHER
    return _within(one, other)


def _hyphened(text: str) -> str:
    """Relations of two words in one: "half brother" and "mother in law" are no brother and no mother."""
    return _IN_LAW.sub(r"-in-\1", _KIN_PREFIX.sub(r"\1-", text))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in re.split(r"[\s,]+", text) if word and word not in _FILLERS)


def _within(one: frozenset[str], other: frozenset[str]) -> Wording:
    """Which of two sets of words holds the other, and nothing beside it that makes another one of it."""
    if not one or not other or any(_OTHER_ONE.fullmatch(word) or "'s" in word for word in one ^ other):
        return Wording.OTHER
    if one == other:
        return Wording.SAME
    return Wording.LESS if other < one else Wording.MORE if one < other else Wording.OTHER


def _chinese_person(old: str, new: str) -> Wording:
    told: list[tuple[str, str, str]] = []
    for text in (old, new):
        parts = _ZH_PERSON.fullmatch(_ZH_MINE.sub("", text))
        if parts is None:
            return Wording.OTHER
        name = parts["name"] or parts["called"] or parts["alone"] or ""
        if _ZH_NO_NAME.search(name) or _of_somebody(parts):
            return Wording.OTHER
        relation = parts["relation"] or parts["is"] or ""
        told.append((parts["which"] or "", person(relation) if relation else "", name))
    (one, other), pairs = told, tuple(zip(*told, strict=True))
    if any(before and after and before != after for before, after in pairs):
        return Wording.OTHER
    if not any(before and after for before, after in pairs[1:]):
        return Wording.OTHER
    if any(after and not before for before, after in pairs):
        return Wording.MORE
    return Wording.SAME if one == other else Wording.LESS


def _of_somebody(parts: re.Match[str]) -> bool:
    """Whether Chinese words name a person by somebody else: 姐姐老公 is not the sister, 丽丽妈妈 is not Lili."""
    if parts["name"]:
        return _ZH_RELATIVE.fullmatch(parts["name"]) is not None
    if parts["is"]:
        return not _ZH_TITLE.fullmatch(parts["is"]) or _ZH_ENDS_IN_KIN.fullmatch(parts["called"]) is not None
    return False


def _things(old: str, new: str, *, at_either_end: bool = False) -> Wording:
    """Callings, places, subjects, names: what they are called must stay, words around it may come or go.

    In Chinese that is the last part; `at_either_end`: or the first, as the town of a district is.
    """
    if has_cjk(old) or has_cjk(new):
        one, other = _ZH_MINE.sub("", old), _ZH_MINE.sub("", new)
        short, long = sorted((one, other), key=len)
        named = long.endswith(short) or (at_either_end and long.startswith(short))
        if short == long:
            return Wording.SAME
        if len(short) < 2 or not named or _ZH_OTHER_ONE.match(long):
            return Wording.OTHER
        return Wording.MORE if long == other else Wording.LESS
    if not at_either_end and _head(old) != _head(new):
        return Wording.OTHER
    return _within(frozenset(_words(old)), frozenset(_words(new)))


def _head(text: str) -> str:
    """What an English value is called: the last word before one that says where or whose."""
    words = _words(_LINK.split(text)[0])
    return words[-1] if words else ""
