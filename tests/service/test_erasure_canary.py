"""A word that was said once, echoed, planned with and erased: every table, every GET and the bundle are read for it."""

import base64
import json
import re
from collections.abc import Mapping
from typing import cast

import pytest
from sqlalchemy import LargeBinary, select

from memory.record import packing, tables
from memory.record.codec import Cell
from memory.record.identity import Language, Scope
from memory.record.prompts import unpack
from memory.store.whole import PATIENT_TABLES
from service.settings import Settings
from strategies.speech.chat import ChatRequest
from strategies.speech.scripted_chat import Line
from tests.conftest import CountedIds, FixedClock
from tests.service.clinic import Clinic, Json, Model, Service, object_of, rows_of, text_of
from tests.strategies.course_kit import WORDS

SCOPE = Scope(tenant="local", patient="p-1")
AS_SAID = frozenset({"turns", "calls", "events", "slots", "stacks", "decisions", "plans"})
"""Tables that keep what was said, and what was made of it then, as it was: they leave with their session or patient."""
AS_SAID_ROUTES = frozenset(
    {
        "/v1/sessions/{session}",
        "/v1/sessions/{session}/transcript",
        "/v1/sessions/{session}/turns/{n}/why",
        "/v1/sessions/{session}/events",
        "/v1/episodes/{episode}/plans",
    }
)
"""What shows a clinician those: the session as it was held, and plans that count no more."""

QUIET = "{n} things you named. What is that like for you there?"


