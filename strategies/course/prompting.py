"""The prompt of a reply: brief, history, recalled evidence, task, the client's words, within the window."""

from memory.record.identity import Scope
from memory.record.session import Author, LedgerEntry, Turn
from strategies.course.case.crisis_again import crisis_line
from strategies.course.engine import Engine, Voices
from strategies.course.recalling import recalled_evidence
from strategies.course.received import Received
from strategies.course.task_text import render_task
from strategies.graph.task import NodeTask
from strategies.speech.budget import Exchange, Segments, assemble
from strategies.speech.chat import ChatRequest, LeadIn
from strategies.speech.quoted import as_said
from strategies.speech.sentences import sentences


async def compose(
    received: Received, task: NodeTask, line: str, *, voices: Voices, engine: Engine
) -> tuple[ChatRequest, tuple[LedgerEntry, ...]]:
    """The request, and the ledger of what went in and what was left out; `line` is the node's reviewed line now.

    Raises: ChatUnavailable (token counting); WordsTooLong, WindowTooSmall of strategies.speech.budget.
    """
    language = received.patient.locale
    scope = Scope(tenant=received.session.tenant, patient=received.session.patient)
    opening, exchanges, ahead = spoken_so_far(received.history, model=voices.speak.model)
    again = crisis_line(received, language=language)
    assembled = await assemble(
        Segments(
            system=voices.profile.system,
            brief=received.session.brief,
            opening=opening,
            language=language,
            recalled=await recalled_evidence(
                received.session, received.turn.text, language=language, scope=scope, engine=engine
            ),
        ),
        exchanges,
        "\n".join(filter(None, (again, render_task(task, (), language)))),
        "\n".join((*ahead, as_said(received.turn.text))),
        window=engine.limits.window,
        counter=voices.counter,
        profile=voices.profile,
    )
    request = ChatRequest(
        messages=assembled.messages,
        max_tokens=min(assembled.reply, voices.profile.reply_tokens),
        temperature=voices.profile.temperature,
        frequency_penalty=voices.profile.frequency_penalty,
        constraint=_lead_in(task, line, voices=voices),
        role="speak",
    )
    return request, assembled.ledger


def _lead_in(task: NodeTask, line: str, *, voices: Voices) -> LeadIn | None:
    """For a model too small to keep to the task: a sentence of its own, then the question of the reviewed line."""
    last = sentences(line)[-1].strip() if line else ""
    asks = last.endswith(("?", "？"))
    return LeadIn(ending=last) if asks and task.language in voices.profile.leads_in else None


def spoken_so_far(history: tuple[Turn, ...], *, model: str = "") -> tuple[str, list[Exchange], list[str]]:
    """The opening line, the exchanges after it, and words of the client that were never answered.

    A reply that `model` itself wrote keeps the count that came with it: no need to ask its tokenizer again.

    Turns of one side that follow each other (a take-over, a session closed while a turn was pending) are joined, so
    that
    the roles alternate strictly.
    """
    opening: list[str] = []
    exchanges: list[Exchange] = []
    client: list[str] = []
    for turn in history:
        if turn.author is Author.CLIENT:
            client.append(as_said(turn.text))
        elif client:
            counted = turn.tokens if turn.model == model and turn.author is Author.MODEL else None
            exchanges.append(Exchange(client="\n".join(client), therapist=turn.text, reply_tokens=counted))
            client = []
        elif exchanges:
            last = exchanges[-1]
            exchanges[-1] = Exchange(client=last.client, therapist=f"{last.therapist}\n{turn.text}")
        else:
            opening.append(turn.text)
    return "\n".join(opening), exchanges, client
