"""What a demo shows: per session the path, facts with their sources, targets, the plan and why it changed, the cost."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from rich.console import Console

from memory.record.course import Origin, PlanVersion
from memory.record.identity import Language, Patient
from memory.record.review import Review, Verdict
from memory.record.session import Author, CallKind, Session, Turn, TurnOrigin
from memory.record.state import Fact, Homework, Note, Target, TargetEvidence
from service.cli.client import Api
from service.routes.risk import RiskPicture
from service.routes.sessions import Why
from service.routes.state import TargetWithEvidence
from tuning_data.export.report import ExportReport


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSession:
    """One session of the demo, as the service told it afterwards. Tokens as the model server counted them."""

    session: Session
    change: str
    turns: list[Turn]
    nodes: list[str]
    facts: list[Fact]
    moved: list[tuple[Target, TargetEvidence]]
    targets: list[Target]
    homework: list[Homework]
    plan: PlanVersion
    note: Note
    risk: list[str]
    claims: Counter[str]
    calls: Counter[str]
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    seconds: float

    @property
    def cached_share(self) -> float:
        """Share of prompt tokens that the server had in its cache."""
        return self.cached_tokens / self.prompt_tokens if self.prompt_tokens else 0.0

    @property
    def replies(self) -> Counter[str]:
        """Therapist turns by origin: spoken by the model, or which reviewed line stood in."""
        return Counter(turn.origin.value for turn in self.turns if turn.author is not Author.CLIENT)

    @property
    def refused(self) -> Counter[str]:
        """Why replies of the model were refused."""
        return Counter(turn.blocked for turn in self.turns if turn.blocked)


def gather_session(api: Api, patient: Patient, session: Session, *, change: str, seconds: float) -> DemoSession:
    """Asks the service for everything that is shown."""
    turns = api.get(f"/v1/sessions/{session.id}/transcript", list[Turn])
    whys = [
        api.get(f"/v1/sessions/{session.id}/turns/{turn.n}/why", Why) for turn in turns if turn.author is Author.CLIENT
    ]
    calls = [call for why in whys for call in why.calls]
    plans = api.get(f"/v1/episodes/{session.episode}/plans", list[PlanVersion])
    targets = api.get(f"/v1/patients/{patient.id}/targets", list[TargetWithEvidence])
    picture = api.get(f"/v1/patients/{patient.id}/risk", RiskPicture)
    facts = api.get(f"/v1/patients/{patient.id}/facts", list[Fact])
    return DemoSession(
        session=api.get(f"/v1/sessions/{session.id}", SessionShown).session,
        change=change,
        turns=turns,
        nodes=_path(turns),
        facts=[fact for fact in facts if fact.source is not None and fact.source.session == session.id],
        moved=[
            (each.target, evidence) for each in targets for evidence in each.evidence if evidence.session == session.id
        ],
        targets=[each.target for each in targets],
        homework=api.get(f"/v1/patients/{patient.id}/homework", list[Homework]),
        plan=next(plan for plan in reversed(plans) if plan.after_session == session.id),
        note=api.get(f"/v1/sessions/{session.id}/note", Note),
        risk=[
            f"tier {event.tier}, level {event.level}, {event.state} ({', '.join(event.layers)}): {event.why}"
            for event in picture.events
            if event.session == session.id
        ],
        claims=Counter(claim.origin.value for why in whys for claim in why.claims),
        calls=Counter(call.kind.value for call in calls),
        prompt_tokens=sum(call.prompt_tokens for call in calls),
        cached_tokens=sum(call.cached_tokens for call in calls),
        completion_tokens=sum(call.completion_tokens for call in calls),
        seconds=seconds,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionShown:
    """The part of a session's view that the demo reads."""

    session: Session


def _path(turns: Sequence[Turn]) -> list[str]:
    nodes: list[str] = []
    for turn in turns:
        if turn.author is not Author.CLIENT and (not nodes or nodes[-1] != turn.node):
            nodes.append(turn.node)
    return nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The whole demo."""

    patient: Patient
    sessions: list[DemoSession]
    reviews: list[Review]
    export: ExportReport
    exported: Path
    model: dict[str, object] = field(default_factory=dict[str, object])
    seconds: float = 0.0

    @classmethod
    def of(
        cls,
        patient: Patient,
        sessions: list[DemoSession],
        reviews: list[Review],
        export: ExportReport,
        exported: Path,
    ) -> Self:
        """The demo's outcome; model and time come last."""
        return cls(patient=patient, sessions=sessions, reviews=reviews, export=export, exported=exported)

    def finished(self, *, model: dict[str, object], seconds: float) -> "Summary":
        """The same with the model that spoke and the seconds it all took."""
        return replace(self, model=model, seconds=seconds)


