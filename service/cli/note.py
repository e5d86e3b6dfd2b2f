"""`throughline session note`: the note of a closed session as a clinician files it, straight from the database."""

from typing import Annotated

import typer
from pydantic import TypeAdapter

from memory.record.identity import Language
from memory.record.language import language_tag
from memory.record.state import Note
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, Dsn, Tenant, print_json, run, say
from service.cli.stored import located
from service.settings import Settings, load_settings
from strategies.course.note import NoteForm, render_note


def note(
    session: Annotated[str, typer.Argument(help="The session's id.")],
    form: Annotated[NoteForm, typer.Option(help="The form of the text.")] = NoteForm.SOAP,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """The newest note of a closed session, each sentence with the turns that it rests on."""
    found, language = run(_note(load_settings(dsn=dsn, tenant=tenant), session))
    if as_json:
        print_json(TypeAdapter(Note).dump_python(found, mode="json"))
        return
    say(render_note(found.sentences, form, language))


async def _note(settings: Settings, session: str) -> tuple[Note, Language]:
    async with located(settings, session) as (scope, store, _), store.read(scope) as work:
        kept = await work.notes.latest(session)
        if kept is None:
            raise Stop(ExitCode.FAILED, f"session {session} has no note; it gets one when it closes")
        return kept, language_tag((await work.sessions.get(session)).language)
