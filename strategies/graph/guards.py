"""Guards: the CEL subset that edges and interrupts use, parsed and typed here, evaluated by the CEL library.

Null tests, comparisons, `&&`, `||`, `!`, `in [..]`, parentheses; numbers, strings, true, false; slots and the dotted
names `risk.unscreened_event`, `risk.level`, `frame.turns` and the risk flags. Every slot is bound, unset = null, so a
value that may be null must be tested before it is used: `mood != null && mood >= 7`. The type checker
follows `&&`, `||` and `!`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal, NamedTuple, assert_never

import cel

from memory.record.session import SlotValue
from strategies.graph.errors import GuardRefused
from strategies.graph.protocol import SlotType

MAX_DEPTH: Final = 20
MAX_DIGITS: Final = 15
"""Of a number in a guard: so many are exact in every type that takes part."""


class Op(StrEnum):
    """Comparison operators."""

    EQ = "=="
    NE = "!="
    LE = "<="
    GE = ">="
    LT = "<"
    GT = ">"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A slot or one of the dotted names."""

    name: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Literally:
    """A constant. None is `null`."""

    value: bool | int | float | str | None
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """`left op right`."""

    op: Op
    left: "Ref | Literally"
    right: "Ref | Literally"
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """`left in [items]`."""

    left: Ref
    items: tuple[Literally, ...]
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """`!inner`."""

    inner: "Expr"
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """`left && right` or `left || right`."""

    op: Literal["&&", "||"]
    left: "Expr"
    right: "Expr"
    place: int


Expr = Ref | Literally | Compare | Member | Not | Join

_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<string>\"[^\"\\\x00-\x1f\x7f-\x9f\u2028\u2029]*\"|'[^'\\\x00-\x1f\x7f-\x9f\u2028\u2029]*')"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*)|(?P<op>&&|\|\||==|!=|<=|>=|[!<>()\[\],]))"
)


class _Token(NamedTuple):
    kind: str
    text: str
    place: int


