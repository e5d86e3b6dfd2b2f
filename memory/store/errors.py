"""What may go wrong with the store.

MemoryStoreError
├── NotFound             no such row in this scope, whoever else may have one
│   └── ParentMissing    the row to keep names a session, an episode, a patient ... that is not in this scope
├── AlreadyThere         a row with this key exists, or another row holds a place that only one may hold
├── ConstraintBroken     a key or a parent stood in the way of a change; the row stores say which, as one of the above
├── StaleVersion         the session has moved on since the caller read it
├── LeaseLost            someone else works on this now
├── PromptDamaged        a stored prompt does not give the bytes whose hash was kept with it
├── OutOfScope           a record of another tenant or patient was handed to a scoped store: a defect of the caller
├── WriteInRead          a write was asked of a transaction that was opened for reading: a defect of the caller
├── Unstorable           text that not every database can hold (a NUL, half of a surrogate pair)
├── DatabaseUnknown      the DSN names neither a SQLite file nor a PostgreSQL
├── DatabaseUnsafe       PostgreSQL with fsync or synchronous_commit off: a commit there is no promise
└── DatabaseFailed       the database cannot be used as it is
    ├── DatabaseUnreachable  no connection, or it broke
    └── DatabaseDamaged      SQLite's file is there, but not whole, or it is no database
"""


class MemoryStoreError(Exception):
    """Any failure of the store."""


class NotFound(MemoryStoreError):
    """No such row in this scope."""

    def __init__(self, kind: str, id: str) -> None:  # noqa: A002 - the field's own word
        super().__init__(f"no {kind} {id}")
        self.kind = kind
        self.id = id


class ParentMissing(NotFound):
    """The row to keep names a row that is not in this scope; `kind` and `id` are those of the row to keep."""

    def __init__(self, kind: str, id: str) -> None:  # noqa: A002 - the field's own word
        super().__init__(kind, id)
        self.args = (f"{kind} {id} belongs to a row that is not there",)


class AlreadyThere(MemoryStoreError):
    """A row with this key exists, or another row holds a place that only one may hold."""

    def __init__(self, kind: str, id: str) -> None:  # noqa: A002 - the field's own word
        super().__init__(f"{kind} {id} is already there, or its place is taken")
        self.kind = kind
        self.id = id


class ConstraintBroken(MemoryStoreError):
    """The database refused a change: a row's `parent` is missing, or else its place is taken."""

    def __init__(self, *, parent: bool) -> None:
        super().__init__("a row's parent is missing" if parent else "a row's place is taken")
        self.parent = parent


class StaleVersion(MemoryStoreError):
    """The session has moved on since the caller read it."""

    def __init__(self, session: str, expected: int, found: int) -> None:
        super().__init__(f"session {session} is at version {found}, not {expected}")
        self.session = session
        self.expected = expected
        self.found = found


class LeaseLost(MemoryStoreError):
    """Someone else works on this now: `kind` is request, job or message."""

    def __init__(self, kind: str, id: str) -> None:  # noqa: A002 - the field's own word
        super().__init__(f"the lease on {kind} {id} is held by someone else")
        self.kind = kind
        self.id = id


class PromptDamaged(MemoryStoreError):
    """A stored prompt does not give the bytes whose hash was kept with it."""

    def __init__(self, call: str) -> None:
        super().__init__(f"the prompt of call {call} does not match its hash")
        self.call = call


class OutOfScope(MemoryStoreError):
    """A record of another tenant or patient was handed to a scoped store."""

    def __init__(self, kind: str, id: str) -> None:  # noqa: A002 - the field's own word
        super().__init__(f"{kind} {id} belongs to another tenant or patient")
        self.kind = kind
        self.id = id


class WriteInRead(MemoryStoreError):
    """A write was asked of a transaction that was opened for reading."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"writing {kind} in a transaction opened for reading")
        self.kind = kind


class Unstorable(MemoryStoreError):
    """Text that not every database can hold."""

    def __init__(self, kind: str, field: str) -> None:
        super().__init__(f"{kind}.{field} holds a character that cannot be stored")
        self.kind = kind
        self.field = field


class DatabaseUnknown(MemoryStoreError):
    """The DSN names neither a SQLite file nor a PostgreSQL. The DSN itself is not repeated: it may hold a password."""


class DatabaseUnsafe(MemoryStoreError):
    """PostgreSQL with `setting` off: a commit there is no promise."""

    def __init__(self, setting: str) -> None:
        super().__init__(f"PostgreSQL runs with {setting} off: a committed turn could be lost")
        self.setting = setting


class DatabaseFailed(MemoryStoreError):
    """The database cannot be used as it is. `place`: which one, without its password; empty until that is known."""

    def __init__(self, why: str = "", *, place: str = "") -> None:
        super().__init__(why)
        self.place = place


class DatabaseUnreachable(DatabaseFailed):
    """No connection to the database, or it broke."""


class DatabaseDamaged(DatabaseFailed):
    """SQLite's file is there, but not whole, or it is no database."""
