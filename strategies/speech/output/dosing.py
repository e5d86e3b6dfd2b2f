"""Advice about medicines: to start, stop, raise, lower, mix or leave one out, and amounts."""

from strategies.speech.output.rule import Rule, Rules, pattern
from strategies.speech.output.said import DO_EN, FIRST_ZH, OTHERS_EN, OTHERS_ZH, TOLD_EN, TOLD_ZH

DRUG_EN = (
    r"(?:medic(?:ation|ine)s?|meds|tablets?|pills?|capsules?|doses?|dosage|antidepressants?|antipsychotics?|"
    r"painkillers?|"
    r"(?:beta.?)?blockers?|sedatives?|benzos?|stimulants?|injections?|laxatives?|diuretics?|prescription|drops|"
    r"lithium|"
    r"valium|xanax|prozac|zoloft|ativan|klonopin|ambien|ritalin|adderall|concerta|seroquel|zyprexa|abilify|lexapro|"
    r"effexor|"
    r"cymbalta|wellbutrin|valpro\w+|lamictal|melatonin|paracetamol|ibuprofen|tramadol|codeine|opioids?|methadone|"
    r"clozaril|"
    r"\w{2,}(?:azepam|azolam|traline|oxetine|opram|apine|eridone|piprazole|triptyline|pramine|faxine|gabalin|zapine|"
    r"zodone|zopiclone|olpidem|trigine|propion|phenidate|amphetamine|anolol|ranolol|droxyzine|olol))"
)
_NUMBER_EN = (
    r"(?:\d+(?:\.\d+)?|half|a half|one|two|three|four|five|six|ten|twenty|thirty|fifty|a couple(?: of)?|a few|"
    r"double|twice|"
    r"another|an extra|a quarter|a whole|a|the whole|your)"
)
AMOUNT_EN = (
    rf"(?:{_NUMBER_EN} ?(?:more |extra |of |a |an |the |those |your )*"
    rf"(?:mg|milligrams?|micrograms?|mcg|ml|g|tablets?|pills?|doses?|capsules?|drops|dose|{DRUG_EN})\b|\d+ ?(?:mg|"
    rf"ml|mcg))"
)
_CHANGE_EN = (
    r"(?:stop(?: taking| using)?|quit(?: taking)?|skip|halve|double(?: up)?(?: on)?|cut(?: back| down)?(?: on)?|"
    r"reduce|lower|raise|increase|"
    r"up|start(?: taking| on)?|begin|switch(?: to| from)?|swap|take|come off|go off|get off|"
    r"go (?:back )?up(?: to)?|go (?:back )?down(?: to)?|leave (?:off|out)|leave|drop|taper|wean|"
    r"mix|combine|refuse|try|use|put|swallow|crush|discontinue|throw away|flush|get rid of|hold off|not take|"
    r"no longer take)"
)
_LET_BE = pattern(
    r"\b(?:without|before|until|unless)\b.{0,40}\b(?:doctor|gp|psychiatrist|pharmacist|prescri\w+|clinic|them|her|"
    r"him)",
    r"\b(?:ask|tell|ring|call|see|speak|talk|check)\b.{0,40}\b(?:doctor|gp|psychiatrist|pharmacist|clinic|nurse)",
    r"\b(?:do not|don't|never) (?:just |simply )?(?:stop|change|skip|double|mix|halve|cut)",
    r"\b(?:away|somebody else keep|keep the|lock)\b",
    r"\breminder|helps? you remember|as (?:agreed|prescribed)",
    TOLD_EN,
    OTHERS_EN,
)
_THAT_EN = r"(?:it|them|this|those|these|that)"

