"""The documentation page in two languages. Routes describe themselves in English; their Chinese lines stand here.

A new route needs its line in `SUMMARIES_ZH` (key: the function's name); a test names what is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from memory.record.identity import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the page says around the routes."""

    own_name: str
    title: str
    intro: str
    parameters: str
    body: str
    answer: str
    try_it: str
    name: str
    place: str
    needed: str
    meaning: str
    required: str
    optional: str
    problems: str
    problems_intro: str
    tags: Mapping[str, str] = field(default_factory=dict[str, str])


WORDS: Mapping[Language, Words] = {
    Language.EN: Words(
        own_name="English",
        title="Throughline: the HTTP interface",
        intro="Every route of this service, from its own description. The page loads nothing from anywhere else.",
        parameters="Parameters",
        body="Body",
        answer="Answer",
        try_it="Try it",
        name="Name",
        place="Where",
        needed="Needed",
        meaning="Meaning",
        required="required",
        optional="optional",
        problems="Problems",
        problems_intro="Every error is a problem detail (RFC 9457); its type is one of these and does not change.",
    ),
    Language.ZH: Words(
        own_name="中文",
        title="Throughline：HTTP 接口",
        intro="本服务的全部接口，由服务自身的描述生成。本页不从任何其他地方加载内容。",
        parameters="参数",
        body="请求体",
        answer="响应",
        try_it="试一试",
        name="名称",
        place="位置",
        needed="是否必需",
        meaning="含义",
        required="必需",
        optional="可选",
        problems="错误类型",
        problems_intro="所有错误都以问题详情（RFC 9457）返回；type 取自下表，不会改变。",
        tags={
            "service": "服务",
            "patients": "来访者",
            "state": "状态：事实、靶点、量表、作业",
            "risk": "风险",
            "sessions": "会谈",
            "turns": "轮次",
            "reviews": "审阅",
            "exports": "导出",
            "protocols": "方案",
        },
    ),
}

SUMMARIES_ZH: Mapping[str, str] = {
    "health": "进程是否在运行",
    "ready": "是否可以提供服务：数据库、模型、后台任务",
    "metrics": "供 Prometheus 读取的指标",
}
"""Function name of a route -> what it does, in one Chinese line."""
