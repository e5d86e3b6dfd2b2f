"""The words of a drawing, in both languages: kinds, conditions of edges as a clinician reads them, the legend."""

from collections.abc import Collection, Mapping
from typing import Final, assert_never

from memory.record.identity import Language
from strategies.graph.errors import GuardRefused
from strategies.graph.guards import Compare, Expr, Join, Literally, Member, Not, Op, Ref, parse
from strategies.graph.protocol import Ask, Edge, Node, NodeKind, Protocol, Slot, words_in

Words = Mapping[str, tuple[str, str]]
"""key -> (English, Chinese)."""

KINDS: Final[Mapping[NodeKind, tuple[str, str]]] = {
    NodeKind.ASSESS: ("assess", "评估"),
    NodeKind.ASK: ("ask", "询问"),
    NodeKind.PSYCHOEDUCATE: ("educate", "心理教育"),
    NodeKind.INTERVENE: ("intervene", "干预"),
    NodeKind.HOMEWORK: ("homework", "家庭作业"),
    NodeKind.SUMMARISE: ("summarise", "小结"),
    NodeKind.SAFETY: ("safety", "安全"),
    NodeKind.GATE: ("gate", "临床把关"),
    NodeKind.CALL: ("call", "转入方案"),
    NodeKind.END: ("end", "结束"),
}

SAID: Final[Words] = {
    "start": ("start", "开始"),
    "turns": ("≤ {n} turns", "≤ {n}轮"),
    "turns_one": ("1 turn", "1轮"),
    "known": ("{name} known", "已知{name}"),
    "unknown": ("{name} not known", "未知{name}"),
    "true": ("{name}", "{name}"),
    "false": ("not: {name}", "非：{name}"),
    "not": ("not ({inner})", "并非（{inner}）"),
    "or": (" or ", "或"),
    "or_line": ("or {text}", "或{text}"),
    "or_joined": (" or ", "，或"),
    "and": (" and ", "且"),
    "alike_and": ("{text} (all {many})", "{text}（共{many}项）"),
    "alike_or": ("{text} (any of {many})", "{text}（{many}项之一）"),
    "asked": ("asked: {option}", "经判断：{option}"),
    "p": (" (p≥{p:g})", "（p≥{p:g}）"),
    "exhausted": ("after {n} turns", "满{n}轮后"),
    "exhausted_one": ("after 1 turn", "满1轮后"),
    "otherwise": ("otherwise", "否则"),
    "always": ("always", "总是"),
    "ended": ("when it has ended", "结束后"),
    "gate": ("clinician opens", "经临床工作者放行"),
    "gate_when": ("clinician opens: {text}", "经临床工作者放行：{text}"),
    "exposure": ("exposure", "暴露"),
    "calls": ("calls {protocol}", "转入 {protocol}"),
    "missing": ("no such step", "没有这一步"),
    "interrupt": (
        "From every step: {when} leads to {to}; afterwards the session goes on where it stood.",
        "任何一步：若{when}，先进入 {to}，完成后回到原处。",
    ),
    "alarm": ("an alarm that no screen has closed", "有未完成筛查的警报"),
    "risk": ("risk level", "风险等级"),
    "risk.medical": ("a medical emergency", "出现急症"),
    "risk.voices": ("voices that command", "有命令性的声音"),
    "risk.others": ("harm to someone else", "可能伤害他人"),
    "risk.violence": ("harm from someone else", "受到他人伤害"),
    "risk.planned": ("a safety plan is there", "已有安全计划"),
    "frame": ("turns here", "本步轮数"),
    "line_rule": ("rule on what is known", "按已知内容判定"),
    "line_ask": ("closed question about the words", "就来访者的话作封闭判断"),
    "line_exhausted": ("turns used up", "轮数用完"),
    "line_plain": (
        "without words: all that the step asks for is known, or its turns are used up",
        "无文字：本步所问均已知，或轮数用完",
    ),
    "walked_line": ("way taken", "走过的路"),
    "review": ("clinical review: {who}", "临床审阅：{who}"),
    "unreviewed": ("no clinician has read it", "尚无临床工作者审阅"),
    "longest": ("at most {n} client turns", "来访者至多{n}轮"),
    "longest_course": ("at most {n} sessions", "至多{n}次会谈"),
    "unbounded": ("no bound is known", "轮数无上限"),
    "release": ("release {release}", "版本指纹 {release}"),
    "error": ("error", "错误"),
    "warning": ("warning", "警告"),
    "line": ("line {n}", "第{n}行"),
    "session": ("session {n} of {patient}, {on}", "{patient} 第{n}次会谈，{on}"),
    "cohort": ("{n} sessions", "{n}次会谈"),
    "cohort_one": ("1 session", "1次会谈"),
    "stands": ("stands here", "停在此处"),
    "times": ("×{n}", "×{n}"),
    "turns_here": ("{n} turns", "{n}轮"),
    "turns_here_one": ("1 turn", "1轮"),
    "sessions_here": ("{n} of {all}", "{n}/{all}"),
    "elsewhere": (
        "{n} steps went by edges that this version does not have.",
        "有{n}步走的是本版本没有的路径。",
    ),
    "taken": ("taken {n} times", "触发{n}次"),
    "taken_one": ("taken once", "触发1次"),
    "taken_in": ("taken in {n} of {all} sessions", "{all}次会谈中有{n}次触发"),
    "describes": (
        "{nodes} steps from {start} to {ends}; {ways} ways between them.",
        "共{nodes}步，从 {start} 到 {ends}；其间有{ways}条路。",
    ),
    "way": ("from {source} to {to}: {conditions}", "从 {source} 到 {to}：{conditions}"),
    "step": ("{kind} {node}: {purpose}", "{kind} {node}：{purpose}"),
    "joined": ("; ", "；"),
}

