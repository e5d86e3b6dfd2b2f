"""What clinicians are told to do: verbs that begin a step, English and Chinese, and who is told."""

import re
from functools import lru_cache
from typing import Final

_ENGLISH: Final = """
accept acknowledge act activate adapt add address adjust administer admit advise affirm agree aim alert allow alternate
analyse analyze answer apologise apologize apply appoint appraise approach arrange ascertain ask assess assign assist
attempt attend avoid begin book brainstorm break breathe brief bring broach build calculate call calm cancel capture
care carry celebrate challenge change chart check choose circle clarify classify close coach code collect come comfort
commend communicate compare compile complete compliment compute conclude conduct confirm congratulate connect consider
consolidate consult contact contain continue contract convey coordinate count cover create cross-check cue deal
debrief decide decrease deepen define delay deliver demonstrate describe design detail determine develop diagnose
direct discharge disclose discontinue discuss display dispatch distract distribute divide do document double-check
draft draw drop educate elaborate elicit emphasise emphasize empathise empathize employ empower encourage end engage
enlist enquire enroll enrol ensure enter escalate escort establish estimate evaluate examine exchange exercise expand
explain explore expose express extend facilitate fade feed file fill finalise finalize find finish fix focus follow
forgive formulate forward frame freeze gather generate get give go grade greet ground group guard guide hand handle
have hear help highlight hold host identify ignore imagine implement improve include increase inform initiate inquire
inspect instil instruct integrate interrupt intervene interview introduce invite involve issue join judge jot keep
label lead learn leave lengthen let link list listen locate log look lower maintain make manage map mark match measure
meet mention mind mirror model moderate modify monitor motivate move name narrow negotiate normalise normalize note
notice notify obtain observe offer open opt order organise organize orient outline overview pace paraphrase pass pause
perform persist phone pick plan play point postpone practice practise praise predict prepare present print prioritise
prioritize probe problem-solve proceed process produce prompt propose protect provide pull put query question quote
raise rank rate reach read re-administer reassess re-assess reassure recall recap receive recheck re-check recommend
reconnect record redirect reduce re-establish re-evaluate refer reflect reformulate reframe refrain refresh rehearse
reinforce relate relax release remain remeasure re-measure remember remind remove render repair repeat rephrase replace
report request rerate re-rate reschedule resolve respect respond rest restart restate restructure resume retest
retrieve return review revise revisit reward ring role-play roleplay run safeguard say scale schedule score screen
search seat secure see seek select send separate set settle shape share shift shorten show sign signal signpost simplify
sit sketch slow socialise socialize solicit sort speak specify spend split stabilise stabilize start state stay step
stop store stress stretch strengthen structure study submit suggest sum summarise summarize supervise support suspend
switch take talk taper target teach tell terminate test thank tidy track train transfer treat trial troubleshoot try
turn uncover underline understand update use utilise validate verify view visit visualise visualize wait walk warn
watch weigh welcome widen withhold work wrap write
archive bandage bleep carry catch clean clear clip collect console cross cut drive empty enclose enter erase fetch fold
glance hang hug inject kneel knock lay lend lie lift lock loosen mail nod note open pack page paste pin pour press
push redo rinse rub seal shake shut soothe squeeze stamp stand staple strip swap tape tear throw tie tilt touch trace
trim unpack wash wave weigh wipe wrap agree announce declare chair spell count stay bag sweep tuck lower dim close
telephone text email e-mail dial accompany escort photocopy scan copy upload download type rebook rearrange lock unlock
tick reply retry redial resend
"""
_VERBS: Final = frozenset(_ENGLISH.split())
_ADVERBS: Final = re.compile(
    r"(?:please|then|next|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|also|always|again|instead|immediately|"
    r"gently|calmly|directly|simply|briefly|explicitly|openly|together|now|still|just|carefully|slowly|quickly|only|"
    r"either|both|otherwise|after that|afterwards?|thereafter|subsequently|at this point|at once|to begin(?: with)?|"
    r"to start(?: with)?|to end|to close|in addition|additionally|meanwhile|jointly|collaboratively|verbally|"
    r"clearly|warmly|kindly|privately|promptly|urgently|routinely|and|but|so|or|same day|that day|"
    r"on (?:arrival|admission|discharge|entering|leaving|return)|at (?:the )?(?:start|end|door|desk|outset|close|"
    r"bedside)"
    r"(?: of (?:the|each) \w+)?|before (?:leaving|closing|starting))\b[,:]?\s*",
    re.IGNORECASE,
)
_ACTOR: Final = (
    r"(?:the |your |a |an |one )?(?:lead |duty |on-call |responsible |treating |assigned |second |other )?"
    r"(?:therapist|clinician|counsell?or|nurse|worker|volunteer|practitioner|psychologist|"
    r"psychiatrist|doctor|physician|"
    r"interviewer|assessor|facilitator|helper|coach|team|staff(?: member)?|operator|call[- ]?taker|"
    r"supervisor|colleague|"
    r"case ?manager|keyworker|key worker|coordinator|receptionist|provider|prescriber|pharmacist|you|we|"
    r"she|he|both|they)"
)
_SUBJECT: Final = re.compile(
    rf"{_ACTOR}\s+(?:(?:should|must|will|can|may|shall|needs? to|has to|have to|is to|are to|now|"
    rf"then|first|also|always|next)\s+)*",
    re.IGNORECASE,
)
_CLIENT: Final = re.compile(
    r"(?:(?:the )?(?:client|patient|family) and (?:you|the \w+)|you and the (?:client|patient|family)|"
    r"(?:the |each |your )?(?:client|patient|caller|person|service user|family|couple|parent|child|participant)s?)\s+"
    r"(?:(?:should|must|will|can|then|now|first|also|next)\s+)*",
    re.IGNORECASE,
)
_PASSIVE: Final = re.compile(
    r"[^,;.]{2,80}?\b(?:gets|(?:is|are|has|have|needs?|ought)(?: (?:then|now|first|also))?(?: to(?: then)? be)?|"
    r"(?:should|must|will|can|shall)(?: (?:then|now|first|also|always|next))* be)\s+(?:then |now |first |also |again )?"
    r"(?P<verb>[a-z-]+?)(?:ed|d|n|t)?\b",
    re.IGNORECASE,
)
_CONSISTS: Final = re.compile(
    r"(?:the |each |this )?\w+(?: \w+){0,2} (?:consists? of|involves?|(?:begins?|starts?|opens?|"
    r"ends?|closes?|concludes?|finishes) (?:with|by))\b",
    re.IGNORECASE,
)
_PARTICIPLES: Final = frozenset(
    [
        "given",
        "taken",
        "set",
        "chosen",
        "written",
        "read",
        "told",
        "shown",
        "made",
        "done",
        "kept",
        "held",
        "sent",
        "sought",
        "drawn",
        "begun",
        "put",
        "asked",
    ]
)