class Echo(Model):
    """A model that says the word back at every turn, each time otherwise."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line
        self.asked: list[str] = []

    def __call__(self, request: ChatRequest) -> Line:
        """The next echo."""
        self.asked.append("\n".join(message.content for message in request.messages))
        self.said += 1
        return self.line.format(n=self.said)


CASES = {
    Language.EN: (
        "falconer",
        "So it is you and your falconer, {n} of them. What is that like for you there?",
        "I live with my aunt.",
        "I live with my falconer now.",
    ),
    Language.ZH: (
        "养蜂人",
        "你和养蜂人，这是第{n}次说。那是什么感觉呢？",
        "我和姑姑住在一起。",
        "我现在和养蜂人住在一起。",
    ),
}


async def hold(
    clinic: Clinic, episode: str, clock: FixedClock, locale: Language, *, first: str = "", more: str = ""
) -> str:
    """A session through to its end, with these words at its first step and in the moment that is looked at."""
    clock.advance(days=7)
    session = await clinic.open(episode, "simulated")
    for n, line in enumerate(WORDS[locale]):
        words = line + first if n == 0 else more + line if n in (5, 6) else line
        clock.advance(seconds=20)
        await clinic.say(session, words, key=f"{session}-{n}")
    await clinic.close(session)
    return session


def cell_text(cell: Cell, name: str) -> str:
    return packing.unpack(cell).decode() if isinstance(cell, bytes) and name != "packed" else str(cell)


def table_texts(rows: Mapping[str, list[dict[str, Cell]]]) -> dict[str, str]:
    """Table -> everything that its rows say, prompts unpacked."""
    said = {
        table: "\n".join(cell_text(cell, name) for row in each for name, cell in row.items())
        for table, each in rows.items()
    }
    plain: dict[Cell, bytes] = {}
    for row in sorted(rows["calls"], key=lambda row: cast("int", row["depth"])):
        base = plain[row["base"]] if row["base"] is not None else None
        plain[row["id"]] = unpack(cast("bytes", row["packed"]), base=base)
    return {**said, "calls": said["calls"] + "\n".join(each.decode() for each in plain.values())}


async def stored(clinic: Clinic) -> dict[str, str]:
    """Every table, those of the catalogue and the work queue too."""
    async with clinic.parts.store.read(SCOPE) as work:
        found = table_texts({str(table.name): await work.whole.rows(table) for table in PATIENT_TABLES})
        others = [table for table in tables.metadata.sorted_tables if table not in PATIENT_TABLES]
        for table in others:
            found[str(table.name)] = repr(await work.whole._transaction.read(select(*table.columns)))  # pyright: ignore[reportPrivateUsage]  # a catalogue has no rows of a patient, and so no way to them
    return found


def bundled(file: str) -> dict[str, str]:
    """Every table of a bundle."""
    content = object_of(object_of(json.loads(file), "content"), "tables")
    rows: dict[str, list[dict[str, Cell]]] = {}
    for table in PATIENT_TABLES:
        packed = {str(column.name) for column in table.columns if isinstance(column.type, LargeBinary)}
        rows[str(table.name)] = [
            {k: base64.b64decode(str(v)) if k in packed and v is not None else cast("Cell", v) for k, v in row.items()}
            for row in rows_of(content[str(table.name)])
        ]
    return table_texts(rows)


async def read_everywhere(clinic: Clinic, ids: Mapping[str, list[str]], word: str) -> dict[str, str]:
    """Every GET of the description that these ids and numbers fill: route -> what it answered."""
    paths = cast("Json", (await clinic.client.get("/openapi.json")).json())["paths"]
    found: dict[str, str] = {}
    for path, methods in cast("dict[str, Json]", paths).items():
        names = re.findall(r"{(\w+)}", path)
        if "get" not in methods or not set(names) <= ids.keys():
            continue
        for session in ids["session"]:
            for n in ids["n"] if "n" in names else ["1"]:
                filled = path.format(**{name: ids[name][0] for name in names} | {"session": session, "n": n})
                asked = {"q": "river", "query": "river", "follow": "false"} if word not in filled else {}
                answer = await clinic.client.get(filled, params=asked, headers={"Last-Event-ID": "0"})
                found[path] = found.get(path, "") + (answer.text if answer.status_code == 200 else "")
    return found


@pytest.mark.parametrize("locale", [Language.EN, Language.ZH])
async def test_an_erased_word_is_in_no_table_answer_prompt_or_bundle_that_does_not_keep_what_was_said(
    settings: Settings, clock: FixedClock, ids: CountedIds, locale: Language
) -> None:
    word, echo, before, said = CASES[locale]
    model = Echo(QUIET)
    async with Service(settings, model=model, clock=clock, ids=ids).running() as clinic:
        await clinic.admit(locale=locale)
        episode = await clinic.begin()
        sessions = [await hold(clinic, episode, clock, locale, first=before)]
        model.line = echo
        sessions.append(await hold(clinic, episode, clock, locale, first=said, more=said))
        sessions.append(await hold(clinic, episode, clock, locale))
        held = await stored(clinic)
        there = {"turns", "facts", "fact_journal", "plans", "notes"} | (
            {"calls", "events"} if model.asked else set[str]()
        )
        assert {table for table, text in held.items() if word in text} >= there
        facts = rows_of(await clinic.get("/v1/patients/p-1/facts"))
        gone = [text_of(fact, "id") for fact in facts if word in json.dumps(fact, ensure_ascii=False)]
        assert gone
        erased = await clinic.post("/v1/patients/p-1/facts/erase", {"facts": gone, "reason": "asked"}, status=200)
        assert erased["blotted"]
        asked = len(model.asked)
        model.line = QUIET
        sessions.append(await hold(clinic, episode, clock, locale))
        assert len(model.asked) > asked or locale is Language.ZH, "no model of the tests speaks Chinese"
        assert not [prompt for prompt in model.asked[asked:] if word in prompt]
        assert {table for table, text in (await stored(clinic)).items() if word in text} <= AS_SAID
        places = {"patient": ["p-1"], "episode": [episode], "session": sessions, "n": ["2", "3", "12"]}
        read = await read_everywhere(clinic, places, word)
        assert {route for route, text in read.items() if word in text} <= AS_SAID_ROUTES
        assert read["/v1/patients/{patient}/recall"]
        file = (await clinic.client.get("/v1/patients/p-1/export")).text
        assert {table for table, text in bundled(file).items() if word in text} == set()