_SIGNS: Final = {Op.EQ: "=", Op.NE: "≠", Op.LE: "≤", Op.GE: "≥", Op.LT: "<", Op.GT: ">"}
_VALUES_ZH: Final = {
    "yes": "是",
    "no": "否",
    "unsure": "不确定",
    "refused": "不愿回答",
    "done": "完成",
    "partial": "部分完成",
    "none": "未完成",
    "not_set": "未布置",
}
"""Values that protocols use often; others stand as they are."""

_LONGEST_NAME: Final = 16
_LONGEST_ENGLISH: Final = 26
_BREAKS: Final = "，。、；：（？,;:(?"


def said(key: str, language: Language, **values: object) -> str:
    """The words of `key`, filled; one of a thing has words of its own where they differ."""
    found = f"{key}_one" if values.get("n") == 1 and f"{key}_one" in SAID else key
    return SAID[found][language is Language.ZH].format(**values)


def kind_said(kind: NodeKind, language: Language) -> str:
    """What a kind is called."""
    return KINDS[kind][language is Language.ZH]


def slot_said(name: str, slots: Mapping[str, Slot], language: Language) -> str:
    """A slot's short name: its words up to the first mark.

    English words of more than 26 letters give way to the slot's id; Chinese ones are cut after 16 characters.
    """
    match name:
        case "risk.unscreened_event":
            return said("alarm", language)
        case "risk.level":
            return said("risk", language)
        case "frame.turns":
            return said("frame", language)
        case _ if name in SAID:
            return said(name, language)
        case _:
            pass
    plain = name.replace("_", " ").replace(".", " ")
    slot = slots.get(name)
    words = "" if slot is None else _to_first_mark(words_in(slot.text, language))
    if words[:1].isdigit():
        return plain
    if language is Language.ZH:
        return _cut(words) or plain
    return words if 0 < len(words) <= _LONGEST_ENGLISH else plain


def _to_first_mark(text: str) -> str:
    return text[: min((place for mark in _BREAKS if (place := text.find(mark)) >= 0), default=len(text))]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"


def guard_said(source: str, slots: Mapping[str, Slot], language: Language) -> str:
    """A guard in words. The null test that only guards a comparison is left out; what does not parse is given as is."""
    try:
        tree = parse(source)
    except GuardRefused:
        return source
    return _said(tree, slots, language)


def _said(tree: Expr, slots: Mapping[str, Slot], language: Language) -> str:
    match tree:
        case Ref():
            return said("true", language, name=slot_said(tree.name, slots, language))
        case Literally():
            return said("always", language) if tree.value is True else _value(tree, language)
        case Not(inner=Ref() as ref):
            return said("false", language, name=slot_said(ref.name, slots, language))
        case Not():
            return said("not", language, inner=_said(tree.inner, slots, language))
        case Member():
            options = said("or", language).join(_value(item, language) for item in tree.items)
            return f"{slot_said(tree.left.name, slots, language)} = {options}"
        case Compare():
            return _comparison(tree, slots, language)
        case Join():
            parts = _parts(tree, tree.op)
            if tree.op == "&&":
                used = {name for part in parts if (name := _compared(part)) is not None}
                parts = [part for part in parts if _tested(part) not in used or _tested(part) is None]
            words = [_said(part, slots, language) for part in parts]
            nested = [
                f"({text})" if isinstance(part, Join) and part.op != tree.op else text
                for part, text in zip(parts, words, strict=True)
            ]
            joint = "and" if tree.op == "&&" else "or"
            alike = {text: nested.count(text) for text in nested}  # slots that are called the same in words
            told = [
                text if n == 1 else said(f"alike_{joint}", language, text=text, many=n) for text, n in alike.items()
            ]
            return said(joint, language).join(told)
        case _:
            assert_never(tree)