TITLES = {
    Language.EN: {
        "session": "Session",
        "change": "scripted change",
        "nodes": "nodes",
        "facts": "facts kept",
        "targets": "targets",
        "homework": "homework",
        "plan": "next plan",
        "unchanged": "unchanged: nothing warranted a change",
        "risk": "risk",
        "from": "from rules / from the model",
        "cost": "cost",
        "fallback": "reviewed lines stood in for refused replies",
        "reviews": "Reviews (synthetic)",
        "files": "Files",
        "none": "none",
        "demo": "The embedded model shows flows; it is not fit to advise anyone.",
    },
    Language.ZH: {
        "session": "会谈",
        "change": "预设变化",
        "nodes": "经过的节点",
        "facts": "记下的事实",
        "targets": "靶点",
        "homework": "作业",
        "plan": "下次计划",
        "unchanged": "不变：没有需要改变的理由",
        "risk": "风险",
        "from": "来自规则 / 来自模型",
        "cost": "开销",
        "fallback": "被拒绝的回复由审定语句代替",
        "reviews": "评审（合成）",
        "files": "文件",
        "none": "无",
        "demo": "内置模型只用于演示流程，不适合给任何人建议。",
    },
}


def print_session(told: DemoSession, console: Console, *, language: Language) -> None:
    """One session as a person reads it."""
    title = TITLES[language]
    session = told.session

    def line(key: str, text: str) -> None:
        console.print(f"  {title[key]}: {text}", markup=False, soft_wrap=True)

    console.print(f"\n{title['session']} {session.n} · {session.opened_at.date()}", style="bold", markup=False)
    line("change", told.change)
    line("nodes", " > ".join(told.nodes))
    line("facts", "" if told.facts else title["none"])
    for fact in told.facts:
        _bullet(console, _fact(fact))
    if told.moved:
        line("targets", "")
    for target, evidence in told.moved:
        moved = f"{evidence.moved_from} -> {evidence.moved_to}" if evidence.moved_to else str(target.status)
        _bullet(console, f"{target.label}: {moved} ({evidence.text}; {evidence.origin})")
    if told.homework:
        line("homework", "; ".join(f"{task.text} [{task.outcome or '…'}]" for task in told.homework))
    if told.risk:
        line("risk", "")
    for text in told.risk:
        _bullet(console, text)
    line("plan", ", ".join(item.code for item in told.plan.agenda))
    if not told.plan.replanned:
        _bullet(console, title["unchanged"])
    for change in told.plan.changed:
        _bullet(console, change)
    for reason in told.plan.reasons:
        _bullet(console, f"{reason.rule}: {reason.evidence}")
    line("from", _origins(told))
    if told.refused:
        line("fallback", ", ".join(f"{why} x{count}" for why, count in told.refused.items()))
    calls = ", ".join(f"{kind} x{count}" for kind, count in told.calls.items()) or title["none"]
    line(
        "cost",
        f"{calls}; {told.prompt_tokens} prompt tokens ({told.cached_share:.0%} cached), "
        f"{told.completion_tokens} generated; {told.seconds:.1f} s",
    )


def _bullet(console: Console, text: str) -> None:
    console.print(f"    - {text}", markup=False, soft_wrap=True)


def _fact(fact: Fact) -> str:
    source = fact.source
    where = f" [T{source.turn:03d}] “{source.quote}”" if source is not None else ""
    what = f"{fact.subject} {fact.predicate} {'not ' if fact.negated else ''}{fact.object}"
    return f"{what} ({fact.status}, {fact.origin}){where}"


def _origins(told: DemoSession) -> str:
    facts = Counter(fact.origin for fact in told.facts)
    replies = told.replies
    model = replies.get(TurnOrigin.SPOKEN.value, 0)
    return (
        f"replies {sum(replies.values()) - model} / {model}, slots {told.claims.get('rule', 0)} / "
        f"{told.claims.get('model', 0)}, facts {facts.get(Origin.RULE, 0)} / {facts.get(Origin.MODEL, 0)}, "
        f"note sentences {_from(told.note, Origin.RULE)} / {_from(told.note, Origin.MODEL)}"
    )


