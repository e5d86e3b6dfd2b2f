"""The AgentInstruct export: its records, its gates, its files; loaded back with the library that opens it."""

import os
import subprocess
import sys
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.record.identity import ConsentScope
from memory.record.review import ReviewerKind, TurnVerdict, Verdict
from memory.record.session import Author
from tests.tuning_data.reviewed import CHINESE, ENGLISH, KEY, NOW, bundle, clock, consent, served, signed, submission
from tuning_data.errors import SessionTwice
from tuning_data.export.agentinstruct import export_agentinstruct
from tuning_data.export.bundle import SessionBundle
from tuning_data.export.conversations import Speaker, View, conversations
from tuning_data.export.files import is_complete, manifest_file, rows_file
from tuning_data.export.gates import Excluded
from tuning_data.export.report import ExportOptions, ExportReport
from tuning_data.export.rows import NotTrained, rows

GOLDEN = Path(__file__).parent / "golden"
CORRECTION = "Which one hurts most?"


def edit(turn: int, correction: str = CORRECTION) -> TurnVerdict:
    return TurnVerdict(turn=turn, verdict=Verdict.EDIT, correction=correction)


def reject(turn: int) -> TurnVerdict:
    return TurnVerdict(turn=turn, verdict=Verdict.REJECT)


async def stream(*bundles: SessionBundle) -> AsyncGenerator[SessionBundle]:
    for one in bundles:
        yield one


async def export(out: Path, *bundles: SessionBundle, options: ExportOptions | None = None) -> ExportReport:
    return await export_agentinstruct(stream(*bundles), out, options or ExportOptions(), key=KEY, clock=clock)


def two_languages() -> tuple[SessionBundle, ...]:
    return (
        bundle(edit(5), id="s-en"),
        bundle(edit(7, "忘记以后，你心里最先冒出的念头是什么？"), id="s-zh", said=CHINESE, language="zh-CN"),
    )


