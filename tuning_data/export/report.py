"""What an export counted: the funnel, with a reason for everything that stayed behind."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import orjson

from memory.record.review import Verdict
from memory.record.session import Author
from strategies.graph.task import task_json
from tuning_data.export.bundle import SessionBundle
from tuning_data.export.conversations import FEATURES, Conversation, View
from tuning_data.export.files import Written
from tuning_data.export.gates import Excluded
from tuning_data.export.rows import Judged, NotTrained, Thoughts, TrainedTurn


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What may leave and in which form. `min_reward` in [0, 1]: the recipe trains on whole successes only."""

    view: View = View.TURN
    thoughts: Thoughts = Thoughts.LEFT_OUT
    allow_synthetic: bool = False
    min_reward: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """The files of an export and how they came about. `refused` names each session that stayed, with the reason."""

    conversations: Written
    rows: Written
    manifest: Path
    made_at: datetime
    sessions_seen: int
    sessions_exported: int
    trained: dict[Verdict, int]
    refused: dict[str, Excluded]


@dataclass(slots=True)
class Funnel:
    """Counts that grow while sessions come."""

    seen: int = 0
    exported: int = 0
    turns: Counter[tuple[Author, str]] = field(default_factory=Counter[tuple[Author, str]])
    trained: Counter[Verdict] = field(default_factory=Counter[Verdict])
    not_trained: Counter[NotTrained] = field(default_factory=Counter[NotTrained])
    systems: Counter[str] = field(default_factory=Counter[str])
    refused: dict[str, Excluded] = field(default_factory=dict[str, Excluded])

    def refuse(self, bundle: SessionBundle, why: Excluded) -> None:
        """Counts a session that stays."""
        self.refused[bundle.session.id] = why

    def judge(self, bundle: SessionBundle, judged: Judged) -> None:
        """Counts the turns of a session that passed the gates."""
        verdicts = {one.turn: one.verdict.value for one in bundle.review.verdicts} if bundle.review else {}
        for turn in bundle.turns:
            self.turns[turn.author, verdicts.get(turn.n, "none")] += 1
        self.not_trained.update(judged.left_out.values())

    def pass_on(self, told: list[Conversation]) -> None:
        """Counts a session that leaves."""
        self.exported += 1
        for row in (row for conversation in told for row in conversation.trained):
            self.trained[row.verdict] += 1
            self.systems[row.system or ""] += 1

    def manifest(self, options: ExportOptions, made_at: datetime, conversations: Written, rows: Written) -> bytes:
        """The manifest as JSON: options, features, files with hashes, the funnel with every reason, zeros too."""
        why = Counter(self.refused.values())
        told = {
            "format": "agentinstruct",
            "version": 1,
            "made_at": made_at.isoformat(),
            "options": {
                "view": options.view.value,
                "thoughts": options.thoughts.value,
                "allow_synthetic": options.allow_synthetic,
                "min_reward": options.min_reward,
            },
            "deidentified": False,
            "features": FEATURES,
            "files": {"conversations": _facts(conversations), "rows": _facts(rows)},
            "systems": dict(sorted(self.systems.items())),
            "funnel": {
                "sessions_seen": self.seen,
                "sessions_excluded": {reason.value: why[reason] for reason in Excluded},
                "sessions_exported": self.exported,
                "turns": {
                    author.value: {
                        verdict: self.turns[author, verdict] for verdict in (*(one.value for one in Verdict), "none")
                    }
                    for author in Author
                },
                "turns_not_trained": {reason.value: self.not_trained[reason] for reason in NotTrained},
                "turns_trained": {verdict.value: self.trained[verdict] for verdict in (Verdict.ACCEPT, Verdict.EDIT)},
            },
            "refused": [{"session": session, "reason": reason.value} for session, reason in self.refused.items()],
        }
        return orjson.dumps(told, option=orjson.OPT_INDENT_2)


def lineage(conversation: Conversation) -> list[bytes]:
    """One line of JSON for each trained turn of a conversation: where it comes from and who vouches for it."""
    return [orjson.dumps(_lineage(conversation, row)) for row in conversation.trained]


def _lineage(conversation: Conversation, row: TrainedTurn) -> dict[str, object]:
    pair = row.preference
    return {
        "id": row.id,
        "conversation": conversation.id,
        "tenant": row.tenant,
        "patient": row.patient,
        "session": row.session,
        "turn": row.turn,
        "node": row.node,
        "model": row.model,
        "author": row.author.value,
        "origin": row.origin.value,
        "verdict": row.verdict.value,
        "review": row.review,
        "reviewer_kind": row.reviewer_kind.value,
        "reward": row.reward,
        "weight": row.weight,
        "prompt_sha256": row.prompt_sha256,
        "template": row.template,
        "system": row.system,
        "rationale": None if row.thought_origin is None else row.thought_origin.value,
        "preference": None if pair is None else {"chosen": pair.chosen, "rejected": pair.rejected},
        **({} if row.task is None else {"task": orjson.loads(task_json(row.task))}),
    }


def _facts(written: Written) -> dict[str, str | int]:
    return {"name": written.name, "sha256": written.sha256, "bytes": written.bytes, "lines": written.lines}
