"""What a reply must pass before it leaves. A reply that does not pass is replaced by the node's reviewed line."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from memory.record.identity import Language
from memory.record.language import cjk_share, has_cjk, language_of
from strategies.speech.sentences import sentences

LIMITS = {"en": 900, "zh-CN": 360}
"""Most characters of a reply: three long sentences."""

_ALIKE = 0.85
_ECHO = {True: 16, False: 56}
_ORDER = {True: 10, False: 24}
_WHOLE_ORDER = {True: 8, False: 12}
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|「[^」]*」")
_LABEL = re.compile(r"^[^:：]{1,40}[:：]\s*")
_PARTS = re.compile(r"[;；\n]")
_SENTENCES = 3
_SIGNS = re.compile(r"[\W_]+")
_ROLES = re.compile(
    r"\[/?INST\]|<<SYS>>|<\|im_(?:start|end)\|>|</?s>"
    r"|^\s*(?:the )?client says\b|来访者说[:：]"
    r"|\[S\d{2} T\d{3}\b|^\s*your task now\b|你现在的任务[:：]"
    r"|^\s*(?:client|patient|user|human|therapist|assistant|counsell?or|system)\s*[:：]"
    r"|^\s*(?:来访者|患者|用户|咨询师|治疗师|助手|系统)\s*[:：]",
    flags=re.IGNORECASE | re.MULTILINE,
)
_HUMAN = re.compile(
    r"\bI(?:['’]m| am) (?:really |actually )?(?:a |also )?(?:real )?(?:human|person)(?: being)?"
    r"(?:[.,!]|$| too\b| like you)"
    r"|\bI(?:['’]m| am) not (?:an? )?(?:AI|bot|machine|computer)\b"
    r"|我(?:也)?是(?:一个|个)?(?:真正的|真)?(?:人类|真人|活人)|我不是(?:一个|个)?(?:人工智能|机器人|AI|机器)",
    flags=re.IGNORECASE,
)


class Refusal(StrEnum):
    """Why a reply was not let out."""

    EMPTY = "empty"
    WRONG_LANGUAGE = "wrong_language"
    NO_QUESTION = "no_question"
    ROLE_BREAK = "role_break"
    CLAIMS_HUMAN = "claims_human"
    REPEATED = "repeated"
    TOO_LONG = "too_long"
    PROMPT_ECHO = "prompt_echo"


def trimmed(reply: str, *, finish: str) -> str:
    """The first three whole sentences of a reply, up to the first that was said in it before.

    `finish` is the server's word: after `length` the last sentence was cut off and goes. "" when nothing is left.
    """
    pieces = sentences(reply.strip())
    if finish == "length":
        pieces = pieces[:-1]
    kept: list[str] = []
    said: set[str] = set()
    for piece in pieces:
        plain = _plain(piece)
        if plain and plain in said:
            break
        said.add(plain)
        kept.append(piece)
        if sum(bool(_plain(each)) for each in kept) == _SENTENCES:
            break
    return "".join(kept).strip()


def unsaid(reply: str, earlier: Sequence[str]) -> str:
    """The reply without sentences that were said word for word in `earlier` ones; a question may be asked again.

    "I am glad that you are well" five times in a session is heard as not listening. "" when nothing is left.
    """
    said = frozenset[str]().union(*map(_sentences_of, earlier)) if earlier else frozenset[str]()
    kept = (each for each in sentences(reply) if any(mark in each for mark in "?？") or _plain(each) not in said)
    return "".join(kept).strip()


def check_reply(
    reply: str,
    *,
    language: str,
    earlier: Sequence[str] = (),
    instructions: Sequence[str] = (),
    reviewed: str = "",
    finish: str = "stop",
    most_chars: int | None = None,
    asks: bool = False,
) -> Refusal | None:
    """The first reason to refuse a reply, or None.

    `earlier` are the replies of this session, `instructions` the texts of the prompt that a client must not be told
    (system, policy, brief, task; leave out lines that may be spoken): neither a long run of them nor a whole sentence,
    save a question, what they quote and words of the node's `reviewed` lines. `finish` is the server's word: `length`
    means cut off. `asks`: the node needs an answer, so that a reply without a question would leave a client at a loss.
    """
    plain = _plain(reply)
    if not plain:
        return Refusal.EMPTY
    if finish == "length" or len(reply.strip()) > (most_chars or LIMITS[language]):
        return Refusal.TOO_LONG
    if _ROLES.search(reply):
        return Refusal.ROLE_BREAK
    if _HUMAN.search(reply):
        return Refusal.CLAIMS_HUMAN
    if _wrong_language(reply, language):
        return Refusal.WRONG_LANGUAGE
    if asks and not any(mark in reply for mark in "?？"):
        return Refusal.NO_QUESTION
    if any(_alike(plain, _plain(other)) for other in earlier):
        return Refusal.REPEATED
    if any(_echoes(plain, _plain(text)) or _repeats(reply, text, reviewed) for text in instructions):
        return Refusal.PROMPT_ECHO
    return None


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    """Letters and digits alone, case folded. Kept: every reply is held against the same earlier ones again."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=1024)
def _sentences_of(text: str) -> frozenset[str]:
    return frozenset(plain for each in sentences(text) if (plain := _plain(each)))


def _wrong_language(reply: str, language: str) -> bool:
    """Chinese must be mostly Chinese; in English a quoted Chinese word may stand."""
    if language == Language.ZH:
        share = cjk_share(reply)
        return share is None or share < 0.5
    return language_of(reply) != language


def _alike(reply: str, other: str) -> bool:
    """Whether two replies share nearly all of their four-character runs (Jaccard), or are the same."""
    if reply == other:
        return True
    size = 2 if has_cjk(reply) else 4
    one = {reply[at : at + size] for at in range(len(reply) - size + 1)}
    if len(other) - size + 1 < _ALIKE * len(one):
        return False
    two = {other[at : at + size] for at in range(len(other) - size + 1)}
    return bool(one and two) and len(one & two) / len(one | two) >= _ALIKE


def _echoes(reply: str, instruction: str) -> bool:
    """Whether a long run of the instruction stands in the reply."""
    size = _ECHO[has_cjk(instruction)]
    return any(reply[at : at + size] in instruction for at in range(len(reply) - size + 1))


def _repeats(reply: str, instruction: str, reviewed: str) -> bool:
    """Whether a sentence of the instruction stands in the reply, or a short one is a sentence of it."""
    sayable = _plain(reviewed)
    orders = {each for each in _orders(instruction) if each not in sayable}
    plain, size = _plain(reply), _ORDER[has_cjk(instruction)]
    return not orders.isdisjoint(_sentences_of(reply)) or any(len(one) >= size and one in plain for one in orders)


@lru_cache(maxsize=64)
def _orders(instruction: str) -> frozenset[str]:
    """The instruction's sentences, without what they quote and the label before them; a question may be asked."""
    said = (each for each in sentences(_QUOTED.sub("\n", instruction)) if not each.rstrip().endswith(("?", "？")))
    parts = (part.strip() for each in said for part in _PARTS.split(each))
    plain = (_plain(form) for part in parts for form in (part, _LABEL.sub("", part)))
    least = _WHOLE_ORDER[has_cjk(instruction)]
    return frozenset(each for each in plain if len(each) >= least)