def _from(note: Note, origin: Origin) -> int:
    return sum(sentence.origin is origin for sentence in note.sentences)


def print_summary(summary: Summary, console: Console, *, language: Language) -> None:
    """The end of the demo: reviews, export, where the files are."""
    title = TITLES[language]
    console.print(f"\n{title['reviews']}", style="bold")
    for review in summary.reviews:
        verdicts = Counter(one.verdict.value for one in review.verdicts)
        said = ", ".join(f"{name} {count}" for name, count in sorted(verdicts.items()))
        console.print(f"  r = {review.reward:g}: {said}", markup=False)
    export = summary.export
    console.print(
        f"\nAgentInstruct: {export.conversations.lines} conversations, {export.sessions_exported} of "
        f"{export.sessions_seen} sessions; replies to train on: {_counted(export.trained)}",
        markup=False,
        soft_wrap=True,
    )
    console.print(f"\n{title['files']} ({summary.seconds:.0f} s)", style="bold")
    for name in ("summary.json", "agentinstruct.jsonl", "agentinstruct.manifest.json", "throughline.db", "service.log"):
        console.print(f"  {summary.exported.parent / name}", markup=False)
    console.print(f"\n{title['demo']}", style="italic")


def _counted(trained: Mapping[Verdict, int]) -> str:
    return ", ".join(f"{verdict.value} {count}" for verdict, count in trained.items()) or "none"


def write_summary(summary: Summary, path: Path) -> None:
    """The same facts as data, in the form of `throughline schema demo-summary`."""
    body = {
        "patient": {"id": summary.patient.id, "label": summary.patient.label, "locale": summary.patient.locale},
        "sessions": [_session_data(told) for told in summary.sessions],
        "review": {
            "kind": "synthetic",
            "sessions": [
                {
                    "session": review.session,
                    "reward": review.reward,
                    "verdicts": Counter(one.verdict.value for one in review.verdicts),
                    "signed": review.signature is not None,
                }
                for review in summary.reviews
            ],
        },
        "exports": [
            {
                "format": "agentinstruct",
                "path": str(summary.exported),
                "lines": summary.export.conversations.lines,
                "sha256": summary.export.conversations.sha256,
            }
        ],
        "model": {**summary.model, "calls": sum((told.calls for told in summary.sessions), Counter[str]())},
        "seconds": round(summary.seconds, 1),
    }
    path.write_text(json.dumps(body, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")


def _session_data(told: DemoSession) -> dict[str, object]:
    return {
        "n": told.session.n,
        "id": told.session.id,
        "date": told.session.opened_at.date().isoformat(),
        "change": told.change,
        "client_turns": sum(turn.author is Author.CLIENT for turn in told.turns),
        "nodes": told.nodes,
        "facts": [
            {
                "subject": fact.subject,
                "predicate": fact.predicate,
                "object": fact.object,
                "negated": fact.negated,
                "status": fact.status,
                "origin": fact.origin,
                "source": None
                if fact.source is None
                else {"session": told.session.n, "turn": fact.source.turn, "quote": fact.source.quote},
            }
            for fact in told.facts
        ],
        "targets": [
            {
                "id": target.id,
                "label": target.label,
                "status": target.status,
                "baseline": target.baseline,
                "current": target.current,
                "goal": target.goal,
                "evidence": [evidence.text for moved, evidence in told.moved if moved.id == target.id],
            }
            for target in told.targets
        ],
        "homework": [{"text": task.text, "outcome": task.outcome} for task in told.homework],
        "plan": {
            "n": told.plan.n,
            "agenda": [item.code for item in told.plan.agenda],
            "changed": list(told.plan.changed),
            "replanned": told.plan.replanned,
            "why": [{"rule": reason.rule, "evidence": reason.evidence} for reason in told.plan.reasons],
        },
        "risk": told.risk,
        "replies": told.replies,
        "refused": told.refused,
        "slots": told.claims,
        "calls": told.calls,
        "tokens": {
            "prompt": told.prompt_tokens,
            "cached": told.cached_tokens,
            "generated": told.completion_tokens,
        },
        "cached_share": round(told.cached_share, 3),
        "read_calls": told.calls.get(CallKind.READ.value, 0),
        "seconds": round(told.seconds, 1),
    }
