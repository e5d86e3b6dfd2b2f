"""One thing in other words, in fewer, or more exactly; and what is near it and is another thing."""

import pytest

from memory.state.wordings import Wording, compared


@pytest.mark.parametrize(
    ("predicate", "old", "new", "wording"),
    [
        ("lives_with", "cousin Marisol", "cousin", Wording.LESS),
        ("lives_with", "cousin Marisol", "Marisol", Wording.LESS),
        ("lives_with", "cousin Marisol", "Marisol, my cousin", Wording.SAME),
        ("lives_with", "cousin", "my cousin Marisol", Wording.MORE),
        ("lives_with", "mother", "mum", Wording.SAME),
        ("lives_with", "friend from college", "friend", Wording.LESS),
        ("lives_with", "mum and dad", "dad and mum", Wording.SAME),
        ("lives_with", "husband and two kids", "husband and my two kids", Wording.SAME),
        ("lives_with", "表姐小玲", "表姐", Wording.LESS),
        ("lives_with", "表姐小玲", "小玲", Wording.LESS),
        ("lives_with", "表姐", "我表姐小玲", Wording.MORE),
        ("lives_with", "姐姐", "大姐", Wording.MORE),
        ("lives_with", "室友", "室友王姐", Wording.MORE),
        ("lives_with", "小玲", "表姐小玲", Wording.MORE),
        ("lives_with", "brother", "older brother", Wording.MORE),
        ("lives_with", "brother", "baby brother", Wording.MORE),
        ("lives_with", "friend", "school friend", Wording.MORE),
        ("lives_with", "mother in law", "mother-in-law", Wording.SAME),
        ("lives_with", "half-brother", "half brother Sam", Wording.MORE),
        ("lives_with", "妈妈", "母亲", Wording.SAME),
        ("lives_with", "室友", "一个室友", Wording.SAME),
        ("lives_with", "妈妈和爸爸", "爸爸和妈妈", Wording.SAME),
        ("job", "bakery", "bakery on Mill Street", Wording.MORE),
        ("job", "primary school teacher", "teacher", Wording.LESS),
        ("job", "县医院", "医院", Wording.LESS),
        ("job", "老师", "小学老师", Wording.MORE),
        ("studies", "mechanical engineering at Hull", "engineering", Wording.LESS),
        ("lives_in", "上海", "上海浦东", Wording.MORE),
        ("sleep", "five hours", "5 hours", Wording.SAME),
        ("sleep", "五个小时", "5小时", Wording.SAME),
        ("relationship_status", "已婚", "结婚", Wording.SAME),
    ],
)
def test_one_thing_may_be_worded_otherwise(predicate: str, old: str, new: str, wording: Wording) -> None:
    assert compared(predicate, old, new) is wording


@pytest.mark.parametrize(
    ("predicate", "old", "new"),
    [
        ("lives_with", "cousin Marisol", "brother"),
        ("lives_with", "cousin Marisol", "cousin Dana"),
        ("lives_with", "sister", "sister-in-law"),
        ("lives_with", "boyfriend", "boyfriend's mother"),
        ("lives_with", "mother", "mother of a friend"),
        ("lives_with", "roommate", "new roommate"),
        ("lives_with", "mum and dad", "mum"),
        ("lives_with", "partner", "partner and her mother"),
        *(("lives_with", each, f"{each} in law") for each in ("mother", "sister")),
        *(("lives_with", "mother", f"{each} mother") for each in ("foster", "adoptive", "birth", "god")),
        ("lives_with", "brother", "half brother"),
        ("lives_with", "aunt", "great aunt"),
        ("lives_with", "dad", "dad girlfriend"),
        ("lives_with", "friend", "friend sister Anna"),
        ("lives_with", "姐姐", "姐姐老公"),
        ("lives_with", "姐姐", "二姐老公"),
        ("lives_with", "姐姐", "姐姐她男友"),
        ("lives_with", "姐姐", "干姐姐"),
        ("lives_with", "朋友", "朋友妈妈"),
        ("lives_with", "妈妈", "妈妈同事"),
        ("lives_with", "丽丽", "丽丽妈妈"),
        ("lives_with", "李姐", "李姐老公"),
        ("lives_with", "表姐小玲", "表姐小芳"),
        ("lives_with", "姐姐", "姐夫"),
        ("lives_with", "大姐", "二姐"),
        ("lives_with", "妈妈", "男朋友的妈妈"),
        ("lives_with", "室友", "新室友"),
        ("lives_with", "朋友", "男朋友"),
        ("lives_with", "妈妈和爸爸", "妈妈"),
        ("job", "nurse", "nurse manager"),
        ("job", "student nurse", "nurse"),
        ("job", "nurse", "assistant nurse"),
        ("job", "护士", "护士长"),
        ("job", "经理", "总经理"),
        ("studies", "engineering", "engineering management"),
        ("lives_in", "York", "New York"),
        ("lives_in", "上海", "南京"),
        ("sleep", "five hours", "five and a half hours"),
        ("sleep", "五个小时", "十五个小时"),
        ("alcohol", "drink wine", "drink wine every night"),
    ],
)
def test_what_shares_words_may_be_another_thing(predicate: str, old: str, new: str) -> None:
    assert compared(predicate, old, new) is Wording.OTHER
    assert compared(predicate, new, old) is Wording.OTHER
