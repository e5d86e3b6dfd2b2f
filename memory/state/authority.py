"""Whose word may close whose: a lower authority never closes a higher one.

What a client wants, feels and is called is the client's own: there the client's word reaches everybody's, and nobody
else's reaches the client's.
"""

from collections.abc import Sequence

from memory.record.state import AUTHORITY_ORDER, Authority, Fact
from memory.state.predicates import is_clients_own

CLIENTS_WORD = frozenset({Authority.CLIENT_STATED, Authority.CLIENT_CONFIRMED})


def rank(authority: Authority) -> int:
    """0 for the weakest."""
    return AUTHORITY_ORDER.index(authority)


def may_close(new: Fact, old: Fact) -> bool:
    """Whether the new fact's authority reaches the old one's."""
    if is_clients_own(new.predicate) and new.subject == old.subject:
        if new.authority in CLIENTS_WORD:
            return True
        if old.authority in CLIENTS_WORD:
            return False
    return rank(new.authority) >= rank(old.authority)


def strongest(facts: Sequence[Fact]) -> Fact:
    """The one with most authority behind it, the first of equals."""
    return max(facts, key=lambda fact: rank(fact.authority))
