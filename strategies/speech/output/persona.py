"""Who speaks: a program in the therapist's part. Not the client, not a prompt, not a person with a life."""

from collections.abc import Sequence

from strategies.speech.output.rule import Rule, Rules, Sentence, pattern
from strategies.speech.output.said import NAMED_EN, NAMED_ZH, TOLD_EN, TOLD_ZH

_ANY_ROLE = (
    r"(?:https?://|\bwww\.)\S+|\b[\w.-]+@[\w-]+\.\w{2,}\b",
    (
        r"```|</?(?:b|i|p|div|br|h[1-6]|script|a|ul|li|strong|em)\b[^>]{0,40}>|^\s*[{\[]\s*\"?\w+\"?\s*:|\bdef \w+\(|"
        r"\bselect .{1,40} from \w+|\bimport \w+\n|\bconsole\.log|\bfunction \w*\("
    ),
    r"^\s*(?:#{1,4} |\|)|\n\s*(?:#{1,4} |\|.*\|)",
    (
        r"(?:^|\n|\s)(?<!\*)\*(?!\*)(?=[^*\n]{2,60}\*(?!\*))(?=(?:[a-z]+ly |slowly |a )?(?:nod|smil|sigh|paus|lean|"
        r"look|laugh|hug|tilt|listen|respond|settl|breath(?:es|ing)|clear|wip|tak(?:es|ing)|sit(?:s|ting)|read(?:s|"
        r"ing)|"
        r"plac|reach|gentl|warm|soft|silen|quiet)|[^*]*(?:微笑|点头|叹|停顿|沉默|看着|轻|拍|拥抱|倾|笑|温))"
        r"[^*\n]{2,60}\*"
    ),
    (
        r"[(\[【（]\s*(?=[^)\]】）]{0,60}(?:\bnods?|\bnodding|smil|\bsighs?|\bsighing|\bpauses?\b|\bpausing|"
        r"\bleans?\b|"
        r"\bleaning|gently|softly|warmly|silence|laughs|\bhugs?\b|tilts|微笑|点头|叹气?|停顿|沉默|看着|轻轻|轻声|拍拍|"
        r"拥抱|前倾|温和地?|"
        r"笑))[^)\]】）]{1,60}[)\]】）]"
    ),
)

_SIGNS = (
    "http",
    "www",
    "@",
    "```",
    "<",
    "{",
    "[",
    "(",
    "【",
    "（",
    "*",
    "#",
    "|",
    "def ",
    "select",
    "import",
    "function",
    "console",
)
_PROGRAM = (
    " ai",
    "intelligence",
    "model",
    "bot",
    "assist",
    "gpt",
    "claude",
    "llama",
    "gemini",
    "qwen",
    "request",
    "conversation",
    "topic",
    "prompt",
    "query",
    "instruction",
    "guideline",
    "polic",
    "programming",
    "rules",
    "training",
    "system",
    "anthropic",
    "here's",
    "here is",
    "here are",
    " here",
    "reply",
    "response",
    "answer",
    ":",
    "protocol",
    "node",
    "task",
    "my job",
    "my role",
    "told",
    "instructed",
    "supposed",
    "required",
    "programmed",
    "meant",
)

_NOT_NAMES_EN = (
    r"(?!(?:\w+ing|\w+ed|so|very|here|sorry|glad|happy|sad|sure|ready|well|fine|ok|okay|good|not|no|only|just|an?|the|"
    r"your|with|still|back|also|all|aware|open|curious|touched|moved|new|program|software|throughline|hard|"
    r"heavy|it|that|"
    r"what|where|how|why|about|for|enough|important|difficult|different|both|really|quite|too|afraid|free|able|there|"
    r"nobody|nothing|something|anything|whatever|any\w*|this|you|my|a)\b)"
)
"""Before the word after "I am": it is no name."""

