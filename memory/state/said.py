"""Whether a measure or an intervention says anything: placeholders (TBD, 待定) and wishes say nothing. Pure."""

import re

_LATER = (
    r"(?:(?:is|are|it'?s)\s+)?(?:still\s+|yet\s+)?to\s+be\s+(?:decided|determined|defined|discussed|"
    r"agreed(?:\s+upon)?|"
    r"confirmed|chosen|selected|set|specified|announced|worked\s+out|added|filled\s+in|advised|found|clarified|"
    r"identified)"
)
_NOT_YET = (
    r"(?:(?:we|i|they|not|nothing|none|no\s+\w+)\s+)?(?:have\s+|has\s+|is\s+|was\s+)?(?:not|nothing|haven'?t|"
    r"hasn'?t|isn'?t|"
    r"n't|don'?t|none|no\s+\w+)\s+(?:yet\s+|been\s+|really\s+|fully\s+)*(?:decided|determined|defined|chosen|"
    r"selected|set|"
    r"agreed|sure|known|know|planned|specified|identified|available|settled|applicable|clear|yet)"
)
_WILL_SEE = (
    r"(?:(?:we'?ll|we\s+will|will|let'?s|i'?ll|i\s+will|need\s+to|must|should)\s+)(?:see|decide|discuss|figure|"
    r"think|pick|"
    r"choose|find|work\s+out|agree|determine|select|add|look)"
)
_PLACEHOLDER = re.compile(
    rf"""^\W*(?:
        t\W?\s?b\W?\s?[dcan]\b.*|n\s?/\s?a\b.*|n\.a\.?|none(?:\s+(?:yet|so\s+far|at\s+present|for\s+now|planned|given))?|nil|
        null|nan|undefined|unspecified|unknown|pending\b.*|later|soon|\?+|x{{2,}}|todo\b.*|fixme\b.*|to\s+do|
        (?:a\s+)?placeholder\b.*|lorem\b.*|(?:some|any|an?)\s+(?:kind\s+of\s+)?(?:measure|scale|instrument|questionnaire|
        intervention|technique|method|thing|exercise)s?|something(?:\s+(?:else|suitable|appropriate|helpful))?|anything|
        whatever(?:\s+(?:works|helps|fits))?|tools?|as\s+(?:needed|appropriate|required)|
        {_LATER}\b.*|{_NOT_YET}\b.*|undecided.*|undetermined.*|{_WILL_SEE}\b.*|decide\s+later.*|(?:discuss|decide)\s+
        (?:next|later|in|with|at)\b.*|ask\s+(?:the\s+)?supervisor.*|coming\s+soon.*|
        (?:再|等|以后|之后|后续|后面|将来|下次|下回|届时|到时候?|稍后|回头|日后|另行|择日|尚|还|暂|目前|待|有待|仍|仍需|需要?|先|先不)*
        (?:待?(?:定|议|商(?:议|定|量|榷|讨)|讨论|确定|确认|补充?|填写?|明确|选定|选择|制定|评估后(?:再)?(?:定|说)|决定|安排|协商|
        和来访者商定|与来访者商(?:定|量|议)|通知|看|说|想|考虑)|未(?:定|确定|明确|决定|选定|制定|知|填写?|安排|想好|设定|选)|
        没(?:有)?(?:定|想好|确定|决定|选好?|选定|安排|填|明确|说好|商量好))(?:[了中]|[。，,（(].*)?|
        (?:还|尚|暂时?|目前|现在|仍)?(?:暂无|暂缺|无|没有|不详|不清楚|不明|未知|空缺?|略|缺)(?:指标|测量|量表|工具|干预|措施|方法|计划)?|
        (?:某|一)(?:个|种|些)?(?:量表|工具|方法|办法|测量|指标|干预|技术|措施)|(?:随|看)(?:便|情况(?:再(?:说|定))?)|视情况(?:而定)?|走一步看一步
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_BETTER = (
    r"(?:better|happier|happy|well|okay|ok|good|fine|normal|great|calm(?:er)?|confident|strong(?:er)?|positive|"
    r"herself|"
    r"himself|themselves|myself|like\s+(?:before|himself|herself|myself))"
)
_WISH = re.compile(
    rf"""^\W*(?:
        (?:(?:i|we|the\s+client|client|patient|she|he|they|the\s+patient|family|everyone|therapist)\s+)?
        (?:just\s+|really\s+|all\s+)?(?:hopes?(?!\s+(?:scale|box|kit|theory|module|index|inventory|therapy|work|map))|hoping|
        hopeful(?:ly)?|wish(?:es|ing|ful)?(?!\s+list)|(?:would|'d)\s+(?:like|love)|wants?|longs?|prays?|dreams?\s+of)\b.*|
        (?:(?:i|we|she|he|they|client|the\s+client)\s+)?(?:will|should|can|could|may|might|must|needs?\s+to|to)?\s*(?:just\s+)?
        (?:feel|be|get|become|stay|think|keep|act)(?:s|ing)?\s+(?:\w+\s+){{0,2}}?{_BETTER}
        (?:\s+(?:again|soon|overall|in\s+general|about\s+(?:life|things|it|himself|herself|myself)|some\s?day|eventually|
        with\s+time|over\s+time|enough|one\s+day))?|
        (?:(?:it|things|this|that|mood|life|everything|time|she|he|they|client|the\s+client)\s+)(?:will|should|would|may|might)\s+
        (?:\w+\s+)?(?:improve|get\s+better|heal|pass|work\s+out|be\s+(?:fine|ok|okay|alright|better)|sort\s+itself|settle|change|
        go\s+away|help)\b.*|
        (?:try|trying)\s+(?:to\s+be\s+\w+|harder|more|her\s+best|his\s+best|their\s+best|my\s+best|our\s+best)|do\s+(?:her|his|
        their|my|our)\s+best|cheer\s+up|snap\s+out\s+of\s+it|(?:think|stay|be|remain)\s+(?:more\s+)?positive(?:ly)?|
        positive\s+thinking|good\s+vibes|time\s+heals.*|move\s+on|get\s+over\s+it|fingers\s+crossed.*|with\s+(?:any\s+)?luck.*|
        if\s+only\b.*|improvement|improve|feeling\s+better|general\s+improvement|(?:be\s+)?less\s+(?:sad|unhappy|stressed|worried)|
        a\s+better\s+(?:life|mood|future)|happiness|peace\s+of\s+mind|willpower|
        (?:来访者|患者|当事人|我们?|他们?|她们?|家人|家长|大家|孩子|咨询师)*(?:一直|只是|就是|都|也|很|真的|衷心|内心)*
        (?:希望(?!量表|感|理论|模块|盒|疗法|指数)|但愿|盼望?|期望(?!值|量表|理论)|期待(?!落差|值|记录|量表)|祝愿?|想要|渴望|梦想|想(?!法|象|像|起|到的)|愿(?!望)|祈祷|指望)
        .*|(?:来访者|患者|他|她|孩子)?(?:能|会|可以|慢慢|逐渐|尽快|早日|赶紧|快点?|快快|自然|总|应该|多|更|变得?|过得?|活得?|要|尽量|一切|都|心情|状态|情况|感觉|情绪|就|一定)*
        (?:变好|好起来|好转|好一?[点些]|更?开心(?:一?[点些]|起来)?|更?快乐(?:一?[点些]|起来)?|幸福|高兴(?:一?[点些]|起来)?|轻松(?:一?[点些]|起来)?|
        振作(?:起来)?|想开(?:一?[点些])?|看开(?:一?[点些])?|放下|走出来|坚强(?:一?[点些]|起来)?|积极(?:一?[点些]|面对|向上|乐观)?|乐观(?:一?[点些]|面对)?|
        努力(?:一?[点些])?|加油|恢复正常|正常起来|没事|顺利|好的?)(?:了|的)?|
        顺其自然|随缘|听天由命|时间会(?:冲淡|治愈|证明)一切|船到桥头自然直|尽力(?:而为|就好|就行)?|多喝热水|正能量|平安喜乐
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL = re.compile(
    rf"(?:[\s:：(（\[,，;；=–—-]|^)+(?:t\W?b\W?[dcan]\b|{_LATER}|undecided|n/a)\W*$|"
    r"[\s:：(（\[,，;；=–—-]*(?:待定|待议|待商议|待讨论|待确定|未定|尚未确定|还没定)\W*$",
    re.IGNORECASE,
)
_EMPTY_NOUN = re.compile(
    r"^\W*(?:(?:outcome|target|the|a|an|some|suitable|appropriate|validated|standard|relevant|specific|another|"
    r"exact|chosen)\s+)*"
    r"(?:measures?|scales?|instruments?|questionnaires?|interventions?|techniques?|tools?|methods?|exercises?|"
    r"plan|details?|"
    r"metric|indicator|module|strategy|homework)?\W*$|^\W*(?:具体|相应|合适的?|适当的?|相关|结局|目标|"
    r"其他)*(?:测量|量表|工具|问卷|指标|方法|干预|措施|"
    r"技术|计划|作业|方案|方式)?\W*$",
    re.IGNORECASE,
)


def said(text: str | None) -> bool:
    """Whether a measure or intervention says anything: not blank, no placeholder, no mere wish."""
    if text is None or not any(map(str.isalnum, text)):
        return False
    if _PLACEHOLDER.match(text) or _WISH.match(text):
        return False
    named = _TAIL.sub("", text)
    return named == text or not _EMPTY_NOUN.match(named)
