"""A trial on real input: courses of three sessions through `take_turn`, and what became of them.

    python -m benchmarks.trial ../shared/data --out var/trial

The English course is built from one simulated-patient profile and spoken with the embedded model; the Chinese ones
replay the client's turns of a published course, word by word, with the reviewed lines of the protocol for replies: once
blindly, wherever the protocol stands, and once with plain answers of our own to rating, homework and safety.
Prints what memory kept with its sources, what the files know that memory does not, every alarm, every plan change.
"""

import argparse
import asyncio
import json
import shutil
import tempfile
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from pydantic import TypeAdapter

from benchmarks.trial_lines import Course, Gold, patient_act, psych_eval
from benchmarks.trial_report import Picture, told
from memory.recall.tokens import tokens
from memory.record.identity import Consent, ConsentScope, Language, Patient, Scope
from memory.record.session import Session, SessionMode
from service.settings import load_settings
from service.wiring import Parts, open_parts
from strategies.course.close import close_session
from strategies.course.engine import Engine, Voices
from strategies.course.errors import ModelAway
from strategies.course.exchange import Exchange
from strategies.course.received import Answered, Said
from strategies.course.session import begin_episode, open_session, request_close
from strategies.course.turn import take_turn
from strategies.speech.chat import ChatRefused
from strategies.speech.decider import ScriptedDecider
from strategies.speech.profile import SMOLLM2
from strategies.speech.scripted_chat import ScriptedChat
from strategies.speech.tokens import TokenCounter

PROTOCOL = "cbt.depression.session"
FIRST_DAY = date(2026, 1, 12)
MODEL_TRIES = 120


