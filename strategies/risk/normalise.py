"""One plain spelling of what was typed, with a map back to the text as given.

Full-width and compatibility forms (NFKC), case, zero-width signs, combining marks, letters of other alphabets that look
Latin, digits and signs inside words, letters drawn out or typed apart, English words run together or spelt as they are
texted and spoken, and traditional characters all fold to what the lexicon is written in.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from memory.record.language import has_cjk

_LOOKS_LATIN = "аaеeоoрpсcуyхxіiјjѕsԁdһhкkмmтtвbнhαaεeιiκkνvοoρpτtυuχx’'‘'`'´'ʼ'′'“\"”\"„\"。.、,【[】]《<》>"
_TO_SIMPLIFIED = (
    "殺杀輕轻離离開开這这個个樓楼藥药結结絕绝傷伤愛爱聽听聲声說说讓让壓压無无沒没過过還还為为會会對对來来"
    "時时後后別别錢钱選选擇择歡欢樂乐醫医發发現现見见從从頭头掛挂東东體体們们媽妈經经歷历試试圖图"
    "與与實实應应該该嗎吗給给買买燒烧繩绳頸颈劃划煙烟燙烫強强脅胁報报復复幾几種种進进爾尔爛烂壞坏膩腻夠够"
    "麼么覺觉業业麵面點点義义擔担負负轉转當当乾干淨净終终於于親亲爺爷孫孙兒儿婦妇誰谁邊边條条車车"
    "橋桥軌轨頂顶臺台寫写遺遗書书預预備备劑剂農农腦脑裡里裏里話话貓猫幫帮張张閉闭塊块動动員员絡络線线網网"
    "約约總总認认識识記记憶忆憂忧鬱郁鬆松雙双歲岁遠远連连續续場场帶带鄰邻處处價价傢家據据擊击盡尽"
    "滅灭贏赢輸输斷断療疗瘋疯癒愈癢痒眾众眞真著着禮礼筆笔級级納纳羨羡職职脫脱臉脸腫肿葉叶號号補补裝装製制"
    "訴诉訊讯詞词語语誤误課课調调請请護护變变貝贝賣卖賬账趕赶跡迹踐践軟软載载輛辆辦办運运達达違违"
    "遲迟鄉乡釋释鐵铁鍋锅鎖锁鐘钟長长門门間间關关陽阳隊队階阶際际險险隻只難难電电靈灵靜静頓顿順顺須须題题"
    "願愿類类顧顾風风飛飞飯饭飲饮養养餓饿館馆騙骗驗验驚惊髮发鬧闹魚鱼鳥鸟麗丽黃黄齊齐"
    "兩两喫吃問问氣气學学爲为機机講讲樣样師师數数換换罵骂單单牀床謝谢燈灯畫画腳脚紅红倆俩籤签練练剛刚幹干錯错熱热針针戶户響响嚇吓證证紙纸滿满視视煩烦盤盘鑰钥錄录貼贴緊紧習习牆墙蓋盖閨闺費费準准夢梦輩辈羣群導导評评"
    "區区計计輪轮萬万組组碼码涼凉雞鸡歸归檢检櫃柜馬马陣阵衝冲丟丢縫缝暈晕廁厕讀读頻频湯汤論论闆板擺摆領领欄栏決决尋寻聞闻鏡镜戲戏庫库內内層层廚厨節节談谈診诊務务曬晒頁页勁劲貨货搶抢廢废遊游掃扫槍枪資资慮虑夾夹園园"
    "係系賠赔彈弹額额勸劝興兴淚泪議议將将產产複复畢毕許许劇剧減减緒绪悶闷舊旧繼继託托顆颗貸贷寶宝豬猪標标撐撑穩稳刪删細细戰战屬属誇夸術术囑嘱團团圓圆綠绿繞绕國国餵喂攤摊廠厂擰拧餘余遞递規规罰罚諮咨討讨溼湿設设銷销"
    "債债測测項项攢攒擱搁慣惯詢询倉仓絲丝摳抠屜屉確确樹树懷怀夥伙隨随捨舍壽寿廣广鋪铺澆浇訓训監监漲涨唄呗撿捡編编屍尸崗岗舉举檔档餅饼妝妆疊叠並并凍冻殼壳辭辞睜睁亂乱註注戀恋觀观墊垫環环審审竈灶獨独聯联懶懒墳坟傳传"
    "摺折諗谂訂订圍围維维賽赛賭赌衛卫潑泼曉晓騎骑剎刹衆众適适紀纪厲厉織织褲裤兇凶簾帘緩缓銀银渾浑餃饺嚕噜寧宁責责溫温簡简臨临郵邮績绩鑽钻塗涂專专創创縮缩盞盏啞哑飄飘鹽盐狀状糧粮嘆叹虧亏鈴铃爐炉鋼钢駕驾譜谱貴贵"
    "龍龙較较膠胶壺壶顏颜輯辑撈捞髒脏滾滚優优彎弯綁绑湊凑蘿萝獎奖廳厅嚨咙噴喷佔占喪丧閃闪棟栋譯译閒闲軍军禍祸嘮唠稱称尷尴窩窝厭厌鍵键燉炖極极嚴严釣钓臥卧臟脏蟲虫卻却償偿繫系攔拦儀仪執执臘腊獻献鹹咸襪袜輔辅擠挤閻阎"
    "陰阴捲卷牽牵虛虚曆历麥麦霧雾詩诗傘伞劉刘蠟蜡嗆呛側侧脣唇營营燭烛饞馋漢汉嘍喽憑凭嘗尝儂侬癱瘫態态蘋苹爭争撓挠噁恶藍蓝島岛慶庆噠哒顯显搖摇潔洁磚砖騰腾參参雲云統统蔥葱敗败紗纱勞劳矯矫礙碍陳陈竅窍鯊鲨擾扰棄弃顛颠"
    "膽胆縣县懸悬週周慘惨啓启掙挣繃绷賴赖檯台徹彻鴿鸽協协廂厢鮮鲜鴨鸭殘残妳你鏈链趙赵錶表溝沟擬拟灑洒鵝鹅漿浆蠻蛮莊庄窮穷膚肤毀毁剝剥蔔卜譁哗訪访紋纹釘钉艙舱辯辩鳴鸣瞞瞒擋挡觸触脈脉醬酱醜丑財财橫横喚唤謂谓揮挥撲扑"
    "蝦虾犧牺淺浅薩萨腸肠鉛铅攝摄藝艺鋰锂諸诸腎肾禿秃祕秘槓杠暫暂僅仅籠笼恥耻詳详篩筛闖闯諒谅賊贼獄狱傾倾異异螞蚂匯汇採采撫抚禱祷絞绞鈕钮災灾紹绍範范況况憤愤緣缘鬥斗懼惧稅税纜缆籃篮廟庙積积糾纠濺溅蘭兰賤贱鎮镇殭僵"
    "紉纫斃毙殯殡醃腌雖虽贅赘讚赞蟻蚁顫颤薑姜揚扬擼撸權权閱阅塵尘漁渔罷罢饅馒囉啰墜坠睏困喲哟翹翘禪禅灘滩遙遥訃讣勢势濃浓聖圣錦锦颱台紮扎燻熏懟怼屆届邁迈鉤钩癡痴錘锤蓮莲閘闸質质驟骤閥阀鍾钟鈍钝構构誦诵聾聋癮瘾寬宽"
    "賓宾贈赠嬸婶邏逻鶴鹤轟轰懲惩惡恶損损嬰婴冊册幣币謊谎羅罗鏽锈誌志儘尽潛潜籬篱飽饱鐲镯餛馄飩饨鐮镰枱台斬斩獵猎憐怜惱恼鍊炼礦矿撥拨僱雇賺赚鏟铲螄蛳慫怂儲储穀谷搵揾峯峰襯衬脹胀頗颇掄抡鍬锹劍剑堅坚飾饰鬨哄壇坛壩坝"
    "餡馅贊赞皺皱樁桩迴回誠诚寢寝奧奥箏筝絨绒猶犹屢屡竄窜兌兑畝亩宮宫檻槛嬤嬷駛驶鋸锯勻匀瘡疮癲癫彌弥鉗钳襖袄隱隐罈坛龜龟攏拢勝胜攆撵購购黨党蕩荡帳帐薦荐揀拣驕骄颼飕獸兽滲渗誕诞蹤踪併并潤润埡垭擲掷繳缴慚惭則则黴霉"
    "滷卤繭茧侶侣勳勋嘔呕亞亚雜杂巖岩糉粽豎竖鬍胡壟垄鈔钞遷迁綱纲吶呐辮辫軸轴嗚呜鋤锄癟瘪犢犊紐纽覽览嘰叽蟬蝉覓觅錨锚繆缪嶽岳纏缠純纯齋斋蘆芦檸柠紛纷甦苏競竞齒齿詐诈騷骚絆绊鑑鉴櫻樱饃馍賞赏濾滤倫伦鳳凤銅铜瘻瘘"
    "慾欲榮荣齦龈絹绢葯药懇恳潰溃簽签憊惫鑼锣濟济濛蒙佇伫諷讽噓嘘嘸呒籌筹芻刍楊杨鈣钙蟄蛰謹谨蠔蚝茲兹華华驢驴灣湾闌阑奪夺瀉泻縱纵歐欧煉炼窯窑駁驳棗枣綜综贖赎囪囱蘇苏圇囵瑪玛繡绣鬚须躍跃魯鲁敘叙餿馊販贩誒诶寵宠攜携"
    "鱔鳝蝸蜗韓韩嗩唢颳刮頒颁饋馈濕湿摜掼鐺铛臍脐鄭郑慳悭髏髅諱讳訣诀閂闩獲获鑲镶瘮瘆棧栈餞饯摟搂飆飙櫥橱敵敌韌韧奮奋鑿凿湧涌帥帅斕斓癇痫摻掺遼辽鋒锋鸚鹦鵡鹉剋克荊荆僞伪徵征陸陆偵侦嶺岭誅诛晝昼繪绘緝缉鑷镊緞缎齡龄"
    "蟶蛏誼谊鷹鹰氈毡凱凯謀谋菸烟瘓痪倖幸儕侪塢坞漸渐毆殴堯尧鎬镐弔吊吳吴悅悦軀躯恆恒拋抛轎轿彆别綻绽錐锥訖讫躥蹿瀏浏鈎钩餸𩠌糰团謠谣誡诫瞭了銃铳軋轧釐厘梔栀鯨鲸孃娘勵励姪侄閣阁澀涩嘖啧軲轱轆辘喎㖞槳桨俠侠齣出"
    "錫锡慪怄沖冲紡纺饢馕飼饲"
)
_PLAIN_SPELLING = {
    ord(pairs[place]): pairs[place + 1] for pairs in (_LOOKS_LATIN, _TO_SIMPLIFIED) for place in range(0, len(pairs), 2)
}
_INSIDE_WORD = {"1": "i", "!": "i", "0": "o", "3": "e", "@": "a", "4": "a", "$": "s", "5": "s", "7": "t"}
_LEET = re.compile(r"[1!03@4$57](?<=[a-z].)(?=[a-z])")
_SPACED = re.compile(r"(?<![a-z0-9'])(?:[a-z][ .\-_*]{1,2}){2,}[a-z](?![a-z0-9'])")
_BETWEEN_CJK = re.compile(r"(?<=[㐀-鿿])[ \t*·.\-_/|+~^#]{1,3}(?=[㐀-鿿])")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_STARRED = re.compile(r"(?<=[a-z])[*](?=[a-z])")
_DOTTED = re.compile(r"(?<![a-z._'])(?:[a-z'][a-z']*[._]){3,}[a-z']+(?![a-z])")
_DOTS = 3
_TOKEN = re.compile(r"[a-z0-9']+")
_BETWEEN_TOKENS = "".join(chr(code) if _TOKEN.match(chr(code)) else " " for code in range(128))
_SPELT = (
    "tonite 2nite 2night tonyt=tonight|tmrw tmr tmw 2moro 2morrow tomoz=tomorrow|2day=today|yday=yesterday|"
    "rn=right now|nite=night|agen agn=again|alredy=already|anymor=anymore|nomore=no more|neva nevr=never|jus=just|"
    "wiv=with|wivout wifout=without|wud=would|cud=could|shud=should|frm=from|abt=about|dis=this|dnt=don't|"
    "coudnt cudnt=couldn't|wudnt wouldnae=wouldn't|cannae=can't|dinnae=don't|didnae=didn't|couldnae=couldn't|"
    "wisnae=wasn't|wis=was|ah'm=i'm|ah'd=i'd|ah've=i've|ah'll=i'll|wsh=wish|wnt wan=want|wana wonna wnna=wanna|"
    "gona gunna gna gonnae=gonna|imma=im gonna|goin=going|tok tuk=took|tryed tride tryd=tried|sed=said|"
    "thorts=thoughts|kil=kill|"
    "kiling killin=killing|ded deid=dead|dyin=dying|livin=living|bein=being|doin daein=doing|endin=ending|"
    "cuttin=cutting|cutted=cut|feelin=feeling|thinkin=thinking|wishin=wishing|hopin=hoping|wantin=wanting|"
    "hurtin=hurting|tryin=trying|takin=taking|jumpin=jumping|hangin=hanging|existin=existing|wakin=waking|"
    "tellin=telling|sayin=saying|waitin=waiting|bleedin=bleeding|hittin=hitting|nife=knife|rist=wrist|rists=wrists|"
    "masel maself mysel mahself meself mesel=myself|pils=pills|swalowed swollowed=swallowed|chocked=choked|"
    "coontit=counted|oot=out|lockit=locked"
)
_MEANT = {
    typed: meant
    for typings, _, meant in (each.partition("=") for each in _SPELT.split("|"))
    for typed in typings.split()
}
"""What is texted or spoken in a dialect -> the word that is meant; only what is no plain English word itself."""
_SHORT = re.compile(
    r"(?<=[a-z] )2(?= (?:be|die|live|end|kill|hurt|cut|jump|hang|do|go|sleep|wake|take|exist|stop)\b)|"
    r"(?:(?<=want )|(?<=going )|(?<=need )|(?<=ready )|(?<=tried ))too(?= (?:be|die|live|end|kill|exist)\b)|"
    r"(?<=[a-z] )b(?= (?:here|alive|dead|gone|around|born)\b)|(?<=[a-z] )(?<!\ba )bout(?= [a-z])|"
    r"(?<=[a-z] )(?<!my )(?<!ma )(?<!me )(?<!his )(?<!her )(?<!your )da(?= [a-z]{3})|"
    r"\bah(?= (?:wish|was|want|wanna|can't|could|feel|think|hae|have|am|need|hate)\b)"
)
_MEANT_THERE = {"2": "to", "too": "to", "b": "be", "bout": "about", "da": "the", "ah": "i"}
_SHORTEST_RUN, _LONGEST_RUN = 7, 80
"""Letters of the runs without spaces that are looked at."""
_GRAVE_WORDS = (
    "die dead dying death kill killed killing suicide suicidal myself live living alive life exist here wake born end "
    "ending hang jump hurt cut cutting gone pills rope overdose disappear harm"
)
_GRAVE = frozenset(_GRAVE_WORDS.split())
_PLAIN_WORDS = (
    "i im ive id ill a an the my me it this that want wanted wanna gonna going to be been being was were is am are not "
    "dont cant wont didnt wasnt never no more any anymore just really so please wish wished hope could would should "
    "will have had got get feel feeling think thinking thought about of if in on up out off and or but for with go do "
    "did done keep tired hate let help someone everyone nobody without better over self into again tonight today now "
    "point reason way take took taking all too much world sleep forever plan need like leave"
)
_WORDS = _GRAVE | frozenset(_PLAIN_WORDS.split())
"""Words that a run without spaces is parted into; it is parted only where a grave one is among them."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A folded text. `origin[i]` is the code point of the original that character i came from; one more at the end."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's offsets of a stretch of the folded text."""
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=8192)
def _letters(given: str) -> str:
    """One character as given, folded: mostly one letter, none for what is not seen, several for a ligature."""
    seen = [
        letter
        for letter in unicodedata.normalize("NFKD", given)
        if unicodedata.category(letter) not in {"Cf", "Mn", "Me"}
    ]
    return "".join(letter.lower().translate(_PLAIN_SPELLING) for letter in seen)


