"""Forms about matters, promises and boards: shape only.

The elements of a guide are one form for what stands once, and one small form for each row of
what stands several times; empty rows are dropped when they are kept.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.orgs import BodyChoice, line, lines
from sunshine.desk.forms.people import day
from sunshine.matters import labels
from sunshine.matters.boards import board_sets
from sunshine.matters.codes import categories, code_set
from sunshine.matters.models import Matter, Measure, Unit
from sunshine.matters.promises import aspects
from sunshine.orgs.models import Body, Post
from sunshine.publishing.models import Item, Section

SPARE_ROWS = 2
# Fields want the lazy strings of Django, which no public type names.
LABELS: Mapping[str, Any] = labels.LABELS
MATERIAL_LABELS: Mapping[str, Any] = labels.MATERIAL_LABELS
_YES_NO = (("", _("未填")), ("yes", _("是")), ("no", _("否")))


def choices_of(known: Mapping[str, Any], *, empty: bool = True) -> list[tuple[str, Any]]:
    """Return the choices of a code set; the first is none."""
    blank: list[tuple[str, Any]] = [("", _("未填"))] if empty else []
    return [*blank, *known.items()]


def _one(name: str) -> forms.ChoiceField:
    known = choices_of(code_set(name))
    return forms.ChoiceField(label=LABELS[name], choices=known, required=False)


def _many(name: str, known: Mapping[str, Any]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=LABELS[name],
        choices=choices_of(known, empty=False),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _said(name: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=LABELS[name], choices=_YES_NO, required=False)


def _text(name: str, length: int = 1000, hint: Any = "") -> forms.CharField:
    return line(LABELS[name], length, required=False, hint=hint)


class BeginForm(forms.Form):
    """A new matter, before anything is said of it."""

    body = BodyChoice(label=_("机关"), queryset=Body.objects.none(), empty_label=_("请选择"))
    section = forms.ModelChoiceField(label=_("栏目"), queryset=Section.objects.none())
    name = line(_("事项名称"), 120)
    key = line(
        _("代号"), 60, hint=_("办结件清单和其他指南用它指这个事项，例如 suspension。定下后不改。")
    )

    def __init__(
        self, *args: Any, bodies: QuerySet[Body], sections: QuerySet[Section], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]


class GuideForm(forms.Form):
    """What a guide says once."""

    name = _text("name", 120)
    what = _text("what", 100, _("一句话说明，一百字以内。"))
    words = _text("words", 400, _("平常的叫法，用顿号隔开，例如：歇业、停业报告。"))
    who = _many("who", categories("who"))
    events = _many("events", categories("events"))
    conditions = lines(LABELS["conditions"])
    quantity = _text("quantity", hint=_("没有的写“无数量限制”。"))
    no_materials = forms.BooleanField(label=_("无须提交任何材料"), required=False)
    legal_number = forms.IntegerField(label=LABELS["legal"], required=False, min_value=0)
    legal_unit = forms.ChoiceField(
        label=_("法定时限单位"), choices=choices_of(code_set("unit")), required=False
    )
    legal_note = line(_("法定时限说明"), 200, required=False)
    promised_number = forms.IntegerField(label=LABELS["promised"], required=False, min_value=0)
    promised_unit = forms.ChoiceField(
        label=_("承诺时限单位"), choices=choices_of(code_set("unit")), required=False
    )
    promised_note = line(_("承诺时限说明"), 200, required=False)
    charged = _said("charged")
    fee = _text("fee")
    fee_basis = _text("fee_basis")
    result = _text("result")
    scope = _text("scope")
    online = _said("online")
    online_address = _text("online_address")
    appointment = _said("appointment")
    postage = _said("postage")
    pay_online = _said("pay_online")
    visits = forms.IntegerField(label=LABELS["visits"], required=False, min_value=0, max_value=20)
    special = _many("special", code_set("special"))
    special_note = _text("special_note")
    ask_name = line(LABELS["ask"], 120, required=False)
    ask_telephone = line(_("咨询电话"), 60, required=False)
    supervise_name = line(LABELS["supervise"], 120, required=False)
    supervise_telephone = line(_("监督电话"), 60, required=False)
    remedies = lines(LABELS["remedies"])
    base_code = _text("base_code", 12)
    implementing_code = _text("implementing_code", 31)
    type = _one("type")
    level = _one("level")
    subject_kind = _one("subject_kind")
    objects = _many("objects", code_set("objects"))
    ways = _many("ways", code_set("ways"))
    case_type = _one("case_type")
    made_on = day(_("成文日期"), required=False)
    in_force_on = day(
        _("施行日期"), required=False, help_text=_("以后才施行的写明日期，此前照旧版办理。")
    )
    change_note = line(_("修订说明"), 300, required=False)


class BasisRow(forms.Form):
    text = line(_("依据的名称"), 300, required=False)
    clause = line(_("条款"), 100, required=False)
    rule = line(_("制度代码"), 10, required=False, hint=_("本系统登记的制度，施行和废止自动显示。"))
    item = line(_("条目代码"), 10, required=False)


class QuestionRow(forms.Form):
    key = line(_("提问代号"), 40, required=False)
    text = line(_("问题"), 200, required=False)
    why = line(_("为什么问"), 200, required=False)
    answers = lines(_("答案，一行一个：代号＝文字"))


class MaterialRow(forms.Form):
    name = line(MATERIAL_LABELS["name"], 200, required=False)
    issuer = line(MATERIAL_LABELS["issuer"], 200, required=False)
    originals = forms.IntegerField(label=MATERIAL_LABELS["originals"], required=False, min_value=0)
    copies = forms.IntegerField(label=MATERIAL_LABELS["copies"], required=False, min_value=0)
    carrier = forms.ChoiceField(
        label=MATERIAL_LABELS["carrier"], choices=choices_of(code_set("carrier")), required=False
    )
    required = forms.ChoiceField(label=MATERIAL_LABELS["required"], choices=_YES_NO, required=False)
    when = line(MATERIAL_LABELS["when"], 200, required=False)
    needs = lines(_("按回答需要，一行一个：提问代号＝答案代号、答案代号"))
    made_by = line(
        _("由哪个事项产生"), 60, required=False, hint=_("填事项代号；填了就不再要求提交。")
    )
    form = lines(_("填写范例，一行一项：栏目＝范例"))
    blank_file = line(_("空白表附件名"), 200, required=False)


class StepRow(forms.Form):
    name = line(_("步骤"), 60, required=False)
    who = line(_("谁办"), 60, required=False)
    text = line(_("做什么"), 300, required=False)
    takes = line(_("多长时间"), 60, required=False)


class PlaceRow(forms.Form):
    hall = forms.ChoiceField(label=_("办税服务厅"), required=False)
    name = line(_("地点（不限某个大厅时写）"), 120, required=False)
    windows = line(_("窗口"), 120, required=False)
    hours = line(_("时间（与大厅不同时写）"), 200, required=False)

    def __init__(self, *args: Any, halls: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hall"].choices = [("", _("不限")), *halls]  # type: ignore[attr-defined]


class FaqRow(forms.Form):
    question = line(_("问题"), 300, required=False)
    answer = line(_("回答"), 1000, required=False)


ROWS: Mapping[str, type[forms.Form]] = {
    "basis": BasisRow,
    "questions": QuestionRow,
    "materials": MaterialRow,
    "steps": StepRow,
    "places": PlaceRow,
    "faqs": FaqRow,
}


class PromiseForm(forms.Form):
    """A promise that a published item proclaims."""

    item = forms.ModelChoiceField(label=_("宣布承诺的条目"), queryset=Item.objects.none())
    words = line(_("承诺内容"), 300, hint=_("与条目正文的原话一致。"))
    aspect = forms.ChoiceField(label=_("方面"), choices=lambda: list(aspects().items()))
    measure = forms.ChoiceField(label=_("衡量方法"), choices=Measure.choices)
    limit = forms.IntegerField(label=_("期限或者时长"), required=False, min_value=1)
    unit = forms.ChoiceField(label=_("单位"), required=False, choices=[("", "—"), *Unit.choices])
    matter = forms.ModelChoiceField(label=_("事项"), queryset=Matter.objects.none(), required=False)
    conduct = line(_("行为代号"), 60, required=False, hint=_("不是事项的，与办结件清单一致。"))
    case_kind = line(_("办件种类"), 40, required=False)
    responsible_post = forms.ModelChoiceField(label=_("责任岗位"), queryset=Post.objects.none())
    starts = day(_("开始日期"))
    proclaimed_on = day(_("宣布日期"))
    proclaimed_at = line(_("在哪里宣布"), 120)
    proclaimed_by = line(_("由谁宣布"), 120)

    def __init__(self, *args: Any, body: Body, items: QuerySet[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["item"].queryset = items
        fields["item"].label_from_instance = lambda item: item.current.title
        fields["matter"].queryset = Matter.objects.reaching(body).select_related("item__current")
        fields["matter"].label_from_instance = _matter_name
        fields["responsible_post"].queryset = body.posts.filter(abolished=None)


class EndPromiseForm(forms.Form):
    """The last day of a promise, and why it ends."""

    ends = day(_("最后一天"))
    because = line(_("终止的理由"), 300)


class BoardsForm(forms.Form):
    """Which set of disclosures a hall shows."""

    chosen = forms.ChoiceField(
        label=_("公开内容"),
        choices=lambda: [(slug, one.name) for slug, one in board_sets().items()],
    )


class HandbookForm(forms.Form):
    """How many copies of a new edition are printed."""

    copies = forms.IntegerField(label=_("印数"), min_value=0, max_value=100_000)


class StockForm(forms.Form):
    """How many copies of an edition are left."""

    stock = forms.IntegerField(label=_("存量"), min_value=0, max_value=100_000)


def _matter_name(matter: Matter) -> str:
    edition = matter.item.current
    name = edition.elements.get("name", "") if edition else ""
    return f"{name or matter.key}（{matter.key}）"
