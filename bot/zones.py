"""The IANA zone that a page means: named, abbreviated, in an offset, or only by its venue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo, available_timezones

from bot.schedule.names import fold

ABBREVIATIONS = {
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "MST": "America/Denver", "MDT": "America/Denver", "MT": "America/Denver",
    "CST": "America/Chicago", "CDT": "America/Chicago", "CT": "America/Chicago",
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York",
    "AST": "America/Halifax", "ADT": "America/Halifax", "HST": "Pacific/Honolulu", "BRT": "America/Sao_Paulo",
    "UTC": "UTC", "GMT": "UTC", "BST": "Europe/London", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon",
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "MEST": "Europe/Berlin", "PKT": "Asia/Karachi", "PHT": "Asia/Manila", "AKDT": "America/Anchorage",
    "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki", "MSK": "Europe/Moscow", "TRT": "Europe/Istanbul",
    "IDT": "Asia/Jerusalem", "GST": "Asia/Dubai", "IST": "Asia/Kolkata", "ICT": "Asia/Bangkok", "SGT": "Asia/Singapore",
    "HKT": "Asia/Hong_Kong", "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "AWST": "Australia/Perth",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
    "CAT": "Africa/Maputo", "EAT": "Africa/Nairobi", "SAST": "Africa/Johannesburg", "WAT": "Africa/Lagos",
}  # fmt: skip
"""What organizers mean by them; CST is taken as America's, IST as India's, unless the venue tells otherwise."""

LONG_NAMES = {
    "pacific": "America/Los_Angeles", "mountain": "America/Denver", "central": "America/Chicago",
    "eastern": "America/New_York", "central european": "Europe/Berlin", "british summer": "Europe/London",
    "japan": "Asia/Tokyo", "china": "Asia/Shanghai", "beijing": "Asia/Shanghai", "india": "Asia/Kolkata",
    "indian": "Asia/Kolkata", "singapore": "Asia/Singapore", "korea": "Asia/Seoul", "hawaii": "Pacific/Honolulu",
    "alaska": "America/Anchorage", "atlantic": "America/Halifax", "australian eastern": "Australia/Sydney",
    "hong kong": "Asia/Hong_Kong", "israel": "Asia/Jerusalem", "new zealand": "Pacific/Auckland",
}  # fmt: skip

BY_OFFSET = (
    "America/Los_Angeles", "America/New_York", "America/Chicago", "America/Denver", "Europe/London", "Europe/Berlin",
    "UTC", "Asia/Tokyo", "Asia/Shanghai", "Asia/Kolkata", "Europe/Helsinki", "America/Sao_Paulo", "America/Halifax",
    "Australia/Sydney", "Europe/Istanbul", "Asia/Dubai", "Asia/Bangkok", "Asia/Karachi", "Asia/Dhaka",
    "Pacific/Auckland", "Pacific/Honolulu", "America/Anchorage", "Australia/Adelaide", "Asia/Kathmandu",
    "America/St_Johns", "Asia/Tehran", "Asia/Kabul", "Asia/Yangon",
)  # fmt: skip
"""In the order in which they are taken for an offset that they have on the day."""

PLACES = {
    "America/Los_Angeles": "seattle,san francisco,san diego,san jose,berkeley,stanford,palo alto,portland,long beach,"
    "santa clara,santa barbara,santa cruz,anaheim,pasadena,oakland,irvine,mountain view,las vegas,sunnyvale,monterey,"
    "california,bellevue,redmond,uc berkeley,ucla,ucsd",
    "America/Denver": "boulder,salt lake city,colorado,albuquerque,santa fe,park city,utah,new mexico",
    "America/Chicago": "new orleans,austin,dallas,houston,minneapolis,nashville,st louis,saint louis,madison,urbana,"
    "champaign,san antonio,memphis,milwaukee,kansas city,texas,illinois,chicago",
    "America/Phoenix": "phoenix,tucson,scottsdale,tempe,arizona",
    "America/New_York": "new york city,nyc,boston,cambridge ma,cambridge massachusetts,philadelphia,washington dc,"
    "washington d c,atlanta,miami,orlando,pittsburgh,baltimore,princeton,new haven,ithaca,providence,raleigh,durham nc,"
    "charlotte,ann arbor,columbus,cleveland,tampa,college park,savannah,new "
    "jersey,massachusetts,florida,virginia beach,"
    "cornell,harvard,georgia tech,georgia institute of technology,university of georgia,"
    "georgia state university,mit campus,carnegie mellon",
    "America/Toronto": "montreal,ottawa,waterloo,quebec,quebec city,palais des congres de montreal,ontario",
    "America/Vancouver": "vancouver,victoria bc,whistler,british columbia",
    "America/Edmonton": "calgary,banff,alberta",
    "America/Mexico_City": "mexico,cancun mexico,guadalajara",
    "America/Sao_Paulo": "rio de janeiro,brasilia,florianopolis,brazil,brasil,curitiba,campinas,porto alegre,"
    "belo horizonte",
    "America/Santiago": "chile,santiago de chile",
    "America/Argentina/Buenos_Aires": "argentina",
    "Europe/London": "uk,oxford,edinburgh,glasgow,manchester,bristol,cambridge uk,cambridge united kingdom,"
    "united kingdom,england,scotland,leeds,sheffield,birmingham uk",
    "Europe/Dublin": "ireland",
    "Europe/Lisbon": "portugal,porto,coimbra",
    "Europe/Madrid": "spain,espana,zaragoza,salamanca,barcelona,valencia,seville,sevilla,granada,bilbao,malaga",
    "Europe/Paris": "france,lyon,grenoble,nice,toulouse,marseille,rennes,bordeaux,lille,nantes,strasbourg,nancy,"
    "montpellier",
    "Europe/Berlin": "germany,munich,munchen,hamburg,cologne,koln,frankfurt,stuttgart,dresden,heidelberg,tubingen,"
    "bremen,hannover,kassel,jena,munster,nurnberg,"
    "tuebingen,aachen,dagstuhl,darmstadt,karlsruhe,leipzig,saarbrucken,bonn,gottingen,deutschland,potsdam,freiburg",
    "Europe/Zurich": "switzerland,suisse,schweiz,svizzera,geneve,geneva,lausanne,epfl,eth zurich,basel,bern,lugano,"
    "davos",
    "Europe/Vienna": "austria,osterreich,wien,graz,salzburg,innsbruck,klosterneuburg",
    "Europe/Rome": "italy,italia,roma,firenze,napoli,genova,milan,milano,turin,torino,florence,venice,venezia,"
    "bologna,trento,pisa,naples,bari,padova",
    "Europe/Amsterdam": "netherlands,nederland,groningen,nijmegen,maastricht,delft,eindhoven,utrecht,the hague,"
    "leiden,rotterdam",
    "Europe/Brussels": "belgium,belgie,belgique,leuven,louvain,liege,gent,ghent,antwerp",
    "Europe/Copenhagen": "denmark,aarhus,lyngby",
    "Europe/Stockholm": "sweden,gothenburg,uppsala,linkoping,lund,malmo",
    "Europe/Oslo": "norway,trondheim,bergen",
    "Europe/Helsinki": "finland,espoo,aalto,tampere",
    "Europe/Warsaw": "poland,krakow,cracow,wroclaw,gdansk",
    "Europe/Prague": "czech republic,czechia,brno",
    "Europe/Athens": "greece,thessaloniki,crete,heraklion",
    "Europe/Budapest": "hungary",
    "Europe/Istanbul": "turkey,turkiye,ankara",
    "Asia/Jerusalem": "israel,tel aviv,haifa",
    "Asia/Dubai": "abu dhabi,uae,united arab emirates",
    "Asia/Riyadh": "saudi arabia,kaust,thuwal,jeddah",
    "Asia/Kolkata": "india,bangalore,bengaluru,mumbai,delhi,new delhi,hyderabad,chennai,goa,pune,jaipur",
    "Asia/Shanghai": "china,beijing,shenzhen,hangzhou,guangzhou,nanjing,wuhan,chengdu,xian,xi an,suzhou,hainan,"
    "中国,北京,上海,杭州,南京,广州,深圳,武汉,成都,合肥,西安,天津",
    "Asia/Hong_Kong": "hong kong,香港",
    "Asia/Macau": "macao",
    "Asia/Taipei": "taiwan,hsinchu,台湾,台灣,臺灣,台北,臺北,新竹",
    "Asia/Tokyo": "japan,kyoto,osaka,yokohama,nagoya,fukuoka,sapporo,kobe,nara,okinawa,sendai,"
    "日本,東京,京都,大阪,名古屋,福岡,札幌,仙台,筑波,広島",
    "Asia/Seoul": "korea,south korea,busan,daejeon,jeju,kaist,incheon",
    "Asia/Bangkok": "thailand,phuket,chiang mai",
    "Asia/Ho_Chi_Minh": "vietnam,hanoi,da nang",
    "Asia/Kuala_Lumpur": "malaysia",
    "Asia/Makassar": "bali",
    "Africa/Kigali": "rwanda",
    "Africa/Johannesburg": "south africa,cape town,stellenbosch,durban",
    "Africa/Addis_Ababa": "ethiopia",
    "Australia/Sydney": "canberra,new south wales",
    "Australia/Melbourne": "victoria australia",
    "Pacific/Honolulu": "hawaii,maui,waikiki,oahu",
    "Pacific/Auckland": "new zealand,wellington,christchurch",
    "America/Puerto_Rico": "puerto rico,san juan",
    "Atlantic/Reykjavik": "iceland",
    "Asia/Singapore": "nus campus",
}  # fmt: skip
"""Where events are held, beyond the cities that name a zone themselves."""

STATES = {
    "America/New_York": "CT DC DE FL GA IN MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL KS LA MN MO MS NE OK TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Phoenix": "AZ",
    "Pacific/Honolulu": "HI",
    "America/Toronto": "ON QC",
    "America/Vancouver": "BC",
    "America/Edmonton": "AB",
}
STATE = re.compile(r"((?:[A-Z][\w.'-]+ ){0,2}[A-Z][\w.'-]+), ?([A-Z]{2})\b")

COUNTIES = ("America/Indiana/", "America/Kentucky/", "America/North_Dakota/")
"""Whose towns have namesakes that are better known."""
NOT_PLACES = frozenset(
    (
        "act", "casey", "center", "central", "christmas", "davis", "easter", "eastern", "general", "knox", "midway",
        "mountain", "nome", "north", "noronha", "pacific", "palmer", "regina", "reunion", "south", "troll", "virgin",
        "vostok", "wake", "west", "east", "yancowinna", "marengo", "jersey", "canary", "chatham", "wallis", "eden",
        "male", "oral", "chad", "georgia", "jordan",
    )
)  # fmt: skip
"""Names of zones that are words or persons' names as well."""
NAME = re.compile(
    r"\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z]\w+(?:/[A-Z]\w+)?"
)
ABBREVIATION = re.compile(rf"\b({'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})\b(?!-?\d|[\w'])")
OFFSET = re.compile(
    r"(?:\b(?:UTC|GMT)\s*([+\-\u2212\u2013])\s*(\d{1,2})(?::?(\d\d))?\b)|"
    r"(?:T\d\d:\d\d|\d\d:\d\d:\d\d)(?::\d\d)?(?:\.\d+)?([+-])(\d\d):?(\d\d)\b"
)
LONG = re.compile(
    rf"\b({'|'.join(sorted(LONG_NAMES, key=len, reverse=True))})\s+(?:(?:standard|daylight|summer)\s+)?time\b",
    re.IGNORECASE,
)
HAN = re.compile(r"(?:名古屋|[\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff])")
"""Where the name of a place ends within what has no spaces ("北京大学")."""
LANGUAGE = re.compile(r"\w*(?:(?P<kana>[\u3041-\u30ff]{2})|[\uac00-\ud7a3]{2})\w*")
CITY_TIME = re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)?) (?:local )?time\b")


