"""Forms about papers and items: shape only; the actions say what is allowed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.people import day
from sunshine.orgs.models import Body, NamedGroup, Post
from sunshine.publishing.due import PERIODS
from sunshine.publishing.models import Attribute, Audience, EditionKind, Item, Section
from sunshine.rulebook import grounds, periods

TITLE = _("照公文原文填写，公开目录以它为准。例如：关于进一步优化办税服务的通告")


def section_name(section: Section) -> str:
    """Return the section's name in the language of the reader."""
    return section.name_en if get_language() == "en" and section.name_en else section.name


class BodyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of some bodies."""

    def label_from_instance(self, body: Body) -> str:
        """Return the short name."""
        return body.short_name


class SectionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the open sections of a body."""

    def label_from_instance(self, section: Section) -> str:
        """Return the name in the language of the reader."""
        return section_name(section)


class PostOfBody(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the posts of a body."""


class ItemsOnOffer(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some of the items found."""

    def label_from_instance(self, item: Item) -> str:
        """Return the title and the body."""
        title = item.current.title if item.current else item.code
        return f"{title}（{item.body.short_name}）"


class GroupsOfBody(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some of the named groups of a body."""


def open_sections(body: Body) -> Any:
    """Return the sections in which ``body`` may put something new."""
    return Section.objects.filter(set__slug=body.section_set, closed=None)


def standing_posts(body: Body) -> Any:
    """Return the posts of ``body`` that have not been abolished."""
    return Post.objects.filter(body=body, abolished=None)


class WhichBodyForm(forms.Form):
    """For which of his bodies somebody works."""

    body = BodyChoice(label=_("哪个机关"), queryset=Body.objects.none(), empty_label=None)

    def __init__(self, *args: Any, bodies: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]
        field.queryset = Body.objects.filter(pk__in=[body.pk for body in bodies])


class PaperForm(forms.Form):
    """What is registered of a paper, one question after another."""

    title = forms.CharField(label=_("公文标题"), max_length=300, help_text=TITLE)
    document_number = forms.CharField(
        label=_("发文字号"),
        max_length=80,
        required=False,
        help_text=_("没有就留空。例如：辽税发〔2026〕12号。同一文号不能登记两次。"),
    )
    made_on = day(
        _("形成日期"),
        help_text=_("公文签发的那一天。主动公开的二十个工作日从它的次日起算。"),
    )
    section_slug = forms.ChoiceField(
        label=_("拟放栏目"),
        required=False,
        help_text=_("公开时放在哪个栏目；现在不确定可以留空。"),
    )
    period_key = forms.ChoiceField(
        label=_("公开期限"),
        help_text=_("一般为二十个工作日；行政许可、处罚等另有规定的，选对应的期限。"),
    )

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **kwargs)
        _offer_sections(self, body, on)


class ChangePaperForm(PaperForm):
    """The same, and the day on which the paper was changed."""

    changed_on = day(
        _("变更日期"),
        required=False,
        help_text=_("公文内容有变更的填写；期限从变更的次日重新起算。"),
    )

    field_order = ("title", "document_number", "made_on", "changed_on")


class AttributeForm(forms.Form):
    """The attribute of a paper, and what one that stays closed needs."""

    attribute = forms.ChoiceField(
        label=_("公开属性"),
        choices=Attribute.choices,
        widget=forms.RadioSelect,
        help_text=_("拟稿时就要定。以公开为常态、不公开为例外；不公开的须有法定理由。"),
    )
    ground = forms.ChoiceField(
        label=_("理由"),
        required=False,
        help_text=_("不予公开的必须选一条；依申请公开的可以选。"),
    )
    reason = forms.CharField(
        label=_("说明"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("结合这份公文说明为什么。例如：含三家企业的经营数据，属于商业秘密。"),
    )
    review_again_on = day(
        _("下次评估日期"),
        required=False,
        help_text=_("不公开的要定期评估能否公开；留空则按规定期限自动确定。"),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **kwargs)
        _offer_grounds(self, on)


class RegisterForm(AttributeForm, PaperForm):
    """A paper's facts and its attribute."""

    field_order = (
        "title",
        "document_number",
        "made_on",
        "attribute",
        "ground",
        "reason",
        "review_again_on",
        "section_slug",
        "period_key",
    )

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **kwargs)
        _offer_sections(self, body, on)
        _offer_grounds(self, on)


def _offer_sections(form: forms.Form, body: Body, on: date) -> None:
    section: Any = form.fields["section_slug"]
    named = [(one.slug, section_name(one)) for one in open_sections(body)]
    section.choices = [("", "——"), *named]
    period: Any = form.fields["period_key"]
    held = ((key, periods.period_or_none(key, on)) for key in PERIODS)
    period.choices = [(key, str(one.name)) for key, one in held if one is not None]


def _offer_grounds(form: forms.Form, on: date) -> None:
    field: Any = form.fields["ground"]
    listed = [(one.key, f"{one.wording}（{one.article}）") for one in grounds.grounds(on)]
    field.choices = [("", "——"), *listed]


class ConfirmForm(forms.Form):
    """Until when an attribute is confirmed."""

    review_again_on = day(
        _("下次评估日期"), required=False, help_text=_("留空则按规定期限自动确定。")
    )


class BeginForm(forms.Form):
    """Where a new item stands and for whom."""

    section = SectionChoice(
        label=_("栏目"),
        queryset=Section.objects.none(),
        empty_label=None,
        help_text=_("读者在这个栏目里找到它；发布以后不能再换。"),
    )
    title = forms.CharField(label=_("标题"), max_length=300, help_text=TITLE)
    audience = forms.ChoiceField(
        label=_("公开范围"),
        choices=Audience.choices,
        initial=Audience.PUBLIC,
        widget=forms.RadioSelect,
        help_text=_("定下谁能看到；对范围以外的人，这个条目不存在。发布以后不能再改。"),
    )
    groups = GroupsOfBody(
        label=_("特定人群"),
        queryset=NamedGroup.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("公开范围为特定人群时选择。"),
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["section"].queryset = open_sections(body)
        fields["groups"].queryset = NamedGroup.objects.filter(body=body, closed=None)
        if not fields["groups"].queryset.exists():
            del self.fields["groups"]


class ArrangeForm(BeginForm):
    """Where an item stands, for whom, and which post answers for it."""

    responsible_post = PostOfBody(
        label=_("负责岗位"),
        queryset=Post.objects.none(),
        empty_label=None,
        help_text=_("读者报告这个页面有错时，由它答复。"),
    )
    related = ItemsOnOffer(
        label=_("相关条目"),
        queryset=Item.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("例如政策解读对应的文件。勾选的显示在公开页面上；要加别的，先在上面查找。"),
    )
    more = forms.CharField(
        label=_("按网址添加相关条目"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("每行一个条目的网址或者十位代码。"),
    )

    def __init__(self, *args: Any, body: Body, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, body=body, **kwargs)
        del self.fields["title"]
        related: Any = self.fields["related"]
        related.queryset = offered
        if not offered.exists():
            del self.fields["related"]
        post: Any = self.fields["responsible_post"]
        post.queryset = standing_posts(body)


class NewEditionForm(forms.Form):
    """Which kind of edition comes next."""

    kind = forms.ChoiceField(
        label=_("修订种类"),
        choices=[
            (EditionKind.MINOR, _("小修订：改错别字、补附件，不改意思")),
            (EditionKind.MAJOR, _("重大修订：内容有变化，须向社会说明改了什么")),
        ],
        widget=forms.RadioSelect,
        initial=EditionKind.MINOR,
    )
