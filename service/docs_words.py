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
            "presentation": "临床表现与适用性",
            "safety plan": "安全计划",
            "formulation": "个案概念化",
            "crises": "危机与重复性危机",
            "charts": "量表、图与目标达成",
            "homework": "作业",
            "histories": "整份记录的导入、导出与删除",
            "gates": "关口与待临床工作者处理的事项",
            "profiles": "司法辖区配置与公开事项",
        },
    ),
}

SUMMARIES_ZH: Mapping[str, str] = {
    "health": "进程是否在运行",
    "ready": "是否可以提供服务：数据库、模型、后台任务",
    "metrics": "供 Prometheus 读取的指标",
    "add_patient": "新增一位来访者",
    "list_patients": "列出本机构的来访者",
    "get_patient": "查看一位来访者",
    "give_consent": "记录一项知情同意",
    "list_consents": "列出全部知情同意，包括已撤回的",
    "withdraw_consent": "撤回一项知情同意",
    "import_patient": "导入一份带原有日期的病程记录或完整数据包；有错即逐条列出，不写入任何内容",
    "export_whole": "导出一位来访者的完整数据包",
    "erase_whole": "彻底删除一位来访者的全部数据；只留下不含内容的删除凭据",
    "list_erasures": "列出删除凭据：何人、何时、为何、多少条",
    "list_facts": "列出事实及其出处；可查看某一时刻的记录",
    "correct": "由临床工作者更正一条事实",
    "retract": "由临床工作者撤回一条事实",
    "list_journal": "查看事实日志：何时、由谁、为何新增、更正、争议、撤回",
    "suppress": "由临床工作者停用一条事实；记录保留，不再使用",
    "confirm": "由临床工作者确认一条事实，相关争议随之解决",
    "end": "记录一条事实自某日起不再成立",
    "undo": "撤销日志中的一次操作",
    "erase": "彻底删除事实及由其推断出的内容",
    "list_targets": "列出靶点及其证据",
    "new_target": "新增一个靶点",
    "set_target_status": "由临床工作者更改靶点状态",
    "add_measure": "为量表作答计分并保存",
    "list_measures": "列出全部量表结果",
    "list_homework": "列出作业及其完成情况",
    "set_homework_outcome": "记录一项作业的完成情况",
    "recall": "在以往会谈中检索原话",
    "get_risk": "查看风险等级、风险事件与等级变化",
    "acknowledge_event": "由临床工作者确认已知悉风险事件",
    "lower": "由临床工作者说明理由并降低风险等级",
    "begin": "开始一段治疗",
    "list_episodes": "列出治疗疗程",
    "target_sufficiency": "靶点是否充分：缺口及原因",
    "list_plans": "列出计划的各个版本及其变化原因",
    "open_next": "开始下一次会谈",
    "list_protocols": "列出治疗方案",
    "list_waiting": "列出本机构等待临床工作者放行的关口",
    "list_gates": "列出疗程中的全部关口；等待放行的排在最前",
    "open_one": "由临床工作者说明理由并放行一个关口",
    "withdraw": "由临床工作者收回一次放行",
    "list_slots": "列出跨会谈的已知信息；过期、需重新核实的排在最前",
    "list_calls": "列出本机构尚未确认（或已确认）的呼叫，最新的在前",
    "get_call": "查看一次呼叫：何时、经何渠道、发给谁，由谁确认",
    "list_escalations": "列出与一位来访者有关的全部呼叫及其发送情况",
    "acknowledge_call": "由临床工作者确认已知悉一次呼叫；其余消息不再发送",
    "acknowledge_patients_call": "由临床工作者确认已知悉该来访者的一次呼叫",
    "make_releases": "检查方案文件并保存为发布版本",
    "list_releases": "列出已保存的发布版本及签署人",
    "sign": "由临床工作者具名签署一个发布版本",
    "check_move": "检查疗程能否按节点对照表转到其他版本；不作任何更改",
    "move": "由临床工作者将疗程转到其他版本",
    "list_moves": "列出疗程的版本变更",
    "replay": "依据记录重新计算一次会谈的全部决定",
    "run_shadow": "用其他版本重走以往会谈，找出不同之处",
    "draw_protocol": "绘制一个治疗方案；可叠加本机构的会谈计数",
    "draw_session": "绘制一次会谈在方案中走过的路",
    "session_adherence": "查看一次会谈对方案的遵循情况及其质量指标",
    "session_adherence_against": "对照临床工作者的参考判断，查看遵循情况",
    "patient_adherence": "查看一位来访者全部会谈的遵循情况与靶点变化",
    "list_sessions": "列出会谈",
    "get_session": "查看一次会谈当前所处的位置",
    "transcript": "查看一次会谈的全部轮次",
    "why": "查看某一轮次为何如此推进",
    "get_note": "查看会谈记录",
    "read_note": "以 SOAP、DAP 或 BIRP 格式阅读会谈记录",
    "close": "请求结束会谈",
    "get_job": "查看一项后台工作",
    "fork_at": "从某一轮次另开一支会谈",
    "takeover": "由临床工作者接管发言",
    "release": "放行一份草稿",
    "get_draft": "查看一份待放行的草稿",
    "say": "提交来访者的话，得到保存后的回应",
    "events": "读取会谈已保存的事件流",
    "queue": "列出已结束、等待签署审阅的会谈",
    "list_reviews": "列出一次会谈的全部审阅",
    "submit": "签署并保存对一次已结束会谈的审阅",
    "export": "导出 AgentInstruct JSONL 及其清单",
    "fetch": "取回导出的一个文件",
    "get_presentation": "查看当前有效的临床表现（诊断、严重程度、用药、年龄段、禁忌）",
    "list_presentations": "列出临床表现的全部版本与提议",
    "put_presentation": "由临床工作者写下新的一版临床表现",
    "propose": "代模型提交一份临床表现提议；临床工作者接受前不起作用",
    "decide_proposal": "由临床工作者接受或拒绝一份临床表现提议",
    "get_eligibility": "查看现在开始某一疗程有何不利之处，以及如何处理",
    "list_checks": "查看疗程开始时的适用性检查，以及谁因何理由仍然开始",
    "get_safety_plan": "查看现有的安全计划",
    "list_safety_plans": "列出安全计划的全部版本及其出处",
    "put_safety_plan": "由临床工作者写下新的一版安全计划",
    "review_plan": "由临床工作者审阅并认可现有的安全计划",
    "get_formulation": "查看个案概念化：同一张图的 5P 视图与认知概念化视图",
    "list_changes": "列出个案概念化的全部更改：谁、为何",
    "new_node": "由临床工作者新增一个节点；引文会与原话核对",
    "put_node": "由临床工作者修改一个节点；原样留在日志中",
    "new_edge": "由临床工作者连接两个节点",
    "decide_on_item": "由临床工作者接受或拒绝一项提议",
    "take_out": "由临床工作者移除一项，连同相连的边；均可查阅",
    "propose_items": "代模型提交节点与边的提议；引文不实者剔除并列明",
    "list_crises": "列出危机事件及每一环的出处",
    "decide_crisis": "由临床工作者确认或否定一次危机",
    "list_patterns": "列出重复性危机：次数、日期、间隔与将到的日子",
    "decide_on_pattern": "由临床工作者确认或否定一个危机模式，并写下再现时的做法",
    "list_instruments": "列出量表：计分、分级、许可；许可允许时含条目原文",
    "list_charts": "以数据形式列出来访者全部量表的图",
    "get_chart": "查看一个量表的图：序列、缺口、分级、基线与可靠变化范围",
    "get_goal_attainment": "查看目标达成评定（GAS）及其 T 分",
    "set_goal_scale": "商定一个靶点的五级目标",
    "rate_target": "按目标等级评定一个靶点",
    "get_homework_standing": "查看作业：待完成、逾期、未询问与延续的任务",
    "assign_homework": "由临床工作者布置一项作业",
    "list_profiles": "列出司法辖区配置：法律、来源、日期、关闭的功能及理由；并非法律意见",
    "get_profile": "查看一个司法辖区配置",
    "published_protocol": "公开的危机处理办法；无需密钥",
    "count_referrals": "统计一年中向真实来访者说明求助渠道的次数；只有数字",
    "accept": "由临床工作者具名采纳一版计划，使其生效",
    "list_accepted": "列出临床工作者已采纳的计划",
    "back": "由临床工作者在自杀警报后交还会谈",
}
"""Function name of a route -> what it does, in one Chinese line."""
