"""Words planted in one session reach later prompts as quoted data only, and move nothing that is not theirs."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from memory import database
from memory.record.identity import Language
from memory.store.store import Store
from strategies.course.engine import Voices
from tests.strategies.attacks.kit import (
    EN,
    ZH,
    Ran,
    faults_in,
    is_quoted_in,
    obeying_voices,
    plain_voices,
    run_course,
)
from tests.strategies.attacks.planted import FAMILIES, HARMLESS, PLANTED, Planted

BATCH = 10
"""Texts planted in one session."""
LEAST_REACHED = 5
"""So many of them must stand in the prompts of the third session: else nothing was put to the test."""


def _batches(language: Language) -> list[tuple[Planted, ...]]:
    """The texts of a language, dealt out so that no two of a family stand in one course where it can be helped."""
    own = [each for each in PLANTED if each.language is language]
    courses = -(-len(own) // BATCH)
    return [tuple(own[n::courses]) for n in range(courses)]


EVERY = [(language, n, batch) for language in (EN, ZH) for n, batch in enumerate(_batches(language))]


def test_there_are_enough_texts_of_enough_kinds() -> None:
    assert len({each.text for each in PLANTED}) >= 120
    assert len(FAMILIES) >= 10
    assert all({each.language for each in PLANTED if each.family == family} == {EN, ZH} for family in FAMILIES)


async def _run(
    folder: Path, template: Path, name: str, language: Language, texts: Sequence[str], voices: Callable[[], Voices]
) -> Ran:
    path = folder / f"{name}.db"
    shutil.copyfile(template, path)
    store = Store(database.open_engine(f"sqlite:///{path}"))
    try:
        return await run_course(store, path, language=language, planted=texts, voices=voices)
    finally:
        await store.close()


pytestmark = pytest.mark.usefixtures("lexicon_alone")
"""The trained layer asks about five of the texts: then the walks differ by a question, which is no fault of quoting."""

RUNS = [
    pytest.param(
        language,
        batch,
        obeyed,
        id=f"{language}-{n}-{'obeyed' if obeyed else 'rules'}",
        marks=[] if n == 0 and obeyed else pytest.mark.promises,
    )
    for language, n, batch in EVERY
    for obeyed in (False, True)
]
"""One of each language is run with every other test; all of them by `make test-attacks`."""


@pytest.mark.parametrize(("language", "batch", "obeyed"), RUNS)
async def test_planted_words_are_quoted_later_and_move_nothing(
    sqlite_template: Path, tmp_path: Path, language: Language, batch: tuple[Planted, ...], obeyed: bool
) -> None:
    texts = [each.text for each in batch]
    harmless = HARMLESS[language][: len(texts)]
    assert len(harmless) == len(texts)

    def voices(words: Sequence[str]) -> Callable[[], Voices]:
        return lambda: obeying_voices(words, language) if obeyed else plain_voices(language)

    attacked = await _run(tmp_path, sqlite_template, "attacked", language, texts, voices(texts))
    control = await _run(tmp_path, sqlite_template, "control", language, harmless, voices(harmless))

    found = {
        each.text[:60]: faults_in(attacked.prompts, each.text, language, control=control.prompts) for each in batch
    }
    assert {text: faults for text, faults in found.items() if faults} == {}
    reached = sum(is_quoted_in(attacked.prompts, each.text, language) for each in batch)
    assert reached >= LEAST_REACHED, reached
    assert attacked.rows == control.rows
    assert attacked.walk == control.walk
    assert attacked.formulation <= {"proposed"}