_CHINESE: Final = (
    "请|询问|问|了解|评估|评定|评分|打分|测量|测|检查|核对|核实|确认|查看|查阅|回顾|复习|收集|"
    "填写|填|计算|记录|登记|写|签署|签"
    "|解释|说明|介绍|讲解|告知|告诉|提醒|宣教|讲|示范|演示|展示|教|提供|给予|给出|给|发放|发"
    "|讨论|探讨|探索|商定|商量|协商|约定|安排|制定|制订|拟定|设定|设置|确定|选定|选择|选|决定|"
    "明确|澄清|识别|列出|列|找出|找|寻找|查找|挑选|挑"
    "|引导|带领|指导|帮助|协助|陪同|陪伴|支持|鼓励|肯定|表扬|赞扬|强化|安抚|安慰|共情|倾听|反映|"
    "接纳|尊重|邀请|建议|推荐|劝|推"
    "|练习|演练|演|执行|实施|进行|开展|做|完成|尝试|试|暴露|挑战|重构|放松|呼吸|训练|分解|拆|调整|"
    "改|缩短|延长|增加|减少|降低|提高|保持|维持|更新|更换|换"
    r"|布置|安排作业|留|预约|约(?![\d一二三四五六七八九十两])|预想|预测|预估|比较|对比|分析|判断|观察|留意|监测|关注|"
    r"跟进|随访"
    "|总结|小结|概括|归纳|整理|结束|道别|告别|致谢|感谢|欢迎|问候|问好|打招呼|接听|接待|接|自我介绍|开场"
    "|通知|联系|报告|上报|汇报|转介|转诊|转入|转到|转至|转|转告|启动|触发|呼叫|拨打|报警|打|叫|"
    "求助|寻求|陪|送|移除|移|收起|暂停|停止|中止|终止|停|等待|等|重复|返回|回到|继续|进入|跳到|"
    "跳至|跳过|跳"
    "|约谈|回访|致电|复测|复查|复评|提交|移交|反馈|落实|督促|参加|参与|召开|处理|处置|通报|核查|巡视|劝阻|归档|护送|"
    "朗读|宣读|协商|"
    "办理|出具|转告|交代|交给|呈报|开具|启用|佩戴|想象|体验|分享|觉察|反思|思考|示意|称赞|查明|追问|复述|重申|预定|"
    "调配|疏导|隔离|撤离|"
    "发言|跳过|带到|带其|带至|带他|带她|搀扶|递给|清点|盘点|点名|清理|收拾|复核|排查|筛查|抄送|分发|张贴|播放|关上|"
    "打开|锁上|敲门|上门|进门|出示|另约|改约|改期|"
    "另行|出发|到达|返还|归还|备好|撤到|撤离|搬到|扶到|移到|领到|接到|守在|守着|静候|劝离|登门|走访|拜访|探望|慰问|擦|"
    "洗|喂|抱|扶|拍|抽|取|拿|放|摆|坐到|坐在|聊|谈|说|"
    "闭上|睁开|坐下|躺下|画|看|听"
    "|补|松开|解开|解除|固定|注射|输液|推注|采血|抽血|留取|导尿|取消|撤销|按压|压迫|止血|垫高|垫|铺|戴|脱|贴|敷|涂|"
    "消毒|"
    "催|唤|喊|召集|申请|上调|下调|调高|调低|调|停用|加用|换成|减|加|翻|搬|运|抬|守|搜|追|派|量(?!表)|称|数|念|读|唱|"
    "写下|描述|"
    "纠正|更正|改正|替|代|供|配|备|批|准许|允许|同意|保存|封存|锁|放回|收|订|签到|签收|截|扫|拨|发送|寄|回复|追踪|"
    "开始|着手"
    "|邀|用|使用|采用|运用|以|把|将|对|向|与|和|同|跟|让|使|由|为|根据|按照|按|依据|从|在"
)
_HAN_LEAD: Final = (
    r"(?:首先|其次|然后|接着|接下来|随后|之后|此后|最后|再|先|并|并且|同时|即|即可|则|就|也|还|应|"
    r"应当|应该|需|需要|要|必须|可|可以|务必|立即|立刻|马上|及时|当天|当场|直接|尽快|逐一|逐条|"
    r"共同|一起"
    r"|再次|重新|继续|尽量|温和地|简要|简单|明确|耐心|主动|必要时|仍|都|均|提前|礼貌地?|友好地?|认真|仔细|委婉地?|"
    r"依次|分别|另行|改为|协同|当场|当面|一道|照样|[\u4e00-\u9fff]{2}地)[，,]?"
)
_HAN_ACTOR: Final = (
    r"(?:(?:副|正|另一位|一位|两位|本次|责任|值班|主管|主治|当班|首诊|接待|带教|专职|指定|另一名|一名|两名|本班)?"
    r"(?:治疗师|咨询师|心理师|医生|医师|护士|护士长|工作人员|接线员|接待员|访视员|调解员|志愿者|社工|督导|评估者|"
    r"评估员|访谈者|辅导员|"
    r"班主任|助理|助教|护工|保安|管理员|咨询员|负责人|值班员|老师|教师|主管|组长|主任|带领者|主持人|助手|同事|团队|"
    r"小组|双方|我们|你|您))"
)
_HAN_ACTION: Final = re.compile(rf"(?:{_HAN_LEAD})*(?:{_HAN_ACTOR})?(?:{_HAN_LEAD})*(?:{_CHINESE})")
_HAN_CLIENT: Final = re.compile(
    rf"(?:来访者|患者|病人|当事人|求助者|来电者)(?:{_HAN_LEAD})*(?:填写|完成|评估|评分|打分|练习|写|"
    rf"说出|列出|签署|选择)"
)
_HAN_PLACE: Final = re.compile(
    rf"(?:{_HAN_LEAD})*(?:{_HAN_ACTOR})?(?:{_HAN_LEAD})*(?:来到|走到|赶到|赶往|赶去|走进|到了?(?!时|期|点|达|位|目前|"
    rf"此|场|"
    r"[\d一二三四五六七八九十半了])|去|回)[^，。；：的]{1,8}"
)
"""`到床边先叫患者的名字`: somebody goes somewhere and does something there."""
_HAN_WHEN: Final = re.compile(
    r"(?:过|隔|等|停)(?:上|了|约)?[^，。；：]{1,8}[，,]|[^，。；：]{1,10}?(?:之后|以后|后|时|之前|前|中|内|期间|当天|"
    r"当日|当场|过程)[，,]?"
)
_HAN_STRONG: Final = re.compile(
    r"(?:决定|评定|打分|评分|核对|查看|巡视|回访|约谈|归档|转介|上报|反馈|落实|发放|讲解|演示|示范|商量|"
    r"请|询问|了解|评估|回顾|解释|说明|介绍|讨论|商定|约定|制定|布置|总结|记录|填写|通知|联系|"
    r"引导|带领|练习|邀请|安排|提供|确认|计算|结束)"
)


