"""`throughline session why`: what one turn led to, every way that was open and why it was not taken, in words."""

from typing import Annotated

import typer
from pydantic import TypeAdapter

from memory.record.identity import Language
from memory.record.language import UnknownLanguage, language_tag
from memory.record.session import Candidate, EdgeDecision, SlotValue
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, Dsn, Tenant, print_json, print_table, run, say
from service.cli.stored import located
from service.routes.sessions import Why, why_said
from service.settings import Settings, load_settings
from strategies.course.refused import refused_after

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    "turn": ("Turn {n} of session {session}", "会谈 {session} 第 {n} 轮"),
    "said": ("What was said", "说了什么"),
    "read": ("What was read in the words", "从话中读到的内容"),
    "given": ("What else was known", "当时的其他信息"),
    "risk": ("risk level {level}; alarm open: {open}", "风险等级 {level}；未处理的警报：{open}"),
    "gates": ("gates opened by a clinician: {gates}", "临床工作者已放行的关口：{gates}"),
    "answer": ("{question}: {choice}{p}{quote}", "{question}：{choice}{p}{quote}"),
    "stood": ("{protocol}: from {node} to {to}, by {taken}", "{protocol}：从 {node} 到 {to}，依据 {taken}"),
    "stayed": ("{protocol}: stayed at {node}", "{protocol}：停留在 {node}"),
    "refused": ("The model's reply was refused ({reason})", "模型的回应被拦下（{reason}）"),
    "tried": ("It would have said: “{words}”", "它本来要说：“{words}”"),
    "nothing": ("Nothing was decided at this turn.", "这一轮没有作出任何决定。"),
    "way": ("way", "去向"),
    "verdict": ("verdict", "结果"),
    "why": ("why", "原因"),
    "inputs": ("values", "所用的值"),
    "slot": ("slot", "条目"),
    "value": ("value", "值"),
    "quote": ("words", "原话"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "none": ("no answer", "没有答案"),
}
VERDICTS: dict[str, Pair] = {
    "taken": ("taken", "采用"),
    "not_met": ("does not hold", "条件不成立"),
    "outranked": ("another came first", "有更优先的"),
    "abstained": ("not sure enough", "把握不足"),
    "gated": ("waits for a clinician", "等待临床工作者放行"),
    "not_reached": ("not its turn yet", "尚未轮到"),
}


def why(
    session: Annotated[str, typer.Argument(help="The session's id.")],
    turn: Annotated[int, typer.Argument(min=1, help="A client turn; 1 for what was decided as the session opened.")],
    *,
    lang: Annotated[str | None, typer.Option(help="en or zh-CN; else the session's, and --json as stored.")] = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Says why a session went where it went: every way with its values and the reason, courses and gates too."""
    asked = None if lang is None else _language(lang)
    found, language = run(_why(load_settings(dsn=dsn, tenant=tenant), session, turn))
    if as_json:
        print_json(TypeAdapter(Why).dump_python(why_said(found, asked or Language.EN), mode="json"))
        return
    tell(why_said(found, asked or language_tag(language)), asked or language_tag(language))


def _language(tag: str) -> Language:
    try:
        return language_tag(tag)
    except UnknownLanguage as error:
        raise Stop(ExitCode.USAGE, str(error)) from None


async def _why(settings: Settings, session: str, turn: int) -> tuple[Why, str]:
    async with located(settings, session) as (scope, store, _), store.read(scope) as work:
        found = Why(
            turn=await work.turns.get(session, turn),
            decisions=await work.decisions.of_turn(session, turn),
            claims=[claim for claim in await work.slots.of_session(session) if claim.turn == turn],
            calls=await work.calls.of_turn(session, turn),
            refused=await refused_after(work, session, turn),
        )
        return found, (await work.sessions.get(session)).language


def tell(found: Why, language: Language) -> None:
    """The turn in words, under headings of that language."""

    def word(key: str, **filled: object) -> str:
        return WORDS[key][language is Language.ZH].format(**filled)

    say(word("turn", n=found.turn.n, session=found.turn.session))
    say(f"{word('said')}: {found.turn.text}")
    if found.claims:
        say(f"\n{word('read')}")
        rows = [[f"{claim.protocol or ''}/{claim.slot}", _value(claim.value), claim.quote] for claim in found.claims]
        print_table((word("slot"), word("value"), word("quote")), rows)
    _tell_inputs(found.decisions, language)
    if found.refused is not None:
        say("\n" + word("refused", reason=found.refused.reason))
        tried = found.refused.words or found.refused.reply
        if tried:
            say("  " + word("tried", words=tried))
    if not found.decisions:
        say(f"\n{word('nothing')}")
    for decision in found.decisions:
        place = {"protocol": decision.protocol, "node": decision.node}
        stayed = decision.taken == "stay"
        say(
            "\n" + (word("stayed", **place) if stayed else word("stood", to=decision.to, taken=decision.taken, **place))
        )
        print_table(
            (word("way"), word("verdict"), word("why"), word("inputs")),
            [_row(candidate, language) for candidate in decision.candidates],
        )


def _tell_inputs(decisions: list[EdgeDecision], language: Language) -> None:
    inputs = decisions[0].inputs if decisions else None
    if inputs is None:
        return

    def word(key: str, **filled: object) -> str:
        return WORDS[key][language is Language.ZH].format(**filled)

    say(f"\n{word('given')}")
    say("  " + word("risk", level=inputs.level, open=word("yes" if inputs.unscreened else "no")))
    if inputs.gates:
        say("  " + word("gates", gates=", ".join(inputs.gates)))
    for answer in inputs.answers:
        p = "" if answer.p is None else f", p = {answer.p:.2f}"
        quote = f", “{answer.quote}”" if answer.quote else ""
        said = answer.choice or f"{word('none')} ({answer.why})"
        say("  " + word("answer", question=answer.question, choice=said, p=p, quote=quote))


def _row(candidate: Candidate, language: Language) -> list[str]:
    verdict = VERDICTS.get(candidate.verdict, (candidate.verdict, candidate.verdict))[language is Language.ZH]
    values = ", ".join(f"{name} = {_value(value)}" for name, value in candidate.inputs.items())
    if candidate.p is not None:
        values += f"{', ' if values else ''}p = {candidate.p:.2f}"
    return [candidate.edge, verdict, candidate.why, values]


def _value(value: SlotValue) -> str:
    if value is None:
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(value)
