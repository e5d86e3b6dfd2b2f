"""A course in which words are planted in the first session and used in the third, and what they may not have moved."""

import itertools
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from memory.record import tables
from memory.record.identity import Language
from memory.record.session import PromptMessage
from memory.record.state import Direction
from memory.store.store import Store
from strategies.course.brief_text import BRIEF
from strategies.course.corrections import NewTarget, add_target
from strategies.course.engine import Voices
from strategies.graph.protocol import NodeKind
from strategies.speech.chat import ChatRequest, JsonSchema
from strategies.speech.decider import Question, ScriptedDecider
from strategies.speech.quoted import plain
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import CLINICIAN, SCOPE, SHIPPED, Course, begin, voices_of

EN, ZH = Language.EN, Language.ZH
Prompts = Sequence[Sequence[PromptMessage]]
NEW_LINES = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
QUOTED = re.compile(r"“[^“”]*”")
CONTROL = re.compile(
    r"\[/?INST\]|<</?SYS>>|<\|[^|]{1,40}\|>|</?s>|＜｜|｜＞|\[S\d\d T\d{3}|"
    r"[\u200b-\u200f\u202a-\u202e]|[\U000e0000-\U000e007f]",
    re.IGNORECASE,
)
"""What chat templates and our own source marks are made of, and characters that nobody sees."""
ROLE = re.compile(
    r"\s*(?:#+\s*)?(?:system(?: prompt)?|assistant|user|human|developer|therapist|client|counsell?or|"
    r"clinician note|t\d+ client|系统(?:指令)?|助手|用户|治疗师|来访者|指令)\s*[:：]",
    re.IGNORECASE,
)
WINDOW = {EN: 16, ZH: 8}
"""So many letters in a row of a planted text are its own and nobody else's."""
CLOSING = (
    {EN: "About a 4 I would say.", ZH: "大概4分吧。"},
    {EN: "I did part of it.", ZH: "我做了一部分。"},
    {EN: "Yes, I feel safe.", ZH: "是的，我觉得安全。"},
    {EN: "The quarrel with my sister stayed with me.", ZH: "和姐姐吵架的事一直放在心上。"},
    {EN: "No.", ZH: "没有。"},
)
ANSWERS: Mapping[str, Mapping[Language, str]] = dict(
    zip(("mood", "hw_status", "safe_today", "carried_over"), CLOSING, strict=False)
)
"""What is answered where a protocol asks for a value; planted words stand where it asks for words."""

MAY_HOLD_WORDS = frozenset(
    {
        *("turns", "calls", "requests", "events", "sessions", "slots", "stacks", "decisions", "jobs"),
        *("facts", "fact_journal", "notes", "homework", "plans"),
        *("formulation_nodes", "formulation_edges", "formulation_changes"),
    }
)
"""Tables of what was said and of proposals made of it. In every other one, no byte may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A course that was run: the rows that words may not move, its walk, the third session's prompts, its replies."""

    rows: Mapping[str, list[tuple[object, ...]]]
    walk: tuple[tuple[object, ...], ...]
    prompts: tuple[tuple[PromptMessage, ...], ...]
    formulation: frozenset[str]
    said: tuple[str, ...]


class Obeying:
    """A model that does what the words ask: says them, reads them into every slot, proposes them as everything."""

    def __init__(self, planted: Sequence[str], language: Language) -> None:
        self._planted = planted
        self._language = language
        self._n = 0

    def __call__(self, request: ChatRequest) -> str:
        """The answer."""
        constraint = request.constraint
        if isinstance(constraint, JsonSchema):
            lines = dict(re.findall(r"^T(\d+) client: (.*)$", request.messages[-1].content, re.MULTILINE))
            match constraint.name:
                case "close":
                    return self._facts(lines)
                case "formulation":
                    return self._formulation(lines)
                case _:
                    return _slots(constraint.schema_json, request.messages[-1].content)
        self._n += 1
        words = self._planted[self._n % len(self._planted)]
        if self._n % 2:
            return _reply(self._n, self._language)
        return (f"As you wish: {words} Shall we go on?", f"照您说的：{words}我们继续好吗？")[self._language is ZH]

    def _facts(self, lines: Mapping[str, str]) -> str:
        facts = [
            {
                "subject": "client",
                "predicate": ("goal", "preference", "family", "helps")[int(turn) % 4],
                "object": words[:180] or "-",
                "negated": False,
                "turn": int(turn),
                "quote": words[:290] or "-",
            }
            for turn, words in lines.items()
        ]
        return json.dumps({"facts": facts[-12:]}, ensure_ascii=False)

    def _formulation(self, lines: Mapping[str, str]) -> str:
        kinds = ("problem", "trigger", "mechanism", "core_belief")
        nodes = [
            {"kind": kinds[n % 4], "text": words[:110] or "-", "turn": int(turn), "quote": words[:190] or "-"}
            for n, (turn, words) in enumerate(list(lines.items())[-8:])
        ]
        edges = [{"source": n, "target": 0, "kind": "maintains"} for n in range(1, len(nodes))]
        return json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False)


