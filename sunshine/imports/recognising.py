"""Facts of a document found in its own text: title, days, numbers, organs, validity. Pure.

What the text does not say plainly stays unknown. What came with the document
(``imports.metadata``) prevails over what is found here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import PurePosixPath

from sunshine.imports import days, organs
from sunshine.imports.known import Known

LONGEST_SUMMARY = 100
LONGEST_TITLE = 300
_HEAD_LINES = 40
_WIDE = r"[\u3000-\u9fff\uff00-\uffef]"
_VERSION_IN_NAME = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*$")
_STATE_IN_TITLE = re.compile(
    r"\s*[(（【\[〔](?P<what>[^()（）]*(?:废止|失效|修订|修正|修改|有效|版)[^()（）]*)[)）】\]〕]\s*$"
)
_LAW = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|规则|规程|章程|准则|解释|通则|制度|规范|守则)"
    r"(?:[(（](?:试行|暂行)[)）])?$"
)
_BODY = re.compile(
    r"^(?:第[一二三四五六七八九十百]+[编章节条]|[一二三四五六七八九十]+、|为了?|根据《|依据《|现将|目\s*录$"
    r"|经.{2,20}(?:同意|批准)，|各.{2,40}[：:]$)"
)
_BOOK = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_FORCE = re.compile(
    r"本(?:法|[^，。；、《》]{1,10}?)(?:[^。；《》]{0,12}?)自\s*(?P<when>[^，。；]{1,24}?)\s*起"
    r"(?:正式|开始)?(?:施行|实施|执行|生效|试行)"
)
_ON_PROCLAIMING = re.compile(r"(?:公布|发布|颁布|印发|下发|发文|修订发布)之?日")
_UNTIL = re.compile(r"有效期(?:限)?(?:至|截至|到)\s*(?P<day>[^，。；]{6,16}?日)(?:止)?")
_STATUS = re.compile(
    r"^[【\[]?(?:效力|有效性|时效性|效力状态|时效状态|法律效力|全文效力)[】\]]?\s*[:：]?\s*(?P<state>\S.*)$"
)
_SUBJECT_WORDS = re.compile(r"^主题词[:：]\s*(?P<words>.+)$")
_SALUTATION = re.compile(r"^[^。；]{2,120}[:：]$")
_NOTE_LINE = re.compile(r"^[(（].*[)）]$")
_FORM_END = re.compile(
    r"(?:的?通知|意见|决定|公告|通告|通报|批复|复函|函|报告|请示|命令|方案|解释|办法)$"
)


class Deed(StrEnum):
    """What happened to a text on a day that its head names."""

    ADOPTED = "adopted"
    PROCLAIMED = "proclaimed"
    REVISED = "revised"
    IN_FORCE = "in_force"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history that a law bears under its title."""

    day: date
    deed: Deed
    words: str


_DEEDS = (
    (re.compile(r"(?:施行|实施|生效)"), Deed.IN_FORCE),
    (re.compile(r"(?:修订|修正|修改)"), Deed.REVISED),
    (re.compile(r"(?:公布|发布|颁布|印发)"), Deed.PROCLAIMED),
    (re.compile(r"(?:通过|批准)"), Deed.ADOPTED),
)


def recognise(
    text: str, *, name: str = "", heading: str = "", address: str = "", on: date
) -> Known:
    """Return what ``text`` (a line per paragraph) says of itself on ``on``.

    ``name``: the file's, which may bear title and version. ``heading``: what the format marks
    as the title.
    """
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    title, state_words = _title(heading, lines, name)
    events = history(lines)
    dated = _version_of_name(name)
    signed_by, signed_on = _signature(lines, organs.organs_of_title(title))
    made, revised = _made(events, signed_on, dated)
    number = _number(lines, events, made)
    published = _published(events, made)
    known = Known(
        title=title[:LONGEST_TITLE],
        document_number=number,
        issuers=_issuers(title, number, events, signed_by),
        made_on=made,
        published_on=published,
        in_force_on=_in_force(text, events, made, published, revised=revised),
        version_on=dated or made,
        keywords=_keywords(lines),
        summary=_summary(lines, title),
        address=address,
        remarks=_remarks(events, dated),
    )
    return _with_validity(known, lines, state_words, on)


def law_key(title: str) -> str:
    """Return what all versions of one law are called alike, "" for what has no versions."""
    bare = _STATE_IN_TITLE.sub("", "".join(title.split())).removeprefix("中华人民共和国")
    return bare if _LAW.search(bare) else ""


