"""What a reply must pass before it leaves. A reply that does not pass is replaced by the node's reviewed line."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from strategies.speech.language import CHINESE, cjk_share, is_cjk, language_of

LIMITS = {"en": 900, "zh-CN": 360}
"""Most characters of a reply: three long sentences."""

_ALIKE = 0.85
_ECHO = {True: 16, False: 56}
_ROLES = re.compile(
    r"\[/?INST\]|<<SYS>>|<\|im_(?:start|end)\|>|</?s>"
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
    ROLE_BREAK = "role_break"
    CLAIMS_HUMAN = "claims_human"
    REPEATED = "repeated"
    TOO_LONG = "too_long"
    PROMPT_ECHO = "prompt_echo"


def check_reply(
    reply: str,
    *,
    language: str,
    earlier: Sequence[str] = (),
    instructions: Sequence[str] = (),
    finish: str = "stop",
    most_chars: int | None = None,
) -> Refusal | None:
    """The first reason to refuse a reply, or None.

    `earlier` are the replies of this session, `instructions` the texts of the prompt that a client must not be told
    (policy, brief, task; leave out lines that may be spoken), `finish` the server's word: `length` means cut off.
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
    if any(_alike(plain, _plain(other)) for other in earlier):
        return Refusal.REPEATED
    if any(_echoes(plain, _plain(text)) for text in instructions):
        return Refusal.PROMPT_ECHO
    return None


def _plain(text: str) -> str:
    """Letters and digits alone, case folded."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _wrong_language(reply: str, language: str) -> bool:
    """Chinese must be mostly Chinese; in English a quoted Chinese word may stand."""
    if language == CHINESE:
        share = cjk_share(reply)
        return share is None or share < 0.5
    return language_of(reply) != language


def _alike(reply: str, other: str) -> bool:
    """Whether two replies share nearly all of their four-character runs (Jaccard), or are the same."""
    if reply == other:
        return True
    size = 2 if any(map(is_cjk, reply)) else 4
    one = {reply[at : at + size] for at in range(len(reply) - size + 1)}
    two = {other[at : at + size] for at in range(len(other) - size + 1)}
    return bool(one and two) and len(one & two) / len(one | two) >= _ALIKE


def _echoes(reply: str, instruction: str) -> bool:
    """Whether a long run of the instruction stands in the reply."""
    size = _ECHO[any(map(is_cjk, instruction))]
    runs = {instruction[at : at + size] for at in range(len(instruction) - size + 1)}
    return any(reply[at : at + size] in runs for at in range(len(reply) - size + 1))