@lru_cache(maxsize=8192)
def begins_action(text: str) -> bool:
    """Whether the words begin like something that somebody is to do."""
    rest = text.strip(" ,，.")
    if not rest:
        return False
    if re.match("[\u4e00-\u9fff]", rest):
        return bool(_HAN_ACTION.match(rest) or _HAN_CLIENT.match(rest))
    while (lead := _ADVERBS.match(rest)) is not None and lead.end():
        rest = rest[lead.end() :]
    if re.match("[\u4e00-\u9fff]", rest):
        return bool(_HAN_ACTION.match(rest))
    told = _IMPERATIVE.match(rest)
    if told is not None and not _FINITE.search(rest[told.end() :].split(",")[0]):
        return True
    if re.match(r"(?:do not|don't|never)\b", rest, re.IGNORECASE):
        return True
    return _verb(rest) is not None or _told(rest)


_IMPERATIVE: Final = re.compile(
    r"(?!(?:the|an?|any|some|all|both|each|every|either|neither|no|not|this|that|these|those|such|if|when|where|while|"
    r"once|unless|until|after|before|during|with|without|for|from|in|on|at|by|of|to|into|as|since|because|although|"
    r"though|but|and|or|nor|so|than|then|there|here|it|they|he|she|we|you|who|what|which|whose|how|why|is|are|was|"
    r"were|be|been|do|does|did|has|have|had|can|could|will|would|may|might|must|should|shall|only|even|just|about|"
    r"above|below|over|under|between|through|throughout|within|against|towards?|per|like|unlike|except|despite|"
    r"half|most|many|more|less|few|several|whatever|whoever|whichever|whether|out|up|off|down|near|beside|besides|"
    r"behind|beyond|around|across|along|among|inside|outside|plus|via|because|given|provided|according|depending)\b)"
    r"[a-z]{3,}(?<!ing)(?<!ed)(?<![^s]s)(?:\s+(?:up|down|out|off|over|through|back|away|together))?\s+"
    r"(?:the|an|a|any|their|your|his|her|its|this|that|these|those|them|him|it|each|every|both|what|whatever)\b",
    re.IGNORECASE,
)
"""`Correct any misunderstanding`: a bare verb and what it is done to, whatever the verb."""
_FINITE: Final = re.compile(
    r"^(?:(?!\b(?:that|which|who|whose|what|whether|if|when|where|how|why|as)\b).)*?\b(?:is|are|was|were|has|have|had|"
    r"does|"
    r"did|may|might|can|will)\b",
    re.IGNORECASE,
)
"""A verb that makes of the words a statement."""