def main() -> None:
    """Runs the courses and writes what they showed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder with patienthub/ and psycheval/")
    parser.add_argument("--out", type=Path, default=Path("var/trial"))
    parser.add_argument("--profile", type=int, default=22, help="which PatientAct profile, from 0")
    parser.add_argument("--only", choices=("en", "zh", "zh-answered"), default=None)
    arguments = parser.parse_args()
    out: Path = arguments.out
    data: Path = arguments.data
    out.mkdir(parents=True, exist_ok=True)
    courses = (
        patient_act(data, which=arguments.profile),
        psych_eval(data, answered=False),
        psych_eval(data, answered=True),
    )
    for course in courses:
        if arguments.only in (None, course.slug):
            asyncio.run(_trial(course, out))


async def _trial(course: Course, out: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="trial-"))
    began = time.monotonic()
    try:
        async with _opened(course, folder) as parts:
            scope, exchanges = await _held(course, parts)
            picture = await _picture(course, scope, exchanges, parts)
    finally:
        shutil.rmtree(folder)
    text = told(picture, seconds=time.monotonic() - began)
    print(text)
    (out / f"{course.slug}.txt").write_text(text, encoding="utf-8")
    plain = TypeAdapter(Picture).dump_python(picture, mode="json")
    (out / f"{course.slug}.json").write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")


@asynccontextmanager
async def _opened(course: Course, folder: Path) -> AsyncGenerator[Parts]:
    """English: the embedded model, once it answers. Chinese: a model that refuses, so that reviewed lines speak."""
    settings = load_settings(data_dir=folder, log_level="error")
    voices = None if course.language is Language.EN else _silent()
    async with open_parts(settings, voices=voices) as parts:
        for _ in range(MODEL_TRIES if voices is None else 0):
            if await parts.models.ask():
                break
            await asyncio.sleep(1)
        yield parts


def _silent() -> Voices:
    chat = ScriptedChat(lambda _: ChatRefused(400, "no model in this trial"), model="none")
    return Voices(
        speak=chat, counter=TokenCounter(chat), profile=SMOLLM2, decider=lambda _: ScriptedDecider(dict[str, None]())
    )


async def _held(course: Course, parts: Parts) -> tuple[Scope, tuple[tuple[Exchange, ...], ...]]:
    """Admits the client, holds and closes every session a week apart."""
    scope = Scope(tenant=parts.settings.tenant, patient=f"trial-{course.slug}")
    engine = parts.engine
    await _admitted(course, scope, engine)
    episode = await begin_episode(PROTOCOL, shipped=parts.shipped, scope=scope, engine=engine)
    exchanges: list[tuple[Exchange, ...]] = []
    for n, lines in enumerate(course.lines):
        opened = await open_session(
            episode.id,
            SessionMode.SIMULATED,
            scope=scope,
            engine=engine,
            held_on=FIRST_DAY + timedelta(weeks=n),
        )
        exchanges.append(await _spoken(course, lines, opened.session, opened.turn.node, scope=scope, engine=engine))
        await request_close(opened.session.id, scope=scope, engine=engine)
        await close_session(opened.session.id, scope=scope, engine=engine)
    return scope, tuple(exchanges)


async def _admitted(course: Course, scope: Scope, engine: Engine) -> None:
    now = engine.clock()
    async with engine.store.write(scope) as work:
        await work.patient.add(
            Patient(
                tenant=scope.tenant,
                id=scope.patient,
                locale=course.language,
                simulated=True,
                created_at=now,
                label=course.name,
                region="CN" if course.language is Language.ZH else "US",
            )
        )
        for given in (ConsentScope.SESSION_RECORD, ConsentScope.MODEL_PROCESSING):
            await work.consents.add(
                Consent(
                    tenant=scope.tenant,
                    patient=scope.patient,
                    id=engine.ids(),
                    scope=given,
                    given_at=now,
                    given_by="trial",
                )
            )


async def _spoken(
    course: Course, lines: Sequence[str], session: Session, node: str, *, scope: Scope, engine: Engine
) -> tuple[Exchange, ...]:
    """Says the lines; with `answers`, a node that asks for what the file lacks is answered first, once a visit."""
    made: list[Exchange] = []
    left: Iterator[str] = iter(lines)
    protocol, answered = PROTOCOL, ""
    while True:
        asked = node if protocol == PROTOCOL else protocol
        own = course.answers.get(asked)
        if own is not None and answered != f"{protocol}.{node}":
            said, answered = own, f"{protocol}.{node}"
        else:
            said = next(left, "")
        if not said:
            return tuple(made)
        exchange = await _turn(session.id, said, key=f"t{len(made)}", scope=scope, engine=engine)
        made.append(exchange)
        protocol, node = exchange.protocol, exchange.node
        if exchange.ended:
            return tuple(made)


async def _turn(session: str, text: str, *, key: str, scope: Scope, engine: Engine) -> Exchange:
    said = Said(text=text, key=key)
    try:
        answered: Answered = await take_turn(session, said, scope=scope, engine=engine)
    except ModelAway:
        answered = await take_turn(session, said, scope=scope, engine=engine)
    return TypeAdapter(Exchange).validate_json(answered.exchange_json)


async def _picture(course: Course, scope: Scope, exchanges: tuple[tuple[Exchange, ...], ...], parts: Parts) -> Picture:
    async with parts.store.read(scope) as work:
        sessions = await work.sessions.all()
        facts = tuple(await work.facts.all(as_of=None))
        turns = tuple([tuple(await work.turns.of_session(session.id)) for session in sessions])
        said = " ".join(turn.text for each in turns for turn in each if turn.author.value == "client")
        kept = " ".join(f"{fact.object} {fact.source.quote if fact.source else ''}" for fact in facts)
        return Picture(
            course=replace(course, lines=()),
            lines=tuple(len(each) for each in course.lines),
            sessions=tuple(sessions),
            exchanges=exchanges,
            turns=turns,
            facts=facts,
            claims=tuple([claim for each in sessions for claim in await work.slots.of_session(each.id)]),
            homework=tuple(await work.homework.all()),
            events=tuple(await work.risk.events()),
            changes=tuple(await work.risk.changes()),
            plans=tuple(await work.plans.all(sessions[0].episode)),
            unheard=tuple(gold for gold in course.gold if _share(gold, said) < 0.5),
            missed=tuple(gold for gold in course.gold if _share(gold, said) >= 0.5 > _share(gold, kept)),
        )


def _share(gold: Gold, text: str) -> float:
    """Share of the gold's tokens that stand in the text."""
    wanted = set(tokens(gold.text))
    return len(wanted & set(tokens(text))) / max(1, len(wanted))


if __name__ == "__main__":
    main()
