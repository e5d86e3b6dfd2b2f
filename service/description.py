"""What the OpenAPI description says of refusals: their media type, and that a service may fail too."""

from typing import Any

from fastapi import FastAPI

from service.problems import MEDIA_TYPE

REFUSED, FAILED = "4XX", "5XX"
EVENTS = "text/event-stream"


class Described(FastAPI):
    """An application whose description gives problems the media type that they leave with (RFC 9457)."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _with_problems(super().openapi())
        return self.openapi_schema


def _with_problems(description: dict[str, Any]) -> dict[str, Any]:
    for path in description["paths"].values():
        for operation in path.values():
            answers: dict[str, Any] = operation["responses"]
            for answer in answers.values():
                if EVENTS in answer.get("content", {}):
                    answer["content"][EVENTS] = {"schema": {"description": "Server-sent events, one after the other."}}
            refused = answers.get(REFUSED)
            if refused is not None:
                refused["content"] = {MEDIA_TYPE: next(iter(refused["content"].values()))}
                answers.setdefault(FAILED, refused)
    return description
