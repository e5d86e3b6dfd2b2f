"""Lines as a bank holds them, for tests that train on a handful."""

from memory.record.identity import Language
from strategies.risk.bank_lines import BankLine


def line(
    number: int,
    text: str,
    tier: int,
    form: str = "explicit",
    *,
    kind: str = "none",
    language: Language = Language.EN,
    group: str | None = None,
) -> BankLine:
    """A plain line; in a group of its own unless `group` names one."""
    return BankLine(
        id=str(number),
        group=group or f"g{number}",
        lang=language,
        style="plain",
        form=form,
        kind=kind,
        tier=tier,
        text=text,
    )
