"""Prompts kept small and exact.

A prompt is mostly the prompt before it. So what is stored of most calls is the difference from the previous call of
the same session and kind: its canonical bytes compressed by zlib (RFC 1950) with the previous call's bytes as the
preset dictionary. Every 16th call stands alone, so that no prompt needs more than 15 others. The SHA-256 of the
canonical bytes is kept beside it and checked whenever a prompt is rebuilt.
"""

import hashlib
import zlib
from collections.abc import Sequence

import orjson
from pydantic import TypeAdapter

from memory.record.session import PromptMessage

KEYFRAME_EVERY = 16
"""One call in so many stands alone."""

_WINDOW = 32 * 1024
_MESSAGES: TypeAdapter[tuple[PromptMessage, ...]] = TypeAdapter(tuple[PromptMessage, ...])


def canonical(messages: Sequence[PromptMessage]) -> bytes:
    """The messages as JSON, UTF-8, keys in order, no spaces: the bytes that are hashed and stored."""
    return orjson.dumps([{"content": message.content, "role": message.role} for message in messages])


def sha256(messages: Sequence[PromptMessage]) -> str:
    """SHA-256 (hex) of the canonical bytes."""
    return digest(canonical(messages))


def digest(plain: bytes) -> str:
    """SHA-256 (hex) of canonical bytes."""
    return hashlib.sha256(plain).hexdigest()


def messages_of(plain: bytes) -> tuple[PromptMessage, ...]:
    """The messages that canonical bytes hold."""
    return _MESSAGES.validate_json(plain)


def pack(plain: bytes, *, base: bytes | None) -> bytes:
    """`plain` compressed; with a base, as the difference from its last 32 KiB."""
    if base is None:
        return zlib.compress(plain, 9)
    packer = zlib.compressobj(level=9, zdict=base[-_WINDOW:])
    return packer.compress(plain) + packer.flush()


def unpack(packed: bytes, *, base: bytes | None) -> bytes:
    """What `pack` was given. Raises: zlib.error."""
    unpacker = zlib.decompressobj() if base is None else zlib.decompressobj(zdict=base[-_WINDOW:])
    return unpacker.decompress(packed) + unpacker.flush()


def unpack_chain(chain: Sequence[bytes]) -> bytes:
    """The last prompt of a chain that begins with one standing alone. Raises: zlib.error."""
    plain: bytes | None = None
    for packed in chain:
        plain = unpack(packed, base=plain)
    return b"" if plain is None else plain
