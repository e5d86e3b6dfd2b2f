"""The unit of work: one short transaction, the aggregates' stores in it. None is ever open during a model call."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, nullcontext
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from memory.record.identity import Scope
from memory.store.calls import CallStore
from memory.store.catalogue import ActorStore, ReleaseStore
from memory.store.courses import EpisodeStore, PlanStore
from memory.store.crises import CrisisStore, SafetyPlanStore
from memory.store.erasures import ErasureStore
from memory.store.facts import FactStore
from memory.store.formulation import FormulationStore
from memory.store.gates import GateStore, MoveStore
from memory.store.goals import GoalStore
from memory.store.lasting import LastingStore
from memory.store.locate import LocateStore
from memory.store.outbox import ChannelTestStore, DeliveryStore, OutboxStore
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
from memory.store.whole import WholeStore
from memory.store.work import JobStore

StoreT = TypeVar("StoreT")


class _Scoped(Generic[StoreT]):
    """A store that is made when it is first asked for: a turn needs ten of thirty."""

    def __init__(self, made: Callable[[Transaction, Scope], StoreT]) -> None:
        self._made = made
        self._name = ""

    def __set_name__(self, owner: type["Work"], name: str) -> None:
        self._name = name

    def __get__(self, work: "Work", owner: type["Work"]) -> StoreT:
        store = work.opened(self._made)
        work.__dict__[self._name] = store
        return store


def _unscoped(made: Callable[[Transaction], StoreT]) -> Callable[[Transaction, Scope], StoreT]:
    return lambda transaction, _: made(transaction)


class Work:
    """One patient's rows in one transaction. Every statement of a scoped store is limited to tenant and patient."""

    patient = _Scoped(PatientStore)
    consents = _Scoped(ConsentStore)
    episodes = _Scoped(EpisodeStore)
    plans = _Scoped(PlanStore)
    sessions = _Scoped(SessionStore)
    turns = _Scoped(TurnStore)
    slots = _Scoped(SlotStore)
    lasting = _Scoped(LastingStore)
    gates = _Scoped(GateStore)
    moves = _Scoped(MoveStore)
    decisions = _Scoped(DecisionStore)
    calls = _Scoped(CallStore)
    events = _Scoped(EventStore)
    requests = _Scoped(RequestStore)
    drafts = _Scoped(DraftStore)
    facts = _Scoped(FactStore)
    targets = _Scoped(TargetStore)
    homework = _Scoped(HomeworkStore)
    measures = _Scoped(MeasureStore)
    notes = _Scoped(NoteStore)
    risk = _Scoped(RiskStore)
    reviews = _Scoped(ReviewStore)
    presentations = _Scoped(PresentationStore)
    eligibility = _Scoped(EligibilityStore)
    safety_plans = _Scoped(SafetyPlanStore)
    formulation = _Scoped(FormulationStore)
    goals = _Scoped(GoalStore)
    crises = _Scoped(CrisisStore)
    whole = _Scoped(WholeStore)
    erasures = _Scoped(_unscoped(ErasureStore))
    releases = _Scoped(_unscoped(ReleaseStore))
    jobs = _Scoped(_unscoped(JobStore))
    outbox = _Scoped(_unscoped(OutboxStore))
    deliveries = _Scoped(_unscoped(DeliveryStore))

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._transaction = transaction
        self.scope = scope

    def opened(self, made: Callable[[Transaction, Scope], StoreT]) -> StoreT:
        """A store over this transaction and patient."""
        return made(self._transaction, self.scope)


class Catalogue:
    """Rows that belong to no patient, and the way from an id to a patient, in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self.releases = ReleaseStore(transaction)
        self.signatures = SignatureStore(transaction)
        self.actors = ActorStore(transaction)
        self.erasures = ErasureStore(transaction)
        self.jobs = JobStore(transaction)
        self.outbox = OutboxStore(transaction)
        self.deliveries = DeliveryStore(transaction)
        self.channel_tests = ChannelTestStore(transaction)
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
