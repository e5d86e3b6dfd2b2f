"""A diagnosis given as a fact, by a program that may not give one."""

from strategies.speech.output.rule import Rule, Rules, pattern
from strategies.speech.output.said import OTHERS_EN, OTHERS_ZH, TOLD_EN, TOLD_ZH

ILLNESS_EN = (
    r"(?:bipolar\b[\w ]{0,12}|(?:major |clinical |severe |post\w+ |mild |moderate |chronic )?depressi(?:on|"
    r"ve disorder|ve episode)|manic|mania|hypomania|dysthymia|"
    r"\w* ?anxiety disorder|generali[sz]ed anxiety|panic disorder|agoraphobi\w+|social (?:anxiety|phobia)|phobia|"
    r"c?-?ptsd|post-?traumatic|"
    r"ocd|obsessive[- ]compulsive|schizo\w+|psychosis|psychotic|delusion(?:s|al)?|paranoid|paranoia|adhd|"
    r"attention deficit|"
    r"autis\w+|asperger\w*|borderline|bpd|narcissis\w+|codependent|personality disorder|antisocial|psychopath\w*|"
    r"bulimi\w+|anorexi[ac]\w*|"
    r"eating disorder|binge eating|alcoholic|alcoholism|alcohol (?:use|dependen)\w*|addict(?:ed|ion)?|addict|"
    r"dementia|"
    r"hypochondria\w*|grief disorder|prolonged grief|dissociative|adjustment disorder|burnout syndrome|"
    r"insomnia disorder|"
    r"conversion disorder|body dysmorphi\w+|mentally ill)"
)
_NOT_OURS_EN = pattern(
    TOLD_EN,
    OTHERS_EN,
    r"\b(?:whether|if|wonder\w*|diagnosed|told (?:you )?that|i (?:can't|cannot|don't|am not able)|not (?:a|your)|"
    r"no one|nobody|which of|word)\b",
    r"\b(?:living|live) with\b",
)

EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                rf"\byou(?:'ve| have)?(?: \w+ly| do| just| must| may| might| seem to| appear to| could)* "
                rf"(?:have|has|got|are|'re|suffer(?:ing)? from|meet (?:the |all )?(?:the )?criteria (?:for|of)|"
                rf"show(?:ing)?|be|"
                rf"developed|struggl\w+ with)(?: (?!not\b|never\b|been\b)\w+){{0,4}} {ILLNESS_EN}\b",
                rf"\byou(?:'re|'ve)(?: got| a| an| \w+ly| suffering from| just| showing| dealing with|"
                rf" in a)* {ILLNESS_EN}\b",
                rf"\b(?:this|it|that|what you(?:'re| are) \w+|what you(?:'ve got| have)|these|those|they|"
                rf"your (?:problem|symptoms?|condition))(?:'s| is| are|'re| sounds? like| looks? like| points? to|"
                rf" must be| suggests?| means?)"
                rf"(?: (?!not\b|but\b|with\b)\w+){{0,4}} {ILLNESS_EN}\b",
                rf"\b(?:i(?:'d| would)? diagnose you|my diagnosis|textbook|a classic case of|clear case of|"
                rf"symptoms? of|signs? of) ?(?:\w+ ){{0,4}}{ILLNESS_EN}",
                r"\bi(?:'d| would| can| will|'ll)? diagnose you\b|\bmy diagnosis\b",
                rf"\b(?:you are|you're) (?:both )?(?:an? )?(?:\w+ )?{ILLNESS_EN}\b",
                r"\b(?:he|she|your \w+)(?:'s| is| has)(?: an?| clearly| obviously)* (?:narcissis\w+|"
                r"psychopath\w*|borderline|bipolar|bpd)\b",
            ),
            unless=_NOT_OURS_EN,
            whole=False,
        ),
    ),
)

ILLNESS_ZH = (
    r"(?:双相|躁郁|躁狂|抑郁症|抑郁障碍|重度抑郁|临床抑郁|产后抑郁|中度抑郁|轻度抑郁|焦虑症|焦虑障碍|广泛性焦虑|"
    r"惊恐障碍|惊恐症|强迫症|强迫性障碍|精神分裂|精神病|妄想|被害妄想|"
    r"多动症|注意力缺陷|自闭症|孤独症|阿斯伯格|边缘型|自恋型|人格障碍|厌食症|贪食症|进食障碍|暴食症|酒精依赖|"
    r"酗酒者|酒鬼|成瘾|创伤后应激|ptsd|哀伤障碍|社交恐惧|社恐|恐惧症|"
    r"疑病|适应障碍|双重人格|解离|心理疾病|精神疾病)"
)

ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                rf"你(?:这|就|现在|已经|明显|肯定|应该|可能|大概|其实|的确|确实|这种|种|的?情况|的?症状|这样|都|也|"
                rf"很)*(?:是|有|得了|得的|患有|患了|患的|患上|属于|符合|算|"
                rf"就是|像是|叫|陷入)"
                rf"[^，。？]{{0,8}}?{ILLNESS_ZH}",
                rf"(?:这|那|它|听起来|看起来|很明显|显然|说明)(?:就|肯定|明显|应该|其实|种情况|都|些|些症状|你|像|"
                rf"很)*(?:是|有|得了|属于|叫|说明|"
                rf"符合)[^，。？]{{0,8}}?{ILLNESS_ZH}",
                rf"(?:我(?:的)?诊断|我判断|我断定|典型的|说明你)[^，。？]{{0,8}}{ILLNESS_ZH}",
                r"我诊断",
            ),
            unless=pattern(
                r"是不是|是否|有没有",
                OTHERS_ZH,
                r"(?:医生|诊断书|报告)[^。]{0,8}(?:是|为)",
                rf"{TOLD_ZH}",
                r"我(?:不能|没办法|没有办法|无法|不)",
                r"哪些",
            ),
        ),
    ),
)
