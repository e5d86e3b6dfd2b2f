"""Logs are one JSON object a line, and hold no text of exceptions or arguments."""

import io
import json
import logging

from service.logs import StandardLibrary, failure, open_log
from service.settings import LogLevel

CANARY = "canary-51ab"


def test_an_event_is_one_line_with_time_level_event_first() -> None:
    stream = io.StringIO()
    open_log(LogLevel.INFO, stream=stream).info("turn kept", session="s-1", n=4)
    (line,) = stream.getvalue().splitlines()
    found = json.loads(line)
    assert list(found)[:3] == ["timestamp", "level", "event"]
    assert (found["level"], found["event"], found["session"], found["n"]) == ("info", "turn kept", "s-1", 4)


def test_what_is_below_the_level_is_not_written() -> None:
    stream = io.StringIO()
    log = open_log(LogLevel.WARNING, stream=stream)
    log.info("quiet")
    log.warning("loud")
    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["loud"]


def _raise() -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        raise RuntimeError(CANARY) from error


def test_an_exception_is_its_class_its_cause_and_its_places() -> None:
    try:
        _raise()
    except RuntimeError as error:
        fields = failure(error)
    else:
        fields = {}
    assert (fields["error"], fields["cause"]) == ("RuntimeError", "KeyError")
    assert CANARY not in str(fields)
    assert str(fields["places"]).endswith(":_raise']")


def test_libraries_speak_without_their_arguments_and_exceptions() -> None:
    stream = io.StringIO()
    logger = logging.Logger("some.library")
    logger.addHandler(StandardLibrary(open_log(LogLevel.INFO, stream=stream)))
    logger.error("failed for %s", CANARY)
    try:
        raise RuntimeError(CANARY)
    except RuntimeError:
        logger.exception("Exception in application\n" + CANARY)  # noqa: G003 - what a library might do
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["event"], first["template"], first["logger"]) == ("library", "failed for %s", "some.library")
    assert (second["template"], second["error"]) == ("exception", "RuntimeError")
    assert CANARY not in stream.getvalue()
