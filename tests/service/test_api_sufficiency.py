"""The verdict on a patient's targets over HTTP."""

from typing import cast

from tests.service.clinic import Clinic, Json, rows_of, text_of


async def test_the_verdict_names_each_gap(clinic: Clinic) -> None:
    await clinic.seated()
    episode = text_of(rows_of(await clinic.get("/v1/patients/p-1/episodes"))[0], "id")
    await clinic.post(
        "/v1/patients/p-1/targets",
        {"label": "Sleep", "direction": "down", "measure": "TBD", "problem": "poor sleep", "agreed": True},
        status=201,
    )
    found = cast("Json", await clinic.get(f"/v1/episodes/{episode}/sufficiency"))
    assert (found["verdict"], found["missing"]) == (
        "insufficient",
        ["target_without_measure", "target_without_intervention"],
    )
