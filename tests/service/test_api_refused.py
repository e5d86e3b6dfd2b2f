"""What a model was not let say, as clinicians see it: in the transcript, the reasons of a turn, drafts, and metrics."""

from typing import cast

from strategies.speech.chat import ChatRequest
from strategies.speech.scripted_chat import Line
from tests.service.clinic import ENGLISH, Json, Model, Service, object_of, rows_of

REPLY = "I hear you. I won't tell anyone. What did you do?"
NOWHERE = "http://127.0.0.1:9/alarms"


class Promising(Model):
    """A model that promises secrecy."""

    def __call__(self, request: ChatRequest) -> Line:
        """The same promise each time."""
        del request
        return REPLY


async def test_a_refused_reply_shows_its_reason_and_its_words_and_is_counted(deployment: Service) -> None:
    deployment.model = Promising()
    async with deployment.running() as clinic:
        session = await clinic.seated()
        exchange = (await clinic.say(session, ENGLISH[0], key="k-1")).json()
        assert (exchange["reply"]["origin"], exchange["reply"]["blocked"]) == ("fallback", "secrecy")
        turn = rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))[-1]
        assert (turn["blocked"], turn["rationale"]) == ("secrecy", "I won't tell anyone.")
        why = cast("Json", await clinic.get(f"/v1/sessions/{session}/turns/{exchange['client_turn']}/why"))
        assert why["refused"] == {
            "reason": "secrecy",
            "words": "I won't tell anyone.",
            "reply": REPLY,
            "waiting": False,
        }
        counted = (await clinic.client.get("/metrics")).text
        assert 'throughline_replies_refused_total{reason="secrecy"} 1.0' in counted
        assert "anyone" not in counted


async def test_a_draft_is_checked_too_and_a_clinicians_own_words_are_warned_of_and_never_blocked(
    deployment: Service,
) -> None:
    deployment.model = Promising()
    async with deployment.running(escalation_url=NOWHERE) as clinic:
        await clinic.trust_channels()
        session = await clinic.seated(mode="copilot")
        exchange = (await clinic.say(session, ENGLISH[0], key="k-1")).json()
        draft = object_of(cast("Json", await clinic.get(f"/v1/sessions/{session}")), "draft")
        assert (draft["blocked"], draft["rationale"]) == ("secrecy", "I won't tell anyone.")
        assert draft["text"] != REPLY
        why = cast("Json", await clinic.get(f"/v1/sessions/{session}/turns/{exchange['client_turn']}/why"))
        assert object_of(why, "refused")["waiting"] is True
        path = f"/v1/sessions/{session}/drafts/{exchange['reply']['n']}/release"
        own = {"text": "As your doctor: take two tablets. I won't tell anyone."}
        released = await clinic.client.post(path, json=own)
        assert (released.status_code, released.json()["text"]) == (201, own["text"])
        assert released.headers["Throughline-Caution"] == "dosing, secrecy"
        plain = await clinic.client.post(f"/v1/sessions/{session}/takeover", json={"text": "How was the week?"})
        assert (plain.status_code, "Throughline-Caution" in plain.headers) == (201, False)
