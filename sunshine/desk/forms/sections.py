"""Forms about sections, promises and number patterns: shape only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.orgs import line
from sunshine.desk.forms.people import PostChoice
from sunshine.orgs.models import Post
from sunshine.publishing.models import Box, SectionSet

_SLUG_HELP = _("用在网址里，只用小写字母、数字和连字符，例如 policies。定下后不改。")
_PATTERN_HELP = _(
    "可用 {org} 组织机构代码、{credit} 统一社会信用代码、{year} 年、{month:02d} 月、"
    "{serial:05d} 流水号。只影响今后公开的条目。"
)


def days(label: Any, hint: Any) -> forms.IntegerField:
    """Return a field for a number of calendar days."""
    return forms.IntegerField(label=label, required=False, min_value=1, help_text=hint)


class SetNameForm(forms.Form):
    """The names of a set of sections."""

    name = line(_("中文名称"), 80)
    name_en = line(_("英文名称"), 120)


class NewSetForm(SetNameForm):
    """A new set."""

    slug = line(_("代号"), 40, hint=_SLUG_HELP)
    field_order = ("slug", "name", "name_en")


class SectionForm(forms.Form):
    """What a section says of itself."""

    name = line(_("中文名称"), 40)
    name_en = line(_("英文名称"), 80)
    about = line(_("这个栏目公开什么"), 200, required=False)
    about_en = line(_("英文说明"), 300, required=False)
    box = forms.ChoiceField(
        label=_("属于统一平台的哪一块"),
        choices=Box.choices,
        help_text=_("国务院办公厅统一规定的四块内容。"),
    )
    update_days = days(
        _("更新期限（天）"), _("最多隔多少个自然日更新一次。留空表示不约定；各机关可以另行约定。")
    )


class NewSectionForm(SectionForm):
    """A new section."""

    slug = line(_("代号"), 40, hint=_SLUG_HELP)
    field_order = ("slug", "name", "name_en", "about", "about_en", "box", "update_days")


class PromiseForm(forms.Form):
    """Who answers for a section, and how often it brings something new."""

    post = PostChoice(label=_("责任岗位"), queryset=Post.objects.none(), empty_label=_("请选择"))
    update_days = days(_("更新期限（天）"), _("留空则按栏目统一的期限。"))

    def __init__(self, *args: Any, posts: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]


class PracticeForm(forms.Form):
    """How a body numbers its items, and who may review secrecy."""

    index_pattern = line(_("公开条目的索引号样式"), 60, hint=_PATTERN_HELP)
    restricted_pattern = line(
        _("限定范围条目的索引号样式"),
        60,
        hint=_("另用一个样式，对外的号码才不会出现空缺。"),
    )
    secrecy_by_first_reviewer = forms.BooleanField(
        label=_("保密审查可以由初审岗位承担"), required=False
    )


class SetChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the sets of sections."""


class AssignSetForm(forms.Form):
    """The set in whose sections a body publishes."""

    section_set = SetChoice(
        label=_("栏目方案"), queryset=SectionSet.objects.all(), empty_label=_("请选择")
    )
