"""Another's words as they may stand in a prompt: the only place where stored or spoken text is made fit for one.

`as_data` quotes words of the record on one line; `as_said` gives what a client says now, on one line. Neither holds
what prompts are made of: chat templates' tokens, source marks, fences, roles at the start of a line, what is invisible.
"""

import re

from memory.record.identity import Language

LONGEST = {Language.EN: 110, Language.ZH: 50}
"""Characters of one piece of another's words."""

_MARKUP = str.maketrans(
    {
        **dict.fromkeys("[{［｛【〖〔", "("),
        **dict.fromkeys("]}］｝】〗〕", ")"),
        **dict.fromkeys("<＜〈⟨", "‹"),
        **dict.fromkeys(">＞〉⟩", "›"),
        **dict.fromkeys("|｜│¦", "/"),
    }
)
_QUOTES = str.maketrans({**dict.fromkeys('"＂″`｀', "'"), **dict.fromkeys("“„‟〝", "‘"), **dict.fromkeys("”〞〟", "’")})
_BLANKS = re.compile("[\u0000-\u001f\u007f-\u009f\u00a0\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
"""Characters that show nothing: format controls, fillers, variation selectors, tags."""
_FENCES = re.compile(r"-{3,}|={3,}|#{2,}|~{3,}|_{3,}")
_FENCE = str.maketrans("-=#~_", "–＝＃～＿")
_HEADS = re.compile(
    r"^[ \t]*(?:#+\s*)?(?:system(?: prompt| message)?|assistant|user|human|ai|bot|developer|tool|function|"
    r"instructions?|response|therapist|clinician|counsell?or|supervisor|doctor|t\d+ client|client|patient|record|"
    r"facts?|policy|safety|(?:the )?client says|your task now|do not|be sure to|reviewed words for this step|"
    r"系统(?:提示|消息|指令)?|助手|用户|管理员|开发者|指令|工具|治疗师|咨询师|医生|临床医生|督导|来访者(?:说)?|患者|"
    r"记录(?:（[^）]*）)?|安全|你现在的任务|务必|不要|这一步的审定用语)[ \t]*(?P<colon>[:：])",
    re.IGNORECASE | re.MULTILINE,
)


def as_data(text: str, language: Language, *, longest: int | None = None) -> str:
    """Words of the record as quoted data.

    One line, in quotation marks that the words themselves cannot close, shortened to `longest` characters.
    """
    line = plain(text)
    most = LONGEST[language] if longest is None else longest
    if len(line) > most:
        line = line[: most - 1].rstrip() + "…"
    return f"“{line}”"


def as_label(text: str, language: Language) -> str:
    """A short name as it is; quoted where it is more than letters, digits and their joints."""
    return text if re.fullmatch(r"[\w.\-]{1,40}", text) else as_data(text, language)


def plain(text: str) -> str:
    """The words as they stand between the quotation marks of `as_data`, whole."""
    return " ".join(as_said(text).translate(_QUOTES).split())


def as_said(text: str) -> str:
    """What somebody says now, on one line; what is left of it stands in the order in which it was said."""
    return _INVISIBLE.sub("", _same_length(text))


def place_of(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, in code points of the text: as it is, or as `as_said` shows both."""
    start = text.find(quote)
    if start >= 0:
        return start, start + len(quote)
    shown = _same_length(text)
    places = [at for at, character in enumerate(shown) if not _INVISIBLE.match(character)]
    wanted = as_said(quote)
    start = "".join(shown[at] for at in places).find(wanted) if wanted.strip() else -1
    return None if start < 0 else (places[start], places[start + len(wanted) - 1] + 1)


def _same_length(text: str) -> str:
    """Each character as it is shown, where it stands."""
    shown = _HEADS.sub(lambda head: f"{head[0][:-1]}–", text)
    shown = _FENCES.sub(lambda fence: fence[0].translate(_FENCE), shown)
    return _BLANKS.sub(" ", shown).translate(_MARKUP)
