"""The source of a procedure: bytes to text, and what in it is no prose (front matter, comments, code)."""

import re
from dataclasses import dataclass
from typing import Final

from memory.record.language import has_cjk
from strategies.sop.errors import SourceRefused
from strategies.sop.piece import Span

MAX_BYTES: Final = 1 << 20
"""A procedure of more is no procedure: a megabyte is 300 printed pages."""

_FRONT: Final = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE: Final = re.compile(r"^[ \t]*(```+|~~~+)[^\n]*\n.*?(?:^[ \t]*\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A procedure's text. `prose` is as long, with blanks where there is no prose; `aside` says what was there.

    `note` says how the bytes were read when they were not UTF-8.
    """

    text: str
    prose: str
    aside: tuple[tuple[Span, str], ...]
    note: str = ""


def read_source(raw: bytes) -> Source:
    """The text of a file. UTF-8, UTF-16 with its mark, or Chinese in GB 18030. Raises: SourceRefused."""
    if len(raw) > MAX_BYTES:
        raise SourceRefused("too_large", f"the file is larger than {MAX_BYTES} bytes", "Split the procedure.")
    text, note = _decoded(raw)
    if "\0" in text:
        raise SourceRefused("not_text", "the file holds null bytes", "Save it as plain text or Markdown.")
    return source_of(text, note=note)


def source_of(text: str, *, note: str = "") -> Source:
    """A text with its front matter, comments, code and tags masked."""
    signs = list(text)
    aside: list[tuple[Span, str]] = []
    for pattern, reason in ((_FRONT, "front matter"), (_COMMENT, "comment"), (_FENCE, "code block"), (_TAG, "tag")):
        shown = "".join(signs)
        for found in pattern.finditer(shown):
            start, end = found.span()
            if shown[start:end].strip():
                aside.append(((start, end), reason))
            signs[start:end] = [sign if sign in "\r\n" else " " for sign in signs[start:end]]
    return Source(text=text, prose="".join(signs), aside=tuple(sorted(aside)), note=note)


def _decoded(raw: bytes) -> tuple[str, str]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError:
            raise SourceRefused("not_utf8", "the file is neither UTF-8 nor UTF-16", "Save it as UTF-8.") from None
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if has_cjk(text) and _plausible(text):
        return text, "GB 18030"
    raise SourceRefused("not_utf8", "the file is not UTF-8", "Save it as UTF-8.")


def _plausible(text: str) -> bool:
    """Whether most of what is not ASCII are ideographs or Chinese punctuation: no other coding read as GB 18030."""
    strange = [sign for sign in text if ord(sign) > 127]
    common = sum("\u4e00" <= sign <= "\u9fff" or sign in "，。；：、（）！？“”‘’《》—…　" for sign in strange)
    return common >= 0.95 * len(strange)
