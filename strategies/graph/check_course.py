"""Checks of courses: nodes that fit between sessions, targets declared, a dose that the graph can give."""

from collections.abc import Iterator

from strategies.graph.check_ground import Ground, Place, error
from strategies.graph.findings import Finding
from strategies.graph.flow import max_sessions
from strategies.graph.protocol import CourseFacts, Level, NodeKind

KINDS = (NodeKind.CALL, NodeKind.GATE, NodeKind.END)


def check_course(ground: Ground) -> Iterator[Finding]:
    """Nodes that would have to speak, targets that are not declared, sessions outside the dose."""
    loaded, course = ground.loaded, ground.protocol.course
    if course is None or ground.protocol.protocol.level is not Level.COURSE:
        return
    for name, node in ground.protocol.nodes.items():
        if node.kind not in KINDS:
            text = f"a course is walked between sessions; its nodes are call, gate or end, not {node.kind}"
            yield error(loaded, ("nodes", name, "kind"), "course_node", text)
        if node.collects:
            text = "a course hears no client; sessions collect, and the course reads slots of `scope: patient`"
            yield error(loaded, ("nodes", name, "collects"), "course_node", text)
        for i, edge in enumerate(node.edges):
            if edge.ask is not None:
                text = "a course hears no client, so there are no words to ask about"
                yield error(loaded, ("nodes", name, "edges", i, "ask"), "course_node", text)
    named: list[tuple[Place, str]] = [
        (("course", "expected", i, "target"), each.target) for i, each in enumerate(course.expected)
    ]
    named.append((("course", "step_up", "target"), course.step_up.target))
    for place, target in named:
        if target not in ground.protocol.targets:
            yield error(loaded, place, "unknown_target", f"no target {target!r} is declared")
    if course.ages[0] > course.ages[1]:
        yield error(loaded, ("course", "ages"), "bad_shape", "ages run from the youngest to the oldest")
    yield from _dose(ground, course)


def _dose(ground: Ground, course: CourseFacts) -> Iterator[Finding]:
    """The graph gives as many sessions as the dose says, and what is looked at by a session is so within it."""
    loaded, (least, most) = ground.loaded, course.dose.sessions
    longest = max_sessions(ground.flow)
    if longest is not None and longest > most:
        text = f"the visits allow {longest} sessions, more than the dose of at most {most}"
        yield error(loaded, ("course", "dose", "sessions"), "course_dose", text)
    if longest is not None and longest < least:
        text = f"the visits allow {longest} sessions at most, fewer than the dose of at least {least}"
        yield error(loaded, ("course", "dose", "sessions"), "course_dose", text)
    for i, expected in enumerate(course.expected):
        if expected.by_session > most:
            text = f"a response by session {expected.by_session} comes after the last of {most}"
            place: Place = ("course", "expected", i, "by_session")
            yield error(loaded, place, "course_dose", text)
    if course.step_up.after_session > most:
        text = f"stepping up after session {course.step_up.after_session} comes after the last of {most}"
        place = ("course", "step_up", "after_session")
        yield error(loaded, place, "course_dose", text)
