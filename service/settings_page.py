"""`docs/settings.md`, made from the settings themselves: `python -m service.settings_page > docs/settings.md`."""

import sys
from collections.abc import Iterator
from enum import Enum
from typing import cast

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from service.settings import (
    CONFIG_FILE,
    CONFIG_VARIABLE,
    PREFIX,
    BudgetSettings,
    EmailSettings,
    ModelRole,
    ModelSettings,
    Settings,
)

INTRO = f"""# Settings

Highest first: flags of the command line, environment variables, the file `{CONFIG_FILE}` in the working directory
(or the one that `{CONFIG_VARIABLE}` names), the defaults below. Unknown names in the file are refused; misspelt
variables are named by `throughline doctor`. This page is made from `service/settings.py`; a test keeps it current.
"""

MODELS = f"""
## Model endpoints

One table a role in the file, one variable a value in the environment. Roles: {", ".join(ModelRole)}.
A role that names no `url` takes what it leaves unset from `speak`; one that names its own takes nothing, so that a key
never goes to another server.

```toml
[models.speak]
url = "http://127.0.0.1:8000/v1"
profile = "agentlm"
flavour = "vllm"
```

The same in the environment: `{PREFIX}MODELS__SPEAK__URL`, `{PREFIX}MODELS__SPEAK__PROFILE`, ...; `{PREFIX}MODEL_URL` is
short for the first.
"""

EMAIL = f"""
## E-mail for escalations

One table in the file; in the environment `{PREFIX}ESCALATION_EMAIL__HOST`, `{PREFIX}ESCALATION_EMAIL__TO`, ...

```toml
[escalation_email]
host = "smtp.example.org"
from = "throughline@example.org"
to = "on-call@example.org"
supervisor_to = "supervisor@example.org"
```
"""


def page() -> str:
    """The whole page."""
    parts = [
        INTRO,
        _table(("Setting", "Variable", "Default", "Meaning"), _rows(Settings, variables=True)),
        MODELS,
        _table(("Setting", "Default", "Meaning"), _rows(ModelSettings)),
        "\n`budgets` is a table of its own:\n",
        _table(("Setting", "Default", "Meaning"), _rows(BudgetSettings)),
        EMAIL,
        _table(("Setting", "Default", "Meaning"), _rows(EmailSettings)),
    ]
    return "\n".join(parts)


def _rows(model: type[BaseModel], *, variables: bool = False) -> Iterator[tuple[str, ...]]:
    for name, info in model.model_fields.items():
        if name == "models":
            continue
        variable = (f"`{PREFIX}{name.upper()}`",) if variables else ()
        yield (f"`{info.alias or name}`", *variable, _default(info), info.description or "")


def _default(info: FieldInfo) -> str:
    extra = info.json_schema_extra
    if isinstance(extra, dict) and "default" in extra:
        return str(cast("object", extra["default"]))
    if info.is_required():
        return "needed"
    value = cast("object", info.default)
    match value:
        case None:
            return "unset"
        case BaseModel():
            return "see below"
        case bool():
            return f"`{str(value).lower()}`"
        case Enum():
            return f"`{value.value}`"
        case _:
            return f"`{value}`"


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
