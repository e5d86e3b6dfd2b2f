"""The region table: public numbers as the organisations named publish them. To be checked again before any use.

A country is left out rather than guessed at. `recorded` is the day a row was written down from public knowledge; nobody
has called a number (`checked_by` is none everywhere).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from memory.record.identity import Language

_FIRST = date(2026, 11, 22)
_SECOND = date(2026, 11, 23)


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """A line to call: its name in both languages, its number, and who publishes it."""

    name: Mapping[Language, str]
    number: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One region's numbers. `emergency` brings an ambulance; `police` is given where it is another number.

    `line` is for somebody in a crisis; `violence` for who is hurt by another, where one national line is certain.
    `checked` is the day on which `checked_by` called or looked up every number of the row.
    """

    code: str
    name: Mapping[Language, str]
    emergency: str
    line: Helpline
    police: str | None = None
    violence: Helpline | None = None
    recorded: date = _SECOND
    checked: date | None = None
    checked_by: str | None = None

    @property
    def as_of(self) -> date:
        """The day that the row's age counts from."""
        return self.checked or self.recorded


def _both(english: str, chinese: str) -> dict[Language, str]:
    return {Language.EN: english, Language.ZH: chinese}


def _line(english: str, chinese: str, number: str, source: str) -> Helpline:
    return Helpline(name=_both(english, chinese), number=number, source=source)


