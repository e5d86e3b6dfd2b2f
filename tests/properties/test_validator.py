"""The check's yes is a promise: what it accepts, the interpreter walks to an end without raising, within its bound."""

from random import Random

from strategies.graph.check import bounds_of, check
from strategies.graph.errors import GraphError
from strategies.graph.findings import Severity
from strategies.graph.library import Library
from strategies.graph.load import Loaded, load_protocol
from strategies.graph.release import compile_release
from tests.properties.laws import assert_lawful
from tests.properties.making import protocol
from tests.properties.rewriting import as_text
from tests.properties.walker import Client, opened, session_bound, turns_of

SHIPPED = Library.shipped()
DRAWN = 80
WALKS = 6


def accepted(loaded: Loaded) -> bool:
    """Whether the check finds no error; z3 stays out, its findings are of other kinds."""
    found = check(loaded, library=SHIPPED, solve=False)
    return not any(finding.severity is Severity.ERROR for finding in found)


def walks(library: Library, name: str, *, seed: int) -> None:
    """A few sessions. Raises: GraphError, AssertionError."""
    bounds = bounds_of(library[name].protocol, library=library)
    for n in range(WALKS):
        walk = opened(library, name, Client(rng=Random(seed * WALKS + n), alarm_rate=0.05, silence=(n % 3) * 0.45))
        assert walk is not None
        for heard, routed in turns_of(walk, most=session_bound(bounds, 1)):
            assert_lawful(library, heard, routed)
        assert walk.turn <= session_bound(bounds, walk.fired)


def test_what_the_check_accepts_is_walked_to_its_end_and_what_it_refuses_would_break() -> None:
    """Law 13, both ways: no accepted protocol raises; of the refused some really break, so the check is needed."""
    kept = refused = broke = 0
    for seed in range(DRAWN):
        loaded = load_protocol(as_text(protocol(Random(seed))), file=f"drawn-{seed}.yaml")
        screen = SHIPPED["safety_screen"]
        if accepted(loaded):
            kept += 1
            walks(Library([compile_release(loaded.protocol), screen]), "drawn.protocol", seed=seed)
            continue
        refused += 1
        try:
            walks(Library([compile_release(loaded.protocol), screen]), "drawn.protocol", seed=seed)
        except (GraphError, AssertionError):
            broke += 1
    assert kept >= DRAWN // 4, f"only {kept} of {DRAWN} were accepted: the drawing is too wild to show anything"
    assert broke >= refused // 4, f"{broke} of {refused} refused protocols broke"
