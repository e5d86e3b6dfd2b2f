"""The formulation: nodes, edges, and the journal of their changes."""

from memory.record import tables
from memory.record.formulation import FormulationChange, FormulationEdge, FormulationNode
from memory.record.identity import Scope
from memory.store.rows import ScopedRows, Shelf, Transaction

NODES = Shelf("formulation node", FormulationNode, tables.formulation_nodes)
EDGES = Shelf("formulation edge", FormulationEdge, tables.formulation_edges)
CHANGES = Shelf("formulation change", FormulationChange, tables.formulation_changes)


class FormulationStore:
    """The case as one graph. Nothing is deleted: what was removed keeps its row and its history."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._nodes = ScopedRows(transaction, scope, NODES)
        self._edges = ScopedRows(transaction, scope, EDGES)
        self._changes = ScopedRows(transaction, scope, CHANGES)

    async def add_node(self, node: FormulationNode) -> None:
        """Keeps a node. Raises: AlreadyThere, ParentMissing."""
        await self._nodes.add(node)

    async def node(self, id: str) -> FormulationNode:  # noqa: A002 - the field's own word
        """One node. Raises: NotFound."""
        return await self._nodes.get(id)

    async def replace_node(self, node: FormulationNode) -> None:
        """The node as it stands now. Raises: NotFound."""
        await self._nodes.replace(node)

    async def nodes(self) -> list[FormulationNode]:
        """Every node, in the order made."""
        return await self._nodes.by(order=("created_at", "id"))

    async def add_edge(self, edge: FormulationEdge) -> None:
        """Keeps an edge. Raises: AlreadyThere, ParentMissing when an end is no node of this patient."""
        await self._edges.add(edge)

    async def edge(self, id: str) -> FormulationEdge:  # noqa: A002 - the field's own word
        """One edge. Raises: NotFound."""
        return await self._edges.get(id)

    async def replace_edge(self, edge: FormulationEdge) -> None:
        """The edge as it stands now. Raises: NotFound."""
        await self._edges.replace(edge)

    async def edges(self) -> list[FormulationEdge]:
        """Every edge, in the order made."""
        return await self._edges.by(order=("created_at", "id"))

    async def add_change(self, change: FormulationChange) -> None:
        """Appends to the journal. Raises: AlreadyThere, ParentMissing."""
        await self._changes.add(change)

    async def changes(self) -> list[FormulationChange]:
        """The journal, in order."""
        return await self._changes.by(order=("at", "id"))
