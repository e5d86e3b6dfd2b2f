"""Completes `docs/ownership.md`: `python -m tests.ownership_page`.

A line that stands is kept as it is; a new module's line begins as the first sentence of its docstring.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "ownership.md"
PACKAGES = {
    "memory": "what is known",
    "strategies": "what to do next",
    "tuning_data": "what was learnt",
    "service": "the edge",
}
LINE = re.compile(r"^- `([\w/]+\.py)`: (\S.*)$")
INTRO = """# Who owns what

One line a module: the one idea it holds. A test keeps the list complete. `__init__.py` files hold a docstring only, and
migrations speak for themselves.
"""


def modules() -> dict[str, list[str]]:
    """Package -> its modules, sorted."""
    return {
        package: sorted(
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / package).rglob("*.py")
            if path.name != "__init__.py" and path.parent.name != "versions"
        )
        for package in PACKAGES
    }


def completed(page: str) -> str:
    """The page with a line for every module that is there, and none for others."""
    kept = {found[1]: found[2] for line in page.splitlines() if (found := LINE.match(line))}
    parts = [INTRO]
    for package, names in modules().items():
        parts.append(f"\n## {package}/: {PACKAGES[package]}\n\n")
        parts += [f"- `{name}`: {kept.get(name) or _first_paragraph(name)}\n" for name in names]
    return "".join(parts)


def _first_paragraph(name: str) -> str:
    text = ast.get_docstring(ast.parse((ROOT / name).read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split())


if __name__ == "__main__":
    PAGE.write_text(completed(PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""), encoding="utf-8")
