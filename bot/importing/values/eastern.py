"""What pages in Japanese, Chinese and Korean write in their own way: labels, marks, days, hours, what follows names."""

from __future__ import annotations

import re
from typing import NamedTuple

LETTER = re.compile(r"[\u3000-\u9fff\uac00-\ud7af\uff01-\uffef]")
"""What all that is written so has one of; much less to look for."""
EASTERN = {
    "speaker": "講演者名?|発表者|登壇者|講師|話題提供者|報告人|报告人|主讲人|主講人|主讲|演[讲講]者|演讲人|[讲講]者|"
    "연사|발표자|강연자|강사",
    "title": "題目|講演題目|発表題目|演題|題名|タイトル|题目|报告题目|報告題目|讲座题目|标题|標題|主题|제목|강연 ?제목|"
    "주제",
    "chair": "司会者?|座長|主持人|主持|좌장|사회자",
    "abstract": "概要|講演概要|要旨|講演要旨|アブストラクト|摘要|报告摘要|報告摘要|内容摘要|초록|요약",
    "bio": "講師紹介|講演者紹介|略歴|报告人简介|主讲人简介|个人简介|약력",
    "room": "場所|会場|開催場所|教室|地点|地點|장소",
    "time": "日時|開催日時|日程|時間|時刻|时间|日期|日付|開催日|일시|시간|날짜",
    "affiliation": "所属|单位|單位|소속",
}
"""What each label is, by the name that labels have for it."""
MARKS = str.maketrans(
    {"（": " (", "）": ") ", "［": " [", "］": "] ", "、": ", ", "，": ", ", "；": "; ", "：": ": ", "／": " / "}
)
INSTITUTION = re.compile(r"大学|大學|学院|學院|研究所|研究院|研究科|研究センター|高専|科学院|대학|연구소|연구원|과학원")
HONORIFIC = re.compile(
    r"\s*(?:(?:准|副|助理?|特任|名誉)?(?:教授|教師|教师)|助教|講師|讲师|博士|先生|老师|さん|氏|교수|박사)님?$"
)
WEEKDAYS = {
    letter: day
    for letters in ("月火水木金土日", "월화수목금토일", "一二三四五六天")
    for day, letter in enumerate(letters)
}
_short = "[月火水木金土日월화수목금토일]"
_weekday = r"([月火水木金土日])曜日?|([월화수목금토일])요일|(?:星期|[周週]|[禮礼]拜)([一二三四五六日天])"
DAY = re.compile(
    r"(?<!\d)(?:(?:(\d{4})|令和\s?(\d\d?))\s?[年년]\s?)?(\d\d?)\s?[月월]\s?(\d\d?)\s?[日号號일]"
    rf"(?:\s?[(\uff08]\s?(?:({_short})|{_weekday})[^()\uff08\uff09]{{0,4}}[)\uff09]|\s?(?:{_weekday}))?"
)
"""A day of a month, with the year before it or none, and the day of the week behind it or none."""
WEEKDAY = re.compile(_weekday)
FIRST_OF_REIWA = 2019
MORNING, LATER = "午前|上午|오전", "午後|下午|晚上|오후"
HOUR = re.compile(
    rf"(?:(?P<am>{MORNING})|(?P<pm>{LATER}))\s*(?P<at>\d\d?)[:\uff1a](?P<past>\d\d)|"
    rf"(?:(?:(?P<first>{MORNING})|(?P<second>{LATER}))\s*)?(?P<hour>\d\d?)\s?[時时点點시](?![間间])"
    r"(?:\s?(?P<minute>\d\d?)\s?[分분]|(?P<thirty>\s?[半반]))?|"
    r"(?P<beside>(?<=[日일号曜])(?=\d\d?[:\uff1a]\d))|(?P<to>(?<=[\s\d分분半時시])(?:から|부터|[\u301c\uff5e]))"
)
"""A time of day, and what joins two; or the place between a day and an hour, where nothing stands."""


class EasternDay(NamedTuple):
    """A day as a text tells it, and where."""

    year: int | None
    month: int
    day: int
    weekday: int | None
    begin: int
    stop: int


def is_eastern(text: str) -> bool:
    return not text.isascii() and LETTER.search(text) is not None


def day_of(match: re.Match[str]) -> EasternDay:
    """The day that `DAY` found."""
    year, reiwa, month, day, *weekdays = match.groups()
    letter = next(filter(None, weekdays), "")
    of = int(year) if year else (FIRST_OF_REIWA - 1 + int(reiwa) if reiwa else None)
    return EasternDay(of, int(month), int(day), WEEKDAYS.get(letter), match.start(), match.end())


def weekday_in(text: str) -> tuple[int, int] | None:
    """The first day of the week that a text names, and where its name stops."""
    match = WEEKDAY.search(text) if is_eastern(text) else None
    return (WEEKDAYS[next(filter(None, match.groups()))], match.end()) if match else None


def with_western_marks(text: str) -> str:
    """A text with the brackets, commas and colons that other languages have."""
    return " ".join(text.translate(MARKS).split()) if is_eastern(text) else text


def with_western_hours(text: str) -> tuple[str, list[int]]:
    """A text with its hours as other languages write them ("16時30分", "下午2:30"), and where each letter stood."""
    parts: list[str] = []
    places: list[int] = []
    place = 0
    for match in HOUR.finditer(text):
        told = _hour(match)
        parts.extend((text[place : match.start()], told))
        places.extend((*range(place, match.start()), *(match.start() for _ in told)))
        place = match.end()
    return "".join((*parts, text[place:])), [*places, *range(place, len(text) + 1)]


def _hour(match: re.Match[str]) -> str:
    hour = match["at"] or match["hour"]
    if not hour:
        return "~" if match["to"] else " "
    half = "am" if match["am"] or match["first"] else "pm" if match["pm"] or match["second"] else ""
    minute = match["past"] or match["minute"] or ("30" if match["thirty"] else "00")
    return f" {hour}:{minute:0>2}{half}"
