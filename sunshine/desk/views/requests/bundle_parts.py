"""The parts of a bundle for a court: records set as sheets, letters and papers as they are."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from sunshine.audit.models import Event
from sunshine.desk.views.cases.event_names import QUIET, name_of
from sunshine.desk.views.requests.identity import identity_facts, request_facts
from sunshine.desk.views.requests.part import reckoned_by
from sunshine.files.store import open_content
from sunshine.inforequests.dating import explained
from sunshine.inforequests.identity import opened_bytes, opened_party
from sunshine.inforequests.models import Delivery, Enclosure, InfoRequest, State
from sunshine.kit.errors import Refused
from sunshine.kit.papers.binding import Grid, Part, Sheet
from sunshine.letters.models import Letter
from sunshine.letters.printing import letter_pdf
from sunshine.ui.dates import day_words, moment_words


def _day(value: date | datetime | None) -> str:
    return day_words(value) if value else ""


def application(info: InfoRequest) -> Part:
    """Return what was asked and by whom."""
    facts = [*identity_facts(info), *request_facts(info)]
    rows = [[str(fact.label), str(fact.value)] for fact in facts if fact.value not in (None, "")]
    title = _("政府信息公开申请")
    sheet = Sheet(title, [Grid((_("项目"), _("内容")), rows, (1, 3))], info.case.number)
    return Part(title, _day(info.submitted_at), sheet)


def enclosures(info: InfoRequest, purposes: Sequence[str]) -> list[Part]:
    """Return the papers of these purposes, those sealed opened, in the order they came."""
    kept = info.enclosures.filter(purpose__in=purposes, removed_at=None).select_related("file")
    return [
        Part(_named(paper), _day(paper.added_at), content=content_of(info, paper)) for paper in kept
    ]


def _named(paper: Enclosure) -> str:
    label = str(paper.get_purpose_display())
    return f"{label}：{paper.name}" if paper.name else label


def content_of(info: InfoRequest, paper: Enclosure) -> bytes:
    """Return the bytes of a paper."""
    if paper.file is None:
        return opened_bytes(bytes(paper.sealed), request=info.pk)
    with open_content(paper.file) as stream:
        return stream.read()


def letters(info: InfoRequest) -> list[Part]:
    """Return every letter in the order in which it went out, those made void too."""
    found = []
    for letter in Letter.objects.filter(subject=info.subject).order_by("issued_at", "pk"):
        title = f"{letter.content['title']}　{letter.number}"
        if letter.void_at is not None:
            title = _("%(title)s（已作废）") % {"title": title}
        found.append(Part(title, _day(letter.issued_at), content=letter_pdf(letter)))
    return found


def handling(info: InfoRequest) -> list[Part]:
    """Return the records of the handling: searches, consultations, the sheet, reviews."""
    return [*_searches(info), *_consultations(info), *_sheet(info), *_reviews(info)]


def _searches(info: InfoRequest) -> list[Part]:
    rows = [
        [_day(one.searched_on), one.place, one.words, one.result, one.searched_by.name]
        for one in info.searches.select_related("searched_by")
    ]
    heads = (_("日期"), _("检索处所"), _("检索用词"), _("结果"), _("检索人"))
    return _listed(_("检索记录"), heads, rows, (2, 3, 3, 4, 2))


def _consultations(info: InfoRequest) -> list[Part]:
    rows = []
    for one in info.consultations.all():
        name, _contact = opened_party(one.sealed, request=info.pk)
        answer = str(one.get_answer_display()) if one.answer else ""
        if one.silent_on:
            answer = _("逾期未答复")
        rows.append(
            [
                f"{one.get_party_display()} {name}",
                one.about,
                _day(one.sent_on),
                _day(one.answered_on or one.silent_on),
                f"{answer} {one.why}".strip(),
            ]
        )
    heads = (_("征求谁的意见"), _("信息"), _("发出"), _("答复"), _("意见"))
    return _listed(_("征求意见记录"), heads, rows, (3, 4, 2, 2, 4))


def _sheet(info: InfoRequest) -> list[Part]:
    rows = [
        [
            str(one.get_kind_display()),
            one.text,
            one.by.name,
            moment_words(one.written_at) if one.written_at else "",
        ]
        for one in info.sheet.exclude(written_at=None).select_related("by")
    ]
    heads = (_("环节"), _("意见"), _("姓名"), _("时间"))
    return _listed(_("拟办批示会签单"), heads, rows, (2, 6, 2, 3))


def _reviews(info: InfoRequest) -> list[Part]:
    if info.reply is None:
        return []
    rows = [
        [
            str(one.get_stage_display()),
            _("同意") if one.passed else _("退回"),
            one.note,
            one.by.name,
            moment_words(one.at),
        ]
        for one in info.reply.reviews.select_related("by")
    ]
    heads = (_("环节"), _("结论"), _("意见"), _("姓名"), _("时间"))
    return _listed(_("审核记录"), heads, rows, (2, 1, 4, 2, 3))


def service(info: InfoRequest) -> list[Part]:
    """Return how the reply was served."""
    delivery = Delivery.objects.filter(reply=info.reply_id).select_related("served_by").first()
    if delivery is None:
        return []
    rows = [
        [_("送达方式"), str(delivery.get_manner_display())],
        [_("交寄、签收或者发送的日期"), _day(delivery.served_on)],
        [_("邮件号码"), delivery.postal_number],
        [_("送达地点"), delivery.place],
        [_("收件人收到的日期"), _day(delivery.arrived_on)],
        [_("送达人"), delivery.served_by.name],
        [_("备注"), delivery.note],
    ]
    shown = [row for row in rows if row[1]]
    return _listed(_("送达证明"), (_("项目"), _("内容")), shown, (1, 3))


def remedies(info: InfoRequest) -> list[Part]:
    """Return what was done against the reply, and how it ended."""
    rows = [
        [
            str(one.get_kind_display()),
            one.organ,
            one.reference,
            _day(one.filed_on),
            str(one.get_outcome_display()) if one.outcome else _("尚未审结"),
            _day(one.decided_on),
        ]
        for one in info.remedies.all()
    ]
    heads = (_("种类"), _("机关"), _("案号"), _("提出"), _("结果"), _("日期"))
    return _listed(_("救济情况"), heads, rows, (3, 3, 2, 2, 2, 2))


def clock(info: InfoRequest) -> list[Part]:
    """Return the reckoning of the last day, every day with its reason, and what came of it.

    Also of a clock that stands or has ended: a court asks whether the reply was in time. None for
    a request that was never received.
    """
    if info.case.received_on is None:
        return []
    try:
        found = explained(info)
    except Refused as refused:
        return [Part(_("期限计算"), "", Sheet(_("期限计算"), [str(refused.reasons[0])]))]
    rows = [
        [_day(line.date), _("计入") if line.counted else _("不计入"), str(line.why or "")]
        for line in found.days
    ]
    grid = Grid((_("日期"), _("是否计入"), _("原因")), rows, (2, 1, 4))
    ends = Grid((_("项目"), _("日期")), _ends(info, found.due), (3, 2))
    return [Part(_("期限计算"), "", Sheet(_("期限计算"), [ends, grid], reckoned_by(found.edition)))]


def _ends(info: InfoRequest, due: date) -> list[list[str]]:
    """Return the days that decide whether the reply was in time."""
    delivery = Delivery.objects.filter(reply=info.reply_id).first() if info.reply_id else None
    stands = info.state in {State.CORRECTING, State.PAYING} or (
        info.case.due is None and info.finished_on is None
    )
    rows = [
        (_("收到申请之日"), info.case.received_on),
        (_("按条例计算的答复期限"), due),
        (_("确定的延迟答复期限"), info.delayed_until),
        (_("决定确定的期限"), info.ordered_until),
        (_("视为放弃之日"), info.lapsed_on),
        (_("撤回之日"), info.withdrawn_on),
        (_("答复之日（交寄、签收或者发送）"), delivery.served_on if delivery else None),
    ]
    shown = [[str(label), _day(day)] for label, day in rows if day]
    return [*shown, [_("现在的状态"), _("期限暂停计算")]] if stands else shown


def course(info: InfoRequest) -> Part:
    """Return everything that was done, from the log, with the digest of its last event."""
    events = list(Event.objects.filter(subject=info.subject).exclude(kind__in=QUIET).order_by("id"))
    rows = [
        [moment_words(event.at), str(name_of(event.kind)), event.actor_name or _("系统")]
        for event in events
    ]
    grid = Grid((_("时间"), _("办理"), _("办理人")), rows, (3, 3, 4))
    proof = _("以上摘自不可改动的办理日志，最后一条的校验值：%s") % (
        events[-1].digest if events else "—"
    )
    title = _("办理经过")
    return Part(title, "", Sheet(title, [grid, proof], info.case.number))


def _listed(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> list[Part]:
    """Return a record as a part, none if there is nothing in it."""
    if not rows:
        return []
    return [Part(title, "", Sheet(title, [Grid(heads, rows, widths)]))]