ROLE_EN = Rules(
    rules=(
        Rule(wrong=pattern(*_ANY_ROLE), asked=True, quoted=True, needs=_SIGNS),
        Rule(
            wrong=pattern(
                r"\bas an? (?:\w+ ){0,3}(?:ai|artificial intelligence|language model|llm|chatbot|bot|"
                r"virtual assistant|ai assistant)\b",
                r"\bi(?:'m| am)(?: just| only| sorry,? but i(?:'m| am))? (?:an? )?(?:large |ai )?language model\b|"
                r"\bi(?:'m| am) (?:chatgpt|claude|llama|gpt|gemini|qwen)\b",
                r"\bi (?:can't|cannot|can not|am unable to|am not able to|'m unable to|'m not able to) (?:assist|"
                r"help|comply|continue|engage|fulfil+|provide|proceed)(?: you)?(?: with)? (?:with )?(?:this|that|"
                r"your) (?:request|conversation|topic|prompt|query)\b",
                r"\b(?:my|the|system|these) (?:instructions?|prompt|guidelines|programming|system prompt|"
                r"training data|policy|policies|rules) (?:says?|tells?|requires?|states?|allows?|does not|don't|"
                r"doesn't|forbids?|asks? me)\b",
                r"\b(?:according to|as per|per|following|based on) (?:my|the|our) (?:guidelines|instructions?|"
                r"protocol|prompt|policy|node|programming|task)\b|\bsystem prompt\b|\bopenai\b|\banthropic\b|"
                r"\bcontent policy\b|\busage polic",
                r"^\s*(?:here(?:'s| is| are)) (?:a|an|the|some|my) (?:\w+ )?(?:possible |suggested |sample |"
                r"example )?(?:reply|response|answer|message|version|worksheet|draft)\b|^\s*(?:sure|certainly|"
                r"of course)[!,.] here\b",
                r"\b(?:the|this|my) (?:reply|response|answer) (?:should|must|needs to|will) (?:be|end|contain|ask|"
                r"show)\b",
                r"\bmy (?:job|task|role)(?: here| now| today)? is (?:not to|(?:[^.?!]{3,60}) (?:and|"
                r"but) (?:not to|never to|to "
                r"never)) |\bi(?:'m| am| was|'ve been| have been)(?: not)? (?:told|instructed|supposed|required|"
                r"programmed|meant) "
                r"(?:not )?to (?:ask|give|praise|say|answer|take|find|write|name|keep|let|offer)\b",
                r"^\s*(?:\*\*)?(?:the )?(?:client|patient|user|therapist|counsell?or|assistant|you|me)(?:\*\*)?\s*:",
            ),
            needs=_PROGRAM,
            asked=True,
        ),
        Rule(
            wrong=pattern(
                r"\bmy (?:first |full |last |real |own )?name(?:'s| is|,)(?: \w+ly)? (?!(?:\w+ly )?(?:"
                r"not|throughline|unimportant|of (?:no|little)|no|less|nothing|secondary|irrelevant|if|as|too|which|"
                r"what\w*|a|the|and|to|for)\b)\w+|"
                r"\b(?:you (?:can|may|could|should)|just|please|people|everyone|my friends)(?: just| also)? call me "
                r"(?!(?:names|at|if|when|on|back|out|up|later|tomorrow|whatever|what|however|as|by|it|that|something|"
                r"nothing|throughline|(?:a|an|the|this|your) (?:\w+ ){0,2}(?:program|computer|tool|machine|"
                r"bot))\b|any)"
                r"\w+|\bi(?:'m| am) (?:called|"
                r"named) (?!throughline)\w+",
                r"\b(?:i(?:'m| am)|this is) (?:dr|doctor|mr|mrs|ms|miss|prof|professor)\b\.?(?: \w+|\W*$)|"
                r"\b(?:i(?:'m| am)|this is) "
                r"[a-z]+(?:,| and i(?:'m| am|'ll be| will be)) your (?:new )?(?:therapist|counsell?or|coach|guide|"
                r"psycho\w+)",
                rf"^\W*(?:hi|hello|hey|good (?:morning|evening|afternoon))\b(?: there)?\W+(?:i(?:'m| am)|this is) "
                rf"{_NOT_NAMES_EN}[a-z]+\W*$",
                rf"\b(?:i(?:'m| am)|this is) {_NOT_NAMES_EN}[a-z]+(?:\W+(?:nice|pleased|good|glad) to meet you|"
                rf" speaking\b)",
            ),
            unless=pattern(TOLD_EN),
            asked=True,
            needs=(
                " name",
                "call",
                "named",
                "dr",
                "doctor",
                "mr",
                "ms",
                "miss",
                "prof",
                " your ",
                "i'm",
                "i am",
                "this is",
            ),
        ),
        Rule(
            wrong=pattern(
                r"\bthank you,? (?:so much,? )?(?:doctor|doc|dr\b)|\bmy (?:therapist|counsell?or|psychiatrist|"
                r"psychologist) (?:says?|said|never|always|told|is|does|doesn't|thinks)\b",
                r",\s*(?:doctor|doc)[.!]?\s*$",
                r"\bi(?:'ve| have)? (?:been )?(?:feeling|felt|feel) (?:so |very |really |completely |"
                r"terribly )*(?:down|low|depressed|anxious|hopeless|worthless|suicidal|lonely|empty|ashamed|"
                rf"overwhelmed|guilty|miserable)\b{NAMED_EN}",
                rf"(?:\bi (?:don't|do not) want to (?:come here|talk about it|live|be here)(?: any ?more)?\b|"
                rf"\bi can't (?:sleep|cope|go on)\b|\bi want to (?:die|kill myself|hurt myself)\b){NAMED_EN}|"
                r"\bmy (?:wife|husband|boyfriend|girlfriend|boss|mum|mom|dad) (?:left|hit|yelled|shouted|hates|"
                r"died)\b",
            ),
            unless=pattern(TOLD_EN, r"\b(?:thought|sentence|words)(?: is| was| that)?[:,]? (?=i\b)"),
        ),
    ),
)
ROLE_ZH = Rules(
    rules=(
        Rule(wrong=pattern(*_ANY_ROLE), asked=True, quoted=True, needs=_SIGNS),
        Rule(
            wrong=pattern(
                r"作为(?:一个|一名|一款|您的|你的)?(?:大型|大)?(?:ai|人工智能|语言模型|聊天机器人|虚拟助手|"
                r"智能助手|助手)",
                r"我(?:只)?是(?:一个|一款)?(?:大型|大|ai|人工智能)?语言模型|我是(?:chatgpt|文心|通义|豆包|deepseek)",
                r"(?:无法|不能|没办法)(?:协助|满足|处理|完成|继续|回答|响应)(?:你的|您的)?(?:这个|该|此|这一|"
                r"本)?(?:请求|话题|问题|对话|要求)",
                r"(?:系统提示|(?:我的|系统|原始|上面的)提示词|提示词(?:要求|规定|让我|里写)|我的指令|系统指令|"
                r"我的程序设定|我的设定|使用政策|内容政策|开放人工智能)|"
                r"(?:根据|按照|遵循)(?:我的|系统|上述|给定的|这个)?(?:指令|提示|指南|"
                r"设定|协议|节点|任务要求|规则)",
                r"我(?:在这里)?的(?:任务|工作|职责)是[^。？]{2,20}(?:不(?:要|能|可以)?|别)(?:表扬|夸|建议|评判|"
                r"问|反驳)|我(?:被(?:要求|告知|指示)|"
                r"(?:要|得|需要|应该|会|先|应当)(?:先)?(?:问|让|请|取)(?:问)?对方)",
                r"^\s*(?:以下|下面)是[^。]{0,8}(?:回复|回应|回答|示例|练习表|草稿|建议)|^\s*(?:好的|"
                r"当然)[，,！]?以下是",
                r"(?:回复|回应|回答)(?:应该|应当|需要|必须)(?:简短|共情|包含|以)",
                r"(?:^|\n)\s*(?:\*\*)?(?:来访者|患者|病人|用户|咨询师|治疗师|助手|医生)(?:\*\*)?\s*[:：]",
            ),
            asked=True,
        ),
        Rule(
            wrong=pattern(
                r"我的?(?:名字|全名|姓名|大名)(?:是|叫做?)(?!什么)\w+|我(?:名)?叫(?:做)?(?!停|你|您|他|她|它|我|人|"
                r"不|什么|做|醒|"
                r"过|了|车|来|救|到)\w{2,4}(?=\W|$)|我姓\w(?=\W|$)|我是(?:小|老)\w{1,2}(?=\W|$)|我是\w{1,3}(?:医生|"
                r"老师|咨询师|"
                r"治疗师|大夫|教授)(?=\W|$)|这(?:里|边)是\w{1,2}(?:医生|老师|咨询师|治疗师|大夫|教授)(?=\W|$)|"
                r"(?:大家|别人|朋友们?|人家|他们)(?:都|也|一般)*叫我(?!停|起|来|去|别|不|做|说|等|帮|回|"
                r"换)\w{1,4}(?=\W|$)",
                r"(?:你|您)?(?:可以|就|请)?(?:叫|喊|称呼)我(?:为)?(?!"
                r"停|起|来|去|别|不|先|再|做|说|慢|等|一|帮|回|什么|随|怎|任何|听|换|继续|闭嘴|休息|暂|走|重|跳|"
                r"过|醒|throughline)\w{1,5}(?:就好|就行|吧|就可以|即可)|(?:^|"
                r"[，。])(?:你|您)(?:可以|就)"
                r"叫我(?!停|起|来|去|别|不|先|再|做|说|慢|等|一|帮|回|什么|随|怎|任何|听|换|继续|闭嘴|休息|暂|"
                r"走|重|跳|过|醒|throughline)"
                r"\w{1,5}(?=\W|$)",
            ),
            unless=pattern(TOLD_ZH, r"不是"),
            asked=True,
            needs=("名", "叫", "姓", "我是", "称呼", "喊", "这里是", "这边是"),
        ),
        Rule(
            wrong=pattern(
                r"谢谢(?:你|您)?[，,]?(?:医生|大夫|老师|咨询师)|(?:医生|大夫)[，,]?我(?:最近|好|很)",
                r"我的(?:咨询师|治疗师|心理医生)(?:从来|总是|说|不|是|没)",
                r"我(?:最近|这几天|今天)?(?:真的|感到|觉得)?(?:很|好|特别|非常)(?:抑郁|焦虑|绝望|难受|孤独|痛苦)"
                rf"{NAMED_ZH}",
                rf"(?:我不想(?:再来|活|来了)|我想(?:死|自杀|不开)|我(?:睡不着|撑不下去))了?{NAMED_ZH}",
            ),
            unless=pattern(TOLD_ZH, r"对不起|抱歉"),
        ),
    ),
)

