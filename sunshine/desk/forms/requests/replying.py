"""Forms of the reply: drafting by kind, reviews, signing, serving, closing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.people import day
from sunshine.desk.forms.requests.fields import AboutForm, line, radios, text, verdict
from sunshine.inforequests.models import Delivery, InfoRequest
from sunshine.inforequests.outcomes import LAPSES, Outcome, reply_kinds
from sunshine.inforequests.reply_grounds import CHOSEN, choices_for, day_of
from sunshine.inforequests.replying import LONGEST_FACT, known_facts
from sunshine.letters.filling import written
from sunshine.letters.kinds import fields

LONGEST_NOTE = 500


class KindForm(AboutForm):
    """Which kind of reply it is to be."""

    kind = forms.ChoiceField(label=_("怎样答复"), widget=forms.RadioSelect)

    def arrange(self) -> None:
        """Offer the kinds that fit: after a lapse only its own."""
        lapsed = self.about.lapsed_on is not None
        fitting = [one for one in reply_kinds() if (one.key in LAPSES) == lapsed]
        self.offer("kind", [(one.key, one.name) for one in fitting])


class Ground(forms.CharField):
    """A ground that the letter must be told; a draft may be saved before it is known."""

    def validate(self, value: Any) -> None:
        """Take an empty one: what lacks is said before the draft goes to review."""


class GroundsForm(AboutForm):
    """The grounds of one kind of reply, as the letter wants them."""

    def __init__(self, *args: Any, outcome: Outcome, **kwargs: Any) -> None:
        self._outcome = outcome
        super().__init__(*args, **kwargs)

    def arrange(self) -> None:
        """Ask for what the letter must be told, then for what it may be."""
        must, may = self._outcome.grounds
        known = known_facts(self.about)
        self._choose()
        for names, required in ((sorted(must), True), (sorted(may - must), False)):
            for name in names:
                hint = _("例如：%(sample)s") % {"sample": fields()[name].sample}
                made = Ground if required else forms.CharField
                self.fields[name] = made(
                    label=fields()[name].label,
                    max_length=LONGEST_FACT,
                    required=required,
                    help_text=hint,
                    widget=forms.Textarea(attrs={"rows": 3}),
                )
                if name in known:
                    self.fields[name].initial = written(known[name])
        if CHOSEN in self.fields:
            self.fields["grounds"].label = _("补充说明")
            self.fields["grounds"].help_text = _("写在所选依据的后面，可以不填。")
        if "earlier" in self._outcome.needs:
            self.fields["repeats"] = RepeatsField(self.about)

    def _choose(self) -> None:
        """Ask first which grounds of the rulebook, where the kind has some to choose from."""
        offered = choices_for(self._outcome.key, day_of(self.about))
        if not offered:
            return
        self.fields[CHOSEN] = forms.MultipleChoiceField(
            label=_("不予公开的依据"),
            choices=[(one.key, f"{one.wording}（{one.article}）") for one in offered],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("可以多选。"),
        )
        kept = self.initial.get(CHOSEN, "")
        self.initial[CHOSEN] = kept.split(",") if isinstance(kept, str) else kept

    @property
    def facts(self) -> dict[str, str]:
        """Return the grounds that were given."""
        return {
            name: ",".join(value) if name == CHOSEN else value
            for name, value in self.cleaned_data.items()
            if name != "repeats" and value
        }


class RequestChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of some requests, each shown with number and title."""

    def label_from_instance(self, info: InfoRequest) -> str:
        """Return number and title."""
        return f"{info.case.number}　{info.case.title[:40]}"


def RepeatsField(about: InfoRequest) -> RequestChoice:  # noqa: N802 - makes a field
    """Return the choice among what the same applicant asked before and had answered."""
    earlier = InfoRequest.objects.filter(
        body=about.body, applicant__digest=about.applicant.digest, reply__letter__isnull=False
    ).exclude(pk=about.pk)
    return RequestChoice(
        label=_("此前已经答复的申请"),
        queryset=earlier.select_related("case").order_by("-pk"),
        required=False,
        empty_label=_("请选择"),
    )


class JoinForm(AboutForm):
    """With which other request of the same applicant this one is answered."""

    other = RequestChoice(
        label=_("与哪件申请合并答复"),
        queryset=InfoRequest.objects.none(),
        empty_label=_("请选择"),
        help_text=_("只列出同一申请人已经起草答复的申请。每件仍各自计数。"),
    )

    def arrange(self) -> None:
        """Offer the drafts of the same applicant."""
        drafts = InfoRequest.objects.open().filter(
            body=self.about.body,
            applicant__digest=self.about.applicant.digest,
            reply__isnull=False,
        )
        field: Any = self.fields["other"]
        field.queryset = drafts.exclude(pk=self.about.pk).select_related("case", "reply")


class ReviewForm(AboutForm):
    """What a reviewer says of a draft."""

    passed = verdict(_("同意"), _("退回修改"))
    note = text(_("意见内容"), LONGEST_NOTE, rows=3, required=False, hint=_("退回的，请写明理由。"))


class ReturnForm(AboutForm):
    """Why a draft is not signed."""

    note = text(_("退回的理由"), LONGEST_NOTE, rows=3)


class WhyForm(AboutForm):
    """Why something is done."""

    why = line(_("理由"), 200)


class ServeForm(AboutForm):
    """How the reply went out: the day that stops the clock."""

    manner = radios(
        _("怎样送达"),
        Delivery.Manner.choices,
        hint=_("邮寄的以交寄日为答复之日，当面的以签收日为答复之日。"),
    )
    served_on = day(_("交寄、签收或者发送的日期"))
    postal_number = line(
        _("邮件号码"), 40, required=False, hint=_("邮政快递面单上的号码，可以用扫码枪扫入。")
    )
    place = line(_("送达地点或者地址"), 200, required=False)
    note = line(_("备注"), 200, required=False, hint=_("例如：由其同住成年家属代收。"))


class ArrivedForm(AboutForm):
    """When the post brought something."""

    arrived_on = day(_("收件人收到的日期"))


class ArchiveForm(AboutForm):
    """Under which number it is kept."""

    archive_number = line(_("档号"), 80)
