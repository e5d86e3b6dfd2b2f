"""The unit of work: one short transaction, the aggregates' stores in it. None is ever open during a model call."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, nullcontext

from sqlalchemy.ext.asyncio import AsyncEngine

from memory.record.identity import Scope
from memory.store.calls import CallStore
from memory.store.catalogue import ActorStore, ReleaseStore
from memory.store.courses import EpisodeStore, PlanStore
from memory.store.crises import CrisisStore, SafetyPlanStore
from memory.store.facts import FactStore
from memory.store.formulation import FormulationStore
from memory.store.gates import GateStore, MoveStore
from memory.store.goals import GoalStore
from memory.store.lasting import LastingStore
from memory.store.locate import LocateStore
from memory.store.patients import ConsentStore, PatientStore
from memory.store.pool import Connections
from memory.store.presentation import EligibilityStore, PresentationStore
from memory.store.reviews import ReviewStore
from memory.store.risk import RiskStore
from memory.store.rows import Transaction
from memory.store.sessions import SessionStore
from memory.store.signatures import SignatureStore
from memory.store.state import HomeworkStore, MeasureStore, NoteStore, TargetStore
from memory.store.streams import DraftStore, EventStore, RequestStore
from memory.store.turns import DecisionStore, SlotStore, TurnStore
from memory.store.work import JobStore, OutboxStore


class Work:
    """One patient's rows in one transaction. Every statement of a scoped store is limited to tenant and patient."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self.scope = scope
        self.patient = PatientStore(transaction, scope)
        self.consents = ConsentStore(transaction, scope)
        self.episodes = EpisodeStore(transaction, scope)
        self.plans = PlanStore(transaction, scope)
        self.sessions = SessionStore(transaction, scope)
        self.turns = TurnStore(transaction, scope)
        self.slots = SlotStore(transaction, scope)
        self.lasting = LastingStore(transaction, scope)
        self.gates = GateStore(transaction, scope)
        self.moves = MoveStore(transaction, scope)
        self.decisions = DecisionStore(transaction, scope)
        self.calls = CallStore(transaction, scope)
        self.events = EventStore(transaction, scope)
        self.requests = RequestStore(transaction, scope)
        self.drafts = DraftStore(transaction, scope)
        self.facts = FactStore(transaction, scope)
        self.targets = TargetStore(transaction, scope)
        self.homework = HomeworkStore(transaction, scope)
        self.measures = MeasureStore(transaction, scope)
        self.notes = NoteStore(transaction, scope)
        self.risk = RiskStore(transaction, scope)
        self.reviews = ReviewStore(transaction, scope)
        self.presentations = PresentationStore(transaction, scope)
        self.eligibility = EligibilityStore(transaction, scope)
        self.safety_plans = SafetyPlanStore(transaction, scope)
        self.formulation = FormulationStore(transaction, scope)
        self.goals = GoalStore(transaction, scope)
        self.crises = CrisisStore(transaction, scope)
        self.jobs = JobStore(transaction)
        self.outbox = OutboxStore(transaction)


class Catalogue:
    """Rows that belong to no patient, and the way from an id to a patient, in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self.releases = ReleaseStore(transaction)
        self.signatures = SignatureStore(transaction)
        self.actors = ActorStore(transaction)
        self.jobs = JobStore(transaction)
        self.outbox = OutboxStore(transaction)
        self.locate = LocateStore(transaction)


class Store:
    """Opens and closes the transactions. One for each process; whoever opened the engine closes this.

    Writers of one process queue for SQLite's single place in the order in which they came; those of other processes
    wait at the database.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._connections = Connections(engine)
        self._sqlite = engine.dialect.name == "sqlite"
        self._turnstile = asyncio.Lock()

    @asynccontextmanager
    async def write(self, scope: Scope) -> AsyncGenerator[Work]:
        """One short transaction over one patient: kept on a clean exit, undone on an exception."""
        async with self._transaction(writing=True) as transaction:
            yield Work(transaction, scope)

    @asynccontextmanager
    async def read(self, scope: Scope) -> AsyncGenerator[Work]:
        """The same for reading: one moment's view of one patient; a write raises WriteInRead."""
        async with self._transaction(writing=False) as transaction:
            yield Work(transaction, scope)

    @asynccontextmanager
    async def catalogue(self) -> AsyncGenerator[Catalogue]:
        """One short transaction over rows that belong to no patient: kept on a clean exit, undone on an exception."""
        async with self._transaction(writing=True) as transaction:
            yield Catalogue(transaction)

    @asynccontextmanager
    async def read_catalogue(self) -> AsyncGenerator[Catalogue]:
        """The same for reading: holds up no writer."""
        async with self._transaction(writing=False) as transaction:
            yield Catalogue(transaction)

    async def close(self) -> None:
        """Closes every connection."""
        await self._connections.close()
        await self._engine.dispose()

    @asynccontextmanager
    async def _transaction(self, *, writing: bool) -> AsyncGenerator[Transaction]:
        queue = self._turnstile if writing and self._sqlite else nullcontext()
        async with queue, self._connections.one() as driver:
            await driver.begin(writing=writing)
            try:
                yield Transaction(driver=driver, writing=writing)
                await driver.commit()
            except BaseException:
                await driver.rollback()
                raise