BY_OFFSET_ALONE = 2
WINTER, SUMMER = datetime(2024, 1, 15), datetime(2024, 7, 15)  # noqa: DTZ001 - local days, whose zones are sought


@dataclass(frozen=True, slots=True)
class Found:
    """A zone, the words that told it, and how sure it is.

    3 where it is named, 2 by an offset, 1 by the venue, 0 by nothing but the language.
    """

    zone: str
    text: str
    sureness: int


def stated_in(text: str, day: datetime = WINTER) -> Found | None:
    """The zone that a text states: a name, an abbreviation, or an offset from UTC (as it is on `day`)."""
    if match := NAME.search(text):
        return Found(match[0], match[0], 3) if match[0] in _all_names() else None
    if match := OFFSET.search(text):
        return _by_offset(match, day)
    if match := LONG.search(text):
        return Found(LONG_NAMES[match[1].lower()], match[0], 3)
    if match := ABBREVIATION.search(text):
        return Found(ABBREVIATIONS[match[1]], match[0], 3)
    if (match := CITY_TIME.search(text)) and (zone := _cities().get(fold(match[1]))):
        return Found(zone, match[0], 3)
    return None


def is_zone(text: str) -> bool:
    """Whether a text names a zone and nothing else: "CET", "Pacific Time", "New York (EDT)"."""
    found = stated_in(text)
    if found is None:
        return False
    rest = fold(text.replace(found.text, " "))
    return rest in {"", "time", "local time"} or rest in _cities()