def does(word: str, *, many: bool) -> bool:
    """Whether a word is a verb of doing, as said of several (`repeat`) or of one (`repeats`)."""
    return word in _VERBS if many else _third_person(word)


def _told(text: str) -> bool:
    """`The therapist asks ...`, `the client rates ...`, `homework is reviewed`."""
    for pattern in (_SUBJECT, _CLIENT):
        found = pattern.match(text)
        if found is not None and found.end() < len(text):
            rest = text[found.end() :]
            while (lead := _ADVERBS.match(rest)) is not None and lead.end():
                rest = rest[lead.end() :]
            if _verb(rest) is not None or _third_person(rest):
                return True
    passive = _PASSIVE.match(text)
    if passive is None:
        return False
    word = text[passive.start("verb") : passive.end()].lower()
    stem = word.removesuffix("ed")
    return word in _PARTICIPLES or any(each in _VERBS for each in (stem, stem + "e", word.removesuffix("d"), stem[:-1]))


def _verb(text: str) -> str | None:
    found = re.match(r"[A-Za-z][A-Za-z-]*", text)
    word = found[0].lower() if found is not None else ""
    return word if word in _VERBS else None


def _third_person(text: str) -> bool:
    found = re.match(r"[A-Za-z-]+", text)
    word = found[0].lower() if found is not None else ""
    stems = (word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
    return word.endswith("s") and any(stem in _VERBS for stem in stems)


_ACTS_LATER: Final = re.compile(
    rf"(?:at|before|after|during|on|in|within|by|upon|once|every|each|for|with|as)\b[^,.;:]{{2,60}}?\s+"
    rf"(?:{_ACTOR}|the (?:client|patient|caller|couple|family|child|parent)s?)\s+"
    rf"(?:(?:should|must|will|can|may|shall|then|also)\s+)?(?:{'|'.join(sorted(_VERBS, key=len, reverse=True))})(?:s|"
    rf"es)?\b",
    re.IGNORECASE,
)
"""`At the end of the shift the nurse reports ...`."""
_SOMEBODY_DOES: Final = re.compile(
    rf"(?:(?:then|next|first|finally|afterwards|now)[,]?\s+)?(?:the|a|an|each|every|one|another|both|all|"
    rf"two)\s+(?:[\w'-]+\s+){{0,2}}?"
    rf"(?:[\w-]*(?:er|or|ist|ian|ant|ee|man|woman)|team|group|staff|chair|lead|head|nurse|coach|parent|family|child|"
    rf"class|student|member|"
    rf"other|couple|clerk|porter|guide|host|ward|unit|office|clinic|service|desk)s?\s+(?:(?:should|must|will|then|"
    rf"also|now|first)\s+)?"
    rf"(?:{'|'.join(sorted(_VERBS, key=len, reverse=True))})(?:s|es)?\b",
    re.IGNORECASE,
)
"""`The presenter describes ...`: somebody with a role, and a verb of doing."""


_HAN_DONE: Final = re.compile(
    r"(?:(?:接着|随后|然后|接下来|最后)[，,]?(?!.{0,6}(?:会|可能|往往|通常))|"
    r"[\u4e00-\u9fff]{1,6}完[\u4e00-\u9fff]{0,6}[，,])\S"
)
"""`谈完起居，...`, 接下来...: in a procedure, what follows is done."""


def is_action_sentence(text: str) -> bool:
    """Whether a sentence of running prose tells somebody to do something: at its start or after its first commas."""
    if re.match("[^A-Za-z]*[\u4e00-\u9fff]", text):
        if _HAN_DONE.match(text):
            return True
        when = _HAN_WHEN.match(text)
        if _HAN_PLACE.match(text if when is None else text[when.end() :]):
            return True
        late = when is not None and begins_action(text[when.end() :])
        return begins_action(text) or late or bool(_HAN_STRONG.search(text[:24]))
    if _CONSISTS.match(text):
        return True
    if _ACTS_LATER.match(text) or _SOMEBODY_DOES.match(text):
        return True
    parts = text.split(",")
    starts = [",".join(parts[i:]) for i in range(min(len(parts), 3))]
    return any(begins_action(start) or _SOMEBODY_DOES.match(start.strip()) for start in starts)