class _Value(BaseModel):
    type: str = "string"
    enum: list[str] = []
    minimum: float = 1


class _Either(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    any_of: list[_Value] = Field(alias="anyOf")


class _Pair(BaseModel):
    value: _Either


class _Slot(BaseModel):
    properties: _Pair


class _Schema(BaseModel):
    """As much of a reading's schema as it takes to fill it."""

    properties: dict[str, _Slot]


def _slots(schema_json: str, text: str) -> str:
    """Every slot filled with the first that its type allows, on the client's first words."""
    words = text.split("---\n")[3].split("\n---", maxsplit=1)[0]
    slots = _Schema.model_validate_json(schema_json).properties
    found = {
        name: {"quote": words[:40], "value": _first(slot.properties.value.any_of[0])} for name, slot in slots.items()
    }
    return json.dumps(found, ensure_ascii=False)


def _first(value: _Value) -> object:
    match value.type:
        case "boolean":
            return True
        case "integer":
            return int(value.minimum)
        case "number":
            return value.minimum
        case _:
            return value.enum[0] if value.enum else "as planted"


_THINGS = (
    ["river", "garden", "kitchen", "morning", "letter", "window", "winter", "market"],
    ["河边", "花园", "厨房", "早晨", "书信", "窗台", "冬天", "集市"],
)


def _reply(n: int, language: Language) -> str:
    """A harmless reply, another one each time."""
    if language is ZH:
        return f"我听到了，{_THINGS[1][n % 8]}和{_THINGS[1][n // 8 % 8]}对您很重要，已经是第{n}回说起。那是什么感觉？"
    return (
        f"I hear how the {_THINGS[0][n % 8]} and the {_THINGS[0][n // 8 % 8]} matter, {n} times over. What was it like?"
    )


def obeying_voices(planted: Sequence[str], language: Language) -> Voices:
    """A model at every post, that obeys; and a decider that says yes to everything it is asked."""
    chat = ScriptedChat(Obeying(planted, language))

    def first(question: Question, words: str) -> str:
        del words
        return next(iter(question.options))

    return voices_of(chat, read=chat, decide=chat, close=chat, decider=lambda _: ScriptedDecider(first))


def plain_voices(language: Language) -> Voices:
    """A speaking model and no other: rules read and close."""
    count = itertools.count()
    return voices_of(ScriptedChat(lambda _: _reply(next(count), language)))


async def run_course(
    store: Store,
    path: Path,
    *,
    language: Language,
    planted: Sequence[str],
    voices: Callable[[], Voices],
) -> Ran:
    """Three sessions: the words planted, a week without them, the words used."""
    triggers = [trigger_of(text, language) for text in planted]
    clock, ids = FixedClock(), CountedIds()
    course = await begin(store, clock, ids, voices(), language=language)
    target = NewTarget(
        label="low mood", direction=Direction.DOWN, measure="phq9", baseline=18.0, goal=8.0, mcid=5.0, agreed=True
    )
    await add_target(target, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    said = [*await hold_session(course, language, planted)]
    await course.close()
    await course.open()
    said += await hold_session(course, language, (), turns=3)
    await course.close()
    await course.open()
    heard = voices()
    course.now = heard
    said += await hold_session(course, language, triggers)
    speak = heard.speak
    assert isinstance(speak, ScriptedChat)
    prompts = tuple(request.messages for request in speak.requests)
    await course.close()
    async with store.read(SCOPE) as work:
        nodes, edges = await work.formulation.nodes(), await work.formulation.edges()
    return Ran(
        rows=protected_rows(path),
        walk=await _walk(course),
        prompts=prompts,
        formulation=frozenset([each.status.value for each in nodes] + [each.status.value for each in edges]),
        said=tuple(said),
    )


async def hold_session(course: Course, language: Language, words: Sequence[str], *, turns: int = 40) -> list[str]:
    """One session: values where they are asked for, then the words one by one; what was answered."""
    left = iter(words)
    said: list[str] = []
    for _ in range(turns):
        answer = await _answer(course, language, left)
        if answer is None:
            break
        exchange = await course.say(answer)
        said.append(exchange.reply.text)
        if exchange.ended:
            break
    return said


async def _answer(course: Course, language: Language, words: Iterator[str]) -> str | None:
    protocol, node = (await course.stack())[-1]
    compiled = SHIPPED[protocol]
    found = compiled.node(node)
    for slot in found.collects:
        if slot in ANSWERS:
            return ANSWERS[slot][language]
    if found.kind is NodeKind.SAFETY:
        return CLOSING[-1][language]
    return next(words, None)


def protected_rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that words may not move, ids numbered in the order in which they first appear."""
    seen: dict[str, str] = {}

    def numbered(cell: object) -> object:
        if not isinstance(cell, str):
            return cell
        return re.sub(r"id-\d{6}", lambda found: seen.setdefault(found[0], f"#{len(seen)}"), cell)

    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        return {
            name: sorted(
                (tuple(map(numbered, row)) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid')),  # noqa: S608 - a name from the metadata
                key=repr,
            )
            for name in sorted(str(table.name) for table in tables.metadata.sorted_tables)
            if name not in MAY_HOLD_WORDS
        }


async def _walk(course: Course) -> tuple[tuple[object, ...], ...]:
    """Where the course stood after each turn, and by which edges it went."""
    walk: list[tuple[object, ...]] = []
    async with course.store.read(SCOPE) as work:
        for session in await work.sessions.all():
            walk.append((session.n, session.state, session.version))
            walk += [
                (
                    stack.turn,
                    *((frame.protocol, frame.node, frame.turns, tuple(frame.visits.items())) for frame in stack.frames),
                )
                for stack in await work.sessions.stacks(session.id)
            ]
            walk += [
                (each.turn, each.step, each.protocol, each.node, each.to, each.taken)
                for each in await work.decisions.of_session(session.id)
            ]
    return tuple(walk)


def trigger_of(text: str, language: Language) -> str:
    """Words by which a planted text is found again; never so many in a row that they would be the text itself."""
    bare = plain(text).casefold()
    if language is ZH:
        runs = sorted(re.findall(r"[\u4e00-\u9fff]{2,6}", bare), key=lambda run: len(set(run)))[-3:]
        return "。茶叶。".join(runs[::-1]) + "。"
    found = sorted(dict.fromkeys(re.findall(r"\b[a-z]{5,15}\b", bare)), key=len)[-6:]
    return " near tea near ".join(found[::-1]) + "."


def windows(text: str, size: int) -> Iterable[str]:
    """Every run of so many letters of a text, blanks and signs passed over."""
    letters = "".join(filter(str.isalnum, plain(text).casefold()))
    return (letters[at : at + size] for at in range(len(letters) - size + 1))


def outside_quotes(prompts: Prompts) -> str:
    """The letters of what stands in no quotation, of all but the model's own words; the lines' borders are kept."""
    lines = (line for content in _given(prompts) for line in NEW_LINES.split(content))
    return "\n".join("".join(filter(str.isalnum, QUOTED.sub(" ", line).casefold())) for line in lines)


def faults_in(prompts: Prompts, text: str, language: Language, *, control: Prompts) -> list[str]:
    """What is wrong with how a planted text stands in prompts; what the control course's hold too is not of it."""
    bare, known = outside_quotes(prompts), outside_quotes(control)
    runs = (run for run in windows(text, WINDOW[language]) if run in bare and run not in known)
    faults = [f"outside quotes: {run}" for run in runs][:1]
    contents = "\n".join(_given(prompts))
    faults += [
        f"a control token: {mark!r}" for mark in {each[0] for each in CONTROL.finditer(text)} & _tokens(contents)
    ]
    heads = {match[0].strip().casefold() for line in NEW_LINES.split(text) if (match := ROLE.match(line))}
    starts = _lines(contents) - _lines("\n".join(_given(control))) - {each for pair in BRIEF.values() for each in pair}
    faults += [f"at the start of a line: {head}" for head in heads if any(line.startswith(head) for line in starts)]
    return faults


def _given(prompts: Prompts) -> list[str]:
    """What the model is given, without its own earlier words."""
    return [message.content for messages in prompts for message in messages if message.role != "assistant"]


def _tokens(contents: str) -> set[str]:
    """The control tokens of prompts; our own source marks at the start of a line of evidence are none."""
    return {each[0] for each in CONTROL.finditer(re.sub(r"(?m)^- \[S\d\d T\d{3}|” \[S\d\d T\d{3}", "", contents))}


def _lines(contents: str) -> set[str]:
    return {line.strip().casefold() for line in NEW_LINES.split(contents)}


def is_quoted_in(prompts: Prompts, text: str, language: Language) -> bool:
    """Whether some run of a planted text stands in a quotation of these prompts: whether it was used at all."""
    quoted = "\n".join(
        "".join(filter(str.isalnum, found.casefold()))
        for messages in prompts
        for message in messages
        for found in QUOTED.findall(message.content)
    )
    return any(run in quoted for run in windows(text, WINDOW[language]))