def _folded(text: str) -> Plain:
    if text.isascii():
        return Plain(text.lower(), (*range(len(text) + 1),))
    letters: list[str] = []
    origin: list[int] = []
    for place, given in enumerate(text):
        for plain in _letters(given):
            letters.append(plain)
            origin.append(place)
    return Plain("".join(letters), (*origin, len(text)))


def _replaced(plain: Plain, pattern: re.Pattern[str], keep: Callable[[re.Match[str]], list[int]]) -> Plain:
    """The text with each match replaced by those of its characters whose places `keep` gives."""
    places: list[int] = []
    last = 0
    for match in pattern.finditer(plain.text):
        places.extend(range(last, match.start()))
        places.extend(keep(match))
        last = match.end()
    if last == 0:
        return plain
    places.extend(range(last, len(plain.text)))
    return Plain(
        "".join(plain.text[place] for place in places),
        (*(plain.origin[place] for place in places), plain.origin[-1]),
    )


def _unleeted(plain: Plain) -> Plain:
    """Digits and signs between letters become the letters they stand for ("su1c!de")."""
    if not _LEET.search(plain.text):
        return plain
    letters = list(plain.text)
    changed = False
    for place in range(1, len(letters) - 1):
        stands_for = _INSIDE_WORD.get(letters[place])
        if stands_for and _latin(letters[place - 1]) and _latin(letters[place + 1]):
            letters[place] = stands_for
            changed = True
    return Plain("".join(letters), plain.origin) if changed else plain


