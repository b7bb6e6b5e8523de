"""Forms about bodies and what belongs to them: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.people import PostChoice, day
from sunshine.orgs.models import (
    Body,
    BodyLevel,
    Department,
    GroupMembership,
    OpennessInput,
    Person,
    Post,
    Role,
    Rung,
)

_SLUG_HELP = _("用在网址里，只用小写字母、数字和连字符，例如 ln-shenyang。定下后不改。")


def line(label: Any, length: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """Return a field for one line of text."""
    return forms.CharField(label=label, max_length=length, required=required, help_text=hint)


def lines(label: Any, *, required: bool = False) -> forms.CharField:
    """Return a field for several lines of text."""
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": 4}))


class NameForm(forms.Form):
    """The names a body bears."""

    name = line(_("机关全称"), 120)
    short_name = line(_("简称"), 40)
    name_en = line(_("英文名称"), 160)


class FoundForm(NameForm):
    """A new body."""

    slug = line(_("代号"), 60, hint=_SLUG_HELP)
    level = forms.ChoiceField(label=_("层级"), choices=BodyLevel.choices)
    founded = day(_("成立日期"), required=False, help_text=_("不清楚就留空，显示为“不详”。"))


class RenameForm(NameForm):
    """Another name, from a day, by a document."""

    since = day(_("生效日期"))
    document = line(_("批准文件"), 200)


class FactsForm(forms.Form):
    """Codes, addresses, telephones and duties of a body."""

    region_code = line(_("行政区划代码"), 6, required=False)
    org_code = line(_("组织机构代码"), 9, required=False, hint=_("用于索引号"))
    credit_code = line(_("统一社会信用代码"), 18, required=False)
    site_code = line(_("政府网站标识码"), 10, required=False)
    address = line(_("办公地址"), 200, required=False)
    postcode = line(_("邮政编码"), 6, required=False)
    office_hours = line(_("办公时间"), 200, required=False)
    telephone = line(_("联系电话"), 60, required=False)
    duties = lines(_("机关职能"))
    disclosure_office = line(_("公开工作机构"), 120, required=False)
    disclosure_address = line(_("公开工作机构地址"), 200, required=False)
    disclosure_hours = line(_("公开工作机构办公时间"), 200, required=False)
    disclosure_telephone = line(_("公开工作机构电话"), 60, required=False)
    disclosure_fax = line(_("公开工作机构传真"), 60, required=False)
    disclosure_contact = line(_("公开工作机构互联网联系方式"), 200, required=False)
    supervision_telephone = line(_("监督电话"), 60, required=False)


class BodyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of some bodies, in the order of the tree."""


class MoveForm(forms.Form):
    """The new body above, and the document."""

    parent = BodyChoice(
        label=_("划到哪个机关之下"), queryset=Body.objects.none(), empty_label=_("请选择")
    )
    document = line(_("批准文件"), 200)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = bodies  # type: ignore[attr-defined]


class DissolveForm(forms.Form):
    """The first day a body is no more, and the document."""

    on = day(_("撤销日期"), help_text=_("自这一天起不再存在，不能晚于今天。"))
    document = line(_("批准文件"), 200)


class MergeForm(forms.Form):
    """The body that goes on, the day, and the document."""

    successor = BodyChoice(
        label=_("并入哪个机关"), queryset=Body.objects.none(), empty_label=_("请选择")
    )
    on = day(_("合并日期"), help_text=_("自这一天起由承继机关行使职权，不能晚于今天。"))
    document = line(_("批准文件"), 200)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = bodies  # type: ignore[attr-defined]


class HallForm(forms.Form):
    """What is told about a hall."""

    name = line(_("名称"), 120)
    name_en = line(_("英文名称"), 160, required=False)
    address = line(_("地址"), 200)
    office_hours = line(_("办公时间"), 200)
    telephone = line(_("电话"), 60, required=False)
    accessibility = line(_("无障碍设施"), 200, required=False)


class NewHallForm(HallForm):
    """A new hall."""

    slug = line(_("代号"), 60, hint=_SLUG_HELP)

    field_order = ("name", "slug")


class DepartmentForm(forms.Form):
    """What is told about a department."""

    name = line(_("名称"), 80)
    name_en = line(_("英文名称"), 120, required=False)
    duties = lines(_("职责"))
    telephone = line(_("电话"), 60, required=False)


