"""The HTTP application: `uvicorn --factory service.app:create_app`."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from importlib.metadata import version

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.responses import HTMLResponse, RedirectResponse, Response

from memory.record.clock import new_id
from memory.record.identity import Language
from service import docs_page, problems
from service.description import Described
from service.edge import Edge
from service.logs import Log, open_log, take_over
from service.metrics import Metrics
from service.routes import (
    adherence,
    charts,
    crises,
    drawings,
    episodes,
    escalations,
    exports,
    facts,
    formulation,
    gates,
    health,
    histories,
    homework,
    patients,
    presentation,
    profiles,
    releases,
    reviews,
    risk,
    safety_plan,
    sessions,
    state,
    turns,
)
from service.routes.turns import finish_turns
from service.routing import StrictRoute
from service.settings import Settings, load_settings
from service.wiring import Parts, open_parts, running
from service.worker import long_work

ROUTERS: tuple[APIRouter, ...] = (
    turns.router,
    health.router,
    patients.router,
    state.router,
    facts.router,
    risk.router,
    escalations.router,
    episodes.router,
    gates.router,
    releases.router,
    sessions.router,
    reviews.router,
    exports.router,
    drawings.router,
    adherence.router,
    presentation.router,
    safety_plan.router,
    formulation.router,
    crises.router,
    charts.router,
    homework.router,
    histories.router,
    profiles.router,
)
"""Every router, the most asked first. A new one is one line here."""

OpenParts = Callable[[Settings, Log, Metrics], AbstractAsyncContextManager[Parts]]


def create_app(settings: Settings | None = None, *, opened: OpenParts | None = None) -> FastAPI:
    """The application. Without `settings` they are read from the environment and file; `opened` is for tests.

    Raises: SettingsInvalid.
    """
    settings = settings or load_settings()
    log = open_log(settings.log_level)
    metrics = Metrics()
    opening = _open if opened is None else opened

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        take_over(log, level=settings.log_level)
        async with AsyncExitStack() as stack:
            try:
                parts = await stack.enter_async_context(opening(settings, log, metrics))
            except Exception as error:
                app.state.failed = error  # the server would only say that starting failed
                raise
            if settings.worker:
                parts.tasks.extend(long_work(parts))
            await stack.enter_async_context(running(*parts.tasks))
            app.state.parts = parts
            log.info("started", release=version("throughline"))
            try:
                yield
            finally:
                parts.stopping.set()
                await finish_turns(parts.turns)
                del app.state.parts
                log.info("stopping")

    app = Described(
        title="Throughline",
        version=version("throughline"),
        summary="Therapy that lasts: many sessions with one patient, remembered, planned, reviewed.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )
    app.add_middleware(Edge, log=log, metrics=metrics, ids=new_id)
    problems.install(app)
    for router in ROUTERS:
        _refuse_lax(router)
        app.include_router(router, max_body_size=settings.max_body_bytes)
    _add_docs(app)
    return app


def _open(settings: Settings, log: Log, metrics: Metrics) -> AbstractAsyncContextManager[Parts]:
    return open_parts(settings, log=log, metrics=metrics)


def _operation_id(route: APIRoute) -> str:
    return route.name


def _refuse_lax(router: APIRouter) -> None:
    lax = [route.path for route in router.routes if isinstance(route, APIRoute) and _takes_lax_body(route)]
    if lax:
        raise TypeError(f"make these routes with service.routing.v1_router: {', '.join(lax)}")


def _takes_lax_body(route: APIRoute) -> bool:
    return route.body_field is not None and not isinstance(route, StrictRoute)


def _add_docs(app: FastAPI) -> None:
    async def docs(request: Request, lang: str = "en") -> Response:
        language = Language.ZH if lang.lower().startswith("zh") else Language.EN
        page = docs_page.render(app.openapi(), language=language, base=str(request.base_url).rstrip("/"))
        return HTMLResponse(page, headers={"Content-Security-Policy": docs_page.POLICY})

    async def problem(slug: str) -> Response:
        return RedirectResponse(f"/docs#problem-{slug}", status_code=307)

    app.add_api_route("/docs", docs, include_in_schema=False)
    app.add_api_route("/problems/{slug}", problem, include_in_schema=False)
