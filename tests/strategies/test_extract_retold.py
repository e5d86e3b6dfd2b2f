"""What was told before and is set right in one breath: the new value corrects, what was repeated states nothing."""

from datetime import UTC, date, datetime
from time import process_time

import pytest

from memory.record.course import Origin
from memory.record.session import Author, Turn, TurnOrigin
from memory.record.state import Authority, Fact, FactKind, FactStatus, Provenance
from strategies.course.facts.extract import extract_facts
from strategies.course.facts.extract_retold import retellings

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


def known(predicate: str, text: str) -> Fact:
    return Fact(
        tenant="t",
        patient="p",
        id="f1",
        subject="client",
        predicate=predicate,
        object=text,
        status=FactStatus.ACTIVE,
        authority=Authority.CLIENT_STATED,
        provenance=Provenance.REPORTED,
        kind=FactKind.FACT,
        origin=Origin.RULE,
        confidence=0.8,
        recorded_at=NOW,
    )


def heard(*texts: str, before: Fact | None = None) -> list[tuple[str, str, bool]]:
    turns = [
        Turn(
            tenant="t", patient="p", session="s", n=n, author=Author.CLIENT, origin=TurnOrigin.SPOKEN, text=text, at=NOW
        )
        for n, text in enumerate(texts, 1)
    ]
    found = extract_facts(turns, today=date(2026, 3, 4), known=() if before is None else (before,))
    for each in found:
        said = texts[each.source.turn - 1]
        assert said[each.source.start : each.source.end] == each.source.quote
    return [(each.predicate, each.object, each.corrects) for each in found if each.states]


FIVE = known("sleep", "five hours")
WU = known("sleep", "五个小时")


@pytest.mark.parametrize(
    ("text", "before", "fact"),
    [
        ("I said I sleep five hours, it's really three.", FIVE, ("sleep", "three hours")),
        ("I told you five hours, but honestly it is more like three.", FIVE, ("sleep", "three hours")),
        ("I've said I sleep five hours. Honestly, it's closer to two.", FIVE, ("sleep", "two hours")),
        ("Last time I said five hours, that wasn't true, it's three hours.", FIVE, ("sleep", "three hours")),
        ("I told you I was getting five hours; the truth is I only get four.", FIVE, ("sleep", "four hours")),
        (
            "I said I live with my aunt, but really I live with my ex.",
            known("lives_with", "aunt"),
            ("lives_with", "ex"),
        ),
        ("I told you I live with my aunt, it's actually my cousin.", None, ("lives_with", "cousin")),
        ("I said I live in Leeds, it's actually Bradford.", None, ("lives_in", "Bradford")),
        ("I told you I work as a nurse, to be honest I'm a cleaner.", None, ("job", "cleaner")),
        ("上次我说睡五个小时，其实只有三个小时。", WU, ("sleep", "三个小时")),
        ("我之前跟你说的是五个小时，实际上只睡两个小时。", WU, ("sleep", "两个小时")),
        ("我上次说睡五个小时。其实没有，只有三个。", WU, ("sleep", "三个小时")),
        ("我上次说我和弟弟一起住，其实是表姐。", None, ("lives_with", "表姐")),
        ("I said I live with my aunt, it's actually my cousin, not my aunt.", None, ("lives_with", "cousin")),
        ("I told you I live in Leeds, it's really Bradford, not Leeds.", None, ("lives_in", "Bradford")),
        ("I told you I work as a nurse, to be honest I'm a cleaner at a school.", None, ("job", "cleaner")),
        ("我上次说我和弟弟一起住，其实和妹妹住。", None, ("lives_with", "妹妹")),
        ("我上次说我和弟弟一起住，其实我是跟妹妹一起住的，不是弟弟", None, ("lives_with", "妹妹")),
        ("我上次说我是护士，老实说我是保安。", None, ("job", "保安")),
    ],
)
def test_what_is_so_takes_the_place_of_what_was_told(text: str, before: Fact | None, fact: tuple[str, str]) -> None:
    assert heard(text, before=before) == [(*fact, True)]


def test_what_is_pointed_back_to_may_have_been_said_in_this_session() -> None:
    said = heard("I sleep five hours a night.", "I told you five hours, but it's really three.")
    assert said == [("sleep", "five hours", False), ("sleep", "three hours", True)]


@pytest.mark.parametrize(
    ("text", "before", "fact"),
    [
        ("I said I sleep five hours, now it's three.", FIVE, ("sleep", "three hours")),
        ("上次我说睡五个小时，现在只睡三个小时了。", WU, ("sleep", "三个小时")),
    ],
)
def test_what_has_changed_since_is_no_correction(text: str, before: Fact, fact: tuple[str, str]) -> None:
    assert heard(text, before=before) == [(*fact, False)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I told you I live with my aunt, it's really hard.", [("lives_with", "aunt", False)]),
        ("I said I sleep five hours, it's really one of those things.", [("sleep", "five hours", False)]),
        ("I told you five hours, is it really three?", []),
        ("我上次说我和姑姑一起住，其实挺难受的。", [("lives_with", "姑姑", False)]),
        ("我说睡五个小时，其实有三个人在吵。", []),
        ("I told you I live with my mum. It's really my sister who worries me.", [("lives_with", "mum", False)]),
        ("I told you I live with my mum. It's really my sister, she worries me.", [("lives_with", "mum", False)]),
        ("I told you I live in Leeds. It's really London that I miss.", [("lives_in", "Leeds", False)]),
        (
            "I said I live with my brother, but honestly it's my dad I'm angry with.",
            [("lives_with", "brother", False)],
        ),
        ("I told you I work as a nurse, honestly it's a teacher I wanted to be.", [("job", "nurse", False)]),
        ("I said I sleep five hours, it's really three hours that bother me.", [("sleep", "five hours", False)]),
        ("我上次说我跟妈妈一起住，其实妹妹更担心我", [("lives_with", "妈妈", False)]),
        ("我上次说我跟妈妈一起住，其实我和妹妹，还有姑姑都吵架了", [("lives_with", "妈妈", False)]),
        ("我上次说我跟妈妈一起住，其实我和妹妹吵架了。", [("lives_with", "妈妈", False)]),
        ("之前说过我和我妈一起住，现在我爸也病了", [("lives_with", "妈", False)]),
        ("我上次说我和弟弟一起住，其实不是妹妹。", [("lives_with", "弟弟", False)]),
    ],
)
def test_what_only_goes_on_about_what_was_told_sets_nothing_right(
    text: str, facts: list[tuple[str, str, bool]]
) -> None:
    assert heard(text, before=FIVE if text.isascii() else WU) == facts


@pytest.mark.parametrize(
    "words", ["我" * 8000, "我上次" * 2600, "上次" * 4000 + "说", "i said " * 1500, "but " * 3000, "其实" * 4000]
)
def test_a_long_run_of_the_same_words_is_read_in_little_time(words: str) -> None:
    began = process_time()
    assert not list(retellings(words))
    assert process_time() - began < 0.5
