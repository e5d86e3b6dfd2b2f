"""What alembic runs: the connection and the metadata are handed in by `memory.database`."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext


def render_item(type_: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Our moments are plain time-zoned columns to a migration: it imports none of our code."""
    if type_ == "type" and type(item).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Runs the migrations in the transaction that is already open."""
    attributes: dict[str, Any] = context.config.attributes
    context.configure(
        connection=attributes["connection"],
        target_metadata=attributes["target_metadata"],
        render_item=render_item,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
