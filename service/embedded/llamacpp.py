"""The one place that touches xllamacpp, which has no types."""

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the server runs. `window` tokens for each of `parallel` cache slots.

    `threads` for single tokens, `batch_threads` for prompts. `cache_mib` bounds the cache of prompts that lost their
    slot.
    """

    model: Path
    name: str
    port: int = 0
    window: int = 4096
    parallel: int = 3
    threads: int = 1
    batch_threads: int = 2
    cache_mib: int = 512


class Running(Protocol):
    """A server that runs until it is dropped."""

    @property
    def listening_address(self) -> str:
        """`http://127.0.0.1:PORT`."""
        ...


class _CpuParams(Protocol):
    n_threads: int
    poll: int


class _ModelParams(Protocol):
    path: str


class _Params(Protocol):
    model: _ModelParams
    model_alias: set[str]
    n_ctx: int
    n_parallel: int
    port: int
    hostnames: list[str]
    verbosity: int
    cache_ram_mib: int
    ui: bool
    cpuparams: _CpuParams
    cpuparams_batch: _CpuParams


class _Module(Protocol):
    def CommonParams(self) -> _Params: ...  # noqa: N802 - xllamacpp's name

    def Server(self, params: _Params) -> Running: ...  # noqa: N802 - xllamacpp's name


def start(settings: Settings) -> Running:
    """Loads the model and serves it on loopback. Raises: ImportError without xllamacpp, RuntimeError on a bad file.

    No thread spins while it waits (`poll` 0): spinning halves the speed where other processes share the cores.
    """
    module = cast("_Module", importlib.import_module("xllamacpp"))
    params = module.CommonParams()
    params.model.path = str(settings.model)
    params.model_alias = {settings.name}
    params.n_ctx = settings.window * settings.parallel
    params.n_parallel = settings.parallel
    params.port = settings.port
    params.hostnames = ["127.0.0.1"]
    params.verbosity = 1
    params.cache_ram_mib = settings.cache_mib
    params.ui = False
    params.cpuparams.n_threads = settings.threads
    params.cpuparams.poll = 0
    params.cpuparams_batch.n_threads = settings.batch_threads
    params.cpuparams_batch.poll = 0
    return module.Server(params)
