"""What the check of a protocol finds, in Chinese: the forms of its sentences, for `findings_said`."""

from typing import Final

from strategies.graph.sentences import Pair

NAMES: Final[tuple[Pair, ...]] = (
    ("no node {name:quoted} to start at", "没有名为 {name} 的起始步骤"),
    ("{name:quoted} has a meaning of its own in guards", "{name} 在条件中另有含义"),
    ("no slot {name:quoted} is declared", "没有声明条目 {name}"),
    ("no slot `{name:id}` is declared", "没有声明条目 `{name}`"),
    ("no target {name:quoted} is declared", "没有声明目标 {name}"),
    (
        "no protocol {name:quoted} is shipped, and no file {id:id}.yaml lies beside this one",
        "没有自带名为 {name} 的方案，此文件旁也没有 {id}.yaml",
    ),
    ("the file of protocol {name:quoted} is refused: {why:said}", "方案 {name} 的文件被拒绝：{why}"),
    ("no node {name:quoted}", "没有步骤 {name}"),
    ("no question {name:quoted}", "没有问题 {name}"),
    (
        "{question:quoted} has no option {option:quoted}; it has {options}",
        "{question} 没有选项 {option}；它有 {options}",
    ),
)

CALLS: Final[tuple[Pair, ...]] = (
    (
        "a {level:word} calls a {callee:word}; {protocol:id} is a {other:word}",
        "{level}层只能转入{callee}层；{protocol} 属于{other}层",
    ),
    ("{protocol:id} has no slot {name:quoted}", "{protocol} 没有条目 {name}"),
    ("{protocol:id} never sets {slot:id}: nothing can come back", "{protocol} 从不设定 {slot}：没有值可以返回"),
    (
        "{protocol:id}.{slot:id} is of `scope: patient`: it is known there without being handed in",
        "{protocol}.{slot} 的范围是 `scope: patient`：无须传入，那里已知",
    ),
    ("{given:id} does not fit {taken:id}: {why:said}", "{given} 与 {taken} 不相配：{why}"),
    ("it is of type {type:word}, the other of type {other:word}", "它的类型是{type}，对方的类型是{other}"),
    ("the other has no value {value:quoted}", "对方没有取值 {value}"),
    ("the other begins at {low:number}", "对方从 {low} 起"),
    ("the other ends at {high:number}", "对方到 {high} 止"),
    ("a protocol calls itself; depth must be known beforehand", "方案转入了自身；层数必须事先可知"),
    ("the interrupt's protocol comes back to one that is running", "打断所进入的方案又回到正在进行的方案"),
    (
        "calls and interrupts can stand {depth:number} protocols deep, at most {most:number} are kept",
        "转入和打断可叠至 {depth} 层方案，至多保留 {most} 层",
    ),
)

CONTENT: Final[tuple[Pair, ...]] = (
    ("no words in {language:word}", "没有{language}文字"),
    ("a slot that is collected says what it means", "要收集的条目须说明其含义"),
    ("no reviewed line for when the model is away", "没有模型不在时可用的、经审阅的话"),
    ("an intervene node names the target that it moves", "干预步骤须写明它要改变的目标"),
    ("an intervene node asks whether the intended state was reached", "干预步骤须询问预期状态是否达到"),
    ("a safety node is always asked", "安全步骤必须询问，不可跳过"),
    ("{n:number} musts; a small model follows at most {most:number}", "有 {n} 条必须；小模型至多能遵循 {most} 条"),
    (
        "about {tokens:number} tokens in {language:word}, more than the {most:number} that a prompt has for its task",
        "{language}约 {tokens} 个词元，超过提示语中任务可用的 {most} 个",
    ),
    (
        "a course is walked between sessions; its nodes are call, gate or end, not {kind:word}",
        "疗程在两次会谈之间推进；它的步骤只能是转入、把关或结束，不能是{kind}",
    ),
    (
        "a course hears no client; sessions collect, and the course reads slots of `scope: patient`",
        "疗程听不到来访者；由会谈收集，疗程读取 `scope: patient` 的条目",
    ),
    ("a course hears no client, so there are no words to ask about", "疗程听不到来访者，没有可供判断的话"),
    ("ages run from the youngest to the oldest", "年龄须从最小到最大"),
    (
        "the visits allow {n:number} sessions, more than the dose of at most {most:number}",
        "按可进入的次数可有 {n} 次会谈，超过剂量上限 {most} 次",
    ),
    (
        "the visits allow {n:number} sessions at most, fewer than the dose of at least {least:number}",
        "按可进入的次数至多有 {n} 次会谈，少于剂量下限 {least} 次",
    ),
    (
        "a response by session {n:number} comes after the last of {most:number}",
        "第 {n} 次会谈时的反应晚于最后一次（第 {most} 次）",
    ),
    (
        "stepping up after session {n:number} comes after the last of {most:number}",
        "第 {n} 次会谈后升级晚于最后一次（第 {most} 次）",
    ),
)

