"""Case and review files from disk, with errors that name file, line, field and remedy."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from strategies.graph.yaml_tree import Marks, YamlRefused, read_yaml
from tuning_data.case.casefile import CaseFile
from tuning_data.case.errors import FileRefused
from tuning_data.case.reviewfile import ReviewFile

_Model = TypeVar("_Model", bound=BaseModel)

_REMEDIES = {
    "missing": "Add this field.",
    "extra_forbidden": "Remove it, or mend its spelling.",
    "enum": "Use one of the values named.",
    "literal_error": "Use the value named.",
    "string_pattern_mismatch": "Use only the letters that the pattern allows.",
    "date_from_datetime_parsing": "Write the day as YYYY-MM-DD.",
    "date_parsing": "Write the day as YYYY-MM-DD.",
}


def load_case(path: Path) -> CaseFile:
    """The case in the file. Raises: FileRefused."""
    return _load(path, CaseFile)


def load_reviews(path: Path) -> ReviewFile:
    """The reviews in the file. Raises: FileRefused."""
    return _load(path, ReviewFile)


def _load(path: Path, model: type[_Model]) -> _Model:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = "not readable as UTF-8" if isinstance(error, UnicodeDecodeError) else (error.strerror or "not readable")
        raise FileRefused(file=path, line=1, field="", why=why, remedy="Check the path and the encoding.") from error
    try:
        tree, marks = read_yaml(text)
    except YamlRefused as error:
        raise FileRefused(
            file=path, line=error.line, field=_dotted(error.path), why=error.text, remedy=error.remedy
        ) from error
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        raise _refusal(path, error, marks) from error


def _refusal(path: Path, error: ValidationError, marks: Marks) -> FileRefused:
    """The first thing wrong, in the order of the format; of a field that is missing, the key that stands for it."""
    errors = error.errors(include_url=False, include_input=False)
    first = errors[0]
    beside = [each for each in errors if each["type"] == "extra_forbidden" and each["loc"][:-1] == first["loc"][:-1]]
    if first["type"] == "missing" and beside:
        return _misspelt(path, [each["loc"] for each in beside], missing=str(first["loc"][-1]), marks=marks)
    context = first.get("ctx", {})
    place = (*first["loc"], *context.get("at", ()))
    return FileRefused(
        file=path,
        line=marks.line(*place),
        field=_dotted(place),
        why=first["msg"],
        remedy=context.get("remedy") or _REMEDIES.get(first["type"], "Mend this value."),
    )


def _misspelt(path: Path, unknown: Sequence[tuple[str | int, ...]], *, missing: str, marks: Marks) -> FileRefused:
    """Of the unknown keys beside a missing field the one most like it."""
    place = max(unknown, key=lambda each: SequenceMatcher(None, str(each[-1]), missing).ratio())
    return FileRefused(
        file=path,
        line=marks.line(*place),
        field=_dotted(place),
        why=f"This key is not known, and {missing} is missing",
        remedy=f"Write {missing} if that is meant; else remove this key and add {missing}.",
    )


def _dotted(place: tuple[str | int, ...]) -> str:
    return ".".join(str(key) for key in place)