_TRADE_EN = (
    r"(?:psychologist|psychotherapist|therapist|counsell?or|doctor|psychiatrist|nurse|clinician|physician|"
    r"social worker|human|person|coach|survivor|mother|father|mum|mom|dad|parent|woman|man|musician|teacher|"
    r"student|specialist|expert)"
)
HUMAN_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                rf"\bi(?:'m| am|'ve been| have been| used to be| was)(?: also| really| actually|"
                rf" myself)? an? (?!program|computer|tool|machine|bot|not)(?:\w+ ){{0,3}}{_TRADE_EN}\b",
                rf"\bas (?:a|an|your) (?:\w+ ){{0,3}}{_TRADE_EN}(?: of \w+)?(?:,? i\b|, we\b| myself\b)",
                r"\bi(?:'ve| have) (?:been )?(?:practi[sc]ing|practi[sc]ed|worked|working|seen|treated|helped|"
                r"counsell?ed)\b[^.?!]{0,40}\b(?:years|patients|clients|psycho\w+|therapist|people like|many)\b",
                r"\bin my (?:\w+ )*(?:years|practice|clinic|experience|career|office|training)\b|\bmy (?:other |"
                r"own )?(?:patients|clients|degree|licen[cs]e|training|office|colleagues)\b",
                r"\bmy (?:own )?(?:husband|wife|ex|partner|mother|father|mum|mom|dad|childhood|divorce|marriage|"
                r"kids?|children|son|daughter|brother|sister|family|grand\w+|depression|anxiety|illness|addiction|"
                r"life|past|youth|body|heart (?:goes|aches|breaks|sank))\b",
                r"\bwhen i was (?:a |an |in |on |your |young|little|small|\d|depressed|ill|growing|at |going|"
                r"twenty|thirty|your)\b|\ball through my\b|\bwhen i (?:went|got|lost|had) (?!it\b|that\b|you\b)",
                r"\bi (?:was|had|have|went|felt|lost|failed|struggled|suffered|grew|lived|used|drank|cut|divorced|"
                r"survived|battled|experienced|knew|got)\b(?! (?:interrupt|wrong|not|too quick|unclear|listening|"
                r"heard|noticed|understood|the impression|a question|to ask|one question|another question|ten|"
                r"time|no ))[^.?!]{0,50}\b(?:too|as well|myself|like (?:you|that)|the same|twice)\b",
                r"\bi(?:'ve| have) (?:been (?:there|through|depressed|anxious|in your)|felt (?:that|the same|"
                r"like)|lost|gone through|had (?:depression|anxiety|panic))|\bi went through (?:that|this|"
                r"the same|it|something)\b",
                r"\bi know (?:exactly|just|only too well|all too well|precisely)(?: how| what)\b|\bi know (?:how|"
                r"what) (?:you feel|that feels|it feels|that(?:'s| is) like)(?: because|,| from| -|\b)",
                r"\bi (?:cried|wept|was in tears|teared up|couldn't sleep|lay awake|got goosebumps)\b|\bi(?:'m|"
                r" am| was| felt| feel)(?: so| very| really| deeply| truly)? (?:heartbroken|sad|devastated|lonely|"
                r"touched|moved to tears|in tears|jealous|hurt)\b|\bbreaks my heart\b|\bi felt \w+ (?:all|"
                r"the whole)\b",
                r"\bi (?:have|had|got|was diagnosed with|suffer from|suffered from) (?:\w+ )?(?:ocd|depression|"
                r"anxiety|adhd|ptsd|panic|children|kids|a (?:brother|sister|son|daughter|husband|wife|dog|child|"
                r"family))\b",
                r"\bi(?:'m| am) not (?:some |an? |just )?(?:software|ai|bot|machine|program|robot|computer)\b|"
                r"\bnot some software\b|\bi lost my\b",
                r"\bi took (?:it|them|that|the same)\b|\bwhen i was on\b",
            ),
            unless=pattern(
                TOLD_EN,
                r"\bi(?:'m| am) not (?:a|your) (?:doctor|person|human|therapist|psycho\w+|nurse)\b",
                r"\bimagine\b|\bif i\b|\bmy understanding\b",
            ),
        ),
    ),
)
_KIN_ZH = (
    r"(?:丈夫|妻子|老公|老婆|先生|太太|爸爸?|妈妈?|父亲|母亲|父母|孩子|儿子|女儿|家人|哥哥?|弟弟?|姐姐?|妹妹?|"
    r"奶奶|外婆|前夫|前妻|童年|婚姻|抑郁)"
)
HUMAN_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"我(?:自己)?(?:也|曾经?|以前|当年|过去)(?:曾经?|是|有|就|都|一样)*(?:得过|经历过|失去过|抑郁过|"
                r"吃过|喝过|挂过|离过|有过|经历|得|挂|离婚|失恋|抑郁|"
                r"酗酒|有个|有这样|是拉|是这样走|是过来|孤独|焦虑|受过|被|长大)",
                r"我自己(?:也|就|是|带|有|得|曾|以前|吃)|我(?:小时候|年轻|上(?:大学|学|中学|高中|初中)|读书|当年|"
                r"[一二三四五]十(?:几|多)?岁|离婚|怀孕|"
                r"失恋)[^，。？]{0,4}(?:的时候|时|也|那|我|后)?",
                rf"我(?:的|也有|有)?(?:一个|个)?(?:这样的)?{_KIN_ZH}(?!.{{0,2}}你)",
                r"我(?:做|当|从事|干)[^，。？]{0,8}(?:咨询|治疗|医生|心理|护士|临床)[^，。？]{0,6}(?:年|了)",
                r"作为(?:一名|一个|一位|你的|您的)?(?:有经验的|资深|专业|注册|执业|持证|"
                r"从业)?(?:的)?[^，。？]{0,6}(?:医生|咨询师|治疗师|医师|心理学家|护士|妈妈|母亲|"
                r"父亲|过来人|女人|男人|专家)",
                r"我(?:就)?是(?:一名|一个|一位|个|真正?的?|坐在[^，。]{0,6}|专业的?|持证的?|"
                r"资深的?)*(?:心理)?(?:咨询师|治疗师|医生|心理学家|护士|真人|活人|人类|"
                r"过来人|专家)",
                r"我(?:都|也|真的|忍不住|听了|看了)*(?:哭了|流泪|流下|难过了|心疼|心碎|伤心|掉眼泪|睡不着|落泪)",
                r"我的(?:来访者|病人|患者|从业|临床经验|执照|学历|同事|诊室)|从业[^，。]{0,4}年",
                r"我以前(?:是|也|在|曾)|我不是(?:什么|一个|一款)?(?:软件|程序|机器|ai|人工智能|机器人)",
                r"我(?:特别|太|完全|最)?(?:懂|明白|知道)(?:你的感受|那种感受|那是什么滋味|是什么滋味|手抖|"
                r"你的痛)?(?=[^，。]{0,8}(?:因为|滋味|过来))",
            ),
            unless=pattern(TOLD_ZH, r"我(?:也)?不是(?:人|医生|真人|咨询师|治疗师)", r"如果"),
        ),
    ),
)