EN = Rules(
    triggers=(
        "mg",
        "a day",
        "milligram",
        "tablet",
        "pill",
        "dose",
        "dosage",
        "medic",
        "meds",
        "taking",
        "take",
        "come off",
        "leave it",
        "skip",
        "drink",
        "wine",
        "beer",
        "whisky",
        "alcohol",
        "gin",
        "vodka",
        "lithium",
        "azep",
        "azol",
        "tral",
        "oxet",
        "opram",
        "pine",
        "injection",
        "laxative",
        "xanax",
        "valium",
        "adderall",
        "ritalin",
        "blocker",
        "doubl",
        "pregab",
        "clone",
        "olol",
        "stimulant",
        "switch",
        "prozac",
        "done",
        "zole",
        "melatonin",
        "antidepress",
    ),
    rules=(
        Rule(
            wrong=pattern(
                rf"{DO_EN}{_CHANGE_EN}\b[^.?!,]{{0,40}}?\b(?:{DRUG_EN}|{AMOUNT_EN})\b",
                rf"{DO_EN}(?:take|have|swallow|use|put|try|start with) {AMOUNT_EN}",
                rf"\b(?:take|taking|have|put|swallow|pop) (?:only |just |up to |about )?{_NUMBER_EN} (?:under|"
                rf"at (?:night|bedtime)|before|after|an hour|more|of (?:them|those|your))\b",
                rf"{DO_EN}(?:take|swallow) (?:one|two|three|four|half|double|another)\b(?! (?:step|other|thing|"
                rf"minute|moment|day|breath|deep|look|at|week|more (?:step|thing)))",
                rf"{DO_EN}(?:stop taking|quit taking|skip|come off|go off|leave(?= \w+ (?:off|for|at))|don't take|"
                rf"do not take|not take|double) {_THAT_EN}\b(?: (?:off|for|at|tonight|now|today|a few|altogether|"
                rf"any)|\s*[.!,]|$)",
                rf"\b(?:stop|quit) taking (?:{_THAT_EN}|your|the)\b",
                rf"\b(?:then |just )(?:don't|do not) take {_THAT_EN}\b",
            ),
            unless=_LET_BE,
        ),
        Rule(
            wrong=pattern(
                rf"\byou (?:really |probably )?(?:don't|do not|no longer|won't|needn't)(?: really)? (?:need|"
                rf"have to take|require)(?: \w+){{0,3}} {DRUG_EN}\b",
                rf"\byou (?:must not|mustn't|shouldn't|should not|can't) take (?:the|your|that|any)? ?{DRUG_EN}",
                rf"\b{AMOUNT_EN}[^.?!]{{0,40}}\b(?:is|are|should be|would be|will be|won't|wouldn't|"
                rf"ought to be)(?: \w+){{0,2}} (?:enough|plenty|fine|ok|okay|alright|safe|harmless|hurt|harm|"
                rf"too (?:much|little)|all right|right)",
                r"\b(?:one|two|three|half|a couple)(?: of them)? (?:a|per|each|every) (?:day|"
                r"night)[^.?!]{0,20}\b(?:won't|is fine|is enough|is safe|should|is ok)",
                rf"\bi(?:'d| would) (?:\w+ )?(?:lower|raise|halve|double|cut|reduce|increase|come off|stop|change|"
                rf"up|skip|leave out)\b[^.?!]{{0,30}}\b(?:{DRUG_EN}|it|them)\b",
                rf"\b(?:you|i think you) (?:could|can|should|might)(?: \w+)? (?:increase|raise|lower|reduce|"
                rf"double|halve|cut|up|swap|safely cut)\b[^.?!]{{0,30}}\b(?:it|them|{DRUG_EN}|{AMOUNT_EN})",
                r"\bdoubling up\b",
                rf"\byou (?:are|'re) on (?:too (?:much|little|high|low)|the wrong)\b[^.?!]{{0,20}}{DRUG_EN}",
                rf"\byou(?:'ll| will) be (?:better|fine) (?:off )?without (?:it|them|the|"
                rf"your)\b[^.?!]{{0,15}}(?:{DRUG_EN})?",
            ),
            unless=_LET_BE,
        ),
        Rule(
            wrong=pattern(
                r"\b(?:glass|wine|beers?|whisk(?:e)?y|alcohol|gin|vodka|drinks?|drinking|joint|cannabis|"
                r"spirits)\b[^.?!]{0,60}\b(?:fine|safe|harmless|ok|okay|alright|all right|no (?:harm|problem|"
                r"danger)|won't (?:hurt|harm|do|matter|be a problem))\b",
                r"\b(?:fine|safe|harmless|ok|okay|alright|no (?:harm|problem))\b[^.?!]{0,40}\b(?:glass|wine|beers?|"
                r"alcohol|gin|vodka|drinks?)\b[^.?!]{0,40}\b(?:on it|with it|with them|on them|while you|tablet|"
                r"pill|medic|" + DRUG_EN + r")",
                rf"{DO_EN}(?:go cold turkey|detox|stop drinking all at once|stop drinking suddenly)",
            ),
            unless=pattern(
                r"\bnot (?:be )?(?:safe|fine|harmless|ok)",
                r"\b(?:is|are|be)n't\b",
                TOLD_EN,
                OTHERS_EN,
                r"\bdangerous\b",
            ),
        ),
    ),
)

DRUG_ZH = (
    r"(?:药|安定|锂盐|碳酸锂|来士普|百忧解|左洛复|赛乐特|思诺思|心得安|专注达|利他林|德巴金|褪黑素|镇静剂|"
    r"抗抑郁剂|兴奋剂|针剂|"
    r"[一-鿿]{1,3}(?:西泮|唑仑|西汀|普兰|哌酮|曲林|法辛|三嗪|洛尔|氮平|硫平|哌唑|氮䓬|替林|吡坦|克隆|巴林|喷丁|"
    r"丙戊酸|唑酮))"
)
_UNIT_ZH = r"(?:片|粒|颗|毫克|mg|毫升|ml|滴(?!眼)|针|倍)"
AMOUNT_ZH = rf"(?:[半一两二三四五六七八九十几百多\d.]+\s*(?:到[一两二三四五六\d]+)?{_UNIT_ZH})"
_OPEN_ZH = r"(?<!要不)(?<!能不)(?<!是不)(?<!该不)(?<!会不)(?<!可不)(?<!还不)"
_LET_BE_ZH = pattern(
    r"(?:问|告诉|找|跟|和|请|由|听)[^，。]{0,10}(?:医生|药师|大夫|门诊)",
    r"(?:医生|药师|大夫)(?:和你|一起|商量|决定|同意|能)",
    r"(?:要不要|能不能|该不该|可不可以|是否|是不是|会不会|需不需要)",
    r"(?:不要|别)(?:自己|随便|擅自|突然|马上)?(?:停|减|加|改|换)",
    r"(?:收着|保管|收起来|远一点|拿走|按时|不能给建议|不能替你)",
    rf"{TOLD_ZH}[^，。]{{0,14}}$",
    OTHERS_ZH,
)

