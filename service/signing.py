"""The secret that signs reviews: a file of its own, made on first use, readable by its owner only."""

import os
import secrets
from pathlib import Path

from service.errors import SigningKeyUnusable

SECRET_BYTES = 32
MODE = 0o600


def signing_key(path: Path) -> bytes:
    """The secret in `path`, made there when the file does not exist yet. Raises: SigningKeyUnusable, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    except FileExistsError:
        return _read(path)
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(SECRET_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return _read(path)


def _read(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise SigningKeyUnusable(f"{path} can be read by others; run: chmod 600 {path}")
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        raise SigningKeyUnusable(f"{path} holds no signing key") from None
    if len(secret) != SECRET_BYTES:
        raise SigningKeyUnusable(f"{path} holds no signing key of {SECRET_BYTES} bytes")
    return secret
