"""A protocol written as YAML 1.2, so that reading it gives the same protocol again."""

from typing import cast

import yaml

from strategies.graph.errors import GraphError
from strategies.graph.load import load_protocol
from strategies.graph.protocol import Protocol


class NotWritable(GraphError):
    """The text would not read as the protocol that it was written from."""

    def __init__(self, protocol: str) -> None:
        super().__init__(f"{protocol} cannot be written as YAML that reads the same.")


def yaml_of(protocol: Protocol, *, comment: str = "") -> str:
    """The protocol as YAML, defaults left out; `comment` stands at the top, a line each. Raises: NotWritable."""
    plain = cast("dict[str, object]", protocol.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    body = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=160)
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    text = head + body
    if load_protocol(text, file=f"{protocol.protocol.id}.yaml").protocol != protocol:
        raise NotWritable(protocol.protocol.id)
    return text