def _reworded(plain: Plain, pattern: re.Pattern[str], words: Callable[[str], str | None]) -> Plain:
    """The text with each match replaced by what `words` gives for it, none for no change."""
    letters: list[str] = []
    origin: list[int] = []
    last = 0
    for match in pattern.finditer(plain.text):
        meant = words(match.group())
        if meant is None:
            continue
        start, end = match.span()
        letters += [plain.text[last:start], meant]
        origin += plain.origin[last:start]
        origin += [plain.origin[start + at] for at in _places(match.group(), meant)]
        last = end
    if not letters:
        return plain
    return Plain("".join((*letters, plain.text[last:])), (*origin, *plain.origin[last:]))


def _places(typed: str, meant: str) -> list[int]:
    """For each letter of what is meant the place in what was typed that it came from, rising to the last one."""
    if meant.replace(" ", "") == typed:
        return [max(at - meant.count(" ", 0, at + 1), 0) for at in range(len(meant))]
    within = (min(at, len(typed) - 1) for at in range(len(meant) - 1))
    return [*within, len(typed) - 1] if len(meant) > 1 else [0]


def _tokens(text: str) -> list[str]:
    """What `_TOKEN` finds; the first branch is the same, and quicker."""
    return text.translate(_BETWEEN_TOKENS).split() if text.isascii() else _TOKEN.findall(text)


