"""Forms about activities, the press and what goes upward: shape only."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sunshine.campaigns.models import Activity, PlaceKind
from sunshine.campaigns.models.upward import Verdict
from sunshine.desk.forms.campaigns import text
from sunshine.desk.forms.orgs import BodyChoice, line
from sunshine.orgs.models import Body, Post

_HANDED_OUT = re.compile(r"^(?P<title>.+?)\s+(?P<number>\d{1,7})\s*\S{0,3}$")


class MomentInput(forms.DateTimeInput):
    """A moment, picked or typed as 2026-11-23T09:00."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def moment(label: Any, **options: Any) -> forms.DateTimeField:
    """Return a field for a moment in Beijing."""
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    return forms.DateTimeField(label=label, widget=MomentInput(), input_formats=formats, **options)


class ActivityForm(forms.Form):
    """What an activity is."""

    title = line(_("名称"), 120)
    kind = forms.ChoiceField(label=_("种类"), choices=Activity.Kind.choices)
    place_kind = forms.ChoiceField(label=_("场所类别"), choices=PlaceKind.choices)
    place = line(_("地点"), 120)
    begins_at = moment(_("开始时间"))
    ends_at = moment(_("结束时间"))
    host = line(_("主持（部门或者职务）"), 80)
    partners = line(_("联合单位"), 300, required=False, hint=_("几个单位用顿号分开。"))
    audience = line(_("面向"), 120, required=False)
    access = line(_("无障碍设施"), 120, required=False)
    about = text(_("介绍"), rows=3, required=False)
    seats = forms.IntegerField(
        label=_("名额"), required=False, min_value=1, help_text=_("不用报名的留空。")
    )

    def clean_partners(self) -> list[str]:
        """Return the partners one by one."""
        return [
            one
            for one in map(str.strip, re.split("[、,，;；]", self.cleaned_data["partners"]))
            if one
        ]


class HeldForm(forms.Form):
    """How an activity went."""

    attendance = forms.IntegerField(label=_("参加人数"), min_value=0)
    volunteers = forms.IntegerField(label=_("志愿者人数"), required=False, min_value=0)
    materials = forms.CharField(
        label=_("发放资料"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "zh-Hans"}),
        help_text=_("一行一种：名称 份数，例如：办税指南 300"),
    )
    outcome = text(_("情况"), rows=3, required=False)

    def clean_materials(self) -> dict[str, int]:
        """Return the number handed out by title; refuse a line that cannot be read."""
        rows = {}
        typed = filter(None, map(str.strip, self.cleaned_data["materials"].splitlines()))
        for number, one in enumerate(typed, 1):
            read = _HANDED_OUT.match(one)
            if read is None:
                raise forms.ValidationError(
                    _("第%(row)s行看不明白。请写成：办税指南 300"), params={"row": number}
                )
            rows[read["title"].strip()] = int(read["number"])
        return rows


class QuestionForm(forms.Form):
    """A question, with its answer if it was given on the spot."""

    asked = text(_("问题"), rows=3)
    answer = text(_("当场答复"), rows=3, required=False, hint=_("没有当场答复的留空，以后再答。"))


class AnswerForm(forms.Form):
    """A later answer."""

    answer = text(_("答复"), rows=4)


class VisitForm(forms.Form):
    """A leader who came, by post."""

    post = line(_("职务"), 60, hint=_("只写职务，不写姓名，例如：常务副市长"))
    asked = text(_("询问了什么"), rows=2, required=False)
    followed = text(_("后续办理"), rows=2, required=False)


MOST_AT_ONCE = 50


class _Several(forms.FileInput):
    """Files chosen or dropped together."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several files at once; the value is a list."""

    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files; refuse none at all, and more than one form carries."""
        if len(data or ()) > MOST_AT_ONCE:
            raise forms.ValidationError(
                _("一次最多%(most)s张，请分几次上传。"), params={"most": MOST_AT_ONCE}
            )
        return [super(PicturesField, self).clean(one, initial) for one in data or [None]]


class PhotographForm(forms.Form):
    """Pictures and what they show."""

    file = PicturesField(label=_("照片"), help_text=_("JPG、PNG或者WebP，可以一次选几张。"))
    caption = line(_("说明"), 120, required=False)


class ConsentForm(forms.Form):
    """Who agreed, and where that is kept."""

    consent = line(
        _("同意的依据"), 200, hint=_("谁同意公开、书面同意存在哪里；没有可辨认的人和车牌的，写明。")
    )


class PostOf(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the posts of some bodies."""

    def label_from_instance(self, post: Post) -> str:
        """Return the body's short name and the post's."""
        return f"{post.body.short_name} · {post.name}"


class ReleaseForm(forms.Form):
    """A press release."""

    title = line(_("标题"), 120)
    text = text(_("通稿"), rows=12)
    spokesperson = PostOf(
        label=_("新闻发言人岗位"), queryset=Post.objects.none(), empty_label=_("请选择")
    )
    embargo_until = moment(_("禁发期至"), required=False, help_text=_("此前任何人读不到。"))

    def __init__(self, *args: Any, posts: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spokesperson"].queryset = posts  # type: ignore[attr-defined]


class UpwardForm(forms.Form):
    """A brief, or a suggestion: whose, its title, its text."""

    body = BodyChoice(label=_("单位"), queryset=Body.objects.none(), empty_label=_("请选择"))
    title = line(_("标题"), 120)
    text = text(_("内容"), rows=8)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class VerdictForm(forms.Form):
    """Adopted or not, and why."""

    verdict = forms.ChoiceField(
        label=_("处理结果"),
        choices=[(one.value, one.label) for one in (Verdict.ADOPTED, Verdict.DECLINED)],
        widget=forms.RadioSelect,
    )
    reason = line(_("理由或者去向"), 300, hint=_("采用的写明刊在哪里或者怎样办理。"))
