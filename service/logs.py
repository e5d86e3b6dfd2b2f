"""Logs: one event a line as JSON on standard error, ids only.

What is logged is an event name and ids, counts, codes and seconds. An exception is logged as its class and the places
it passed, never its text: texts of databases and model servers quote what they were given.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import TextIO, cast

import structlog
from structlog.typing import FilteringBoundLogger

from service.settings import LogLevel

Log = FilteringBoundLogger
"""What code that logs is handed."""

LEVELS = {
    LogLevel.DEBUG: logging.DEBUG,
    LogLevel.INFO: logging.INFO,
    LogLevel.WARNING: logging.WARNING,
    LogLevel.ERROR: logging.ERROR,
}
PLACES = 12


class StandardLibrary(logging.Handler):
    """Brings what libraries log into our form: logger, level and message template, without arguments or exceptions."""

    def __init__(self, log: Log) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Logs `record` by its template: arguments may hold anything."""
        error = record.exc_info[1] if record.exc_info else None
        template = record.msg if isinstance(record.msg, str) and (record.args or not error) else "exception"
        extra = {} if error is None else failure(error)
        self._log.log(record.levelno, "library", logger=record.name, template=template.partition("\n")[0], **extra)


def open_log(level: LogLevel, *, stream: TextIO | None = None) -> Log:
    """A log that writes to `stream` (standard error when None)."""
    return cast(
        "Log",
        structlog.wrap_logger(
            structlog.WriteLogger(stream or sys.stderr),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                _event_first,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
            cache_logger_on_first_use=True,
        ),
    )


def take_over(log: Log, *, level: LogLevel) -> None:
    """Makes the standard library's loggers speak through `log`; uvicorn's access log is silent, ours has the ids."""
    logging.basicConfig(handlers=[StandardLibrary(log)], level=max(LEVELS[level], logging.WARNING), force=True)
    for name in ("uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True


def failure(error: BaseException) -> dict[str, object]:
    """An exception as fields of a log line: its class, what caused it, and the places, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    fields: dict[str, object] = {
        "error": type(error).__qualname__,
        "places": [f"{Path(frame.filename).name}:{frame.lineno}:{frame.name}" for frame in frames],
    }
    if error.__cause__ is not None:
        fields["cause"] = type(error.__cause__).__qualname__
    if isinstance(error, BaseExceptionGroup):
        group = cast("BaseExceptionGroup[BaseException]", error)
        fields["within"] = [failure(inner) for inner in group.exceptions]
    return fields


def _event_first(logger: object, method: str, event: MutableMapping[str, object]) -> MutableMapping[str, object]:
    del logger, method
    first = {name: event.pop(name) for name in ("timestamp", "level", "event") if name in event}
    return {**first, **event}
