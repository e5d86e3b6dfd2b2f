"""What courses of tests may ask to be left out."""

import pytest

from strategies.risk.rules import scan


@pytest.fixture
def lexicon_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are heard by the rules alone: what follows from an alarm is looked at, not what the trained layer asks."""
    monkeypatch.setattr("strategies.course.receive.hear", scan)
