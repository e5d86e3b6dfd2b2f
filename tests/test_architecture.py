"""The house rules that a machine can check."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("memory", "strategies", "tuning_data", "service")
CODE = (*PACKAGES, "tests", "benchmarks")
LONGEST = 480
"""Lines. Most files stay under 300; one that needs more than this has two ideas in it."""

LONGEST_LIST = 700
LISTS = {
    "strategies/course/facts/extract_patterns.py",
    "strategies/risk/lexicon_en.py",
    "strategies/risk/lexicon_zh.py",
    "tests/memory/samples.py",
}
"""Files that are one long list of words or samples."""

REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "npmjs", "com"),
        ("huggingface", "co"),
        ("conda", "anaconda", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
    )
)
READERS_OF_THE_ENVIRONMENT = {"service/settings.py"}
HANDS_IT_ON = {"service/embedded/fetch.py", "service/cli/demo_server.py", "service/cli/main.py"}
"""Modules that hand this process's environment, changed, to a child or to a library; they read no setting from it."""


def _python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _tracked() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_point_down_the_layers() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_package_s_init_holds_its_docstring_and_nothing_else() -> None:
    wrong: list[str] = []
    for path in _python_files(*CODE):
        if path.name != "__init__.py":
            continue
        body = ast.parse(path.read_text(encoding="utf-8")).body
        only_words = len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
        if not only_words:
            wrong.append(_name(path))
    assert wrong == []


def test_no_file_grows_beyond_one_idea() -> None:
    lengths = {_name(path): path.read_text(encoding="utf-8").count("\n") for path in _python_files(*CODE)}
    bounds = {name: LONGEST_LIST if name in LISTS else LONGEST for name in lengths}
    assert {name: length for name, length in lengths.items() if length > bounds[name]} == {}


def test_no_file_names_the_host_of_a_package_registry() -> None:
    found: list[str] = []
    for path in _tracked():
        text = path.read_bytes().decode("utf-8", errors="ignore").lower()
        found += [f"{_name(path)}: {host}" for host in REGISTRY_HOSTS if host in text]
    assert found == []


def test_the_environment_is_read_in_one_place() -> None:
    found: list[str] = []
    for path in _python_files(*PACKAGES):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            reads = isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"}
            if reads and _name(path) not in READERS_OF_THE_ENVIRONMENT | HANDS_IT_ON:
                found.append(_name(path))
    assert sorted(set(found)) == []


def test_no_import_is_relative_or_a_star() -> None:
    wrong = [
        _name(path)
        for path in _python_files(*CODE)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.level > 0 or any(name.name == "*" for name in node.names))
    ]
    assert wrong == []


@pytest.mark.parametrize("package", PACKAGES)
def test_modules_are_not_named_for_nothing(package: str) -> None:
    empty = {"utils.py", "util.py", "helpers.py", "common.py", "base.py", "misc.py", "manager.py", "core.py"}
    assert [_name(path) for path in _python_files(package) if path.name in empty] == []


def test_what_the_continuous_check_runs_is_there_and_can_be_run() -> None:
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert run.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("check", "lint", "imports", "types", "test"):
        assert f"\n{target}:" in makefile


def test_the_licence_is_whole_and_names_its_holder() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert "Copyright 2026 The Throughline authors" in text
