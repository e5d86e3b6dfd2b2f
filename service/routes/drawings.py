"""Drawings: a protocol as a clinician sees it, and the way that a session took through it."""

import asyncio
from typing import Annotated, Any

from fastapi import Query, Response

from memory.record.identity import Language
from service.auth import CurrentActor
from service.following import walk_of_cohort, walk_of_session
from service.routing import ID_PATTERN, LangGiven, PathId, asked_language, v1_router
from service.wiring import PartsGiven
from strategies.graph.check import bounds_of
from strategies.graph.draw import Checked, drawing_of
from strategies.graph.draw_forms import Form, written
from strategies.graph.draw_walk import Walk
from strategies.graph.library import Library
from strategies.graph.protocol import Level
from strategies.graph.release import CompiledProtocol

router = v1_router("protocols")

POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture loads nothing and runs nothing, also when a browser opens it by itself."""

FormGiven = Annotated[Form, Query(alias="format", description="svg, mermaid or json.")]


class Picture(Response):
    """A drawing; which media type it has is the caller's choice."""

    media_type = "image/svg+xml"


OTHER_FORMS: dict[int | str, dict[str, Any]] = {
    200: {"content": {form.media_type.partition(";")[0]: {"schema": {}} for form in Form if form is not Form.SVG}}
}
"""What a drawing may also be sent as."""


@router.get("/protocols/{protocol}/drawing", response_class=Picture, responses=OTHER_FORMS)
async def draw_protocol(
    protocol: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    form: FormGiven = Form.SVG,
    lang: LangGiven = "en",
    cohort: Annotated[bool, Query(description="Draw how many sessions of this tenant passed each step.")] = False,
) -> Response:
    """A shipped protocol as a picture, laid out for one page where it fits."""
    language = asked_language(lang)
    compiled = parts.shipped.get_known(protocol)
    walk: Walk | None = None
    subject = ""
    if cohort:
        walk, subject = await walk_of_cohort(parts.store, compiled.protocol, language, tenant=actor.tenant)
    return await _picture(compiled, parts.shipped, language, form, walk=walk, subject=subject)


@router.get("/sessions/{session}/drawing", response_class=Picture, responses=OTHER_FORMS)
async def draw_session(
    session: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    form: FormGiven = Form.SVG,
    lang: LangGiven = "en",
    protocol: Annotated[
        str | None, Query(pattern=ID_PATTERN, description="Which of its protocols; the session's own when left out.")
    ] = None,
) -> Response:
    """The way that a session took, on the release that it was held under."""
    language = asked_language(lang)
    scope = await parts.locate("session", session, actor)
    _, library = await parts.engine.releases.of_session(session, scope)
    async with parts.store.read(scope) as work:
        kept = await work.sessions.get(session)
        frames = (await work.sessions.stack(session)).frames
        own = [f.protocol for f in frames if library.get_known(f.protocol).protocol.protocol.level is not Level.COURSE]
        compiled = library.get_known(protocol or (own or [frame.protocol for frame in frames])[0])
        walk, subject = await walk_of_session(work, kept, compiled.protocol, language)
    return await _picture(compiled, library, language, form, walk=walk, subject=subject)


async def _picture(
    compiled: CompiledProtocol, library: Library, language: Language, form: Form, *, walk: Walk | None, subject: str
) -> Response:
    checked = Checked(bounds=bounds_of(compiled.protocol, library=library))
    drawing = drawing_of(compiled.protocol, language=language, checked=checked, walk=walk, subject=subject)
    text = await asyncio.to_thread(written, drawing, form)
    return Response(text, media_type=form.media_type, headers={"Content-Security-Policy": POLICY})
