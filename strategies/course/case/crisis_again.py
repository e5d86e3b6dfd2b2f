"""When a known chain starts again within a session: the earlier plan comes up. And its one line in the brief."""

from collections.abc import Collection, Sequence
from datetime import date

from memory.record.crisis import ChainLink, CrisisPattern, SafetyPlan
from memory.record.identity import Language
from memory.record.session import Author, Turn
from memory.state.crises import rhythm_of, starting_again
from memory.store.store import Work
from strategies.course.case.crisis_chain import heard
from strategies.course.received import Received
from strategies.planning.text import Words, words
from strategies.speech.quoted import as_data

LOOKED_AT = 6
"""So many of the client's last turns are looked at: a chain begins within a stretch of talk."""

TEXTS: Words = {
    "line": ("{chain}; {n} times, last {last}{interval}{coming}", "{chain}；{n} 次，最近 {last}{interval}{coming}"),
    "interval": (", about every {days} days", "，大约每 {days} 天一次"),
    "coming": (", comes round on {day}", "，{day} 又到了那一天"),
    "again": (
        (
            "A known chain may be starting again ({chain}; {n} times before). Slow down, name it with the client, "
            "and go to what was agreed: {plan}"
        ),
        "熟悉的过程可能又开始了（{chain}；之前 {n} 次）。放慢，和来访者一起把它说出来，回到说好的做法：{plan}",
    ),
    "helped": ("what helped then: {helped}", "当时有帮助的：{helped}"),
    "planned": ("the clinician's plan: {plan}", "临床医生的安排：{plan}"),
    "safety": (
        "there is a safety plan (version {n}): go to its first step together, do not make a new one",
        "已有安全计划（第 {n} 版）：一起从第一步做起，不要另起一份",
    ),
    "nothing": ("nothing was agreed yet: ask what helped a little", "还没有说好的做法：问问什么稍微有用"),
}
_HELPED = 2


def pattern_line(pattern: CrisisPattern, *, today: date, language: Language) -> str:
    """A pattern as one line of state: the chain, how often, when last, how far apart, what day comes round."""
    rhythm = rhythm_of(pattern, today=today)
    every, coming = "", ""
    if rhythm.typical_interval is not None:
        every = words(TEXTS, "interval", language, days=rhythm.typical_interval)
    if rhythm.coming:
        coming = words(TEXTS, "coming", language, day=rhythm.coming[0].isoformat())
    last = "" if rhythm.last is None else rhythm.last.isoformat()
    return words(TEXTS, "line", language, chain=pattern.text, n=rhythm.count, last=last, interval=every, coming=coming)


async def pattern_lines(work: Work, *, today: date, language: Language) -> tuple[str, ...]:
    """One line for each pattern that a clinician has confirmed."""
    standing = await work.crises.standing()
    return tuple(pattern_line(each, today=today, language=language) for each in standing)


def again_line(pattern: CrisisPattern, plan: SafetyPlan | None, language: Language) -> str:
    """What a prompt is told when the chain starts again.

    The steps of a safety plan are sensitive and stay out of prompts; that there is one is said.
    """
    parts: list[str] = []
    if pattern.plan:
        parts.append(words(TEXTS, "planned", language, plan=as_data(pattern.plan, language)))
    if pattern.helped:
        helped = (", " if language is Language.EN else "，").join(
            as_data(each, language) for each in pattern.helped[-_HELPED:]
        )
        parts.append(words(TEXTS, "helped", language, helped=helped))
    if plan is not None:
        parts.append(words(TEXTS, "safety", language, n=plan.n))
    gap = "; " if language is Language.EN else "；"
    agreed = gap.join(parts) or words(TEXTS, "nothing", language)
    return words(
        TEXTS, "again", language, chain=as_data(pattern.text, language), n=len(pattern.occurrences), plan=agreed
    )


def heard_so_far(history: Sequence[Turn], said: str, wanted: Collection[str]) -> dict[ChainLink, frozenset[str]]:
    """Which of the wanted tags stand in the client's last turns, the newest words among them."""
    lately = [turn.text for turn in history if turn.author is Author.CLIENT][-(LOOKED_AT - 1) :]
    found: dict[ChainLink, frozenset[str]] = {}
    for text in (*lately, said):
        for link, tags in heard(text, wanted).items():
            found[link] = found.get(link, frozenset()) | tags
    return found


def crisis_line(received: Received, *, language: Language) -> str:
    """The line for the task of a prompt when a confirmed chain starts again; empty otherwise."""
    if not received.recurring:
        return ""
    wanted = frozenset(tag for pattern in received.recurring for each in pattern.shared for tag in each.tags)
    pattern = starting_again(received.recurring, heard_so_far(received.history, received.turn.text, wanted))
    return "" if pattern is None else again_line(pattern, received.safety_plan, language)