def _comparison(tree: Compare, slots: Mapping[str, Slot], language: Language) -> str:
    tested = _null_test(tree)
    if tested is not None:
        name, known = tested
        return said("known" if known else "unknown", language, name=slot_said(name, slots, language))
    if isinstance(tree.left, Ref) and isinstance(tree.right, Literally) and isinstance(tree.right.value, bool):
        holds = tree.right.value is (tree.op is Op.EQ)
        return said("true" if holds else "false", language, name=slot_said(tree.left.name, slots, language))
    left, right = (
        slot_said(side.name, slots, language) if isinstance(side, Ref) else _value(side, language)
        for side in (tree.left, tree.right)
    )
    return f"{left} {_SIGNS[tree.op]} {right}"


def _parts(tree: Expr, op: str) -> list[Expr]:
    if isinstance(tree, Join) and tree.op == op:
        return [*_parts(tree.left, op), *_parts(tree.right, op)]
    return [tree]


def _null_test(tree: Expr) -> tuple[str, bool] | None:
    """`name != null` -> (name, True), `name == null` -> (name, False)."""
    if not isinstance(tree, Compare) or tree.op not in (Op.EQ, Op.NE):
        return None
    for ref, other in ((tree.left, tree.right), (tree.right, tree.left)):
        if isinstance(ref, Ref) and isinstance(other, Literally) and other.value is None:
            return ref.name, tree.op is Op.NE
    return None


def _tested(tree: Expr) -> str | None:
    """The name that this part only tests for being known."""
    found = _null_test(tree)
    return found[0] if found is not None and found[1] else None


def _compared(tree: Expr) -> str | None:
    """The name that this part compares with a value."""
    if isinstance(tree, Member):
        return tree.left.name
    if isinstance(tree, Compare) and _null_test(tree) is None and isinstance(tree.left, Ref):
        return tree.left.name
    return None


def _value(literal: Literally, language: Language) -> str:
    value = literal.value
    if value is None or isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    return _VALUES_ZH.get(text, text) if language is Language.ZH else text.replace("_", " ")


def asks_only_for(source: str, names: Collection[str]) -> bool:
    """Whether a guard holds as soon as each of `names` is known, whatever its value, and asks nothing else."""
    try:
        parts = _parts(parse(source), "&&")
    except GuardRefused:
        return False
    tested = [_tested(part) for part in parts]
    return None not in tested and set(tested) == set(names)


def condition_said(edge: Edge, node: Node, protocol: Protocol, language: Language) -> str:
    """When an edge is taken, in words; a clinician's gate is said first."""
    if edge.when is not None:
        return _gated(guard_said(edge.when, protocol.slots, language), edge, language)
    if edge.ask is not None:
        option = option_said(edge.ask, protocol, language)
        return _gated(said("asked", language, option=option) + p_said(edge.ask, language), edge, language)
    if node.turns is None:
        return said("ended" if len(node.edges) == 1 else "otherwise", language)
    return said("exhausted", language, n=node.turns.max)


def _gated(text: str, edge: Edge, language: Language) -> str:
    if edge.gate is None:
        return text
    if text == said("always", language):
        return said("gate", language)
    return said("gate_when", language, text=text)


def option_said(ask: Ask, protocol: Protocol, language: Language) -> str:
    """The answer that an edge asks for, in a word or two."""
    question = protocol.questions.get(ask.question)
    if question is None or language is not Language.ZH or ask.is_ not in question.options:
        return ask.is_.replace("_", " ")
    return _cut(_to_first_mark(words_in(question.options[ask.is_], language)))


def p_said(ask: Ask, language: Language) -> str:
    """The probability that an edge asks for."""
    return "" if ask.min_p is None else said("p", language, p=ask.min_p)