def test_a_conversation_of_one_turn_holds_the_served_prompt_byte_for_byte_and_trains_the_reply_alone() -> None:
    held = bundle()
    told = conversations(held, rows(held), view=View.TURN)
    assert [one.id for one in told] == ["s-1.t3", "s-1.t5", "s-1.t7"]
    for one, n in zip(told, (3, 5, 7), strict=True):
        assert [message.value for message in one.messages] == [
            *(message.content for message in served(ENGLISH, n)[1:]),
            ENGLISH[n - 1],
        ]
        assert [message.loss for message in one.messages] == [*([None, False] * (n // 2)), None, True]


def test_the_system_prompt_is_in_no_conversation_but_in_the_row() -> None:
    held = bundle()
    found = rows(held)
    told = conversations(held, found, view=View.TURN)
    assert {row.system for row in found} == {"You are a helpful, respectful and honest assistant."}
    assert not any("honest assistant" in message.value for one in told for message in one.messages)


def test_a_whole_session_is_the_brief_and_the_words_up_to_its_last_trained_turn() -> None:
    held = bundle(reject(7))
    told = conversations(held, rows(held), view=View.SESSION)
    assert [(one.id, [(m.speaker, m.loss, m.value) for m in one.messages]) for one in told] == [
        (
            "s-1",
            [
                (Speaker.HUMAN, None, "BRIEF of the course"),
                (Speaker.GPT, False, ENGLISH[0]),
                (Speaker.HUMAN, None, ENGLISH[1]),
                (Speaker.GPT, True, ENGLISH[2]),
                (Speaker.HUMAN, None, ENGLISH[3]),
                (Speaker.GPT, True, ENGLISH[4]),
            ],
        )
    ]


def test_in_a_whole_session_a_correction_has_a_conversation_of_its_own_that_ends_with_it() -> None:
    held = bundle(edit(5))
    told = conversations(held, rows(held), view=View.SESSION)
    assert [(one.id, [m.value for m in one.messages], [m.loss for m in one.messages]) for one in told] == [
        ("s-1", ["BRIEF of the course", *ENGLISH[:3]], [None, False, None, True]),
        (
            "s-1.t5",
            ["BRIEF of the course", *ENGLISH[:4], CORRECTION],
            [None, False, None, False, None, True],
        ),
    ]


def test_a_session_that_the_client_opens_begins_with_brief_and_words_in_one_message() -> None:
    held = bundle()
    opened = replace(held, turns=held.turns[1:])
    told = conversations(opened, rows(opened), view=View.SESSION)
    assert [message.value for message in told[0].messages[:2]] == [f"BRIEF of the course\n\n{ENGLISH[1]}", ENGLISH[2]]


def test_a_session_whose_speakers_do_not_alternate_has_no_whole_view() -> None:
    held = bundle()
    gap = replace(held, turns=held.turns[:3] + held.turns[4:])
    assert conversations(gap, rows(gap), view=View.SESSION) == []
    nobody = replace(held, session=replace(held.session, brief=""))
    assert conversations(nobody, rows(nobody), view=View.SESSION) == []


@given(
    st.lists(st.sampled_from(Verdict), min_size=4, max_size=4),
    st.lists(st.sampled_from([Author.MODEL, Author.TEMPLATE, Author.CLINICIAN]), min_size=3, max_size=3),
    st.sampled_from(View),
)
def test_every_conversation_alternates_begins_with_human_and_ends_trained(
    verdicts: list[Verdict], authors: list[Author], view: View
) -> None:
    judged = [
        TurnVerdict(turn=n, verdict=verdict, correction=CORRECTION if verdict is Verdict.EDIT else None)
        for n, verdict in zip((1, 3, 5, 7), verdicts, strict=True)
    ]
    held = bundle(*judged)
    spoken_by: dict[int, Author] = dict(zip((3, 5, 7), authors, strict=True))
    held = replace(held, turns=tuple(replace(t, author=spoken_by.get(t.n, t.author)) for t in held.turns))
    found = rows(held)
    told = conversations(held, found, view=view)
    for one in told:
        speakers = [message.speaker for message in one.messages]
        assert speakers == [Speaker.HUMAN, Speaker.GPT] * (len(speakers) // 2)
        assert one.messages[-1].loss is True
        assert all((message.loss is None) is (message.speaker is Speaker.HUMAN) for message in one.messages)
    trained = [message.value for one in told for message in one.messages if message.loss]
    assert sorted(trained) == sorted(row.value for row in found)
    assert len({one.id for one in told}) == len(told)


@pytest.mark.parametrize("view", View)
async def test_the_export_is_the_golden_file(view: View, tmp_path: Path) -> None:
    out = tmp_path / "tuned.jsonl"
    await export(out, *two_languages(), options=ExportOptions(view=view))
    assert out.read_text("utf-8") == (GOLDEN / f"agentinstruct.{view.value}.jsonl").read_text("utf-8")
    assert rows_file(out).read_text("utf-8") == (GOLDEN / f"agentinstruct.{view.value}.rows.jsonl").read_text("utf-8")


async def test_the_same_sessions_give_the_same_bytes(tmp_path: Path) -> None:
    reports = [await export(tmp_path / name / "tuned.jsonl", *two_languages()) for name in ("a", "b")]
    assert (reports[0].conversations, reports[0].rows) == (reports[1].conversations, reports[1].rows)
    assert reports[0].manifest.read_bytes() == reports[1].manifest.read_bytes()


LOAD = """
import json, sys
from datasets import Features, List, Value, load_dataset
features = Features({"id": Value("string"), "conversations": List({
    "from": Value("string"), "loss": Value("bool"), "value": Value("string")})})
found = load_dataset("json", data_files=sys.argv[1], features=features, split="train", cache_dir=sys.argv[2])
assert found.features == features, found.features
sys.stdout.write(json.dumps(list(found), ensure_ascii=False))
"""


def load_with_datasets(out: Path, cache: Path) -> object:
    environment = {
        "HF_HUB_OFFLINE": "1",
        "HF_DATASETS_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
        "HF_HOME": str(cache),
        "PYTHONUTF8": "1",
    }
    loaded = subprocess.run(
        [sys.executable, "-c", LOAD, str(out), str(cache)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        timeout=100,
    )
    assert loaded.returncode == 0, loaded.stderr.decode()
    found: object = orjson.loads(loaded.stdout)
    return found


async def test_the_datasets_library_loads_the_same_records_offline(tmp_path: Path) -> None:
    out = tmp_path / "tuned.jsonl"
    await export(out, *two_languages())
    assert load_with_datasets(out, tmp_path / "cache") == [orjson.loads(line) for line in out.read_bytes().splitlines()]


def withdrawn() -> SessionBundle:
    return replace(bundle(), consents=(consent(withdrawn_at=NOW),))


def changed() -> SessionBundle:
    held = bundle()
    return replace(held, turns=(replace(held.turns[0], text="Hello."), *held.turns[1:]))


def forged() -> SessionBundle:
    held = bundle(kind=ReviewerKind.SYNTHETIC)
    assert held.review is not None
    return replace(held, review=replace(held.review, reviewer_kind=ReviewerKind.HUMAN))


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        (replace(bundle(), consents=()), Excluded.NO_CONSENT),
        (replace(bundle(), consents=(consent(ConsentScope.MODEL_PROCESSING),)), Excluded.NO_CONSENT),
        (replace(bundle(), consents=(replace(consent(), given_at=NOW + timedelta(days=1)),)), Excluded.NO_CONSENT),
        (withdrawn(), Excluded.NO_CONSENT),
        (replace(bundle(), review=None), Excluded.UNSIGNED),
        (changed(), Excluded.CONTENT_CHANGED),
        (replace(bundle(), calls=()), Excluded.PROMPT_MISSING),
        (forged(), Excluded.SIGNATURE_WRONG),
        (bundle(kind=ReviewerKind.SYNTHETIC), Excluded.SYNTHETIC),
        (bundle(reject(5)), Excluded.BELOW_REWARD),
        (bundle(reject(3), reject(5), reject(7), reward=1.0), Excluded.NOTHING_TRAINED),
    ],
)
async def test_a_session_that_may_not_leave_stays_with_its_reason(
    held: SessionBundle, reason: Excluded, tmp_path: Path
) -> None:
    out = tmp_path / "tuned.jsonl"
    report = await export(out, held, bundle(id="s-2"))
    manifest = orjson.loads(report.manifest.read_bytes())
    assert report.refused == {"s-1": reason}
    assert {orjson.loads(line)["id"].split(".")[0] for line in out.read_bytes().splitlines()} == {"s-2"}
    assert manifest["funnel"]["sessions_excluded"] == {why.value: int(why is reason) for why in Excluded}
    assert manifest["refused"] == [{"session": "s-1", "reason": reason.value}]


async def test_a_withdrawal_that_lies_ahead_and_a_second_consent_let_a_session_leave(tmp_path: Path) -> None:
    ahead = replace(bundle(), consents=(consent(withdrawn_at=NOW + timedelta(days=1)),))
    again = replace(bundle(id="s-2"), consents=(consent(withdrawn_at=NOW), replace(consent(), id="again")))
    assert (await export(tmp_path / "tuned.jsonl", ahead, again)).sessions_exported == 2


async def test_synthetic_reviews_and_lower_rewards_leave_when_asked_for(tmp_path: Path) -> None:
    options = ExportOptions(allow_synthetic=True, min_reward=0.75)
    report = await export(tmp_path / "tuned.jsonl", bundle(reject(5), kind=ReviewerKind.SYNTHETIC), options=options)
    lines = [orjson.loads(line) for line in rows_file(tmp_path / "tuned.jsonl").read_bytes().splitlines()]
    assert report.trained == {Verdict.ACCEPT: 2}
    assert [(line["turn"], line["reviewer_kind"], line["reward"]) for line in lines] == [
        (3, "synthetic", 0.75),
        (7, "synthetic", 0.75),
    ]


async def test_a_row_of_an_edit_keeps_the_pair_and_where_it_comes_from(tmp_path: Path) -> None:
    out = tmp_path / "tuned.jsonl"
    await export(out, bundle(edit(5)))
    line = orjson.loads(rows_file(out).read_bytes().splitlines()[-1])
    assert {key: line[key] for key in ("id", "conversation", "node", "verdict", "review", "preference")} == {
        "id": "s-1.t5",
        "conversation": "s-1.t5",
        "node": "work",
        "verdict": "edit",
        "review": "review-1",
        "preference": {"chosen": CORRECTION, "rejected": ENGLISH[4]},
    }


async def test_the_manifest_counts_everything(tmp_path: Path) -> None:
    out = tmp_path / "tuned.jsonl"
    report = await export(out, bundle(edit(5)), withdrawn_as("s-2"))
    manifest = orjson.loads(report.manifest.read_bytes())
    none = {"accept": 0, "edit": 0, "reject": 0, "none": 0}
    assert manifest == {
        "format": "agentinstruct",
        "version": 1,
        "made_at": "2026-03-02T09:00:00+00:00",
        "options": {"view": "turn", "thoughts": "left_out", "allow_synthetic": False, "min_reward": 1.0},
        "deidentified": False,
        "features": {"id": "string", "conversations": [{"from": "string", "loss": "bool", "value": "string"}]},
        "files": {
            "conversations": {
                "name": "tuned.jsonl",
                "sha256": report.conversations.sha256,
                "bytes": out.stat().st_size,
                "lines": 2,
            },
            "rows": {
                "name": "tuned.rows.jsonl",
                "sha256": report.rows.sha256,
                "bytes": rows_file(out).stat().st_size,
                "lines": 2,
            },
        },
        "systems": {"You are a helpful, respectful and honest assistant.": 2},
        "funnel": {
            "sessions_seen": 2,
            "sessions_excluded": {why.value: int(why is Excluded.NO_CONSENT) for why in Excluded},
            "sessions_exported": 1,
            "turns": {
                "client": {**none, "none": 3},
                "model": {**none, "accept": 2, "edit": 1},
                "template": {**none, "accept": 1},
                "clinician": none,
            },
            "turns_not_trained": {
                why.value: int(why in {NotTrained.TEMPLATE, NotTrained.AFTER_EDIT}) for why in NotTrained
            },
            "turns_trained": {"accept": 1, "edit": 1},
        },
        "refused": [{"session": "s-2", "reason": "no_consent"}],
    }


def withdrawn_as(id: str) -> SessionBundle:  # noqa: A002  the records call it id
    return replace(bundle(id=id), consents=())


def present(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_a_whole_export_is_complete_and_a_damaged_one_is_not(tmp_path: Path) -> None:
    out = tmp_path / "tuned.jsonl"
    assert not is_complete(out)
    await export(out, bundle())
    assert present(tmp_path) == ["tuned.jsonl", "tuned.manifest.json", "tuned.rows.jsonl"]
    assert is_complete(out)
    out.write_bytes(out.read_bytes()[:-1])
    assert not is_complete(out)


async def broken(*bundles: SessionBundle) -> AsyncGenerator[SessionBundle]:
    for one in bundles:
        yield one
    raise ConnectionResetError


async def test_an_interrupted_export_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        await export_agentinstruct(broken(bundle()), tmp_path / "t.jsonl", ExportOptions(), key=KEY, clock=clock)
    assert present(tmp_path) == []


async def test_an_interrupted_export_leaves_the_earlier_one_whole(tmp_path: Path) -> None:
    out = tmp_path / "tuned.jsonl"
    await export(out, bundle())
    before = contents(tmp_path)
    with pytest.raises(SessionTwice, match="s-2"):
        await export(out, bundle(id="s-2"), bundle(id="s-2"))
    assert contents(tmp_path) == before
    assert is_complete(out)


KILLED = """
import asyncio, os, sys
from pathlib import Path
from tests.tuning_data.reviewed import KEY, bundle, clock
from tuning_data.export.agentinstruct import export_agentinstruct
from tuning_data.export.report import ExportOptions

async def bundles():
    for n in range(400):
        yield bundle(id=f"s-{n}", said=("word " * 2_000,) * 7)
        if n == 100:
            os._exit(9)

asyncio.run(export_agentinstruct(bundles(), Path(sys.argv[1]), ExportOptions(), key=KEY, clock=clock))
"""


def test_a_killed_export_leaves_no_file_under_the_exports_names(tmp_path: Path) -> None:
    out = tmp_path / "tuned.jsonl"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(out)], check=False, timeout=60)
    assert killed.returncode == 9
    left = [path for path in tmp_path.iterdir() if path.suffix != ".partial"]
    assert left == []
    assert any(path.stat().st_size > 1 << 20 for path in tmp_path.iterdir())


async def test_a_later_export_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    out = tmp_path / "tuned.jsonl"
    await export(out, bundle())
    report = await export(out, bundle(id="s-2"))
    assert report.conversations.lines == len(out.read_bytes().splitlines()) == 3
    assert is_complete(out)


async def test_an_export_of_nothing_says_so(tmp_path: Path) -> None:
    report = await export(tmp_path / "tuned.jsonl")
    assert (report.sessions_seen, report.sessions_exported, report.conversations.lines) == (0, 0, 0)
    assert is_complete(tmp_path / "tuned.jsonl")
    assert manifest_file(tmp_path / "tuned.jsonl") == report.manifest


async def test_more_than_one_batch_is_written_whole(tmp_path: Path) -> None:
    long = "word " * 60_000
    said = (*ENGLISH[:2], long, *ENGLISH[3:])
    bundles = [bundle(id=f"s-{n}", said=said) for n in range(4)]
    report = await export(tmp_path / "tuned.jsonl", *bundles)
    assert report.conversations.lines == 12
    assert is_complete(tmp_path / "tuned.jsonl")


async def test_a_review_made_again_after_a_change_lets_the_session_leave(tmp_path: Path) -> None:
    again = signed(changed(), submission())
    report = await export(tmp_path / "tuned.jsonl", again)
    assert (report.sessions_exported, report.made_at) == (1, datetime(2026, 3, 2, 9, tzinfo=UTC))