class NewDepartmentForm(DepartmentForm):
    """A new department."""

    slug = line(_("代号"), 60, hint=_SLUG_HELP)

    field_order = ("name", "slug")


class CloseForm(forms.Form):
    """The first day something is closed or repealed."""

    on = day(_("自哪一天起"))


class DepartmentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the departments of a body."""


class PostForm(forms.Form):
    """What is told about a post."""

    name = line(_("岗位名称"), 80)
    name_en = line(_("英文名称"), 120, required=False)
    department = DepartmentChoice(
        label=_("所在部门"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("不属于某个部门"),
    )
    telephone = line(_("电话"), 60, required=False)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ones = body.departments.filter(closed__isnull=True)
        self.fields["department"].queryset = open_ones  # type: ignore[attr-defined]


class RolesForm(forms.Form):
    """The roles a post carries."""

    roles = forms.MultipleChoiceField(
        label=_("职责"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class NewPostForm(PostForm, RolesForm):
    """A new post."""

    slug = line(_("代号"), 60, hint=_SLUG_HELP)

    field_order = ("name", "slug", "roles")


class AbolishForm(forms.Form):
    """The document that abolishes a post."""

    document = line(_("批准文件"), 200, required=False)


class GroupForm(forms.Form):
    """A leading group."""

    name = line(_("名称"), 120)
    name_en = line(_("英文名称"), 160, required=False)
    founded = day(_("成立日期"))
    document = line(_("成立文件"), 200)


class EndGroupForm(CloseForm):
    """The end of a leading group."""

    document = line(_("撤销文件"), 200)


class _WithPost(forms.Form):
    """A form that names a post of a body."""

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = Post.objects.filter(body__in=[body, *body.ancestors()], abolished__isnull=True)
        self.fields["post"].queryset = near.select_related("body").order_by("-body__path", "pk")  # type: ignore[attr-defined]


class SeatForm(_WithPost):
    """A seat in a leading group."""

    post = PostChoice(label=_("哪个岗位"), queryset=Post.objects.none(), empty_label=_("请选择"))
    seat = forms.ChoiceField(label=_("职务"), choices=GroupMembership.Seat.choices)
    since = day(_("任职日期"))
    document = line(_("任职文件"), 200)


class ResponsibleForm(_WithPost):
    """A link of the chain of responsibility."""

    rung = forms.ChoiceField(label=_("责任"), choices=Rung.choices)
    post = PostChoice(label=_("哪个岗位"), queryset=Post.objects.none(), empty_label=_("请选择"))
    since = day(_("起始日期"))
    document = line(_("文件"), 200, required=False)


class PowerForm(_WithPost):
    """A power of a body."""

    name = line(_("事项名称"), 200)
    kind = forms.RegexField(
        r"^[0-9]{2}$", label=_("类别代码"), help_text=_("GB/T 39046：01 行政许可 …… 20 公共服务")
    )
    basis = lines(_("设定依据"), required=True)
    post = PostChoice(
        label=_("责任岗位"), queryset=Post.objects.none(), required=False, empty_label=_("请选择")
    )
    openness = line(_("公开方式"), 200, required=False)


class NewPowerForm(PowerForm):
    """A new power."""

    code = line(_("编码"), 24)

    field_order = ("code", "name", "kind", "basis", "post", "openness")


class InputForm(forms.Form):
    """People, money or equipment spent on openness in a year."""

    year = forms.IntegerField(label=_("年度"))
    kind = forms.ChoiceField(label=_("投入"), choices=OpennessInput.Kind.choices)
    amount = forms.DecimalField(label=_("数额"), max_digits=14, decimal_places=4)
    note = line(_("说明"), 200, required=False)


class NamedGroupForm(forms.Form):
    """A named group."""

    name = line(_("名称"), 120)
    slug = line(_("代号"), 60, hint=_SLUG_HELP)
    purpose = line(_("用途"), 200, required=False)


class MemberForm(forms.Form):
    """Who belongs to a named group, and how long."""

    username = line(_("用户名"), 60, hint=_("请填写该人员的用户名；没有账号的先在“人员”里开立。"))
    since = day(_("开始日期"))
    until = day(_("结束日期"), required=False)

    def clean_username(self) -> Person:
        """Return the person of that name; raise ValidationError if there is none."""
        found = Person.objects.filter(username=self.cleaned_data["username"]).first()
        if found is None:
            raise forms.ValidationError(_("没有这个用户名。请核对，或者先开立账号。"))
        return found