def is_name(text: str) -> bool:
    """Whether a text is a zone's own name ("Europe/Berlin")."""
    return text in _all_names()


def is_place(text: str) -> bool:
    """Whether a text names a place, and perhaps its country, and nothing else."""
    return all(fold(part) in _cities() for part in text.split(","))


def told_apart(stated: Found, place: Found, day: datetime = WINTER) -> Found:
    """The place's zone where it goes by what is stated or has the same clock: CET in Vienna, UTC+3 in Limassol."""
    zone, other = ZoneInfo(place.zone), ZoneInfo(stated.zone)
    names = {each.replace(tzinfo=zone).tzname() for each in (WINTER, SUMMER)}
    days = (day,) if stated.sureness == BY_OFFSET_ALONE else (WINTER, SUMMER)
    same = all(each.replace(tzinfo=zone).utcoffset() == each.replace(tzinfo=other).utcoffset() for each in days)
    return Found(place.zone, stated.text, 3) if same or stated.text.upper() in names else stated


def of_offset(offset: timedelta, day: datetime) -> str | None:
    """A zone with that offset on that day; the likeliest, as an offset alone names none."""
    return next((zone for zone in BY_OFFSET if day.replace(tzinfo=ZoneInfo(zone)).utcoffset() == offset), None)


def agrees(zone: str, offset: timedelta, day: datetime) -> bool:
    return day.replace(tzinfo=ZoneInfo(zone)).utcoffset() == offset