def history(lines: Sequence[str]) -> list[Event]:
    """Return what the head of a law tells of its making, in the order it is told."""
    found: list[Event] = []
    for line in lines[1:_HEAD_LINES]:
        if _BODY.match(line):
            break
        words = _bare(line)
        first = next(days.days_in(words), None)
        opened = first is not None and (first.start <= len("根据 ") or line[0] in "(（")
        if opened:
            found += _events_in(words)
    return found


def validity_of(words: str) -> str:
    """Return the validity that ``words`` of a source name: a value of Validity, "" if unknown."""
    plain = "".join(words.split())
    if re.search(r"部分|条款", plain) and re.search(r"失效|废止", plain):
        return "partly"
    if "尚未" in plain or "未生效" in plain:
        return ""
    if "废止" in plain:
        return "repealed"
    if "失效" in plain or "过期" in plain:
        return "expired"
    if re.fullmatch(r"(?:现行|全文|继续)?有效(?:\(.*\)|（.*）)?|是", plain):
        return "valid"
    return ""


def _bare(line: str) -> str:
    """Return the line without brackets around it and without the titles it quotes."""
    return _BOOK.sub("", line).strip("（）() \u3000").strip()


def _events_in(words: str) -> list[Event]:
    found = list(days.days_in(words))
    events = []
    for place, one in enumerate(found):
        end = found[place + 1].start if place + 1 < len(found) else len(words)
        said = words[one.end : end].strip()
        deed = next((deed for pattern, deed in _DEEDS if pattern.search(said)), None)
        if deed is not None:
            events.append(Event(one.day, deed, said))
    return events


def _title(heading: str, lines: Sequence[str], name: str) -> tuple[str, str]:
    """Return the title, and what stands in brackets behind it of its state."""
    title = " ".join(heading.split()) or _title_line(lines) or _name_without_version(name)
    title = _closed_up(title)
    found = _STATE_IN_TITLE.search(title)
    return (title[: found.start()], found["what"]) if found else (title, "")


def _closed_up(title: str) -> str:
    """Return the title without the spaces of broken lines; those between organs stay."""
    named = organs.organs_of_title(title)
    head = " ".join(named) if len(named) > 1 and " " in title.partition("关于")[0].strip() else ""
    rest = title[len(head) :] if head and title.startswith(head) else title
    head = head if head and title.startswith(head) else ""
    return head + re.sub(rf"(?<={_WIDE}) (?={_WIDE})", "", rest).lstrip()


def _title_line(lines: Sequence[str]) -> str:
    """Return the first lines up to the end of what reads as a title; "" if they do not."""
    taken = ""
    for line, following in zip(lines[:4], (*lines[1:4], ""), strict=False):
        if organs.number_alone(line) or _SALUTATION.match(line) or _BODY.match(line):
            break
        taken += line
        goes_on = taken.count("《") > taken.count("》") or _FORM_END.search(following[:40])
        if _FORM_END.search(taken) or (_LAW.search(taken) and not goes_on):
            return taken
    return "" if len(taken) > LONGEST_TITLE or "。" in taken else taken[:LONGEST_TITLE]


def _name_without_version(name: str) -> str:
    stem = PurePosixPath(name).stem
    return _VERSION_IN_NAME.sub("", stem) if _version_of_name(name) else stem


def _version_of_name(name: str) -> date | None:
    found = _VERSION_IN_NAME.search(PurePosixPath(name).stem)
    if found is None:
        return None
    return days.read(found[1]) or next((one.day for one in days.days_in(found[1])), None)


def _made(
    events: Sequence[Event], signed_on: date | None, dated: date | None
) -> tuple[date | None, bool]:
    """Return the day of this state, and whether it is a revision of an older text."""
    past = [one for one in events if one.deed != Deed.IN_FORCE]
    last = max((one.day for one in past), default=signed_on)
    revised = any(one.deed == Deed.REVISED for one in past)
    adoptions = sum(one.deed == Deed.ADOPTED for one in past)
    if dated is not None and (last is None or dated > last):
        # The head does not tell of the last change: the source's own date is the newer one.
        return dated, revised or bool(last and (dated - last).days > 366)
    return last, revised or adoptions > 1


def _published(events: Sequence[Event], made: date | None) -> date | None:
    proclaimed = [one.day for one in events if one.deed == Deed.PROCLAIMED]
    last = max(proclaimed, default=None)
    return last if last is not None and last == made else None


