"""Constraints on an answer, in each server's dialect."""

import re
from collections.abc import Mapping
from typing import assert_never

import orjson

from strategies.speech.chat import ChatRequest, Choice, LeadIn
from strategies.speech.endpoint import Flavour


def constraint_body(request: ChatRequest, flavour: Flavour) -> dict[str, object]:
    """The fields of the request body that bind the answer; {} without a constraint.

    vLLM: `structured_outputs` (`guided_*` is ignored since 0.12), without the white space it would pad JSON with.
    llama.cpp: a GBNF grammar for choices. OpenAI: a schema whose one field is an enum; `unwrap` takes it off again.
    """
    constraint = request.constraint
    if constraint is None or (flavour is Flavour.OPENAI and reads_label(request)):
        return {}
    if isinstance(constraint, LeadIn):
        return _lead_in_body(constraint, flavour)
    match flavour:
        case Flavour.VLLM:
            if isinstance(constraint, Choice):
                return {"structured_outputs": {"choice": list(constraint.options)}}
            schema: object = orjson.loads(constraint.schema_json)
            return {"structured_outputs": {"json": schema, "disable_any_whitespace": True}}
        case Flavour.LLAMACPP:
            if isinstance(constraint, Choice):
                return {"grammar": choice_grammar(constraint.options)}
            return _response_format(constraint.name, orjson.loads(constraint.schema_json))
        case Flavour.OPENAI:
            if isinstance(constraint, Choice):
                return _response_format("choice", _choice_schema(constraint.options))
            return _response_format(constraint.name, orjson.loads(constraint.schema_json))
        case _:
            assert_never(flavour)


def reads_label(request: ChatRequest) -> bool:
    """Whether a request asks for one letter and its log-probabilities.

    In the OpenAI dialect such a request goes out unbound, since a schema would put a brace at the first position; how
    much of the distribution fell on the letters is read anyway.
    """
    choice = isinstance(request.constraint, Choice) and all(len(option) == 1 for option in request.constraint.options)
    return choice and request.top_logprobs > 0


def likeliest(options: tuple[str, ...], first_token: Mapping[str, float], text: str) -> str:
    """The option most likely at the first position; the text itself when none is among the likely tokens."""
    known = {token.strip(): logprob for token, logprob in sorted(first_token.items(), key=lambda entry: entry[1])}
    found = [option for option in options if option in known]
    return max(found, key=lambda option: known[option]) if found else text


def unwrap(text: str, constraint: Choice) -> str:
    """The option inside the JSON that the OpenAI dialect puts around it; the text itself where there is none."""
    for option in constraint.options:
        if text.strip() == option:
            return option
    try:
        value: object = orjson.loads(text)
    except orjson.JSONDecodeError:
        return text
    if isinstance(value, dict) and "answer" in value:
        return str(value["answer"])  # pyright: ignore[reportUnknownArgumentType]  # any JSON value may stand there
    return text


def choice_grammar(options: tuple[str, ...]) -> str:
    """A GBNF grammar that admits exactly these strings."""
    return "root ::= " + " | ".join(f'"{_escaped(option)}"' for option in options)


def _lead_in_body(lead: LeadIn, flavour: Flavour) -> dict[str, object]:
    match flavour:
        case Flavour.VLLM:
            pattern = f"[A-Z][A-Za-z' ,-]{{15,{lead.most}}}\\. {re.escape(lead.ending)}"
            return {"structured_outputs": {"regex": pattern}}
        case Flavour.LLAMACPP:
            free = f"[A-Z] [A-Za-z' ,-]{{15,{lead.most}}}"
            return {"grammar": f'root ::= {free} ". {_escaped(lead.ending)}"'}
        case Flavour.OPENAI:
            return {}
        case _:
            assert_never(flavour)


def _escaped(text: str) -> str:
    named = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "".join(named.get(sign) or (f"\\x{ord(sign):02X}" if sign < " " else sign) for sign in text)


def _choice_schema(options: tuple[str, ...]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {"answer": {"type": "string", "enum": list(options)}},
        "required": ["answer"],
        "additionalProperties": False,
    }


def _response_format(name: str, schema: object) -> dict[str, object]:
    return {"response_format": {"type": "json_schema", "json_schema": {"name": name, "schema": schema, "strict": True}}}