ROWS: tuple[Region, ...] = (
    Region(
        code="US",
        name=_both("the United States", "美国"),
        emergency="911",
        line=_line("the 988 Suicide & Crisis Lifeline", "988 自杀与危机生命线", "988", "988lifeline.org"),
        violence=_line(
            "the National Domestic Violence Hotline", "全国家庭暴力热线", "1-800-799-7233", "thehotline.org"
        ),
        recorded=_FIRST,
    ),
    Region(
        code="CA",
        name=_both("Canada", "加拿大"),
        emergency="911",
        line=_line("the 9-8-8 Suicide Crisis Helpline", "9-8-8 自杀危机热线", "988", "988.ca"),
        recorded=_FIRST,
    ),
    Region(
        code="MX",
        name=_both("Mexico", "墨西哥"),
        emergency="911",
        line=_line("the Línea de la Vida", "生命热线（Línea de la Vida）", "800 911 2000", "Secretaría de Salud"),
    ),
    Region(
        code="BR",
        name=_both("Brazil", "巴西"),
        emergency="192",
        police="190",
        line=_line("the CVV", "生命关怀中心（CVV）", "188", "cvv.org.br"),
        violence=_line("the women's line", "妇女求助热线", "180", "gov.br, Ligue 180"),
    ),
    Region(
        code="GB",
        name=_both("the United Kingdom", "英国"),
        emergency="999",
        line=_line("Samaritans", "撒玛利亚会（Samaritans）", "116 123", "samaritans.org"),
        violence=_line(
            "the National Domestic Abuse Helpline", "全国家庭虐待求助热线", "0808 2000 247", "nationaldahelpline.org.uk"
        ),
        recorded=_FIRST,
    ),
    Region(
        code="IE",
        name=_both("Ireland", "爱尔兰"),
        emergency="112",
        line=_line("Samaritans Ireland", "撒玛利亚会（Samaritans）", "116 123", "samaritans.org"),
        violence=_line("Women's Aid", "妇女援助会（Women's Aid）", "1800 341 900", "womensaid.ie"),
        recorded=_FIRST,
    ),
    Region(
        code="DE",
        name=_both("Germany", "德国"),
        emergency="112",
        police="110",
        line=_line("TelefonSeelsorge", "电话心灵关怀（TelefonSeelsorge）", "0800 111 0 111", "telefonseelsorge.de"),
        violence=_line("the Hilfetelefon", "反暴力求助电话（Hilfetelefon）", "116 016", "hilfetelefon.de"),
    ),
    Region(
        code="AT",
        name=_both("Austria", "奥地利"),
        emergency="144",
        police="133",
        line=_line("Telefonseelsorge", "电话心灵关怀（Telefonseelsorge）", "142", "telefonseelsorge.at"),
        violence=_line("the Frauenhelpline", "妇女求助热线", "0800 222 555", "frauenhelpline.at"),
    ),
    Region(
        code="CH",
        name=_both("Switzerland", "瑞士"),
        emergency="144",
        police="117",
        line=_line("Die Dargebotene Hand", "援手热线（Die Dargebotene Hand）", "143", "143.ch"),
    ),
    Region(
        code="FR",
        name=_both("France", "法国"),
        emergency="15",
        police="17",
        line=_line("the national suicide prevention line", "全国预防自杀热线", "3114", "3114.fr"),
        violence=_line("Violences Femmes Info", "反暴力热线（Violences Femmes Info）", "3919", "solidaritefemmes.org"),
    ),
    Region(
        code="ES",
        name=_both("Spain", "西班牙"),
        emergency="112",
        line=_line("the 024 line", "024 热线", "024", "Ministerio de Sanidad"),
        violence=_line("the 016 line", "016 反暴力热线", "016", "violenciagenero.igualdad.gob.es"),
    ),
    Region(
        code="IT",
        name=_both("Italy", "意大利"),
        emergency="112",
        line=_line("Telefono Amico", "知心电话（Telefono Amico）", "02 2327 2327", "telefonoamico.it"),
        violence=_line("the 1522 line", "1522 反暴力热线", "1522", "1522.eu"),
    ),
    Region(
        code="NL",
        name=_both("the Netherlands", "荷兰"),
        emergency="112",
        line=_line("113 Suicide Prevention", "113 自杀预防热线", "0800-0113", "113.nl"),
        violence=_line("Veilig Thuis", "安全之家（Veilig Thuis）", "0800-2000", "veiligthuis.nl"),
    ),
    Region(
        code="SE",
        name=_both("Sweden", "瑞典"),
        emergency="112",
        line=_line("Mind Självmordslinjen", "Mind 自杀预防热线", "90101", "mind.se"),
        violence=_line(
            "Kvinnofridslinjen", "妇女平安热线（Kvinnofridslinjen）", "020-50 50 50", "kvinnofridslinjen.se"
        ),
    ),
    Region(
        code="NO",
        name=_both("Norway", "挪威"),
        emergency="113",
        police="112",
        line=_line("Mental Helse", "心理健康热线（Mental Helse）", "116 123", "mentalhelse.no"),
    ),
    Region(
        code="DK",
        name=_both("Denmark", "丹麦"),
        emergency="112",
        line=_line("Livslinien", "生命线（Livslinien）", "70 201 201", "livslinien.dk"),
    ),
    Region(
        code="FI",
        name=_both("Finland", "芬兰"),
        emergency="112",
        line=_line("the MIELI crisis line", "MIELI 危机热线", "09 2525 0111", "mieli.fi"),
    ),
    Region(
        code="PL",
        name=_both("Poland", "波兰"),
        emergency="112",
        line=_line("the crisis line for adults", "成人危机热线", "116 123", "116123.pl"),
    ),
    Region(
        code="IL",
        name=_both("Israel", "以色列"),
        emergency="101",
        police="100",
        line=_line("ERAN", "情绪急救热线（ERAN）", "1201", "eran.org.il"),
    ),
    Region(
        code="ZA",
        name=_both("South Africa", "南非"),
        emergency="10177",
        police="10111",
        line=_line("the SADAG suicide crisis line", "SADAG 自杀危机热线", "0800 567 567", "sadag.org"),
        violence=_line("the Gender-Based Violence Command Centre", "反性别暴力中心", "0800 428 428", "gbv.org.za"),
    ),
    Region(
        code="AU",
        name=_both("Australia", "澳大利亚"),
        emergency="000",
        line=_line("Lifeline", "生命热线（Lifeline）", "13 11 14", "lifeline.org.au"),
        violence=_line("1800RESPECT", "1800RESPECT 反暴力热线", "1800 737 732", "1800respect.org.au"),
        recorded=_FIRST,
    ),
    Region(
        code="NZ",
        name=_both("New Zealand", "新西兰"),
        emergency="111",
        line=_line("1737, Need to talk?", "1737 倾谈热线", "1737", "1737.org.nz"),
        violence=_line("Women's Refuge", "妇女庇护所（Women's Refuge）", "0800 733 843", "womensrefuge.org.nz"),
        recorded=_FIRST,
    ),
    Region(
        code="IN",
        name=_both("India", "印度"),
        emergency="112",
        line=_line("Tele MANAS", "Tele MANAS 心理热线", "14416", "Ministry of Health and Family Welfare"),
        violence=_line("the Women Helpline", "妇女求助热线", "181", "Ministry of Women and Child Development"),
    ),
    Region(
        code="JP",
        name=_both("Japan", "日本"),
        emergency="119",
        police="110",
        line=_line("the Yorisoi Hotline", "贴心热线（よりそいホットライン）", "0120-279-338", "since2011.net"),
        violence=_line("DV Soudan Plus", "DV 相谈+", "0120-279-889", "Cabinet Office, soudanplus.jp"),
    ),
    Region(
        code="KR",
        name=_both("South Korea", "韩国"),
        emergency="119",
        police="112",
        line=_line("the 109 suicide prevention line", "109 自杀预防热线", "109", "Ministry of Health and Welfare"),
        violence=_line("the 1366 women's line", "1366 妇女紧急热线", "1366", "Ministry of Gender Equality and Family"),
    ),
    Region(
        code="SG",
        name=_both("Singapore", "新加坡"),
        emergency="995",
        police="999",
        line=_line("Samaritans of Singapore", "新加坡援人协会", "1767", "sos.org.sg"),
        violence=_line(
            "the National Anti-Violence Helpline",
            "全国反暴力热线",
            "1800-777-0000",
            "Ministry of Social and Family Development",
        ),
        recorded=_FIRST,
    ),
    Region(
        code="MY",
        name=_both("Malaysia", "马来西亚"),
        emergency="999",
        line=_line("Befrienders KL", "吉隆坡协谈会（Befrienders）", "03-7627 2929", "befrienders.org.my"),
        violence=_line("Talian Kasih", "爱心热线（Talian Kasih）", "15999", "kpwkm.gov.my"),
    ),
    Region(
        code="PH",
        name=_both("the Philippines", "菲律宾"),
        emergency="911",
        line=_line("the NCMH Crisis Hotline", "国家心理卫生中心危机热线", "1553", "ncmh.gov.ph"),
    ),
    Region(
        code="TH",
        name=_both("Thailand", "泰国"),
        emergency="1669",
        police="191",
        line=_line("the mental health hotline", "心理健康热线", "1323", "Department of Mental Health"),
    ),
    Region(
        code="CN",
        name=_both("mainland China", "中国大陆"),
        emergency="120",
        police="110",
        line=_line(
            "the national mental health support line",
            "全国统一心理援助热线",
            "12356",
            "National Health Commission, notice of December 2024",
        ),
        violence=_line("the women's rights line", "妇女维权热线", "12338", "All-China Women's Federation"),
        recorded=_FIRST,
    ),
    Region(
        code="HK",
        name=_both("Hong Kong", "香港"),
        emergency="999",
        line=_line("the Mental Health Support Hotline", "情绪通", "18111", "Health Bureau, Hong Kong"),
        violence=_line("the CEASE Crisis Centre", "芷若园", "18281", "Tung Wah Group of Hospitals"),
        recorded=_FIRST,
    ),
    Region(
        code="MO",
        name=_both("Macao", "澳门"),
        emergency="999",
        line=_line("the Caritas life hope line", "明爱生命热线", "2852 5222", "Caritas Macau"),
    ),
    Region(
        code="TW",
        name=_both("Taiwan", "台湾"),
        emergency="119",
        police="110",
        line=_line("the 1925 support line", "1925 安心专线", "1925", "Ministry of Health and Welfare"),
        violence=_line("the 113 protection line", "113 保护专线", "113", "Ministry of Health and Welfare"),
        recorded=_FIRST,
    ),
)