FLOW: Final[tuple[Pair, ...]] = (
    ("no way leads from {start:id} to it", "从 {start} 没有路通到这里"),
    (
        (
            "the edges of exhausted budgets go in a circle; nothing would end it. Lead back by a guarded edge,"
            " and onward when the budget is used up"
        ),
        "轮数用完后的路绕成一圈，没有尽头。回头的路要有条件，轮数用完时应向前走",
    ),
    ("no edge leads on, and it is no end", "没有路向前，它又不是结束"),
    (
        "{n:number} edges; nobody can see through more than {most:number}, split the node",
        "有 {n} 条路；超过 {most} 条谁也看不清，请拆分此步",
    ),
    (
        "no `after: exhausted` edge says what happens when its turns are used up",
        "没有 `after: exhausted` 的路说明轮数用完后怎么办",
    ),
    ("no way leads from it to an end", "从这里没有路通到结束"),
    ("no `turns: {{max: ...}}` bounds a visit", "没有用 `turns: {{max: ...}}` 限定每次的轮数"),
    (
        "a session can come back to it, and no `visits: {{max: ...}}` bounds how often",
        "会谈可以回到这里，却没有用 `visits: {{max: ...}}` 限定次数",
    ),
    (
        "a session can take {turns:number} client turns, more than {most:number}",
        "一次会谈中来访者可说 {turns} 轮，超过 {most} 轮",
    ),
    ("a way leads to {node:id} past {first:id}", "有一条路绕过 {first} 到达 {node}"),
    ("{node:id} cannot be reached from {start:id}", "从 {start} 到不了 {node}"),
    ("{slot:id} is read before any way here has set it", "在通到这里的任何一条路设定 {slot} 之前就读取了它"),
    (
        "{slot:id} is read and nothing sets it: no node collects it, no call returns it",
        "读取了 {slot}，却没有任何地方设定它：没有步骤收集它，也没有转入的方案返回它",
    ),
    (
        "it is kept from earlier sessions, and no known protocol ever collects it",
        "它保存自以往的会谈，但没有任何已知方案收集它",
    ),
    (
        "no step measures it (role `measure` or `relapse_check`): nobody would see it change",
        "没有步骤测量它（角色 `measure` 或 `relapse_check`）：谁也看不到它的变化",
    ),
    (
        "no step moves it (role `move`): it is named, and nothing is done for it",
        "没有步骤改变它（角色 `move`）：只提到它，却没有为它做任何事",
    ),
    (
        "{target:id} is moved here, and measured neither on a way from here nor on every way to here",
        "这里要改变 {target}，但此后的路上没有测量它，通到这里的路也并非条条都测量过它",
    ),
)

SAFETY: Final[tuple[Pair, ...]] = (
    (
        "no interrupt leads to a safety screen whenever `{risk:id}` holds",
        "当 `{risk}` 成立时，并非总有打断进入安全筛查",
    ),
    (
        "{protocol:id} comes before the safety screen; give the screen's interrupt the higher priority",
        "{protocol} 排在安全筛查之前；请把筛查的打断设为更高的优先级",
    ),
    (
        "no edge of this gate waits for a clinician (`gate: clinician`)",
        "这道关口没有一条路等待临床工作者（`gate: clinician`）",
    ),
    (
        "this edge leads to {node:id} past the clinician that another edge waits for",
        "这条路绕过另一条路所等待的临床工作者，到达 {node}",
    ),
    (
        "a course has nobody above it whose gate could stand before it; it needs the gate itself",
        "疗程之上没有谁能为它设关口；关口须设在疗程自身之内",
    ),
    (
        "a way leads to {needs:maybe} past no clinician's gate; or let the file say `requires_gate: true`",
        "有一条路不经临床工作者的关口就到达{needs}；或在文件中写明 `requires_gate: true`",
    ),
    ("exposure", "暴露练习"),
    ("{protocol:id}, which requires a gate,", " {protocol}（它要求先过关口）"),
    ("{protocol:id} requires a gate, and an interrupt passes none", "{protocol} 要求先过关口，而打断不经过任何关口"),
    (
        (
            "{slot:id} is sensitive, and the words at this node are a model's to write and to read; make the node"
            " `verbatim: true`, or of kind safety"
        ),
        "{slot} 是敏感条目，而这一步的话由模型书写和阅读；请把此步设为 `verbatim: true`，或设为安全类",
    ),
    (
        "{slot:id} is sensitive, and {other:id}, which takes its value, is not: prompts would show it",
        "{slot} 是敏感条目，而取其值的 {other} 不是：提示语会显示它",
    ),
    ("the words name the sensitive slot {slot:id}", "文字中写出了敏感条目 {slot} 的名称"),
)