def _in_force(
    text: str,
    events: Sequence[Event],
    made: date | None,
    published: date | None,
    *,
    revised: bool,
) -> date | None:
    told = max((one.day for one in events if one.deed == Deed.IN_FORCE), default=None)
    if told is not None:
        return told if made is None or told >= made else None
    clauses = list(_FORCE.finditer(days.half_width(text)))
    if not clauses:
        return None
    when = clauses[-1]["when"]
    day = days.read(when) or next((one.day for one in days.days_in(when)), None)
    if day is None and _ON_PROCLAIMING.search(when):
        # Of a revised text these words are the old ones: they tell of its first proclaiming.
        return None if revised else published
    stale = revised and day is not None and made is not None and day < made
    return None if stale else day


def _number(lines: Sequence[str], events: Sequence[Event], made: date | None) -> str:
    for line in lines[: _HEAD_LINES // 2]:
        if number := organs.number_alone(line):
            return number
    # An older order proclaimed an older state of the text: its number is not this one's.
    by_order = (organs.order_in(one.words) for one in events if one.day == made)
    return next(filter(None, by_order), "")


def _issuers(
    title: str, number: str, events: Sequence[Event], signed_by: tuple[str, ...]
) -> tuple[str, ...]:
    adopters = [_adopter(one.words) for one in events if one.deed != Deed.IN_FORCE]
    return (
        organs.organs_of_title(title)
        or signed_by
        or organs.organs_of_order(number)
        or next((names for names in reversed(adopters) if names), ())
    )


_CONGRESS = re.compile(
    r"(全国人民代表大会常务委员会|全国人民代表大会|最高人民法院|最高人民检察院|中央军事委员会)"
)


def _adopter(words: str) -> tuple[str, ...]:
    """Return who adopted or proclaimed, by the words of an event."""
    if order := organs.order_in(words):
        return organs.organs_of_order(order)
    if found := tuple(dict.fromkeys(_CONGRESS.findall(words))):
        return found
    head = re.split(r"(?:第|发布|公布|批准|通过|修订|修正)", words)[0]
    return organs.organs_in(head)


def _signature(
    lines: Sequence[str], titled: tuple[str, ...]
) -> tuple[tuple[str, ...], date | None]:
    """Return who signed and when: an organ's name with a day below it, the first such pair.

    A paper that passes on another's bears two; where the title names its organs, theirs counts.
    """
    found: list[tuple[tuple[str, ...], date]] = []
    for place, line in enumerate(lines):
        day = days.read(line.strip("（）() "))
        if day is None or place == 0:
            continue
        names: list[str] = []
        above = place - 1
        while above >= 0 and (these := organs.organs_in(lines[above])):
            names[:0] = these
            above -= 1
        if names:
            found.append((tuple(dict.fromkeys(names)), day))
    if titled:
        found = [one for one in found if set(one[0]) & set(titled)]
    return found[0] if found else ((), None)


def _keywords(lines: Sequence[str]) -> tuple[str, ...]:
    for line in lines[-_HEAD_LINES:]:
        if found := _SUBJECT_WORDS.match(line):
            return tuple(found["words"].split())[:12]
    return ()


def _summary(lines: Sequence[str], title: str) -> str:
    """Return the first sentence of the text, at most 100 characters: an excerpt, not a guess."""
    events = {line for line in lines[:_HEAD_LINES] if _events_in(_bare(line)) and len(line) < 120}
    for line in lines:
        said = "".join(line.split()).removeprefix("第一条")
        passed = line in events or len(said) < 12 or "".join(title.split()).startswith(said)
        if passed or _SALUTATION.match(line) or _NOTE_LINE.match(line) or organs.number_alone(line):
            continue
        sentence = said.partition("。")[0] + "。" if "。" in said else said
        if len(sentence) <= LONGEST_SUMMARY:
            return sentence
        return sentence[: LONGEST_SUMMARY - 1] + "…"
    return ""


def _remarks(events: Sequence[Event], dated: date | None) -> tuple[str, ...]:
    last = max((one.day for one in events if one.deed != Deed.IN_FORCE), default=None)
    if dated is not None and last is not None and abs((dated - last).days) > 366:
        return ("import-days-disagree",)
    return ()


def _with_validity(known: Known, lines: Sequence[str], title_words: str, on: date) -> Known:
    stated = [title_words] if title_words else []
    stated += [found["state"] for line in lines[:_HEAD_LINES] if (found := _STATUS.match(line))]
    validity = next(filter(None, map(validity_of, stated)), "")
    if any("修改" in words for words in stated) and not validity:
        known = replace(known, remarks=(*known.remarks, "import-was-modified"))
    ended = None
    for line in lines:
        if found := _UNTIL.search(line):
            ended = next((one.day for one in days.days_in(found["day"])), None)
    if ended is not None and not validity:
        over = ended < on
        return replace(
            known,
            repealed_on=ended + timedelta(days=1),
            validity="expired" if over else "",
        )
    return replace(known, validity=validity)