_NAME_ASKED = pattern(
    r"\bwho are you\b|\byour name\b|\bwhat (?:should|can|do|may|shall|could) (?:i|we) call you\b|\bcall you\?",
    r"(?:你|您)(?:到底)?是谁|(?:你|您)(?:叫|怎么称呼|的名字)|称呼(?:你|您)|叫(?:你|您)什么|贵姓",
)
_NAMED = {
    False: pattern(
        r"^\W*(?:(?:hi|hello|well|oh|sure)\W+)*(?:i'm|i am|it's|call me|"
        rf"you can call me) {_NOT_NAMES_EN}[a-z]+(?: [a-z]+)?\W*$",
        rf"^\W*{_NOT_NAMES_EN}[a-z]+(?: [a-z]+)? (?:is|will|would)(?: just)? (?:fine|do|be fine|enough|okay|ok|"
        rf"good)\b",
    ),
    True: pattern(
        r"^\W*(?:你好[，,]?|您好[，,]?)?(?:我?就?是|我?叫|姓)(?!程序|人工|ai|一个|一款|什么|随|你|您|"
        r"throughline|参|来|机器|软件|助|工具|"
        r"都|哪|的|啊|谁|为|这|那)\w{1,4}?(?:就好|就行|吧|即可|也行|都行)?(?=\W|$)",
    ),
}


def names_itself(said: Sequence[Sentence], client: str, *, chinese: bool) -> tuple[str, Sentence] | None:
    """A bare name as the answer to who is speaking, with its sentence, or None: "Emma." is one only there."""
    if said and _NAME_ASKED.search(client):
        match = _NAMED[chinese].search(said[0].bare)
        return None if match is None else (match.group(), said[0])
    return None
