"""What is packed comes back to the byte, and damage is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.record.packing import NotPacked, pack, unpack


@given(st.binary(max_size=4000))
def test_whatever_is_packed_comes_back(plain: bytes) -> None:
    assert unpack(pack(plain)) == plain


def test_what_repeats_takes_little_room() -> None:
    stay = b'{"edge":"stay","kind":"stay","to":"agenda","verdict":"outranked","why":"agenda>work comes first"}'
    assert len(pack(stay)) < len(stay) / 2


@pytest.mark.parametrize(
    "damaged", [b"", b"\x00abc", b"\xff" + pack(b"words")[1:], pack(b"some words here")[:-3] + b"zzz"]
)
def test_what_was_not_packed_here_is_refused(damaged: bytes) -> None:
    with pytest.raises(NotPacked):
        unpack(damaged)
