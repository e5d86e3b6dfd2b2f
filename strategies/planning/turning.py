"""Where in a report something stands: in another's clause, behind a word of contrast, or as what only seemed so."""

import re

_ROLE = (
    r"(?:best\s+friend|friend|brother|sister|mother|father|mum|mom|dad|cousin|colleague|co-?worker|neighbou?r|"
    r"classmate|"
    r"uncle|aunt|son|daughter|partner|husband|wife|boyfriend|girlfriend|boss|manager|teacher|student|roommate|"
    r"flatmate|"
    r"lodger|grand\w+|nephew|niece|\w+-in-law|acquaintance|landlord|landlady|child|boy|girl|baby|dog|cat|tenant|"
    r"friends|"
    r"parents|children|kids|sons|daughters|neighbou?rs|colleagues)"
)
_OTHERS = re.compile(
    rf"^\W*(?:(?:and|but|so|because|that|it\s+is|it\s+was|it's|this\s+is|this\s+was|only|actually)\s+){{0,3}}"
    rf"(?:his|her|their|my|a|an|the|one\s+of\s+(?:his|her|their)|another|"
    rf"some)\s+(?:\w+\s+){{0,2}}?{_ROLE}\b(?:'s|s')?",
    re.IGNORECASE,
)
_TELLS_OF = re.compile(
    r"\b(?:say|says|said|reports?|reported|tells?|told|notice[sd]|found|finds|rang|called|phoned|wrote|writes|"
    r"thinks|worries|"
    r"is\s+worried|complains?|confirms?|confirmed|hits?|beats?|left|threw|gave|gives|wants|asked|made|makes)\b",
    re.IGNORECASE,
)
_OTHERS_ZH = re.compile(
    r"^(?:但|可|不过|因为|而|那是|这是|是|原来是|其实是|说的是|指的是|只是)?(?:他|她|来访者|患者|"
    r"自己)?(?:家)?的?(?:好|大学|高中|前|一个|一位|远房)?"
    r"(?:朋友|同学|同事|邻居|哥哥|弟弟|姐姐|妹妹|母亲|父亲|妈妈|爸爸|[表堂][哥弟姐妹]|室友|舍友|老师|学生|亲戚|"
    r"叔叔|舅舅|阿姨|姑姑|儿子|女儿|孩子|"
    r"丈夫|妻子|老公|老婆|男友|女友|闺蜜|领导|老板|主管|房东|嫂子|奶奶|爷爷|外婆|外公|侄[子女]|外甥女?|狗|猫)"
    r"(?!(?:\w{0,4})(?:打来?电话|告诉|反映|报告|说|发现|转告|来电|来信|担心|动手|打|掐|让|要|把|提出|离开|给))"
)
_CLIENT_IN_IT = re.compile(
    r"\b(?:and|so|but|while|which|that)\s+(?:\w+\s+)?(?:she|he|they)\b(?!\s+(?:him|her)self\s+(?:does|is|has|"
    r"did)\s+not)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;!?](?=\s|$)|[。；！？，]|,\s+(?=(?:and|but|so|yet|which|he|she|they)\b)", re.IGNORECASE)

_CONTRAST = re.compile(
    r"(?:[,;.—]|^)\s*(?:and\s+)?(?:yet|still|though|although|even\s+so|even\s+though|nevertheless|nonetheless|"
    r"only)\b|\bbut\b|"
    r"\bhowever\b|\bexcept\s+that\b|\bdespite\s+(?:that|this)\b|\beven\s+so\b|"
    r"但是|但|可是|(?<=[，。；])可(?![能以靠是])|不过|然而|(?<=[，。；])却|反而|谁知|没想到|没料到",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"(?:^|(?<=[.;]\s)|(?<=[。；]))(?:although|though|even\s+though|while|despite)\b[^,.;]*(,)|虽(?:然|说)?[^，。；]*(，)|尽管[^，。；]*(，)",
    re.IGNORECASE,
)
_SEEMED = re.compile(
    r"\b(?:thought|seemed|seems|looked|appeared|assumed|believed|supposed|hoped|meant\s+to|pretended|"
    r"called)\b(?!\s+of)|"
    r"(?:本|原|还|曾|都)?以为|看似|似乎|好像|嘴上|口头上|表面上|原想|本想|本希望|本该|原本说|都说|说是",
    re.IGNORECASE,
)
_LEAST_WORDS = 8
"""Letters behind a contrast that say something (Chinese: a third of them)."""


def others_spans(text: str) -> list[tuple[int, int]]:
    """The clauses that are about another person, as (start, end) offsets."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*(match.end() for match in _CLAUSE_END.finditer(text)), len(text)):
        clause = text[start:end]
        if _of_another(clause):
            spans.append((start, end))
        start = end
    return spans


def _of_another(clause: str) -> bool:
    english = _OTHERS.match(clause)
    if english is not None:
        rest = clause[english.end() :]
        return not (_TELLS_OF.match(rest.strip()) or _CLIENT_IN_IT.search(rest))
    return _OTHERS_ZH.match(clause.strip()) is not None


def only_seemed(text: str, start: int) -> bool:
    """Whether what stands at `start` only seemed so: a verb of seeming before it, and a contrast after it."""
    before = re.split(r"[.;。；]", text[:start])[-1]
    return _SEEMED.search(before[-60:]) is not None and any(at > start for at in contrasts(text))


def contrasts(text: str) -> list[int]:
    """Offsets behind each word of contrast; after "although ..." the comma is one."""
    found = [match.end() for match in _CONTRAST.finditer(text)]
    found += [match.end() for match in _GRANTED.finditer(text)]
    return sorted(found)


def turned_at(text: str, said: int) -> int:
    """Where a contrast takes back the last cue (which ends at `said`): the end of the text; -1 where none does."""
    behind = [at for at in contrasts(text) if at > said]
    if not behind:
        return -1
    rest = re.sub(r"\W", "", text[behind[0] :])
    least = _LEAST_WORDS if rest.isascii() else _LEAST_WORDS // 2
    return len(text) if len(rest) >= least else -1
