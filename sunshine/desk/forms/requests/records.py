"""Forms of the records: searches, the sheet, papers, splitting, publishing for all."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.people import PersonChoice, day
from sunshine.desk.forms.requests.fields import AboutForm, line, radios, refuse_unsealable, text
from sunshine.inforequests.advice import pieces_of
from sunshine.inforequests.asking import LONGEST_DESCRIPTION
from sunshine.inforequests.filing import HandedIn
from sunshine.inforequests.models import Enclosure, Purpose, SheetEntry
from sunshine.orgs.models import Person, PostHolding
from sunshine.scanning.clean_copies import Box

LONGEST = 4000


class SearchForm(AboutForm):
    """Who looked where, with which words, with what result."""

    place = line(_("在哪里检索"), 200, hint=_("例如：档案系统、征管系统、业务科室。"))
    words = line(_("用什么词"), 300)
    result = text(_("结果"), LONGEST, rows=3, hint=_("例如：没有结果；或者：找到2份。"))
    found = forms.BooleanField(label=_("找到了"), required=False)
    searched_on = day(_("检索日期"))


class SheetForm(AboutForm):
    """A line of the sheet."""

    kind = radios(_("写什么"), SheetEntry.Kind.choices)
    text = text(_("意见"), LONGEST)
    agrees = forms.TypedChoiceField(
        label=_("是否同意"),
        choices=[("", _("不表示")), ("yes", _("同意")), ("no", _("不同意"))],
        required=False,
        coerce=lambda given: None if given == "" else given == "yes",
        empty_value=None,
    )


class CountersignForm(AboutForm):
    """Who is asked to countersign."""

    of = PersonChoice(label=_("请谁会签"), queryset=Person.objects.none(), empty_label=_("请选择"))

    def arrange(self) -> None:
        """Offer whoever has a post in the body, but oneself."""
        held = PostHolding.objects.filter(post__body=self.about.body, until__isnull=True)
        people = Person.objects.filter(pk__in=held.values("person"), is_active=True)
        field: Any = self.fields["of"]
        field.queryset = people.exclude(pk=self.by.pk).order_by("name", "pk")


class AttachForm(AboutForm):
    """A paper, and what it is for."""

    purpose = forms.ChoiceField(
        label=_("这是什么材料"),
        choices=Purpose.choices,
        help_text=_("原件只供内部区分处理；随答复提供的信息会送达申请人。"),
    )
    file = forms.FileField(label=_("文件"))

    def clean_file(self) -> Any:
        """Return the file; raise ValidationError for one with a virus, where it is sealed."""
        file = self.cleaned_data["file"]
        refuse_unsealable(self.cleaned_data.get("purpose", ""), file)
        return file

    @property
    def paper(self) -> HandedIn:
        """Return the paper as it is handed in."""
        file = self.cleaned_data["file"]
        return HandedIn(self.cleaned_data["purpose"], file, file.name)


class EnclosureChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the papers of a request."""

    def label_from_instance(self, one: Enclosure) -> str:
        """Return purpose and name."""
        return f"{one.get_purpose_display()}　{one.name or one.code}"


class DetachForm(AboutForm):
    """Which paper is taken off."""

    enclosure = EnclosureChoice(
        label=_("哪份材料"), queryset=Enclosure.objects.none(), empty_label=_("请选择")
    )

    def arrange(self) -> None:
        """Offer the papers that are there."""
        field: Any = self.fields["enclosure"]
        field.queryset = self.about.enclosures.filter(removed_at=None)


class CleanForm(AboutForm):
    """Of which original a redacted copy is made, and where it is blacked out."""

    enclosure = EnclosureChoice(
        label=_("哪份原件"), queryset=Enclosure.objects.none(), empty_label=_("请选择")
    )
    boxes = forms.CharField(
        label=_("涂黑哪里"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一行一处：页码 左 上 宽 高，后四个是占页面的百分数，例如：1 10 20 30 5。"),
    )

    def arrange(self) -> None:
        """Offer the originals."""
        field: Any = self.fields["enclosure"]
        field.queryset = self.about.enclosures.filter(
            purpose=Purpose.ORIGINAL, removed_at=None, file__isnull=False
        )
        if len(field.queryset) == 1:
            field.initial = field.queryset[0]

    def clean_boxes(self) -> list[Box]:
        """Return the places; raise ValidationError for a line that is no place on a page."""
        found = []
        for row, words in enumerate(self.cleaned_data["boxes"].splitlines(), 1):
            if words.strip():
                found.append(_box(row, words.replace("，", " ").replace(",", " ").split()))
        return found


def _box(row: int, words: list[str]) -> Box:
    try:
        page = int(words[0])
        left, top, width, height = (float(word) / 100 for word in words[1:])
    except (ValueError, IndexError):
        page, left, top, width, height = 0, 0.0, 0.0, 0.0, 0.0
    right, bottom = left + width, top + height
    edges = (left, top, right, bottom)
    fits = all(0 <= edge <= 1.0001 for edge in edges) and width > 0 and height > 0
    if page < 1 or not fits:
        raise forms.ValidationError(
            _("第%(row)s处涂黑的位置不在页面上。请填写页码，以及0到100的百分数。"),
            params={"row": row},
        )
    return Box(page, left, top, min(right, 1.0), min(bottom, 1.0))


class SplitForm(AboutForm):
    """Into which pieces the request is split."""

    pieces = forms.CharField(
        label=_("拆成哪几件"),
        max_length=20 * LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("一行一件。第一件留在本编号，其余各得一个编号和回执，收到日期相同。"),
    )

    def arrange(self) -> None:
        """Begin with the pieces that the text itself has."""
        found = pieces_of(self.about.description) or (self.about.description,)
        self.fields["pieces"].initial = "\n".join(" ".join(one.split()) for one in found)

    def clean_pieces(self) -> list[str]:
        """Return the pieces, one a line."""
        return [line for row in self.cleaned_data["pieces"].splitlines() if (line := row.strip())]


class ProactiveForm(AboutForm):
    """As which paper it is to be published for all."""

    title = line(_("公文标题"), 200)
    made_on = day(_("形成日期"))
    document_number = line(_("发文字号"), 80, required=False)

    def arrange(self) -> None:
        """Begin with what was asked for."""
        self.fields["title"].initial = self.about.case.title
        self.fields["document_number"].initial = self.about.document_number
