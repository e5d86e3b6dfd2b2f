"""Prompt texts: files with an id, a version and a hash, read once."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

_HEAD = "version: "


class NoSuchPrompt(LookupError):
    """No file for this id and language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptText:
    """One text. `sha256` is over `text` alone; `version` counts in the file's first line."""

    id: str
    language: str
    version: int
    sha256: str
    text: str

    @property
    def name(self) -> str:
        """What a stored call names: id, language, version and the hash's beginning."""
        return f"{self.id}.{self.language}@{self.version}:{self.sha256[:12]}"

    def fill(self, **fields: str) -> str:
        """The text with `$name` filled in. Raises: KeyError for a field not given."""
        return Template(self.text).substitute(fields)


@cache
def prompt(prompt_id: str, language: str) -> PromptText:
    """The text of this id in this language (`en`, `zh-CN`). Raises: NoSuchPrompt."""
    file = files("strategies.speech").joinpath("prompts", f"{prompt_id}.{language}.txt")
    if not file.is_file():
        raise NoSuchPrompt(f"{prompt_id}.{language}")
    head, _, text = file.read_text(encoding="utf-8").partition("\n")
    if not head.startswith(_HEAD):
        raise NoSuchPrompt(f"{prompt_id}.{language} has no version in its first line")
    text = text.strip("\n")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return PromptText(id=prompt_id, language=language, version=int(head[len(_HEAD) :]), sha256=digest, text=text)
