"""The type checker of guards: every name is known, every comparison makes sense, and nothing that may be null is used.

A walk gives, beside the type, the slots that are known to be set when the expression is true and when it is false.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, assert_never

import cel

from strategies.graph.errors import GuardRefused
from strategies.graph.guards import (
    DOTTED,
    Compare,
    Expr,
    Guard,
    Join,
    Literally,
    Member,
    Not,
    Op,
    Ref,
    TypedGuard,
    names_of,
    parse,
)
from strategies.graph.protocol import Slot, SlotType

_NUMBERS: Final = (SlotType.INT, SlotType.FLOAT)
_NOTHING: Final = frozenset[str]()


@dataclass(frozen=True, slots=True)
class _Known:
    """Slots that are set if the expression is true, and if it is false."""

    if_true: frozenset[str] = _NOTHING
    if_false: frozenset[str] = _NOTHING


def type_guard(source: str, *, slots: Mapping[str, Slot]) -> TypedGuard:
    """The tree of a guard over these slots. What types is always CEL, too.

    Raises: GuardRefused with code guard_syntax, guard_type, guard_null or unknown_slot.
    """
    tree = parse(source)
    _Checker(source, slots).condition(tree, _NOTHING)
    return TypedGuard(source=source, tree=tree, names=tuple(sorted(names_of(tree))))


def compile_guard(source: str, *, slots: Mapping[str, Slot]) -> Guard:
    """A guard over these slots, ready to be weighed. Raises: GuardRefused, as `type_guard` does."""
    typed = type_guard(source, slots=slots)
    try:
        program = cel.compile(source)
    except ValueError as error:
        raise GuardRefused(source, code="guard_syntax", place=0, text=str(error)) from error
    return Guard(source=source, tree=typed.tree, names=typed.names, program=program)


@dataclass(frozen=True, slots=True)
class _Checker:
    source: str
    slots: Mapping[str, Slot]

    def condition(self, tree: Expr, known: frozenset[str]) -> _Known:
        """Types `tree` as true or false, given slots already `known` to be set."""
        match tree:
            case Ref():
                if self._type(tree) is not SlotType.BOOL:
                    raise self._refuse("guard_type", tree.place, f"`{tree.name}` is no yes-or-no value; compare it")
                self._set(tree, known)
                return _Known(frozenset({tree.name}), frozenset({tree.name}))
            case Literally():
                if not isinstance(tree.value, bool):
                    raise self._refuse("guard_type", tree.place, f"`{tree.value}` is no condition")
                return _Known()
            case Not():
                inner = self.condition(tree.inner, known)
                return _Known(inner.if_false, inner.if_true)
            case Join():
                return self._join(tree, known)
            case Member():
                return self._member(tree, known)
            case Compare():
                return self._compare(tree, known)
            case _:
                assert_never(tree)

    def _join(self, tree: Join, known: frozenset[str]) -> _Known:
        left = self.condition(tree.left, known)
        if tree.op == "&&":
            right = self.condition(tree.right, known | left.if_true)
            return _Known(left.if_true | right.if_true, left.if_false & right.if_false)
        right = self.condition(tree.right, known | left.if_false)
        return _Known(left.if_true & right.if_true, left.if_false | right.if_false)

    def _member(self, tree: Member, known: frozenset[str]) -> _Known:
        kind = self._type(tree.left)
        self._set(tree.left, known)
        for item in tree.items:
            self._fits(tree.left, kind, item)
        return _Known(frozenset({tree.left.name}), _NOTHING)

    def _compare(self, tree: Compare, known: frozenset[str]) -> _Known:
        left, right = tree.left, tree.right
        if isinstance(left, Literally) and isinstance(right, Literally):
            raise self._refuse("guard_type", tree.place, "two constants are compared")
        if isinstance(left, Literally):
            left, right = right, left
        if not isinstance(left, Ref):
            raise self._refuse("guard_type", tree.place, "a comparison needs a name")
        kind = self._type(left)
        if isinstance(right, Literally) and right.value is None:
            return self._null_test(tree, left)
        ordered = tree.op not in (Op.EQ, Op.NE)
        if ordered and kind not in (*_NUMBERS, SlotType.DATE):
            raise self._refuse("guard_type", tree.place, f"`{left.name}` is of type {kind}; it has no order")
        self._set(left, known)
        if isinstance(right, Ref):
            other = self._type(right)
            if other is not kind and not (kind in _NUMBERS and other in _NUMBERS):
                raise self._refuse("guard_type", tree.place, f"`{left.name}` is {kind}, `{right.name}` is {other}")
            self._set(right, known)
        else:
            self._fits(left, kind, right)
        return _Known()

    def _null_test(self, tree: Compare, ref: Ref) -> _Known:
        if tree.op not in (Op.EQ, Op.NE):
            raise self._refuse("guard_type", tree.place, "null has no order; write `== null` or `!= null`")
        if ref.name in DOTTED:
            raise self._refuse("guard_type", tree.place, f"`{ref.name}` is never null")
        is_set = frozenset({ref.name})
        return _Known(_NOTHING, is_set) if tree.op is Op.EQ else _Known(is_set, _NOTHING)

    def _type(self, ref: Ref) -> SlotType:
        if ref.name in DOTTED:
            return DOTTED[ref.name]
        if ref.name not in self.slots:
            raise self._refuse("unknown_slot", ref.place, f"no slot `{ref.name}` is declared")
        return self.slots[ref.name].type

    def _set(self, ref: Ref, known: frozenset[str]) -> None:
        if ref.name not in DOTTED and ref.name not in known:
            text = f"`{ref.name}` may be null here; write `{ref.name} != null && ...`"
            raise self._refuse("guard_null", ref.place, text, counterexample=f"{ref.name} = null")

    def _fits(self, ref: Ref, kind: SlotType, constant: Literally) -> None:
        value = constant.value
        match kind:
            case SlotType.INT | SlotType.FLOAT:
                fits = isinstance(value, (int, float)) and not isinstance(value, bool)
            case SlotType.BOOL:
                fits = isinstance(value, bool)
            case SlotType.TEXT | SlotType.DATE:
                fits = isinstance(value, str)
            case SlotType.ENUM:
                values = self.slots[ref.name].values
                if isinstance(value, str) and value not in values:
                    text = f"`{ref.name}` is never {value!r}; it is one of {', '.join(values)}"
                    raise self._refuse("guard_type", constant.place, text)
                fits = isinstance(value, str)
            case _:
                assert_never(kind)
        if not fits:
            raise self._refuse("guard_type", constant.place, f"`{ref.name}` is of type {kind}; {value!r} is not")

    def _refuse(self, code: str, place: int, text: str, *, counterexample: str | None = None) -> GuardRefused:
        return GuardRefused(self.source, code=code, place=place, text=text, counterexample=counterexample)
