"""The plan as a protocol file: YAML that people can read and mend, marked where a clinician has to decide."""

import json
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from memory.record.identity import Language
from strategies.graph.protocol import NodeKind
from strategies.sop.doubts import Doubts
from strategies.sop.graph import SopNode
from strategies.sop.protocol_plan import Plan, PlannedEdge, PlannedNode
from strategies.sop.slots import SlotSpec
from strategies.sop.targets import KNOWN, KnownTarget, named_target
from strategies.sop.wording import LINES, SAYINGS, held

_MUSTS: Final = 5
PLACEHOLDER: Final = "tgt.to_name"
_RISK: Final = (
    '{id: risk, priority: 1000, when: "risk.unscreened_event", to: "protocol:safety_screen", resume: after_screen}'
)
_EXPOSURE: Final = re.compile(r"\bexposure\b|interoceptive|hyperventilat|spinning|暴露", re.IGNORECASE)
_EXPOSES: Final = re.compile(
    r"\b(?:carry out|do|run|conduct|begin|start|continue|repeat|perform|guide|lead)\b|\bexercise\b|"
    r"进行|开始|执行|做|练习",
    re.IGNORECASE,
)


def protocol_id(file: str) -> str:
    """An id from a file's name."""
    stem = PurePath(file).name
    for ending in (".md", ".markdown", ".txt"):
        stem = stem.removesuffix(ending)
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", stem).strip("_")
    return f"sop.{plain or 'procedure'}"[:50]


