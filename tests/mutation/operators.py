"""The faults: every small change of a module's code, one at a time, as an edit of its syntax tree."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

Compared = type[ast.cmpop]
_BOUNDARY: dict[Compared, Compared] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
_NEGATED: dict[Compared, Compared] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_SWAPPED = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "startswith": "endswith",
    "endswith": "startswith",
    "lower": "upper",
    "upper": "lower",
}
_CUT = frozenset({"strip", "rstrip", "lstrip", "sorted", "reversed"})
"""Calls that are replaced by what they are called on."""
_UNREAD = frozenset({"annotation", "returns", "decorator_list", "type_params", "format_spec"})
_ASSERTING = frozenset({"strict"})
"""Keyword arguments that only assert (`zip(..., strict=True)`)."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class Edit:
    """One node put in the place of another."""

    holder: ast.AST
    field: str
    at: int | None
    old: ast.AST
    new: ast.AST

    def apply(self) -> None:
        """Puts the fault in."""
        self._put(self.new)

    def undo(self) -> None:
        """Takes it out."""
        self._put(self.old)

    def _put(self, node: ast.AST) -> None:
        if self.at is None:
            setattr(self.holder, self.field, node)
        else:
            getattr(self.holder, self.field)[self.at] = node


@dataclass(slots=True)
class Mutant:
    """One fault. `path` is the function or class it stands in (() at the top of the module).

    `lines` are those of its statement; `run_once`: it stands in what runs when the module is imported.
    """

    module: str
    path: tuple[str, ...]
    line: int
    lines: range
    run_once: bool
    before: str
    after: str
    edit: Edit
    statement: ast.stmt

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names it, whatever line it stands in."""
        return self.module, ".".join(self.path), self.before, self.after


@dataclass(slots=True)
class _Place:
    module: str
    path: tuple[str, ...]
    statement: ast.stmt
    in_function: bool


def mutants_of(tree: ast.Module, module: str, *, left_out: frozenset[str], no_words: frozenset[str]) -> list[Mutant]:
    """Every fault of a module.

    `left_out` are top-level names whose values are data; `no_words` functions or classes (or "*") whose string
    constants are words for people.
    """
    found: list[Mutant] = []
    for at, statement in enumerate(tree.body):
        if names_of(statement) & (left_out | {"__all__"}) or _is_entry(statement):
            continue
        place = _Place(module, (), statement, in_function=False)
        found += _of_node(tree, "body", at, statement, place, no_words)
    return found


def names_of(statement: ast.stmt) -> set[str]:
    """The names that a statement gives a value to."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    return {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def _is_entry(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and "__name__" in ast.unparse(statement.test)


def _of_node(
    holder: ast.AST, field: str, at: int | None, node: ast.AST, place: _Place, no_words: frozenset[str]
) -> Iterator[Mutant]:
    if isinstance(node, ast.stmt):
        place = _Place(place.module, place.path, node, place.in_function)
    silent = bool({"*", ".".join(place.path), *place.path[:1]} & no_words)
    for new in _others(holder, field, node):
        if not (silent and isinstance(node, ast.Constant) and isinstance(node.value, str)):
            yield _mutant(Edit(holder, field, at, node, new), node, place)
    if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases):
        return
    inner = place
    if isinstance(node, ast.ClassDef | Function) and not place.in_function:
        inner = _Place(place.module, (*place.path, node.name), node, isinstance(node, Function))
    for name, value in ast.iter_fields(node):
        if name in _UNREAD:
            continue
        # Default values are made when the function is defined, but they are swapped with it.
        for number, child in enumerate(cast("list[object]", value)) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not (isinstance(child, ast.keyword) and child.arg in _ASSERTING):
                yield from _of_node(node, name, number, child, inner, no_words)


def _mutant(edit: Edit, node: ast.AST, place: _Place) -> Mutant:
    statement = place.statement
    old = ast.unparse(statement).splitlines()
    whole = edit.old is statement
    edit.apply()
    new = (ast.unparse(edit.new) if whole else ast.unparse(statement)).splitlines()
    edit.undo()
    shown = [(left, right) for left, right in zip(old, new, strict=False) if left != right]
    before, after = shown[0] if shown else (old[0], new[0])
    body = cast("list[ast.stmt] | None", getattr(statement, "body", None))
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return Mutant(
        module=place.module,
        path=place.path,
        line=getattr(node, "lineno", statement.lineno),
        lines=range(statement.lineno, max(last, statement.lineno) + 1),
        run_once=not place.in_function or isinstance(statement, Function),
        before=before.strip(),
        after=after.strip(),
        edit=edit,
        statement=statement,
    )


def _others(holder: ast.AST, field: str, node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    match node:
        case ast.Constant():
            if not isinstance(holder, ast.Expr | ast.MatchValue):
                yield from _constants(node.value)
        case ast.Compare():
            yield from _comparisons(node)
        case ast.BoolOp():
            yield ast.BoolOp(op=ast.Or() if isinstance(node.op, ast.And) else ast.And(), values=node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp() if type(node.op) in _ARITHMETIC:
            yield ast.BinOp(left=node.left, op=_ARITHMETIC[type(node.op)](), right=node.right)
        case ast.Call():
            yield from _calls(node)
        case ast.stmt():
            yield from _statements(node)
        case _:
            pass
    asked = isinstance(holder, ast.If | ast.While | ast.IfExp) and field == "test"
    asked = asked or (isinstance(holder, ast.comprehension) and field == "ifs")
    if asked and not isinstance(node, ast.UnaryOp | ast.Constant) and not _negatable(node):
        assert isinstance(node, ast.expr)
        yield ast.UnaryOp(op=ast.Not(), operand=node)


def _negatable(node: ast.AST) -> bool:
    return isinstance(node, ast.Compare) and len(node.ops) == 1


def _constants(value: object) -> Iterator[ast.Constant]:
    if isinstance(value, bool):
        yield ast.Constant(value=not value)
    elif isinstance(value, int):
        yield from (ast.Constant(value=value + 1), ast.Constant(value=value - 1))
    elif isinstance(value, float):
        yield ast.Constant(value=value + 1)
    elif isinstance(value, str):
        yield ast.Constant(value="" if value else "XX")


def _comparisons(node: ast.Compare) -> Iterator[ast.Compare]:
    for at, op in enumerate(node.ops):
        for table in (_BOUNDARY, _NEGATED):
            if type(op) in table:
                ops = [*node.ops]
                ops[at] = table[type(op)]()
                yield ast.Compare(left=node.left, ops=ops, comparators=node.comparators)


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    function = node.func
    name = (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )
    if name in _SWAPPED:
        new: ast.expr = ast.Name(id=_SWAPPED[name], ctx=ast.Load())
        if isinstance(function, ast.Attribute):
            new = ast.Attribute(value=function.value, attr=_SWAPPED[name], ctx=ast.Load())
        yield ast.Call(func=new, args=node.args, keywords=node.keywords)
    elif name in _CUT and isinstance(function, ast.Attribute):
        yield function.value
    elif name in _CUT and node.args:
        yield node.args[0]


def _statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Return(value=ast.expr() as value) if not _false(value):
            yield ast.Return(value=ast.Constant(value=None))
        case ast.Expr(value=value) if not isinstance(value, ast.Constant | ast.Yield):
            yield ast.Pass()
        case ast.Raise() | ast.AugAssign() | ast.Delete():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case _:
            pass


def _false(value: ast.expr) -> bool:
    """Whether None instead of it says the same: False, 0, "", () and the like."""
    return isinstance(value, ast.Constant) or (isinstance(value, ast.Tuple | ast.List) and not value.elts)
