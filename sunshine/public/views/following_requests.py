"""What the applicant of a request does on the page of his matter (rows C1, C2): he corrects,
explains, adds a paper, says that he has paid, withdraws, suggests publication, takes his letters.
"""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from sunshine.files.store import open_content
from sunshine.gate.serving import why_not_serve
from sunshine.inforequests.actions.complaining import complain, drop_complaint
from sunshine.inforequests.actions.correcting import answer_correction
from sunshine.inforequests.actions.enclosing import attach
from sunshine.inforequests.actions.massive import record_reasons
from sunshine.inforequests.actions.opening import suggest_publication
from sunshine.inforequests.actions.paying import tell_payment
from sunshine.inforequests.actions.withdrawing import withdraw, withdraw_late
from sunshine.inforequests.filing import HandedIn
from sunshine.inforequests.models import InfoRequest, Purpose
from sunshine.kit.errors import Refused
from sunshine.letters.printing import letter_pdf
from sunshine.public.applying.uploads import InMemory, why_not_file
from sunshine.public.face import PRIVATE, frame
from sunshine.public.followed.opening import keep_open, open_case, shut
from sunshine.public.followed.papers import documents_of, letters_of
from sunshine.public.followed.request_forms import (
    AnswerForm,
    ComplainForm,
    NoForm,
    PaidForm,
    SureForm,
)
from sunshine.public.limits import sent_within_hour
from sunshine.public.views.following import add_reasons, case_page

MOST_PER_HOUR = 120


Act = Callable[[InfoRequest, forms.Form, datetime], object]


def _correct(request: InfoRequest, form: forms.Form, at: datetime) -> object:
    return answer_correction(request, answer=form.cleaned_data["answer"], by=None, at=at)


def _explain(request: InfoRequest, form: forms.Form, at: datetime) -> object:
    return record_reasons(request, answer=form.cleaned_data["answer"], by=None, at=at)


def _withdraw(request: InfoRequest, _form: forms.Form, at: datetime) -> object:
    return withdraw(request, by=None, at=at)


def _withdraw_late(request: InfoRequest, _form: forms.Form, at: datetime) -> object:
    return withdraw_late(request, by=None, at=at)


def _suggest(request: InfoRequest, _form: forms.Form, at: datetime) -> object:
    return suggest_publication(request, by=None, at=at)


def _complain(request: InfoRequest, form: forms.Form, at: datetime) -> object:
    said = {name: form.cleaned_data[name] for name in ("ground", "text")}
    return complain(request, **said, by=None, at=at)


def _drop_complaint(request: InfoRequest, _form: forms.Form, at: datetime) -> object:
    made = request.complaints.select_related("case").filter(outcome="").first()
    if made is None:
        raise Refused("complaint-decided")
    made.request = request
    return drop_complaint(made, by=None, at=at)


ACTS: dict[str, tuple[type[forms.Form], Act]] = {
    "correct": (AnswerForm, _correct),
    "explain": (AnswerForm, _explain),
    "withdraw": (SureForm, _withdraw),
    "withdraw_late": (SureForm, _withdraw_late),
    "suggest": (NoForm, _suggest),
    "complain": (ComplainForm, _complain),
    "drop": (NoForm, _drop_complaint),
}


@require_POST
def act_on_request(request: HttpRequest, act: str) -> HttpResponse:
    """Take what the applicant says; a refused form comes back as typed, with every reason."""
    found = _opened(request)
    if found is None:
        return _again(request)
    if act not in ACTS:
        raise Http404
    form_type, take = ACTS[act]
    form, at = form_type(request.POST), timezone.now()
    if form.is_valid() and sent_within_hour(request, "follow-acts", at) > MOST_PER_HOUR:
        form.add_error(None, _("一小时内提交的次数太多。您写的都在，请过一小时再提交。"))
        return case_page(request, found.case, status=429, **{f"{act}_form": form})
    if form.is_valid():
        try:
            take(found, form, at)
            return _back(request, found)
        except Refused as refused:
            add_reasons(form, refused)
    return case_page(request, found.case, status=400, **{f"{act}_form": form})


