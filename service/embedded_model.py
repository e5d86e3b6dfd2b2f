"""The embedded demonstration model as an endpoint: started when first asked for, stopped with the service."""

import asyncio
from pathlib import Path

from service.embedded.fetch import SMOLLM2, cached_model
from service.embedded.supervisor import NotReady, Supervisor
from strategies.speech import profile
from strategies.speech.chat import ChatUnavailable
from strategies.speech.endpoint import ROLE_SLOTS, Budgets, Endpoint, Flavour

FAMILY = "smollm2"
BUDGETS = Budgets(first_token=45.0, whole=90.0, pace=0.3)
"""A laptop whose cores are busy reads a thousand tokens in half a minute; a crash is seen at once all the same."""


class EmbeddedModel:
    """A llama.cpp server on a free loopback port, with the model file of `directory`."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._supervisor: Supervisor | None = None

    async def endpoint(self) -> Endpoint:
        """Where it listens, once it does. Raises: ChatUnavailable, ModelFileError."""
        if self._supervisor is None:
            file = await asyncio.to_thread(cached_model, self._directory)
            if file is None:
                raise ChatUnavailable("the embedded model is not there; run: throughline model fetch")
            self._supervisor = Supervisor.of_model(file, name=SMOLLM2.name)
            self._supervisor.start()
        try:
            await self._supervisor.ready()
        except NotReady as error:
            raise ChatUnavailable("the embedded model does not serve") from error
        return Endpoint(
            role="speak",
            url=self._supervisor.url,
            model=SMOLLM2.name,
            family=FAMILY,
            profile=profile.SMOLLM2,
            flavour=Flavour.LLAMACPP,
            slots=ROLE_SLOTS,
            budgets=BUDGETS,
        )

    @property
    def serves(self) -> bool:
        """Whether its process answers now: false before the first start and between a crash and the next one."""
        return self._supervisor is not None and self._supervisor.serves

    async def stop(self) -> None:
        """Ends the server."""
        if self._supervisor is not None:
            await self._supervisor.stop()