GUARDS: Final[tuple[Pair, ...]] = (
    ("this guard can never hold here: `{guard}`", "这个条件在此永远不会成立：`{guard}`"),
    ("this edge can never be taken: {others} always comes first", "这条路永远走不到：{others} 总是优先"),
    (
        "{others} holds at the same time and leads elsewhere; give one of the two the higher `priority`",
        "{others} 会同时成立，却通向别处；请给两者之一更高的 `priority`",
    ),
    (
        "what the client says here can lead nowhere until the turns are used up: no edge takes it up",
        "来访者在此说的话可能哪里也到不了，只能等轮数用完：没有一条路接住它",
    ),
    (
        "for these values only the exhausted budget leads on; say by a guard where they lead",
        "取这些值时只有轮数用完才能向前；请用条件写明它们通向哪里",
    ),
    ("guard `{guard}`, character {n:number}: {why:said}", "条件 `{guard}` 第 {n} 个字符：{why}"),
    ("`{name}` is no yes-or-no value; compare it", "`{name}` 不是是非值；请作比较"),
    ("`{name}` is no condition", "`{name}` 不是条件"),
    ("two constants are compared", "比较的是两个常量"),
    ("a comparison needs a name", "比较须有一个名称"),
    ("`{name}` is of type {type:word}; it has no order", "`{name}` 的类型是{type}，没有大小先后"),
    ("`{name}` is {type:word}, `{other}` is {theirs:word}", "`{name}` 是{type}，`{other}` 是{theirs}"),
    ("null has no order; write `== null` or `!= null`", "null 没有大小先后；请写 `== null` 或 `!= null`"),
    ("`{name}` is never null", "`{name}` 从不为 null"),
    (
        "`{name}` may be null here; write `{again} != null && ...`",
        "`{name}` 在此可能为 null；请写 `{again} != null && ...`",
    ),
    ("`{name}` is never {value:quoted}; it is one of {values}", "`{name}` 不会是 {value}；它只能是 {values} 之一"),
    ("`{name}` is of type {type:word}; {value} is not", "`{name}` 的类型是{type}，而 {value} 不是"),
    ("{sign:quoted} does not belong in a guard", "条件中不能有 {sign}"),
    ("a number of more than {most:number} digits", "数字超过 {most} 位"),
    ("`{token}` is one too many", "多出了 `{token}`"),
    ("nested more than {most:number} deep", "嵌套超过 {most} 层"),
    ("only a name can be `in` a list", "只有名称可以用 `in` 判断是否在列表中"),
    ("a list holds constants only", "列表中只能有常量"),
    ("it breaks off", "到此中断，没有写完"),
    ("a name or a constant is missing before `{token}`", "`{token}` 之前缺少名称或常量"),
    ("`{token}` is missing", "缺少 `{token}`"),
)

PROOFS: Final[tuple[Pair, ...]] = (
    ("{node:id}: {claim:word} {edges}: {by:said}", "{node}：{claim} {edges}：{by}"),
    ("{cases:said}, {why:said}", "{cases}，{why}"),
    ("all {n:number} cases", "全部 {n} 种情形"),
    (
        "more cases than can be counted, and z3 is not installed",
        "情形太多无法逐一列出，且没有安装 z3",
    ),
    ("z3 cannot tell: {why}", "z3 无法判定（原话：“{why}”）"),
)

WORDS: Final = {
    "course": "疗程",
    "session": "会谈",
    "skill": "技能",
    "int": "整数",
    "float": "小数",
    "bool": "是非",
    "enum": "选项",
    "text": "文字",
    "date": "日期",
    "en": "英文",
    "zh-CN": "中文",
    "assess": "评估",
    "ask": "询问",
    "psychoeducate": "心理教育",
    "intervene": "干预",
    "homework": "家庭作业",
    "summarise": "小结",
    "safety": "安全",
    "can_hold": "条件可成立",
    "can_be_taken": "路可走到",
    "never_both": "不会同时成立",
    "leads_on": "总能向前",
}
