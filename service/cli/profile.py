"""`throughline profile`: the jurisdiction profiles that ship. No database, no service; not legal advice."""

import dataclasses
from typing import Annotated

import typer

from memory.record.identity import Language
from memory.record.language import UnknownLanguage, language_tag
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, print_json, print_table, say
from service.profiles.touched import How
from service.routes.profiles import ProfileShown, shown
from service.settings import load_settings
from strategies.profiles.profile import shipped

app = typer.Typer()

Lang = Annotated[str, typer.Option(help="en or zh.")]
WORDS = {
    Language.EN: {
        "law": "law",
        "source": "source",
        "dated": "written down",
        "checked": "checked by",
        "off": "off",
        "unsure": "not certain that the law asks for it",
        "nowhere": "no route does this",
        "requires": "requires",
        "review": "a clinician's review after so many sessions",
        "disclose": "says that a machine speaks at the start and every so many hours",
        "deployment": "this deployment's own (profile_default)",
        "refuses": "refused",
        "changes": "changed",
    },
    Language.ZH: {
        "law": "法律",
        "source": "来源",
        "dated": "记录日期",
        "checked": "核实人",
        "off": "关闭",
        "unsure": "不确定法律是否如此要求",
        "nowhere": "没有接口做这件事",
        "requires": "要求",
        "review": "每隔若干次会谈须由临床工作者审阅",
        "disclose": "在开始时及每隔若干小时说明正在说话的是机器",
        "deployment": "本部署自身的配置（profile_default）",
        "refuses": "拒绝",
        "changes": "改变",
    },
}


@app.callback()
def _group() -> None:
    """Where it may speak: what each jurisdiction profile switches off, by what law, as of what day."""


@app.command("list")
def list_command(lang: Lang = "en", *, as_json: AsJson = False) -> None:
    """Every profile: what it switches off, when it was written down, who checked it."""
    found = _all(_language(lang))
    if as_json:
        print_json({"items": [_plain(each) for each in found]})
        return
    rows = [
        (
            ("*" if each.deployments else "") + each.id,
            each.title,
            ", ".join(off.feature for off in each.off),
            each.dated.isoformat(),
            each.checked_by,
            each.advice,
        )
        for each in found
    ]
    print_table(("profile", "title", "off", "dated", "checked by", ""), rows)


@app.command("show")
def show_command(
    name: Annotated[str, typer.Argument(metavar="ID", help="Which profile.")],
    lang: Lang = "en",
    *,
    as_json: AsJson = False,
) -> None:
    """One profile whole: laws, source, date, every feature that is off with its reason and its routes."""
    language = _language(lang)
    found = {each.id: each for each in _all(language)}
    if name not in found:
        raise Stop(ExitCode.USAGE, f"there is no profile of that name; there are: {', '.join(found)}")
    if as_json:
        print_json(_plain(found[name]))
        return
    for line in _lines(found[name], WORDS[language]):
        say(line)


def _lines(profile: ProfileShown, words: dict[str, str]) -> list[str]:
    lines = [f"{profile.id}: {profile.title} ({profile.advice})", f"  {profile.summary}"]
    if profile.deployments:
        lines.append(f"  {words['deployment']}")
    lines += [
        f"  {words['law']}: {'; '.join(filter(None, (law.name, law.article, law.source)))}" for law in profile.laws
    ]
    lines.append(f"  {words['source']}: {profile.source}")
    lines.append(f"  {words['dated']}: {profile.dated.isoformat()}; {words['checked']}: {profile.checked_by}")
    for off in profile.off:
        unsure = "" if off.certain else f" ({words['unsure']})"
        lines.append(f"  {words['off']}: {off.feature}{unsure}")
        lines.append(f"    {off.reason}")
        routes = [f"{route} ({words[how.value]})" for route, how in off.routes.items()]
        lines.append(f"    {', '.join(routes) or words['nowhere']}")
    for required in profile.requires:
        unsure = "" if required.certain else f" ({words['unsure']})"
        lines.append(f"  {words['requires']}: {required.duty}{unsure}")
        lines.append(f"    {required.reason}")
    if profile.review_after_sessions is not None:
        lines.append(f"  {words['review']}: {profile.review_after_sessions}")
    if profile.disclose_every_hours is not None:
        lines.append(f"  {words['disclose']}: {profile.disclose_every_hours:g}")
    return lines


def _all(language: Language) -> list[ProfileShown]:
    default = load_settings().profile_default
    return [shown(each, language, default=default) for each in shipped().values()]


def _plain(profile: ProfileShown) -> dict[str, object]:
    whole = dataclasses.asdict(profile)
    whole["dated"] = profile.dated.isoformat()
    whole["off"] = [
        {**dataclasses.asdict(off), "routes": {route: How(how).value for route, how in off.routes.items()}}
        for off in profile.off
    ]
    return whole


def _language(tag: str) -> Language:
    try:
        return language_tag(tag)
    except UnknownLanguage as error:
        raise Stop(ExitCode.USAGE, str(error)) from None
