"""agentlm.jinja renders what Llama-2 chat was trained on, and marks what is learnt."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from jinja2 import TemplateError, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from strategies.speech.profile import AGENTLM

TEMPLATE = Path(__file__).parents[2] / "deploy" / "vllm" / "agentlm.jinja"
OPEN, CLOSE = "\x00", "\x01"

Message = dict[str, str | bool | None]


class Generation(Extension):
    """`{% generation %}`: its content between two marks."""

    tags = {"generation"}  # noqa: RUF012 - jinja2's interface

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        return nodes.CallBlock(self.call_method("_marked"), [], [], body).set_lineno(line)

    def _marked(self, caller: Callable[[], str]) -> str:
        return f"{OPEN}{caller()}{CLOSE}"


def raise_exception(why: str) -> NoReturn:
    raise TemplateError(why)


def rendered(messages: list[Message]) -> str:
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation])
    template = environment.from_string(
        TEMPLATE.read_text(encoding="utf-8"), globals={"raise_exception": raise_exception}
    )
    return template.render(messages=messages, bos_token="<s>", eos_token="</s>", add_generation_prompt=True)


def by_hand(messages: list[Message]) -> str:
    """The same, written anew from the format's description."""
    system = AGENTLM.system
    rest = list(messages)
    if rest[0]["role"] == "system":
        system = str(rest.pop(0)["content"])
    out = ""
    for n in range(0, len(rest), 2):
        words = str(rest[n]["content"]).strip()
        if n == 0 and system:
            words = "<<SYS>>\n" + system + "\n<</SYS>>\n\n" + words
        out += "<s>[INST] " + words + " [/INST]"
        if n + 1 < len(rest):
            learnt = str(rest[n + 1]["content"]).strip() + " </s>"
            out += " " + (learnt if rest[n + 1].get("loss") is False else OPEN + learnt + CLOSE)
    return out


def user(text: str) -> Message:
    return {"role": "user", "content": text}


def assistant(text: str, **more: bool | None) -> Message:
    return {"role": "assistant", "content": text, **more}


@pytest.mark.parametrize(
    "messages",
    [
        [user("I slept badly.")],
        [{"role": "system", "content": AGENTLM.system}, user("  我睡得不好。\n")],
        [{"role": "system", "content": ""}, user("No system prompt."), assistant("Then none stands there.")],
        [user("One."), assistant("Two.", loss=True), user("Three."), assistant(" Four \n", loss=None), user("Five.")],
        [user("One."), assistant("Shown, not learnt.", loss=False), user("Three."), assistant("Learnt.", loss=True)],
    ],
)
def test_the_template_renders_byte_for_byte_what_the_format_says(messages: list[Message]) -> None:
    assert rendered(messages).encode() == by_hand(messages).encode()


def test_a_known_conversation_is_rendered_to_the_letter() -> None:
    messages = [user("Hello."), assistant("Hi."), user("Bye.")]
    assert rendered(messages) == (
        "<s>[INST] <<SYS>>\nYou are a helpful, respectful and honest assistant.\n<</SYS>>\n\nHello. [/INST]"
        " \x00Hi. </s>\x01<s>[INST] Bye. [/INST]"
    )


@pytest.mark.parametrize(
    "messages",
    [
        [],
        [assistant("I begin.")],
        [user("One."), user("Two.")],
        [user("One."), assistant("Two."), assistant("Three.")],
        [user("One."), {"role": "system", "content": "Late."}],
    ],
)
def test_roles_that_do_not_alternate_are_refused(messages: list[Message]) -> None:
    with pytest.raises(TemplateError):
        rendered(messages)
