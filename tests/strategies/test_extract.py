"""Candidate facts and their ground in the words: who, what, since when, and what is no statement at all."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from memory.record.session import Author, Turn, TurnOrigin
from memory.record.state import FactKind
from strategies.course.facts.extract import Modality, Refusal, check_candidate, extract_facts, grounded
from strategies.risk.bank_lines import read_bank, training_files
from strategies.risk.trigger import Triggers

TODAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


def turn(text: str, author: Author = Author.CLIENT) -> Turn:
    return Turn(tenant="t", patient="p", session="s", n=2, author=author, origin=TurnOrigin.SPOKEN, text=text, at=NOW)


def stated(text: str) -> list[tuple[str, str, str, bool]]:
    return [(c.subject, c.predicate, c.object, c.negated) for c in extract_facts([turn(text)], today=TODAY) if c.states]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I live with my sister now.", [("client", "lives_with", "sister", False)]),
        ("I don't live with my parents anymore.", [("client", "lives_with", "parents", True)]),
        ("My mother has cancer.", [("mother", "illness", "cancer", False)]),
        ("I work as a nurse.", [("client", "job", "nurse", False)]),
        ("I started sertraline.", [("client", "medication", "sertraline", False)]),
        ("I sleep about five hours a night.", [("client", "sleep", "five hours", False)]),
        ("I'm afraid of losing my job.", [("client", "fear", "losing my job", False)]),
        ("I moved to Leeds last month.", [("client", "moved_to", "Leeds", False)]),
        ("I was diagnosed with asthma.", [("client", "illness", "asthma", False)]),
        ("My grandmother died in March.", [("client", "loss", "grandmother", False)]),
        ("Walking helps.", [("client", "helps", "Walking", False)]),
        ("Whenever my phone rings, I panic.", [("client", "trigger", "phone rings", False)]),
        ("我现在和妹妹一起住。", [("client", "lives_with", "妹妹", False)]),
        ("我不和父母住了。", [("client", "lives_with", "父母", True)]),
        ("我上周辞职了。", [("client", "job_change", "辞职", False)]),
        ("我在读心理学。", [("client", "studies", "心理学", False)]),
        ("我开始吃舍曲林了。", [("client", "medication", "舍曲林", False)]),
        ("我每天只睡四个小时。", [("client", "sleep", "四个小时", False)]),
        ("我上个月搬到上海了。", [("client", "moved_to", "上海", False)]),
        ("我奶奶去年去世了。", [("client", "loss", "奶奶", False)]),
        ("散步有帮助。", [("client", "helps", "散步", False)]),
        ("It was a normal week.", []),
        ("今天天气不错。", []),
        ("I want to die.", []),
        ("我想死。", []),
        ("Do I live with my sister?", []),
    ],
)
def test_statements_become_candidates_of_the_closed_list(text: str, facts: list[tuple[str, str, str, bool]]) -> None:
    assert stated(text) == facts


@pytest.mark.parametrize(
    "text",
    ["I'm convinced my colleagues are laughing at me.", "I am worthless.", "我坚信同事都在议论我。", "我一无是处。"],
)
def test_a_belief_is_stored_as_a_belief(text: str) -> None:
    assert [c.kind for c in extract_facts([turn(text)], today=TODAY)] == [FactKind.BELIEF]


def test_only_the_client_s_words_give_candidates_and_quotes_stand_in_them() -> None:
    text = "Well… I live with my sister. 我上周辞职了。"
    found = extract_facts([turn("I live with my cat.", Author.MODEL), turn(text)], today=TODAY)
    assert [text[c.source.start : c.source.end] for c in found] == [c.source.quote for c in found]
    assert [(c.predicate, c.valid_from) for c in found] == [("lives_with", None), ("job_change", date(2026, 2, 25))]


def test_what_is_supposed_or_reported_is_no_statement() -> None:
    for text, modality in (
        ("If I moved to Paris.", Modality.HYPOTHETICAL),
        ("My doctor says I have diabetes.", Modality.REPORTED),
    ):
        (candidate,) = extract_facts([turn(text)], today=TODAY)
        assert (candidate.modality, candidate.states) == (modality, False)


def test_a_correction_is_told_from_a_change() -> None:
    (wrong,) = extract_facts([turn("Sorry, I meant I live with my brother.")], today=TODAY)
    (plain,) = extract_facts([turn("I live with my brother.")], today=TODAY)
    assert (wrong.corrects, plain.corrects) == (True, False)


def test_a_quote_is_found_or_refused() -> None:
    assert grounded("my sister", "I live with my sister.") == (12, 21)
    assert grounded("“My  Sister”", "I live with my sister.") == (12, 21)
    assert grounded("和妹妹", "我和妹妹住") == (1, 4)
    assert grounded("my brother", "I live with my sister.") is None
    assert grounded("  ", "I live with my sister.") is None


def test_a_candidate_from_elsewhere_passes_only_with_its_words_in_a_client_turn() -> None:
    said = turn("I live with my sister.")
    (good,) = extract_facts([said], today=TODAY)
    shifted = replace(good, source=replace(good.source, start=0, end=3))
    assert check_candidate(shifted, [said]) == good
    unsaid = replace(good, source=replace(good.source, quote="my brother"))
    assert check_candidate(unsaid, [said]) is Refusal.QUOTE_NOT_SAID
    assert check_candidate(replace(good, object=" "), [said]) is Refusal.NO_OBJECT
    assert check_candidate(good, []) is Refusal.NO_SUCH_TURN
    assert check_candidate(good, [turn("What if I live with my sister?")]) is Refusal.NOT_STATED
    assert check_candidate(good, [turn("Bea thinks I live with my sister.")]) is Refusal.NOT_STATED
    assert check_candidate(replace(good, predicate="shoe_size"), [said]) is Refusal.PREDICATE_UNKNOWN
    assert check_candidate(good, [turn("I live with my sister.", Author.MODEL)]) is Refusal.NOT_THE_CLIENTS


@pytest.mark.parametrize(
    "text",
    [
        "Bea said she would help with the boxes.",
        "I would like to go next.",
        "If I lose my job, I live with my sister again.",
        "Maybe I should move to Leeds.",
        "I nearly quit my job.",
        "My boss thinks I work as a nurse.",
        "I dreamt I lived in Paris with my father.",
        "Yeah right, I'm a doctor.",
        "I am a doctor. Just kidding.",
        'My friend said, "I am a loser", about himself.',
        "I have no idea if I live with my sister.",
        "My brother helped me move.",
        "Nothing helps.",
        "I think I have OCD.",
        "她说会来帮忙。",
        "我想先说说上周的事。",
        "如果我丢了工作，我就和妹妹住。",
        "也许我该搬到北京。",
        "我差点辞职了。",
        "老板以为我在政府工作。",
        "我梦见我和爸爸住在城堡里。",
        "我爸骂我：“你是个废物。”",
        "我妈说我一无是处。",
        "我对象老劝我辞职。",
        "我觉得我有强迫症。",
        "什么都没用。",
    ],
)
def test_what_is_asked_supposed_reported_or_meant_in_jest_states_nothing(text: str) -> None:
    assert [c for c in extract_facts([turn(text)], today=TODAY) if c.states] == []


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("My sister lives in Leeds.", [("sister", "lives_in", "Leeds", False)]),
        ("My son sleeps ten hours.", [("son", "sleep", "ten hours", False)]),
        (
            "I live with my sister and work as a nurse.",
            [("client", "lives_with", "sister", False), ("client", "job", "nurse", False)],
        ),
        ("I told my boss that I live with my mother.", [("client", "lives_with", "mother", False)]),
        ("She thinks I'm worthless, but I know I'm not worthless.", [("client", "belief", "worthless", True)]),
        ("I'm no longer taking lithium.", [("client", "medication", "lithium", True)]),
        ("I never said I live with my ex.", [("client", "lives_with", "ex", True)]),
        ("我妈妈住在上海，在医院上班。", [("妈妈", "lives_in", "上海", False), ("妈妈", "job", "医院", False)]),
        ("我儿子每天睡十个小时。", [("儿子", "sleep", "十个小时", False)]),
        (
            "我和妹妹一起住，在一家书店上班。",
            [("client", "lives_with", "妹妹", False), ("client", "job", "书店", False)],
        ),
        ("她觉得我没用，但我知道我不是没用。", [("client", "belief", "没用", True)]),
        ("我已经不吃锂盐了。", [("client", "medication", "锂盐", True)]),
        ("我没说过我和前夫住。", [("client", "lives_with", "前夫", True)]),
    ],
)
def test_who_it_is_about_and_whether_it_is_denied(text: str, facts: list[tuple[str, str, str, bool]]) -> None:
    assert sorted(stated(text)) == sorted(facts)
    for each in extract_facts([turn(text)], today=TODAY):
        assert text[each.source.start : each.source.end] == each.source.quote


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("I moved to Leeds last Friday.", date(2026, 2, 27), None),
        ("On Friday I moved to Leeds.", date(2026, 2, 27), None),
        ("Three weeks ago, I moved to Leeds.", date(2026, 2, 11), None),
        ("I have lived in Leeds since spring.", date(2026, 3, 1), None),
        ("I've been living in Leeds for two years.", date(2024, 3, 4), None),
        ("I moved to Leeds last summer.", date(2025, 6, 1), None),
        ("I moved to Leeds on April 10.", date(2025, 4, 10), None),
        ("I lived in Leeds until 2019.", None, date(2019, 1, 1)),
        ("I used to live in Leeds.", None, TODAY),
        ("I live in Leeds and see my doctor tomorrow.", None, None),
        ("我上个月搬到上海了。", date(2026, 2, 4), None),
        ("我前天搬到上海了。", date(2026, 3, 2), None),
        ("三周前，我搬到上海了。", date(2026, 2, 11), None),
        ("我半年前搬到上海了。", date(2025, 9, 4), None),
        ("我去年夏天搬到上海了。", date(2025, 6, 1), None),
        ("我在上海住了三年了。", date(2023, 3, 4), None),
        ("我以前住在上海。", None, TODAY),
        ("我2019年以前住在上海。", None, date(2019, 1, 1)),
    ],
)
def test_when_it_began_and_ended_is_read_against_the_day_of_the_session(
    text: str, since: date | None, until: date | None
) -> None:
    (found,) = extract_facts([turn(text)], today=TODAY)
    assert (found.valid_from, found.valid_to) == (since, until)


def test_trying_only_the_patterns_that_may_match_loses_none(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [turn(line.text) for line in read_bank(training_files())[::40]]
    quick = [extract_facts([each], today=TODAY) for each in said]

    def all_of_them(self: Triggers, _: str) -> list[int]:
        return list(range(len(self.patterns)))

    monkeypatch.setattr(Triggers, "possible", all_of_them)
    assert [extract_facts([each], today=TODAY) for each in said] == quick
    assert any(quick)