ZH = Rules(
    triggers=(
        "药",
        "片",
        "粒",
        "毫克",
        "mg",
        "a day",
        "剂",
        "安定",
        "酒",
        "锂",
        "停",
        "平",
        "仑",
        "普兰",
        "酮",
        "西汀",
        "林",
        "洛尔",
        "思诺思",
        "专注达",
        "来士普",
        "忘",
    ),
    rules=(
        Rule(
            wrong=pattern(
                rf"{_OPEN_ZH}(?:{FIRST_ZH}|你)(?:你|就|先|把|自己|可以|最好|应该|已经|完全|真的|再|也)*(?:停掉?|减|"
                rf"加|换|改|"
                rf"断)[^，。？]{{0,6}}{DRUG_ZH}",
                rf"把[^，。？]{{0,10}}{DRUG_ZH}[^，。？]{{0,6}}(?:停|减|加|换|断|扔|改|去掉)",
                rf"{DRUG_ZH}[^，。？]{{0,8}}(?:可以|就|先|该|应该)[^，。？]{{0,4}}(?:停|不吃|不用|减|加|换|别吃|断)",
                r"(?:^|[，,。]|你|就|先|那就|干脆|直接)(?:先|就|你|可以|应该)*停(?:掉|了|药|几天|一周|"
                r"一阵)(?![^，。]{0,6}(?:之前|的时候|以后|之后|有))",
                rf"(?:加|减|改|换|降|升|调)(?:回|到|成|为|半)[^，。？]{{0,8}}{AMOUNT_ZH}",
                r"(?:减|加)(?:到)?(?:一半|半量|倍|每天)",
                rf"(?:改成|换成)[^，。？]{{0,4}}(?:{DRUG_ZH}|{AMOUNT_ZH})",
                rf"(?:补|再|就|先|含|服|多|少|只|来|后|前|要|吃)(?:吃|服|含|"
                rf"用)?(?:上)?{AMOUNT_ZH}(?![^，。]{{0,8}}(?:会怎|以后|之后|的时候|才会死|"
                rf"就会死))",
                rf"吃(?:上)?{AMOUNT_ZH}(?:试试|就行|就够|就可以|就好|看看|也没|没事|没关系|不会|吧)",
                rf"(?:一天|每天|每次|隔一天|一周|晚上)[^，。]{{0,4}}(?:{AMOUNT_ZH}|[一两二三]次)(?:就|也|不会|没|"
                rf"足|够)[^，。]{{0,4}}(?:行|够|有事|"
                rf"事|关系|可以|好)?",
            ),
            unless=_LET_BE_ZH,
        ),
        Rule(
            wrong=pattern(
                rf"(?:不用|不必|不需要|没必要|无需|不该|不能|别|不要)(?:再|去)?(?:吃|服|用)(?:这个|这些|那些|那个|"
                rf"任何)?[^，。？]{{0,4}}{DRUG_ZH}",
                rf"{DRUG_ZH}[^，。？]{{0,6}}(?:不用|不必|不需要|没必要|可以不|别)(?:再)?(?:吃|服|用)",
                rf"(?:那就|就|先|周末)(?:先)?别(?:再)?吃(?:{DRUG_ZH}|了|它)",
            ),
            unless=pattern(
                r"(?:问|告诉|跟|和|请|听)[^，。]{0,10}(?:医生|药师|大夫)",
                r"是不是|要不要|能不能|是否|需不需要",
                rf"{TOLD_ZH}[^，。]{{0,14}}$",
                OTHERS_ZH,
            ),
        ),
        Rule(
            wrong=pattern(
                r"(?:酒|啤酒|白酒|红酒)[^。？]{0,14}(?:没事|没关系|不碍事|不要紧|无妨|可以的|不会有事|没什么|也行|"
                r"睡得更)",
                rf"(?:酒)[^。？]{{0,6}}(?:再|和|跟|加|配)[^。？]{{0,4}}{DRUG_ZH}[^。？]{{0,10}}(?:更|没|可以|好睡)",
                r"一口(?:都)?不喝|一下子(?:就)?(?:全)?停(?:酒|掉)(?:就|吧)",
            ),
            unless=pattern(r"危险|不安全|不能|醒来", rf"{TOLD_ZH}[^，。]{{0,14}}$", OTHERS_ZH),
        ),
    ),
)
