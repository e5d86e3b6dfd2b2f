"""Three levels for tests: a course with a gate, its sessions, a skill; all of our own writing, small on purpose."""

from strategies.graph.library import Library
from strategies.graph.load import load_protocol
from strategies.graph.protocol import Protocol
from strategies.graph.release import compile_release

COURSE = """
protocol: {id: mini.course, level: course, version: 1.0.0}
course:
  indications: [{en: "a trial", zh-CN: "试用"}]
  exclusions: [{en: "none", zh-CN: "无"}]
  dose: {sessions: [3, 6]}
  expected: [{by_session: 3, target: tgt.fear, change: 1}]
  step_up: {after_session: 4, target: tgt.fear, change_below: 1, to: {en: "a clinician", zh-CN: "临床工作者"}}
start: intake
targets: {tgt.fear: {kind: symptom, direction: down}}
slots:
  goal: {type: text, scope: patient, text: {en: "what they hope for", zh-CN: "希望达到什么"}}
  fear:
    {type: int, range: [0, 10], scope: patient, ttl_days: 30, text: {en: "fear, 0 to 10", zh-CN: "害怕程度，0 到 10"}}
nodes:
  intake:
    kind: call
    purpose: {en: "Meet.", zh-CN: "初见。"}
    targets: [{id: tgt.fear, role: measure}]
    call: {protocol: mini.talk, returns: {fear: fear_now}}
    visits: {max: 1}
    edges:
      - {to: clear, when: "fear != null && fear >= 5"}
      - {to: done, after: exhausted}
  clear:
    kind: gate
    purpose: {en: "A clinician clears the exposure.", zh-CN: "由临床工作者放行暴露练习。"}
    visits: {max: 3}
    edges:
      - {to: work, when: "fear != null", gate: clinician}
      - {to: prepare, after: exhausted}
  prepare:
    kind: call
    purpose: {en: "Wait well.", zh-CN: "稳妥地等待。"}
    call: {protocol: mini.talk}
    visits: {max: 2}
    edges: [{to: clear, when: "true"}, {to: done, after: exhausted}]
  work:
    kind: call
    purpose: {en: "Exposure.", zh-CN: "暴露练习。"}
    call: {protocol: mini.exposure, with: {worst: fear}}
    visits: {max: 1}
    edges: [{to: done, after: exhausted}]
  done: {kind: end, purpose: {en: "Over.", zh-CN: "结束。"}}
"""

TALK = """
protocol: {id: mini.talk, version: 1.0.0}
start: ask
slots:
  fear_now:
    {type: int, range: [0, 10], reader: rating, text: {en: "fear now, 0 to 10", zh-CN: "现在有多害怕，0 到 10"}}
  note: {type: text, reader: sentence, text: {en: "what matters", zh-CN: "重要的事"}}
  name: {type: text, reader: sentence, text: {en: "what they call it", zh-CN: "他们怎么称呼它"}}
interrupts: [{id: risk, priority: 1000, when: "risk.unscreened_event", to: "protocol:safety_screen"}]
nodes:
  ask:
    kind: ask
    purpose: {en: "Ask for the fear.", zh-CN: "询问害怕程度。"}
    collects: [fear_now]
    fallback: {en: "From 0 to 10, how strong is the fear?", zh-CN: "从 0 到 10，害怕有多强？"}
    turns: {max: 2}
    reentry: {next_session: resume, expire_days: 10, on_expire: escalate}
    edges: [{to: breathe, when: "fear_now != null"}, {to: breathe, after: exhausted}]
  breathe:
    kind: call
    purpose: {en: "A pause.", zh-CN: "停一停。"}
    call: {protocol: mini.pause, with: {before: fear_now}, returns: {name: note}}
    edges: [{to: tell, after: exhausted}]
  tell:
    kind: ask
    purpose: {en: "Hear what matters.", zh-CN: "听听什么是重要的。"}
    collects: [note]
    fallback: {en: "What matters most to you in this?", zh-CN: "在这件事里，什么对你最重要？"}
    turns: {max: 1}
    reentry: {next_session: bridge}
    edges: [{to: bye, when: "note != null"}, {to: bye, after: exhausted}]
  bye: {kind: end, purpose: {en: "Close.", zh-CN: "收尾。"}, fallback: {en: "Take care.", zh-CN: "保重。"}}
"""

PAUSE = """
protocol: {id: mini.pause, level: skill, version: 1.0.0}
start: pause
slots:
  before: {type: int, range: [0, 10], text: {en: "before", zh-CN: "之前"}}
  note: {type: text, reader: sentence, text: {en: "what it was like", zh-CN: "感觉如何"}}
interrupts: [{id: risk, priority: 1000, when: "risk.unscreened_event", to: "protocol:safety_screen"}]
nodes:
  pause:
    kind: ask
    purpose: {en: "One slow breath.", zh-CN: "慢慢呼吸一次。"}
    collects: [note]
    fallback: {en: "Take one slow breath. What was it like?", zh-CN: "慢慢地呼吸一次。感觉怎么样？"}
    turns: {max: 1}
    edges:
      - {to: out, when: "note != null && before != null && before > 8", priority: 1}
      - {to: out, after: exhausted}
  out: {kind: end, purpose: {en: "Back.", zh-CN: "回去。"}, fallback: {en: "Thank you.", zh-CN: "谢谢你。"}}
"""

EXPOSURE = """
protocol: {id: mini.exposure, requires_gate: true, version: 1.0.0}
start: step
targets: {tgt.fear: {kind: symptom, direction: down}}
slots:
  worst: {type: int, range: [0, 10], text: {en: "the worst so far", zh-CN: "迄今最害怕时"}}
  seen: {type: text, reader: sentence, text: {en: "what happened", zh-CN: "发生了什么"}}
interrupts: [{id: risk, priority: 1000, when: "risk.unscreened_event", to: "protocol:safety_screen"}]
nodes:
  step:
    kind: intervene
    exposure: true
    purpose: {en: "Stay with it.", zh-CN: "和它待在一起。"}
    targets: [{id: tgt.fear, role: move}, {id: tgt.fear, role: measure}]
    collects: [seen]
    state_reached: {question: {en: "Did the fear fall?", zh-CN: "害怕下降了吗？"}, min_p: 0.7}
    fallback: {en: "Stay with it for a moment. What happens?", zh-CN: "和它待一会儿。发生了什么？"}
    turns: {max: 2}
    visits: {max: 1}
    edges: [{to: bye, when: "seen != null"}, {to: bye, after: exhausted}]
  bye: {kind: end, purpose: {en: "Close.", zh-CN: "收尾。"}, fallback: {en: "Well done.", zh-CN: "做得好。"}}
"""

TEXTS = {"mini.course": COURSE, "mini.talk": TALK, "mini.pause": PAUSE, "mini.exposure": EXPOSURE}


def protocol_of(text: str) -> Protocol:
    """The protocol of a text."""
    return load_protocol(text, file="x.yaml").protocol


def library_of(**changed: str) -> Library:
    """The four, with the shipped safety screen; `changed` gives other texts by the last part of their id."""
    texts = [changed.get(name.removeprefix("mini."), text) for name, text in TEXTS.items()]
    own = Library(compile_release(protocol_of(text)) for text in texts)
    return Library.shipped().reach("safety_screen").overlaid(own)


MINI = library_of()
