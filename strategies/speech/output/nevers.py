"""Which of a node's `never` sentences a rule can check. What no rule can check is left to judges and readers."""

import re
from collections.abc import Iterable
from functools import lru_cache

from strategies.speech.output.family import AT_NODES, Family

_BY_WORDS: tuple[tuple[Family, re.Pattern[str]], ...] = (
    (Family.DOSING, re.compile(r"medic|dose|tablet|用药|吃药|剂量")),
    (Family.DIAGNOSIS, re.compile(r"diagnos|诊断")),
    (Family.SECRECY, re.compile(r"secrecy|secret|保密")),
    (
        Family.OUTCOME,
        re.compile(
            r"surely work|promise (?:that|a result|success)|nothing can happen|harmless|will not come back|"
            r"all will be well|保证(?:一定|感受|会|不会再|呼吸|结果|有效|什么)|什么都?不会发生|某种情况没事|"
            r"不会再复发|一切都会好"
        ),
    ),
    (Family.PRESENCE, re.compile(r"promise what|答应(?:这里|程序)")),
    (Family.HUMAN, re.compile(r"feelings that you do not have|并没有的感情")),
    (Family.CONTRACT, re.compile(r"promise not to act|要求对方保证")),
    (Family.METHOD, re.compile(r"how (?:they|it) would|具体(?:的方式|怎么做)")),
    (Family.DELUSION, re.compile(r"it is real, or|说它是真的")),
    (Family.VIOLENCE, re.compile(r"leave the person|离开那个人")),
    (
        Family.SHAMING,
        re.compile(
            r"laz(?:y|iness)|weakness|blame(?! or defend)|scold|ridicule|bring it on|懒|责备|责怪|嘲笑|自己惹|怪在对方"
        ),
    ),
    (
        Family.ADVICE,
        re.compile(
            r"\badvice\b|ready plan|only need to do more|(?:choose|decide|solve it|set the goal) for them|"
            r"start solving|push for the bigger|what ought to matter|(?<!疾病)给(?:对方没有要的)?建议|现成的计划|"
            r"多动动|替对方(?:选|决定|解决|定目标)|开始解决问题|坚持要做大|才重要"
        ),
    ),
    (
        Family.CHEER,
        re.compile(r"cheer|praise(?! courage in)|flatter|slogan|加油|打气|大加赞扬|表扬|奉承|夸(?!张)|口号"),
    ),
    (
        Family.PLAYED_DOWN,
        re.compile(
            r"step easy|exaggerated|play (?:it )?down|setbacks are nothing|good side|other people's problems|"
            r"calm them down|这一步很容易|太夸张|说轻|轻描淡写|没什么大不了|好的一面|别人的问题|安抚"
        ),
    ),
    (
        Family.JUDGED,
        re.compile(
            r"\bargue(?! for)|(?:thought|coping) wrong|correct the thought|irrational|judge an idea|"
            r"success or a failure|story of success|as a failure|争辩|争论|想法是错|纠正想法|不理性|应付不对|"
            r"评判主意|成功或失败|成功的故事|成失败"
        ),
    ),
    (
        Family.ITSELF,
        re.compile(
            r"look for thanks|take credit|defend (?:(?:or explain )?yourself|the method|the picture)|希望对方说有帮助|"
            r"功劳归给治疗|辩解|辩护"
        ),
    ),
    (Family.NUMBER, re.compile(r"the number|(?:low|lower|high) number|分数|数字|打高分|得高分")),
)


@lru_cache(maxsize=2048)
def families_of(never: str) -> tuple[Family, ...]:
    """The families whose rules look for what a `never` sentence forbids, in either language; () when no rule can."""
    return tuple(family for family, words in _BY_WORDS if words.search(never.lower()))


def at_node(nevers: Iterable[str]) -> frozenset[Family]:
    """The families that count only because this node's `never` list names them."""
    return frozenset(family for never in nevers for family in families_of(never) if family in AT_NODES)
