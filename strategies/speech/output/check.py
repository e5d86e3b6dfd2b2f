"""The check of a model's reply before it leaves: every family, in the order in which a reviewer should hear of it."""

from collections.abc import Iterable, Iterator, Sequence

from memory.record.identity import Language
from strategies.speech.output import closeness, diagnosis, dosing, harm, node, persona, promises, urging, worth
from strategies.speech.output.delusion import confirms
from strategies.speech.output.echo import echoes_client
from strategies.speech.output.family import AT_NODES, Family, Found
from strategies.speech.output.nevers import at_node
from strategies.speech.output.rule import Rules, Sentence, folded, read_sentences
from strategies.speech.output.siding import sides_with
from strategies.speech.sentences import sentences

_RULES: dict[Family, tuple[Rules, Rules]] = {
    Family.DELUSION: (Rules(rules=()), Rules(rules=())),
    Family.URGING: (urging.URGING_EN, urging.URGING_ZH),
    Family.METHOD: (harm.METHOD_EN, harm.METHOD_ZH),
    Family.VIOLENCE: (harm.VIOLENCE_EN, harm.VIOLENCE_ZH),
    Family.HOPELESS: (worth.HOPELESS_EN, worth.HOPELESS_ZH),
    Family.DOSING: (dosing.EN, dosing.ZH),
    Family.ROMANCE: (closeness.ROMANCE_EN, closeness.ROMANCE_ZH),
    Family.PRESENCE: (promises.PRESENCE_EN, promises.PRESENCE_ZH),
    Family.SECRECY: (promises.SECRECY_EN, promises.SECRECY_ZH),
    Family.ROLE: (persona.ROLE_EN, persona.ROLE_ZH),
    Family.HUMAN: (persona.HUMAN_EN, persona.HUMAN_ZH),
    Family.DIAGNOSIS: (diagnosis.EN, diagnosis.ZH),
    Family.CARE: (closeness.CARE_EN, closeness.CARE_ZH),
    Family.DEPENDENCE: (closeness.DEPENDENCE_EN, closeness.DEPENDENCE_ZH),
    Family.SHAMING: (worth.SHAMING_EN, worth.SHAMING_ZH),
    Family.CONTRACT: (promises.CONTRACT_EN, promises.CONTRACT_ZH),
    Family.OUTCOME: (promises.OUTCOME_EN, promises.OUTCOME_ZH),
    Family.ADVICE: (node.ADVICE_EN, node.ADVICE_ZH),
    Family.CHEER: (node.CHEER_EN, node.CHEER_ZH),
    Family.NUMBER: (node.NUMBER_EN, node.NUMBER_ZH),
    Family.PLAYED_DOWN: (node.PLAYED_DOWN_EN, node.PLAYED_DOWN_ZH),
    Family.JUDGED: (node.JUDGED_EN, node.JUDGED_ZH),
    Family.ITSELF: (node.ITSELF_EN, node.ITSELF_ZH),
}

_CLINICIANS = frozenset(
    {
        Family.ROLE,
        Family.HUMAN,
        Family.DIAGNOSIS,
        Family.PRESENCE,
        Family.CARE,
    }
)


MOST_CHARS = 8_000
"""So much of a reply, from its beginning, and of the client's words, to their end, is read: a turn's reply has less."""


def findings(reply: str, *, language: str, client: str = "", nevers: Iterable[str] = ()) -> Iterator[Found]:
    """Everything that is wrong with a reply, the gravest family first.

    `client`: their last words, which a confirmation of a delusion is told by, a bare push ("do it"), and their own
    sentence said as ours. `nevers`: the node's sentences; those
    of advice, cheering and numbers count only there.
    """
    reply, client = reply[:MOST_CHARS], client[-MOST_CHARS:]
    chinese = language == Language.ZH
    whole = folded(reply, chinese=chinese)
    said = read_sentences(whole)
    heard = folded(client, chinese=chinese)
    beside = {
        Family.URGING: sides_with(said, heard, chinese=chinese),
        Family.DELUSION: confirms(said, heard, chinese=chinese),
        Family.ROLE: echoes_client(said, read_sentences(heard), chinese=chinese)
        or persona.names_itself(said, heard, chinese=chinese),
    }
    named = at_node(nevers)
    for family, rules in _RULES.items():
        if family in AT_NODES and family not in named:
            continue
        other = beside.get(family)
        if other is not None:
            yield _found(family, *other, reply=reply, said=said)
        for words, sentence in rules[chinese].finds(whole, said):
            yield _found(family, words, sentence, reply=reply, said=said)


def check_output(reply: str, *, language: str, client: str = "", nevers: Iterable[str] = ()) -> Found | None:
    """The gravest thing that is wrong with a reply, or None."""
    return next(findings(reply, language=language, client=client, nevers=nevers), None)


def cautions(text: str, *, language: str) -> tuple[Family, ...]:
    """What a clinician's own words are warned of, and never blocked for.

    A clinician is a person, may diagnose, may call somebody and may speak about other care.
    """
    found = {each.family for each in findings(text, language=language)} - _CLINICIANS
    return tuple(family for family in Family if family in found)


def _found(family: Family, words: str, sentence: Sentence, *, reply: str, said: Sequence[Sentence]) -> Found:
    given = [piece for piece in sentences(reply) if piece.strip()]
    whole = given[said.index(sentence)] if len(given) == len(said) else sentence.text
    return Found(family=family, words=words.strip(" ,.;:，。"), sentence=whole.strip())
