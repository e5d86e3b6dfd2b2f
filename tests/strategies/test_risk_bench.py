"""The figures of the risk layers: every line is heard once, whatever is told of it."""

from collections import Counter

import pytest

from benchmarks import risk
from memory.record.identity import Language
from strategies.risk.bank_lines import EXPLICIT, BankLine
from strategies.risk.hearing import hear
from strategies.risk.reading import Reading


def _line(number: int, text: str, tier: int) -> BankLine:
    form = EXPLICIT if tier else "ordinary"
    kind = "suicidal_ideation" if tier else "none"
    return BankLine(
        id=f"l-{number}",
        group=f"g-{number}",
        lang=Language.EN,
        style="plain",
        form=form,
        kind=kind,
        tier=tier,
        text=text,
    )


def test_each_line_is_heard_once_and_both_layers_stand_beside_the_control(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    times: Counter[str] = Counter()

    def counted(text: str, *, context: str = "") -> Reading:
        times[text] += 1
        return hear(text, context=context)

    monkeypatch.setattr(risk, "hear", counted)
    danger, calm = "I am going to kill myself tonight.", "We planted beans along the fence."
    risk.print_bank("two", [_line(1, danger, 3), _line(2, calm, 0)])
    told = capsys.readouterr().out
    assert times == {danger: 1, calm: 1}
    assert "## two: 2 lines of 2 groups, 1 with danger, 1 without" in told
    assert [row.split(" | ")[0] for row in told.splitlines()[4:8]] == [
        "| naive list",
        "| lexicon",
        "| classifier",
        "| united",
    ]
    assert "united: of 1 lines of danger that alarm 1.000 go the way of their kind" in told
