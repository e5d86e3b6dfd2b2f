"""JSON that repeats itself in every row, kept small: zlib (RFC 1950) with a preset dictionary of what it repeats.

Decisions, stacks, ledgers and exchanges are mostly the names of their fields. The first byte says which dictionary was
used: a dictionary is never changed, a better one gets the next number.
"""

import zlib
from dataclasses import dataclass

_FIRST = (
    '{"segment":"system","tokens":60,"budget":60,"dropped":[]},{"segment":"brief","tokens":,"budget":900,"dropped":[]},'
    '{"segment":"opening","tokens":,"budget":1600,"dropped":[]},{"segment":"history","tokens":0,"budget":1600,'
    '"dropped":["oldest exchanges"]},{"segment":"recalled","tokens":0,"budget":500,"dropped":[]},'
    '{"segment":"task","tokens":,"budget":450,"dropped":[]},{"segment":"words","tokens":,"budget":600,"dropped":[]},'
    '{"segment":"reserve","tokens":350,"budget":350,"dropped":[]}'
    '[{"protocol":"safety_screen","release":"","node":"","turns":0,"visits":{"check_in":1,"homework_review":1,'
    '"safety_check":1,"bridge":1,"agenda":1,"work":1,"homework":1,"summary":1,"close":1},"asked":[],"entered_turn":0,'
    '"slots":{"mood":null}}]'
    '{"author":"model","blocked":null,"n":1,"origin":"spoken","text":"","waiting":false},"author":"template",'
    '"origin":"scripted","author":"clinician","origin":"fallback","origin":"crisis",'
    '{"session":"","client_turn":1,"reply":{"n":2,"author":"model","origin":"spoken","text":"","blocked":null,'
    '"waiting":false},"protocol":"cbt.depression.session","node":"","version":1,"ended":false,"risk_tier":0,'
    '"risk_level":0,"calls":1,"requests":1,"prompt_tokens":,"cached_tokens":}'
    '"verdict":"not_reached","why":" of at least client turns here","verdict":"gated","verdict":"abstained",'
    '"why":"the probability of is unknown; the edge asks for ","why":"margin is under ","why":"mass is under ",'
    '"why":" has no answer yet","kind":"semantic","why":"the answer is , not ","why":"no edge can be taken yet",'
    '"why":"the client did not speak to this node","verdict":"not_reached","why":"1 of 3 client turns used here",'
    '[{"edge":"interrupt:risk","kind":"interrupt","to":"protocol:safety_screen","verdict":"not_met",'
    '"why":"the guard does not hold: risk.unscreened_event = false","guard":"risk.unscreened_event",'
    '"inputs":{"risk.unscreened_event":false},"p":null,"mass":null,"threshold":null,"priority":1000},{"edge":"",'
    '"kind":"deterministic","to":"","verdict":"taken","why":"the guard holds: = null","guard":" != null",'
    '"inputs":{"":null},"p":null,"mass":null,"threshold":null,"priority":0},{"edge":"","kind":"exhausted","to":"",'
    '"verdict":"outranked","why":" comes first","guard":null,"inputs":{},"p":null,"mass":null,"threshold":null,'
    '"priority":0},{"edge":"stay","kind":"stay","to":"","verdict":"outranked","why":" comes first","guard":null,'
    '"inputs":{},"p":null,"mass":null,"threshold":null,"priority":0}]'
)
_DICTIONARIES: dict[int, bytes] = {1: _FIRST.encode()}
_NEWEST = max(_DICTIONARIES)


@dataclass(frozen=True, slots=True)
class Packed:
    """Marks a field whose JSON (or text) is kept packed: `Annotated[..., PACKED]`."""


PACKED = Packed()


class NotPacked(ValueError):
    """These bytes were not packed here, or were damaged since."""


def pack(plain: bytes) -> bytes:
    """`plain` with its repetitions taken out."""
    packer = zlib.compressobj(level=9, zdict=_DICTIONARIES[_NEWEST])
    return bytes([_NEWEST]) + packer.compress(plain) + packer.flush()


def unpack(packed: bytes) -> bytes:
    """What `pack` was given. Raises: NotPacked."""
    dictionary = _DICTIONARIES.get(packed[0]) if packed else None
    if dictionary is None:
        raise NotPacked("no dictionary of that number")
    unpacker = zlib.decompressobj(zdict=dictionary)
    try:
        return unpacker.decompress(packed[1:]) + unpacker.flush()
    except zlib.error as error:
        raise NotPacked(str(error)) from error