def _tokens(source: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    end = len(source.rstrip())
    while at < end:
        match = _TOKEN.match(source, at)
        if match is None or match.lastgroup is None:
            place = at + len(source[at:]) - len(source[at:].lstrip())
            text = f"{source[place]!r} does not belong in a guard"
            raise GuardRefused(source, code="guard_syntax", place=place, text=text)
        token = _Token(match.lastgroup, match.group(match.lastgroup), match.start(match.lastgroup))
        if token.kind == "number" and sum(sign.isdigit() for sign in token.text) > MAX_DIGITS:
            text = f"a number of more than {MAX_DIGITS} digits"
            raise GuardRefused(source, code="guard_syntax", place=token.place, text=text)
        found.append(token)
        at = match.end()
    return found


@dataclass(slots=True)
class _Parser:
    source: str
    tokens: list[_Token]
    at: int = 0
    depth: int = 0

    def parse(self) -> Expr:
        tree = self._or()
        if self.at < len(self.tokens):
            raise self._refuse(f"`{self.tokens[self.at].text}` is one too many")
        return tree

    def _or(self) -> Expr:
        left = self._and()
        while self._next("||"):
            place = self._take().place
            left = Join(op="||", left=left, right=self._and(), place=place)
        return left

    def _and(self) -> Expr:
        left = self._not()
        while self._next("&&"):
            place = self._take().place
            left = Join(op="&&", left=left, right=self._not(), place=place)
        return left

    def _not(self) -> Expr:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._refuse(f"nested more than {MAX_DEPTH} deep")
        try:
            if self._next("!"):
                place = self._take().place
                return Not(inner=self._not(), place=place)
            if self._next("("):
                self._take()
                inner = self._or()
                self._need(")")
                return inner
            return self._relation()
        finally:
            self.depth -= 1

    def _relation(self) -> Expr:
        left = self._atom()
        if self.at < len(self.tokens) and self.tokens[self.at].kind == "op":
            token = self.tokens[self.at]
            if token.text in tuple(Op):
                self._take()
                return Compare(op=Op(token.text), left=left, right=self._atom(), place=token.place)
        if self._next("in"):
            place = self._take().place
            if not isinstance(left, Ref):
                raise self._refuse("only a name can be `in` a list")
            return Member(left=left, items=self._items(), place=place)
        return left

    def _items(self) -> tuple[Literally, ...]:
        self._need("[")
        items: list[Literally] = []
        while True:
            item = self._atom()
            if not isinstance(item, Literally) or item.value is None:
                raise self._refuse("a list holds constants only")
            items.append(item)
            if not self._next(","):
                break
            self._take()
        self._need("]")
        return tuple(items)

    def _atom(self) -> Ref | Literally:
        if self.at >= len(self.tokens):
            raise self._refuse("it breaks off")
        token = self._take()
        match token.kind:
            case "number":
                value = float(token.text) if "." in token.text else int(token.text)
                return Literally(value=value, place=token.place)
            case "string":
                return Literally(value=token.text[1:-1], place=token.place)
            case "name" if token.text in _CONSTANTS:
                return Literally(value=_CONSTANTS[token.text], place=token.place)
            case "name" if token.text != "in":
                return Ref(name=token.text, place=token.place)
            case _:
                self.at -= 1
                raise self._refuse(f"a name or a constant is missing before `{token.text}`")

    def _next(self, text: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].text == text

    def _take(self) -> _Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _need(self, text: str) -> None:
        if not self._next(text):
            raise self._refuse(f"`{text}` is missing")
        self._take()

    def _refuse(self, text: str) -> GuardRefused:
        place = self.tokens[self.at].place if self.at < len(self.tokens) else len(self.source)
        return GuardRefused(self.source, code="guard_syntax", place=place, text=text)


NAME: Final = re.compile(r"\"[^\"]*\"|'[^']*'|[A-Za-z][A-Za-z0-9_.]*")
"""A name in a guard, or a string, which holds none."""

_CONSTANTS: Final[dict[str, bool | None]] = {"null": None, "true": True, "false": False}


def parse(source: str) -> Expr:
    """The tree of a guard. Raises: GuardRefused."""
    return _Parser(source, _tokens(source)).parse()


def names_of(tree: Expr) -> frozenset[str]:
    """Every name the guard reads."""
    found: set[str] = set()
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        match each:
            case Ref():
                found.add(each.name)
            case Literally():
                pass
            case Compare() | Join():
                waiting.append(each.left)
                waiting.append(each.right)
            case Member():
                found.add(each.left.name)
            case Not():
                waiting.append(each.inner)
            case _:
                assert_never(each)
    return frozenset(found)


def renamed(tree: Expr, names: Mapping[str, str]) -> Expr:
    """The guard with other names; its places are those of the guard it was made from."""
    match tree:
        case Ref():
            return _called(tree, names)
        case Literally():
            return tree
        case Compare():
            left, right = (_called(side, names) if isinstance(side, Ref) else side for side in (tree.left, tree.right))
            return Compare(op=tree.op, left=left, right=right, place=tree.place)
        case Member():
            return Member(left=_called(tree.left, names), items=tree.items, place=tree.place)
        case Not():
            return Not(inner=renamed(tree.inner, names), place=tree.place)
        case Join():
            return Join(op=tree.op, left=renamed(tree.left, names), right=renamed(tree.right, names), place=tree.place)
        case _:
            assert_never(tree)


def _called(ref: Ref, names: Mapping[str, str]) -> Ref:
    return Ref(name=names.get(ref.name, ref.name), place=ref.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedGuard:
    """A guard that types. `names` are what it reads, in order of the alphabet."""

    source: str
    tree: Expr
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard(TypedGuard):
    """A guard that can be weighed: CEL evaluates it."""

    program: cel.Program = field(compare=False, repr=False)

    def inputs(self, values: Mapping[str, SlotValue]) -> dict[str, SlotValue]:
        """The values it reads; unset = None."""
        return {name: values.get(name) for name in self.names}

    def holds(self, values: Mapping[str, SlotValue]) -> bool:
        """Whether it holds when the names have these values (unset = null)."""
        bound: dict[str, SlotValue | dict[str, SlotValue]] = {}
        for name in self.names:
            head, _, tail = name.partition(".")
            if tail:
                inner = bound.setdefault(head, {})
                if isinstance(inner, dict):
                    inner[tail] = values.get(name)
            else:
                bound[name] = values.get(name)
        return self.program.execute(bound) is True


RISK_FLAGS: Final = ("medical", "voices", "others", "violence", "planned")
"""What a guard may know of risk beside its level: kinds of danger that are open, and that there is a safety plan."""

DOTTED: Final[dict[str, SlotType]] = {
    "risk.unscreened_event": SlotType.BOOL,
    "risk.level": SlotType.INT,
    "frame.turns": SlotType.INT,
    **{f"risk.{flag}": SlotType.BOOL for flag in RISK_FLAGS},
}
RESERVED: Final = frozenset(
    (
        *("risk", "frame", "gate", "null", "true", "false", "in", "as", "break", "const", "continue", "else"),
        *("for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while"),
    )
)
"""Words that no slot may be named: CEL keeps them, or they head a dotted name."""
