"""The signing key is made once, kept, and not shared."""

from pathlib import Path

import pytest

from service.errors import SigningKeyUnusable
from service.signing import signing_key


def test_the_key_is_made_on_first_use_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "var" / "signing.key"
    first = signing_key(path)
    assert len(first) == 32
    assert signing_key(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert signing_key(tmp_path / "other.key") != first


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"
    signing_key(path)
    path.chmod(0o644)
    with pytest.raises(SigningKeyUnusable, match="can be read by others; run: chmod 600"):
        signing_key(path)


@pytest.mark.parametrize("text", ["", "not hex", "abcd"])
def test_a_file_that_holds_no_key_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "signing.key"
    path.write_text(text, encoding="ascii")
    path.chmod(0o600)
    with pytest.raises(SigningKeyUnusable, match="holds no signing key"):
        signing_key(path)
    assert path.read_text(encoding="ascii") == text
