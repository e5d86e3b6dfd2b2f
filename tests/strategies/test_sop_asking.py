"""Where rules are unsure a model is asked closed questions; what it does not answer stays a question."""

from strategies.graph.protocol import NodeKind
from strategies.sop.asking import decide_targets, settle_doubts
from strategies.sop.compile import compile_draft, read_draft
from strategies.sop.source import source_of
from strategies.speech.chat import ChatUnavailable
from strategies.speech.decider import Decision, Question, ScriptedDecider

ODD = "1. Ask about mood.\n2. Wibble the frobnicator.\n3. Close."
PROSE = "Ask about mood. The frobnicator is wibbled. Then close the session."


class AwayDecider:
    """A model that does not answer."""

    async def decide(self, question: Question, *, words: str, context: str) -> Decision:
        """Raises: ChatUnavailable."""
        del question, words, context
        raise ChatUnavailable("away")


async def test_the_kind_of_a_step_that_no_cue_names_is_asked_for() -> None:
    seen: list[tuple[str, str, tuple[str, ...]]] = []

    def answer(question: Question, words: str) -> str:
        seen.append((question.id, words, tuple(question.options)))
        return "intervene"

    draft = read_draft(source_of(ODD))
    asked = await settle_doubts(draft, decider=ScriptedDecider(answer))
    result = compile_draft(draft, file="x.md")
    assert (asked.put, asked.answered) == (1, 1)
    assert seen[0][:2] == ("kind", "Wibble the frobnicator.")
    assert result.graph.nodes[1].kind is NodeKind.INTERVENE
    assert "kind" not in [question.code for question in result.questions]


async def test_a_model_that_abstains_or_is_away_changes_nothing() -> None:
    plain = compile_draft(read_draft(source_of(ODD)), file="x.md")
    for decider in (ScriptedDecider(dict[str, str | None]()), AwayDecider()):
        draft = read_draft(source_of(ODD))
        asked = await settle_doubts(draft, decider=decider)
        result = compile_draft(draft, file="x.md")
        assert (asked.put, asked.answered) == (1, 0)
        assert result.protocols == plain.protocols
        assert result.questions == plain.questions


async def test_a_sentence_that_may_be_a_step_becomes_one_when_the_model_says_so() -> None:
    draft = read_draft(source_of(PROSE))
    assert [doubt.words.text for doubt in draft.read.doubts] == ["The frobnicator is wibbled."]
    await settle_doubts(draft, decider=ScriptedDecider({"step": "step", "kind": "intervene"}))
    result = compile_draft(draft, file="x.md")
    assert [node.label for node in result.graph.nodes] == [
        "Ask about mood",
        "The frobnicator is wibbled",
        "Then close the session",
    ]


async def test_rules_that_are_sure_ask_nothing() -> None:
    draft = read_draft(source_of("1. Ask about mood. If it is low, go to step 2.\n2. Close the session."))
    asked = await settle_doubts(draft, decider=AwayDecider())
    assert (asked.put, asked.answered) == (0, 0)


async def test_the_target_of_every_conditional_clause_can_be_left_to_the_model() -> None:
    text = "1. Ask about mood. If it is low, go to step 3.\n2. Explain.\n3. Close the session."
    graph = compile_draft(read_draft(source_of(text)), file="x.md").graph
    right = await decide_targets(
        graph,
        language=compile_draft(read_draft(source_of(text)), file="x.md").language,
        decider=ScriptedDecider({"which": "s3"}),
    )
    assert (right.put, right.answered) == (1, 1)
    assert [(edge.source, edge.to) for edge in graph.edges if edge.guard] == [("s1", "s3")]
