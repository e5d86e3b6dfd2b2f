"""A model for closed questions, for commands that run without the service."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx2

from service.embedded_model import EmbeddedModel
from service.logs import open_log
from service.metrics import Metrics
from service.models import Models
from service.settings import Settings
from strategies.speech.decider import Decider


@asynccontextmanager
async def closed_questions(settings: Settings) -> AsyncGenerator[Decider | None]:
    """What answers closed questions; None when no configured model is fit for them."""
    embedded = EmbeddedModel(settings.model_dir) if settings.embedded_on else None
    try:
        async with httpx2.AsyncClient(trust_env=False) as http:
            log = open_log(settings.log_level)
            models = Models(settings.models, embedded=embedded, http=http, metrics=Metrics(), log=log)
            await models.ask()
            voices = models.voices()
            yield None if voices.decide is None else voices.decider(voices.decide)
    finally:
        if embedded is not None:
            await embedded.stop()