def _respelt(plain: Plain) -> Plain:
    """Words as they are texted ("2nite", "wiv", "ded") spelt out, runs without spaces parted."""
    words = _tokens(plain.text)
    runs = [word for word in words if _SHORTEST_RUN <= len(word) <= _LONGEST_RUN]
    if not _MEANT.keys().isdisjoint(words) or any(map(_parted, runs)):
        plain = _reworded(plain, _TOKEN, _meant)
        words = _tokens(plain.text)
    return plain if _MEANT_THERE.keys().isdisjoint(words) else _reworded(plain, _SHORT, _MEANT_THERE.get)


def _undotted(plain: Plain) -> Plain:
    """Words with a dot or a line between them in place of a space ("i.want.to.die")."""
    if plain.text.count(".") + plain.text.count("_") < _DOTS:
        return plain
    return _reworded(plain, _DOTTED, lambda run: run.replace(".", " ").replace("_", " "))


def _meant(word: str) -> str | None:
    """What is meant by a word as typed, none for what it says."""
    return _MEANT.get(word) or (_parted(word) if _SHORTEST_RUN <= len(word) <= _LONGEST_RUN else None)


@lru_cache(maxsize=16384)
def _parted(run: str) -> str | None:
    """The words of a run without spaces ("iwanttodie"); none where it is no run of these words, or of no grave ones."""
    if not any(word in run for word in _GRAVE):
        return None
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(run) + 1):
        ways = ((start, run[start:end]) for start in range(max(0, end - 9), end))
        found = [(*before, word) for start, word in ways if word in _WORDS and (before := best[start]) is not None]
        best.append(min(found, key=len, default=None))
    words = best[-1]
    if words is None or _GRAVE.isdisjoint(words) or len(words) < (2 if "myself" in words else 3):
        return None
    return " ".join(words)


def _latin(letter: str) -> bool:
    return "a" <= letter <= "z"


def _letters_of(match: re.Match[str]) -> list[int]:
    return [place for place in range(match.start(), match.end()) if _latin(match.string[place])]


def normalise(text: str) -> Plain:
    """The folded text; letters drawn out ("diiie") are cut to one."""
    plain = _unleeted(_folded(text))
    if "*" in plain.text:
        plain = _replaced(plain, _STARRED, lambda _: [])
    plain = _replaced(plain, _SPACED, _letters_of)
    if not text.isascii() and has_cjk(plain.text):
        plain = _replaced(plain, _BETWEEN_CJK, lambda _: [])
    plain = _replaced(plain, _DRAWN_OUT, lambda match: [match.start()])
    return _respelt(_undotted(plain))