def _by_offset(match: re.Match[str], day: datetime) -> Found | None:
    sign, hours, minutes = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (1 if sign == "+" else -1)
    zone = of_offset(offset, day)
    return Found(zone, match[0].strip(), BY_OFFSET_ALONE) if zone else None


def of_place(text: str) -> Found | None:
    """The zone of the first place that a text names."""
    if (state := STATE.search(text)) and state[2] in _states():
        return Found(_states()[state[2]], state[0], 1)
    words = [word if word.isascii() else HAN.sub(r"\g<0> ", word) for word in fold(text).split()]
    words = [word for each in words for word in each.split()]
    for size in (4, 3, 2, 1):
        for first in range(len(words) - size + 1):
            place = " ".join(words[first : first + size])
            if place in _cities():
                return Found(_cities()[place], place, 1)
    return None


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    return {state: zone for zone, states in STATES.items() for state in states.split()}


def of_city(name: str) -> str | None:
    """The zone of a place, where the name, folded, is just that of one."""
    return _cities().get(name)


def of_language(text: str) -> Found | None:
    """The zone of the one country whose language a text is written in."""
    match = None if text.isascii() else LANGUAGE.search(text)
    return Found("Asia/Tokyo" if match["kana"] else "Asia/Seoul", match[0], 0) if match else None


def of_addresses(hosts: Iterable[str]) -> Found | None:
    """The zone of the country that most of the addresses are of, where its clocks all show one time."""
    (host, count), *_ = *Counter(each.rsplit(".", 1)[-1].upper() for each in hosts).most_common(1), ("", 0)
    zone = _codes().get({"UK": "GB"}.get(host, host))
    return Found(zone, f".{host.lower()}", 1) if zone and count else None


def of_places(texts: Iterable[str]) -> Found | None:
    return next((found for text in texts if (found := of_place(text))), None)


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache(maxsize=1)
def of_countries() -> dict[str, tuple[str, ...]]:
    """The zones of each country, by its folded name, as the time zone database lists them."""
    names = [line.split("\t") for line in _lines_of(files("tzdata") / "zoneinfo" / "iso3166.tab")]
    listed = _zones_of_codes()
    return {fold(name): listed[code] for code, name in names if code in listed}


@lru_cache(maxsize=1)
def _zones_of_codes() -> dict[str, tuple[str, ...]]:
    listed: dict[str, tuple[str, ...]] = {}
    for code, _, zone, *_ in (line.split("\t") for line in _lines_of(files("tzdata") / "zoneinfo" / "zone.tab")):
        listed[code] = (*listed.get(code, ()), zone)
    return listed


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """The zone of each country whose clocks all show one time, by the code of the country."""
    return {code: names[0] for code, names in _zones_of_codes().items() if _is_one(names)}


def _countries() -> dict[str, str]:
    """The zone of each country whose clocks all show one time."""
    return {name: zones[0] for name, zones in of_countries().items() if _is_one(zones)}


def _is_one(names: Sequence[str]) -> bool:
    offsets = (tuple(day.replace(tzinfo=ZoneInfo(name)).utcoffset() for day in (WINTER, SUMMER)) for name in names)
    return len(set(offsets)) == 1


def _lines_of(table: Traversable) -> list[str]:
    return [line for line in table.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    regions = ("Africa/", "America/", "Asia/", "Australia/", "Europe/", "Atlantic/", "Pacific/")
    named = {
        fold(name.rsplit("/", 1)[1]): name
        for name in sorted(_all_names())
        if name.startswith(regions) and not name.startswith(COUNTIES)
    }
    named = {place: zone for place, zone in (_countries() | named).items() if place not in NOT_PLACES}
    return named | {place.strip(): zone for zone, places in PLACES.items() for place in places.split(",")}
