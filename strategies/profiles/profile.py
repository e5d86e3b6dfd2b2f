"""A profile as its file states it: strict, unknown keys refused, crisis detection not to be named."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from memory.record.identity import Language
from strategies.graph.yaml_tree import YamlRefused, read_yaml
from strategies.profiles.errors import ProfileInvalid
from strategies.profiles.feature import NEVER_OFF, Duty, Feature

NONE = "none"
NO_ADVICE = "not legal advice"

Line = Annotated[str, Field(min_length=1, max_length=1000)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Both(_Strict):
    """A text in both languages."""

    en: Line
    zh: Line

    def said(self, language: Language) -> str:
        """The text in that language."""
        return self.zh if language is Language.ZH else self.en

    def by_tag(self) -> dict[str, str]:
        """Language tag -> text."""
        return {language.value: self.said(language) for language in Language}


class Law(_Strict):
    """A law or a piece of guidance. `article` is empty where the place in it is not certain."""

    name: Both
    article: Annotated[str, Field(max_length=200)] = ""
    source: Line


class SwitchedOff(_Strict):
    """A feature that is off, and why. `certain`: the law says so as the reason tells it, as far as it was read."""

    feature: Feature
    reason: Both
    certain: bool

    @field_validator("feature", mode="before")
    @classmethod
    def _never_off(cls, feature: object) -> object:
        if feature in NEVER_OFF:
            raise ValueError("no profile may switch this off: danger is heard and answered everywhere")
        return feature


class Required(_Strict):
    """What has to be there, and why."""

    duty: Duty
    reason: Both
    certain: bool


class Profile(_Strict):
    """A jurisdiction: what is switched off there, by what law, as written down on what day.

    `review_after_sessions` (sessions) stands exactly where SESSION_WITHOUT_REVIEW is off, `disclose_every_hours`
    (hours) exactly where UNDISCLOSED_AI is. Patient delivery is off unless `allows_patient_delivery` is true.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,31}$")]
    title: Both
    laws: tuple[Law, ...]
    summary: Both
    source: Line
    dated: date
    checked_by: Line
    advice: Literal["not legal advice"]
    off: tuple[SwitchedOff, ...]
    requires: tuple[Required, ...] = ()
    review_after_sessions: Annotated[int, Field(ge=1, le=100)] | None = None
    disclose_every_hours: Annotated[float, Field(gt=0, le=24)] | None = None
    allows_patient_delivery: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Self:
        named = [each.feature for each in self.off]
        if len(set(named)) < len(named):
            raise ValueError("a feature is named twice under `off`")
        pairs = (
            (Feature.SESSION_WITHOUT_REVIEW, self.review_after_sessions, "review_after_sessions"),
            (Feature.UNDISCLOSED_AI, self.disclose_every_hours, "disclose_every_hours"),
        )
        for feature, value, name in pairs:
            if (feature in named) is (value is None):
                raise ValueError(f"`{name}` stands exactly where {feature.value} is off")
        if (Feature.PATIENT_DELIVERY in named) is self.allows_patient_delivery:
            raise ValueError("patient_delivery stands under `off`, with a reason, unless `allows_patient_delivery`")
        return self

    def switched(self, feature: Feature) -> SwitchedOff | None:
        """The line that switches `feature` off; none where it is on."""
        return next((each for each in self.off if each.feature is feature), None)


def read_profile(text: str, *, file: str) -> Profile:
    """The profile in a YAML text; `file` is its name in messages. Raises: ProfileInvalid."""
    try:
        tree, marks = read_yaml(text)
    except YamlRefused as error:
        raise ProfileInvalid(file, f"line {error.line}: {error.text}. {error.remedy}") from error
    try:
        profile = Profile.model_validate_json(json.dumps(tree), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        line = marks.line(*first["loc"])
        raise ProfileInvalid(file, f"line {line}, {place}: {first['msg'].removeprefix('Value error, ')}") from error
    if file.removesuffix(".yaml") != profile.id:
        raise ProfileInvalid(file, f"it calls itself {profile.id}; name the file {profile.id}.yaml")
    return profile


def by_id(profiles: Iterable[Profile]) -> Mapping[str, Profile]:
    """Profiles by their ids, `none` first."""
    return {each.id: each for each in sorted(profiles, key=lambda each: (each.id != NONE, each.id))}


@cache
def shipped() -> Mapping[str, Profile]:
    """The profiles that ship, read once. Raises: ProfileInvalid."""
    folder = files("strategies.profiles")
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    return by_id(read_profile(entry.read_text(encoding="utf-8"), file=entry.name) for entry in found)