class ProtocolText:
    """Writes one protocol. `title` is the source's; `source` its file name."""

    def __init__(self, name: str, *, title: str, source: str, language: Language, doubts: Doubts) -> None:
        self._name = name
        self._title = title
        self._source = source
        self._language = language
        self._doubts = doubts
        self._lines: list[str] = []
        self._exposure = False

    def write(self, plan: Plan, *, level: str = "session") -> str:
        """The file's text."""
        self._exposure = any(self._exposes(node) for node in plan.nodes.values())
        targets = self._targets(plan)
        head: dict[str, object] = {
            "id": self._name,
            "level": level,
            "version": "0.1.0",
            "languages": [self._language.value],
        }
        if self._exposure:
            head["requires_gate"] = True
        self._say("# Written from a procedure; every line marked `placeholder` or asked about waits for a clinician.")
        self._say(f"# Source: {self._source}")
        self._say("protocol:")
        for key, value in head.items():
            self._say(f"  {key}: {_flow(value)}")
        self._say(f"  title: {self._text(self._title or self._name)}")
        self._say("  clinical_review: none")
        self._say("", f"start: {plan.start}", "")
        self._target_block(plan, targets)
        self._slot_block(plan)
        self._question_block(plan)
        if plan.nodes:
            self._say("interrupts:")
            self._say(f"  - {_RISK}", "")
        self._say("nodes:")
        for name, node in plan.nodes.items():
            self._node(name, node, plan, targets)
        return "\n".join(self._lines) + "\n"

    def _say(self, *lines: str) -> None:
        self._lines.extend(lines)

    def _text(self, words: str) -> str:
        return f"{{{self._language.value}: {json.dumps(held(words), ensure_ascii=False)}}}"

    def _said(self, name: str) -> str:
        return self._text(SAYINGS[name][self._language])

    # ---- targets --------------------------------------------------------------------------------------------------

    def _targets(self, plan: Plan) -> dict[str, KnownTarget | None]:
        """Step -> the target it moves; None for the placeholder."""
        found: dict[str, KnownTarget | None] = {}
        for name, planned in plan.nodes.items():
            if planned.kind is NodeKind.INTERVENE and planned.node is not None:
                found[name] = named_target(planned.node.words.text, planned.node.title, self._title)
        return found

    def _target_block(self, plan: Plan, targets: dict[str, KnownTarget | None]) -> None:
        if not targets:
            return
        self._say("targets:")
        for target in KNOWN:
            if target in targets.values():
                label = self._text(target.label[self._language])
                self._say(
                    f"  {target.id}: "
                    f"{{kind: {target.kind}, measure: {target.measure}, direction: {target.direction}, label: {label}}}"
                    f""
                )
        if None in targets.values():
            label = self._said("target")
            self._say(f"  {PLACEHOLDER}: {{kind: placeholder, direction: down, label: {label}}}")
        self._say("")
        del plan

    def _links(self, name: str, planned: PlannedNode, plan: Plan, targets: dict[str, KnownTarget | None]) -> list[str]:
        """A step's targets: what it moves, and what it measures; a target that nothing measures is measured first."""
        links: list[str] = []
        if name in targets:
            target = targets[name]
            links.append(f"{{id: {target.id if target is not None else PLACEHOLDER}, role: move}}")
        moved = {target.id if target is not None else PLACEHOLDER for target in targets.values()}
        own = {slot.name for slot in planned.collects}
        measured = {target.id for target in KNOWN if own & set(target.slots)} & moved
        if name == plan.start:
            measured |= moved
        links += [f"{{id: {target}, role: measure}}" for target in sorted(measured)]
        return links

    # ---- slots and questions --------------------------------------------------------------------------------------

    def _slot_block(self, plan: Plan) -> None:
        if not plan.slots:
            return
        self._say("slots:")
        safe = {slot.name for node in plan.nodes.values() if node.kind is not NodeKind.SAFETY for slot in node.collects}
        for slot in plan.slots.values():
            self._say(f"  {slot.name}: {self._slot(slot, sensitive=slot.name not in safe)}")
        self._say("")

    def _slot(self, slot: SlotSpec, *, sensitive: bool) -> str:
        parts = [f"type: {slot.type.value}"]
        if slot.range is not None:
            parts.append(f"range: [{slot.range[0]}, {slot.range[1]}]")
        if slot.values:
            parts.append(f"values: {_flow(list(slot.values))}")
        if slot.reader is not None:
            parts.append(f"reader: {slot.reader.value}")
        if sensitive:
            parts.append("sensitive: true")
        parts.append(f"text: {self._text(slot.words)}")
        return f"{{{', '.join(parts)}}}"

    def _question_block(self, plan: Plan) -> None:
        asked = {name: node for name, node in plan.nodes.items() if node.options}
        if not asked:
            return
        self._say("questions:")
        for name, planned in asked.items():
            label = planned.node.label if planned.node is not None else name
            self._say(f"  ask_{name}:")
            self._say(f"    text: {self._text(SAYINGS['which'][self._language].format(step=label))}")
            self._say("    options:")
            self._say(*(f"      {option}: {self._text(words)}" for option, words in planned.options.items()))
        self._say("")

    # ---- nodes ----------------------------------------------------------------------------------------------------

    def _exposes(self, planned: PlannedNode) -> bool:
        if planned.kind is not NodeKind.INTERVENE or planned.node is None:
            return False
        words = f"{planned.node.words.text} {planned.node.title}"
        about = f"{words} {self._title}"
        return bool(_EXPOSURE.search(about)) and bool(_EXPOSES.search(words))

    def _node(self, name: str, planned: PlannedNode, plan: Plan, targets: dict[str, KnownTarget | None]) -> None:
        node = planned.node
        if node is not None:
            self._say(f"  # source {node.span[0]}-{node.span[1]}")
        self._say(f"  {name}:")
        self._say(f"    kind: {planned.kind.value}")
        self._say(f"    purpose: {self._text(_purpose(node) or SAYINGS['finish'][self._language])}")
        links = self._links(name, planned, plan, targets)
        if links:
            self._say("    targets:", *(f"      - {link}" for link in links))
        if planned.collects:
            self._say(f"    collects: [{', '.join(slot.name for slot in planned.collects)}]")
        if planned.kind is NodeKind.INTERVENE:
            self._say(f"    state_reached: {{question: {self._said('state')}, min_p: 0.7, on_not_reached: stay}}")
        if node is not None:
            self._list("must", (piece.text for piece in node.details[:_MUSTS]))
            self._list("never", (piece.text for piece in node.nevers))
        if planned.kind is NodeKind.CALL:
            protocol = planned.calls if planned.calls == "safety_screen" else f"{self._name}.{planned.calls}"
            self._say(f"    call: {{protocol: {protocol}}}")
        else:
            self._say(f"    fallback: {self._text(LINES[planned.kind][self._language])}  # placeholder")
        if self._exposes(planned):
            self._say("    exposure: true")
        if planned.turns is not None:
            self._say(f"    turns: {{max: {planned.turns}}}")
        if planned.visits is not None:
            self._say(f"    visits: {{max: {planned.visits}}}")
        if planned.edges:
            self._say("    edges:")
            self._say(*(f"      - {self._edge(name, edge)}" for edge in planned.edges))
        self._say("")

    def _list(self, key: str, texts: Iterable[str]) -> None:
        found = [self._text(text) for text in texts]
        if found:
            self._say(f"    {key}:", *(f"      - {text}" for text in found))

    def _edge(self, name: str, edge: PlannedEdge) -> str:
        parts = [f"to: {edge.to}"]
        if edge.when is not None:
            parts.append(f"when: {json.dumps(edge.when)}" if '"' not in edge.when else f"when: '{edge.when}'")
        elif edge.option is not None:
            parts.append(f"ask: {{question: ask_{name}, is: {edge.option}}}")
        else:
            parts.append("after: exhausted")
        if edge.gated:
            parts.append("gate: clinician")
        if edge.last:
            parts.append("priority: -1")
        return f"{{{', '.join(parts)}}}"


def _purpose(node: SopNode | None) -> str:
    if node is None:
        return ""
    return node.title or node.words.text


def _flow(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(json.dumps(each, ensure_ascii=False) for each in value)}]"  # pyright: ignore[reportUnknownVariableType]  # items are strings
    return str(value)
