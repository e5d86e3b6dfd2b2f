"""Words around a crisis, in both languages: that there was one, what ended it, and what makes it none of theirs."""

import re

HELP_CUE = re.compile(
    r"\b(?:what|it|that|this|which) (?:really |finally )?(?:helped|got me through|calmed me)|"
    r"\bhelped (?:me|a (?:bit|little)|in the end)|"
    r"\b(?:calmed|settled|came) (?:me )?(?:down|round)? ?(?:when|after|by|once)|\b(?:i )?(?:felt|"
    r"was) (?:calmer|better) (?:when|after|once)|"
    r"有(?:点|些)?(?:用|帮助)|帮(?:了我|到我|到了我)|(?:才|就|慢慢|后来).{0,6}(?:缓过来|平静下来|"
    r"冷静下来|好多了|好一些|好些)",
    re.IGNORECASE,
)
"""A sentence that says what ended it."""
CUE = re.compile(
    r"\b(?:broke down|fell (?:apart|to pieces)|lost it\b|lost control|snapped\b|melt ?down|"
    r"could(?:n't| not) (?:cope|bear it|stop "
    r"(?:crying|shaking))|spiral(?:l?ed|l?ing)|collapsed|went to pieces|(?:the )?(?:worst|"
    r"terrible|awful) (?:night|evening|day)|"
    r"happened again|all came back|in crisis|had (?:a|another) crisis)|"
    r"崩溃|撑不住|受不了了|情绪(?:失控|爆发|崩)|失控|垮(?:了|掉)|停不下来|又(?:发作|来了一次|"
    r"犯了)|危机|最难熬|熬不(?:住|下去)",
    re.IGNORECASE,
)
"""Words for the crisis itself."""
GRAVE = frozenset({"self_harm", "bingeing"})
"""Acts that make a crisis by themselves."""

OTHERS = re.compile(
    r"\b(?:my|his|her|their|a|the) (?:\w+ )?(?:sister|brother|mother|father|mum|mom|dad|friend|"
    r"colleague|neighbou?r|boss|son|"
    r"daughter|wife|husband|partner|cousin|aunt|uncle|flatmate|character|film|heroine|"
    r"hero)\w* (?:\w+ )?(?:broke down|fell|lost|snapped|"
    r"had a|collapsed|could(?:n't| not))|"
    r"(?:姐姐?|妹妹?|哥哥?|弟弟?|妈妈?|爸爸?|朋友|同事|邻居|老板|室友|表姐|表弟|主角|女主|男主|他|"
    r"她)[^\s我]{0,4}(?:崩溃|失控|撑不住|垮)",
    re.IGNORECASE,
)
"""Somebody else's crisis."""
UNREAL = re.compile(
    r"\b(?:if|what if|imagine|in case|i(?:'m| am) (?:afraid|scared|worried) (?:that )?i(?:'ll|"
    r" will| might)|might\b|could happen|dream\w*|"
    r"almost|nearly|used to|years ago|as a (?:child|teenager))\b|如果|要是|万一|假如|担心会|"
    r"怕(?:自己)?会|梦(?:见|到)|差点|小时候|以前(?:会|总|常)|几年前|早些年",
    re.IGNORECASE,
)
"""What did not happen, or not lately."""
RETOLD = re.compile(
    r"\b(?:last time|that time|back then|like in (?:january|february|march|april|may|june|july|"
    r"august|september|october|november|december)|"
    r"as i told you|when i told you|we talked about|you remember|remember the (?:night|evening|day))\b|"
    r"(?:上次|那一?次|那回|之前|以前)(?:跟你|和你|我)?(?:说|讲|聊|提)|还记得|上一?次(?:那样|崩溃|发作)",
    re.IGNORECASE,
)
"""A crisis that was told before."""
NEGATED = re.compile(
    r"(?:\b(?:did(?:n't| not)|have(?:n't| not)|has(?:n't| not)|had(?:n't| not)|do(?:n't| not)|"
    r"without|never|no longer|not|instead of|rather "
    r"than|was(?:n't| not)|am not|i'm not|wasn't even|nobody|no)(?: (?!stop\b)\w+){0,2} ?|"
    r"(?:没有?|没再|不再|不|并没|并不|别|未|无)(?:再|去|有|怎么|那么|感到|觉得)?)$",
    re.IGNORECASE,
)
"""What stands right before a word and takes it back."""