@csrf_exempt
@require_POST
def hand_in(request: HttpRequest) -> HttpResponse:
    """Take a paper that was asked for: a proof of identity, a mandate, what belongs to it."""
    request.upload_handlers = [InMemory(request)]
    return _hand_in(request)


@csrf_protect
def _hand_in(request: HttpRequest) -> HttpResponse:
    found = _opened(request)
    if found is None:
        return _again(request)
    upload, errors = request.FILES.get("paper"), []
    if not isinstance(upload, UploadedFile):
        errors = [_("请先选文件，再点上传。")]
    else:
        content = upload.read()
        why = why_not_file(upload, content)
        errors = [why] if why else []
        purpose = request.POST.get("purpose", Purpose.CORRECTION)
        paper = HandedIn(purpose, BytesIO(content), upload.name or "")
        try:
            if not errors:
                attach(found, paper, by=None, at=timezone.now())
                return _back(request, found)
        except Refused as refused:
            errors = [str(reason) for reason in refused.reasons]
    return case_page(request, found.case, status=400, paper_errors=errors)


@csrf_exempt
@require_POST
def tell_paid(request: HttpRequest) -> HttpResponse:
    """Take the receipt of the treasury: its number, the day, a picture of it."""
    request.upload_handlers = [InMemory(request)]
    return _tell_paid(request)


@csrf_protect
def _tell_paid(request: HttpRequest) -> HttpResponse:
    found = _opened(request)
    if found is None:
        return _again(request)
    form = PaidForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        try:
            paper = _sound_paper(form, given["paper"])
            if not form.errors:
                said = {"receipt": given["receipt"], "paid_on": given["paid_on"]}
                tell_payment(found, **said, paper=paper, by=None, at=timezone.now())
                return _back(request, found)
        except Refused as refused:
            add_reasons(form, refused)
    return case_page(request, found.case, status=400, paid_form=form)


def _sound_paper(form: forms.Form, upload: UploadedFile | None) -> HandedIn | None:
    """Return the picture of a receipt, None without one; a fault is put at its field."""
    if upload is None:
        return None
    content = upload.read()
    if why := why_not_file(upload, content):
        form.add_error("paper", why)
    return HandedIn(Purpose.PAYMENT, BytesIO(content), upload.name or "")


@require_safe
def send_letter_pdf(request: HttpRequest, code: str) -> HttpResponseBase:
    """Hand out a letter to the applicant as PDF; another one is not found."""
    found = _opened(request)
    letters = [] if found is None else [one for one in letters_of(found) if one.code == code]
    if not letters:
        raise Http404
    response = HttpResponse(letter_pdf(letters[0]), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{code}.pdf"'
    response["Cache-Control"] = PRIVATE
    return response


@require_safe
def send_document(request: HttpRequest, code: str) -> HttpResponseBase:
    """Hand out a document that came with the reply, if nothing speaks against the file."""
    found = _opened(request)
    papers = [] if found is None else [one for one in documents_of(found) if one.code == code]
    file = papers[0].file if papers else None
    if file is None or file.is_sealed or why_not_serve(file.sha256, papers[0].name):
        raise Http404
    response = FileResponse(
        open_content(file), as_attachment=True, filename=papers[0].name,
        content_type=papers[0].media_type,
    )  # fmt: skip
    response["Cache-Control"] = PRIVATE
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _opened(request: HttpRequest) -> InfoRequest | None:
    case = open_case(request)
    if case is None:
        return None
    rows = InfoRequest.objects.select_related("case", "case__owner", "body", "reply__letter")
    return rows.filter(case=case).first()


def _back(request: HttpRequest, found: InfoRequest) -> HttpResponse:
    return keep_open(redirect(frame(request, found.body).at("/follow/case/")), found.case)


def _again(request: HttpRequest) -> HttpResponse:
    return shut(redirect(f"{frame(request).at('/follow/')}?again"))
