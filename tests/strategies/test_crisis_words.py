"""What the crisis path may say: nobody is said to have been told, no order to leave, no promise, no line said twice."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import product

import pytest

from memory.record.identity import Language
from service.cli.doctor import regions_finding
from strategies.graph.library import Library
from strategies.risk import lines_en, lines_zh
from strategies.risk.lexicon_en import ENTRIES as ENGLISH
from strategies.risk.lexicon_zh import ENTRIES as CHINESE
from strategies.risk.paths import KIND, LEAST, PROTOCOL, SCREEN, Path
from strategies.risk.regions import REGIONS, pick, region_of, resources, stale_rows
from strategies.risk.templates import after_reply, crisis_reply, seen_lines, variants

LIBRARY = Library.shipped()
OWN_WORDS = sorted(lines_en.LINES, key=str)

TOLD = {
    Language.EN: re.compile(
        r"\b(?:i|we)(?:'ve|'ll|'m|'re| have| will| am| are)? (?:just |already |now |going to )*"
        r"(?:told (?!you\b)|tell(?:ing)? (?:someone|somebody|your|a clinician|them)|notif\w+|inform(?:ed|ing)? (?!you)|"
        r"alert\w*|contact\w*|call(?:ed|ing)|page[ds]?\b|paging|report(?:ed|ing)|"
        r"sent (?:for )?(?:help|someone|somebody))"
        r"|\b(?:has|have) (?:already |now )?been "
        r"(?:notified|informed|alerted|contacted|paged|told|called|seen by|read by)"
        r"|\b(?:was|were|is|are|will be|being) (?:already |now |being )?(?:notified|informed|alerted|contacted|paged)\b"
        r"|\bhelp is (?:on (?:the|its) way|coming)|\b(?:someone|somebody|a clinician|they) (?:is|are|will be) "
        r"(?:coming|on the way|with you soon|there soon)"
        r"|\b(?:a clinician|someone|somebody|your therapist) (?:has seen|knows|has read)",
        re.IGNORECASE,
    ),
    Language.ZH: re.compile(
        r"(?:我们?|系统|这边|平台)(?:已经?|正在|会|将|马上|刚刚?|也|就)*(?:帮你|替你|为你)?"
        r"(?:通知|告知|联系|上报|报告|转告|呼叫|告诉|派|汇报)(?!你(?!的))"
        r"|(?:已经?|正在)(?:通知|告知|联系|上报|报告|转告|呼叫)(?!你(?!的))"
        r"|(?:正在|马上就?|很快就?)(?:赶来|赶到|有人来|来了)|救援(?:正|已)"
        r"|(?:医生|治疗师|咨询师)(?:(?:已经?|也)(?:看过|看到|知道|收到)|(?:看过|看到|知道|收到)了)|已经有(?:临床)?医生看过"
    ),
}
CLAIMS = {
    Language.EN: (
        "I have told your clinician.",
        "We've notified someone.",
        "I'm contacting your therapist now.",
        "Your clinician has been informed.",
        "A clinician was alerted.",
        "Help is on its way.",
        "Someone is coming.",
        "We are calling an ambulance.",
        "A clinician has seen it.",
    ),
    Language.ZH: (
        "我已经通知了你的医生。",
        "已联系你的治疗师。",
        "我们正在联系医院。",
        "系统会通知值班医生。",
        "我告诉了你的医生，也联系了他们。",
        "他们马上赶来。",
        "医生已经知道了。",
    ),
}


def spoken() -> Iterator[tuple[str, Language, str]]:
    """Every text that a client may come to hear, and every prompt: place, language, words."""
    for each in LIBRARY.values():
        for name, node in each.protocol.nodes.items():
            for words in (node.fallback, node.fallback_again, node.example):
                for language, text in (words or {}).items():
                    yield f"{each.id}:{name}", language, text
    folder = files("strategies.speech").joinpath("prompts")
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".txt"):
            language = Language.ZH if ".zh-CN." in entry.name else Language.EN
            yield entry.name, language, entry.read_text(encoding="utf-8")
    yield from crisis_lines()
    yield from named_help()


def crisis_lines() -> Iterator[tuple[str, Language, str]]:
    """The templates; the line that an acknowledgement allows stands apart."""
    for language, module in ((Language.EN, lines_en), (Language.ZH, lines_zh)):
        for table in (module.LINES, module.AFTER):
            for key, lines in table.items():
                for line in lines:
                    yield f"{key}", language, f"{line.opening} {line.do} {line.ask}"
        yield "plan", language, " ".join((module.PLAN_LEAD, *module.PLAN.values()))


def named_help() -> Iterator[tuple[str, Language, str]]:
    """Where help is, at first and on every repeat."""
    for language, code, path, urgent in product(Language, (*REGIONS, None), Path, (False, True)):
        said: list[str] = []
        for _ in range(5):
            said.append(resources(code, language, path=path, urgent=urgent, said=said))
            yield f"{code}", language, said[-1]


def test_no_text_says_that_anybody_was_told() -> None:
    texts = list(spoken())
    assert len(texts) > 3000
    claims = [(place, found.group(), text) for place, language, text in texts if (found := TOLD[language].search(text))]
    assert claims == []


@pytest.mark.parametrize("language", list(Language))
def test_the_patterns_find_what_they_are_for(language: Language) -> None:
    assert [each for each in CLAIMS[language] if not TOLD[language].search(each)] == []
    assert all(TOLD[language].search(each) for each in seen_lines(language)[:2])


def test_both_languages_have_the_same_paths_and_as_many_lines() -> None:
    for english, chinese in ((lines_en.LINES, lines_zh.LINES), (lines_en.AFTER, lines_zh.AFTER)):
        assert {key: len(lines) for key, lines in english.items()} == {
            key: len(lines) for key, lines in chinese.items()
        }
        assert min(map(len, english.values())) >= 3


@pytest.mark.parametrize("language", list(Language))
def test_every_line_is_short_asks_once_and_gives_no_order_that_could_harm(language: Language) -> None:
    module = lines_en if language is Language.EN else lines_zh
    for key, lines in {**module.LINES, **{("after", k): v for k, v in module.AFTER.items()}}.items():
        for line in lines:
            whole = f"{line.opening} {line.do} {line.ask}"
            assert len(whole) <= (340 if language is Language.EN else 130), key
            assert len(re.findall(r"[?？]", whole)) == 1, key
            assert line.ask.endswith(("?", "？")), key
            assert not re.search(
                r"\b(?:leave (?:him|her|them|now)|you must (?!be)|you should have|calm down|promise)\b", whole
            )
            assert not re.search(r"离开他|离开她|你必须|你应该早|冷静点|保证不|答应我|别想不开|想开点", whole)
            sentences = re.split(r"(?<=[.!?。！？])\s*", whole)
            assert max(len(each.split()) for each in sentences) <= 26, (key, sentences)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("region", ["GB", "CN", None])
@pytest.mark.parametrize(("path", "tier"), OWN_WORDS)
def test_the_next_alarm_of_a_path_repeats_no_sentence(
    path: Path, tier: int, region: str | None, language: Language
) -> None:
    said: list[str] = []
    for _ in range(3):
        said.append(crisis_reply(language, tier, region=region, path=path, said=said))
    pieces = [re.split(r"(?<=[.!?。！？；])\s*", text.strip()) for text in said]
    for n, one in enumerate(pieces):
        for other in pieces[n + 1 :]:
            assert not {each for each in one if each} & {each for each in other if each}
    assert crisis_reply(language, tier, region=region, path=path, said=said) not in said[1:]
    assert variants(language, tier, path) >= 3


def test_when_all_was_said_the_line_of_longest_ago_comes_again() -> None:
    assert pick(("a", "b", "c"), ()) == "a"
    assert pick(("a", "b", "c"), ("xa", "xc")) == "b"
    assert pick(("a", "b", "c"), ("a", "b", "c", "a")) == "b"


@pytest.mark.parametrize("language", list(Language))
def test_at_an_emergency_the_number_comes_before_every_other_word(language: Language) -> None:
    first = crisis_reply(language, 3, region="GB", path=Path.MEDICAL, seen=True)
    assert first.index("999") < 20
    second = crisis_reply(language, 3, region="GB", path=Path.MEDICAL, said=[first])
    assert second.index("999") < 45
    assert first.split("999")[0] != second.split("999")[0]


def test_violence_and_harm_to_others_name_the_police_where_that_is_another_number() -> None:
    assert "110" in crisis_reply(Language.ZH, 2, region="CN", path=Path.VIOLENCE)
    assert "12338" in crisis_reply(Language.ZH, 2, region="CN", path=Path.VIOLENCE)
    assert "110" in crisis_reply(Language.ZH, 3, region="CN", path=Path.OTHERS)
    assert "133" in crisis_reply(Language.EN, 2, region="AT", path=Path.VIOLENCE)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("tier", [2, 3])
def test_after_the_screen_help_is_named_and_nothing_is_asked_twice(language: Language, tier: int) -> None:
    said: list[str] = []
    for _ in range(3):
        said.append(after_reply(language, tier, region="DE", said=said))
    assert len(set(said)) == 3
    assert all("112" in each and "0800 111 0 111" in each for each in said)
    assert not [each for each in said if re.search(r"direct questions|直接问你几个", each)]


# ---- the region table -----------------------------------------------------------------------------------------------


def test_there_are_more_than_thirty_regions_among_them_the_asked_for() -> None:
    asked = {
        *("US", "CA", "GB", "IE", "AU", "NZ", "SG", "CN", "HK", "TW", "IN", "JP", "KR"),
        *("DE", "FR", "ES", "NL", "ZA", "BR", "MX", "MO", "MY", "PH"),
    }
    assert asked <= set(REGIONS)
    assert len(REGIONS) >= 30


@pytest.mark.parametrize("code", sorted(REGIONS))
def test_a_row_names_its_numbers_source_and_day_and_that_nobody_checked_it(code: str) -> None:
    row = REGIONS[code]
    assert row.line.source
    assert row.recorded >= date(2026, 11, 22)
    assert (row.checked, row.checked_by) == (None, None)
    for language in Language:
        full = resources(code, language)
        assert row.line.number in full
        assert row.emergency in full
        again = resources(code, language, said=[full])
        assert row.line.number in again
        assert again not in full
        violent = resources(code, language, path=Path.VIOLENCE)
        assert (row.police or row.emergency) in violent
        assert row.violence is None or row.violence.number in violent


@pytest.mark.parametrize(
    ("code", "found"), [("HK", "HK"), ("zh-HK", None), ("CN-HK", "HK"), ("mac", "MO"), ("XX", None)]
)
def test_a_region_is_found_by_its_code_or_not_at_all(code: str, found: str | None) -> None:
    row = region_of(code)
    assert (row.code if row is not None else None) == found


@pytest.mark.parametrize("language", list(Language))
def test_an_unknown_region_says_so_once_and_stays_general(language: Language) -> None:
    full = resources(None, language)
    unknown = {Language.EN: "don't know which country", Language.ZH: "不知道你在哪个国家"}[language]
    assert unknown in full
    assert "112" in full
    said = [full]
    for _ in range(3):
        said.append(resources("XX", language, said=said))
    assert len(set(said)) == 4
    assert not [each for each in said[1:] if unknown in each]


def test_the_doctor_warns_of_rows_older_than_a_year_and_of_no_younger_one() -> None:
    young = max(row.as_of for row in REGIONS.values())
    oldest = min(row.as_of for row in REGIONS.values())
    assert stale_rows(oldest + timedelta(days=365)) == ()
    fine = regions_finding(oldest + timedelta(days=365))
    assert (fine.ok, oldest.isoformat() in fine.text, "never checked" in fine.text) == (True, True, True)
    late = regions_finding(young + timedelta(days=366))
    assert (late.ok, "CN (2026-11-22)" in late.text, "checked_by" in late.remedy) == (False, True, True)
    assert len(stale_rows(young + timedelta(days=366))) == len(REGIONS)


# ---- the kinds ------------------------------------------------------------------------------------------------------


def test_every_kind_of_the_lexicon_is_heard_at_its_least_level_or_above() -> None:
    heard = [(entry.kind, entry.level) for entry in (*ENGLISH, *CHINESE)]
    for path, least in LEAST.items():
        levels = {level for kind, level in heard if kind is KIND[path]}
        assert levels
        assert min(levels) >= least


def test_every_path_of_its_own_has_words_for_each_tier_that_it_can_reach() -> None:
    for path, least in LEAST.items():
        for level in range(least, 7):
            assert (path, (level + 1) // 2) in lines_en.LINES, (path, level)
    assert set(PROTOCOL) == set(Path)
    assert all(name in LIBRARY for name in PROTOCOL.values())
    screen = LIBRARY[SCREEN].protocol
    assert {each.protocol for each in screen.interrupts} == set(PROTOCOL.values()) - {SCREEN}
    order = [each.id for each in sorted(screen.interrupts, key=lambda each: -each.priority)]
    assert order == [path.value for path in Path if PROTOCOL[path] != SCREEN]
