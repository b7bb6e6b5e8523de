"""The end of an application: proving who one is, checking it, sending it, and the receipt."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from sunshine.cases.codes import code_for, spoken
from sunshine.drafts.keeping import MOST_FILES, keep_file, remove_file
from sunshine.inforequests.identity import IdKind
from sunshine.inforequests.models import (
    ApplicantClass,
    InfoRequest,
    Purpose,
    WantedForm,
    WantedWay,
)
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused
from sunshine.orgs.models import Body, Person
from sunshine.public.applying.drafted import (
    Application,
    application_of,
    hand_out,
    keep_step,
    take_back,
)
from sunshine.public.applying.gathering import asking_of, circumstances, identity_of
from sunshine.public.applying.sending import send, texts_of
from sunshine.public.applying.steps import CHECK, PROOF, first_undone, step_called
from sunshine.public.applying.uploads import MOST_MEGABYTES, InMemory, media_type_of, why_not_file
from sunshine.public.face import address_of, answer, frame
from sunshine.public.limits import sent_within_hour
from sunshine.public.views.applying import APPLY, step_page
from sunshine.public.views.disclosure import law_of
from sunshine.ui.shell import Crumb

MOST_SENT_PER_HOUR = 600


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def show_proof(request: HttpRequest) -> HttpResponse:
    """Take photographs or PDF of the papers; they stay in memory until they are sealed."""
    request.upload_handlers = [InMemory(request)]
    return _show_proof(request)


@csrf_protect
def _show_proof(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    application = application_of(request, at)
    if application is None or application.sent:
        return _elsewhere(application)
    if request.method == "POST" and "X-Draft" not in request.headers:
        return _take_proof(request, application, at)
    undone = first_undone(application, beijing_day(at))
    if undone.slug in {PROOF, CHECK}:
        return _proof_page(request, application, [])
    return redirect(frame(request).at(f"{APPLY}{undone.slug}/"))


def _take_proof(request: HttpRequest, application: Application, at: datetime) -> HttpResponse:
    here = frame(request).at(f"{APPLY}{PROOF}/")
    if remove := request.POST.get("remove", ""):
        if remove.isascii() and remove.isdigit() and len(remove) < 12:
            remove_file(application.token, int(remove))
        return redirect(here)
    errors = _taken(request, application, at)
    later = request.POST.get("later", "")
    kept = keep_step(application, PROOF, MultiValueDict({"later": [later]}), at=at)
    if request.POST.get("go") == "upload" and not request.FILES:
        errors = [_("请先选文件，再点上传。")]
    elif not errors and not (kept.files or request.FILES or later == "yes"):
        errors = [_("请上传证件的照片或者扫描件；现在没有的，请选“以后再补”。")]
    if errors:
        held = application_of(request, at) or kept
        return _proof_page(request, held, errors, status=400)
    is_upload = request.POST.get("go") == "upload"
    return redirect(here if is_upload else frame(request).at(f"{APPLY}{CHECK}/"))


@require_http_methods(["GET", "HEAD", "POST"])
def show_check(request: HttpRequest) -> HttpResponse:
    """Show all that was said; send it when the button is pressed, once however often."""
    at = timezone.now()
    application = application_of(request, at)
    if application is None or application.sent:
        return _elsewhere(application)
    on, slug = beijing_day(at), application.said("body", "body")
    body = Body.objects.existing(on).filter(slug=slug).first()
    undone = first_undone(application, on, is_body_known=body is not None)
    if undone.slug != CHECK or body is None:
        return redirect(address_of(f"{APPLY}{undone.slug}/"))
    # What keeps a step while one types must never send.
    if request.method != "POST" or "X-Draft" in request.headers:
        return _check_page(request, application, ())
    by = request.user if isinstance(request.user, Person) else None
    try:
        # Counted and sent at once: what is refused is not counted.
        with transaction.atomic():
            is_too_often = sent_within_hour(request, "requests", at) > MOST_SENT_PER_HOUR
            if not is_too_often:
                send(application, body, by=by, at=at)
    except Refused as refused:
        return _check_page(request, application, refused.reasons, status=400)
    if is_too_often:
        return _check_page(request, application, (), status=429)
    return hand_out(redirect(address_of("/requests/receipt/")), application)


@require_http_methods(["GET", "HEAD", "POST"])
def show_receipt(request: HttpRequest) -> HttpResponse:
    """Show number and code, to be kept; again on reload, until it is put away or a day is over."""
    at = timezone.now()
    application = application_of(request, at)
    if application is None or not application.sent:
        return _elsewhere(application)
    if request.method == "POST":
        return take_back(redirect(frame(request).at("/follow/")))
    rows = InfoRequest.objects.filter(pk__in=application.sent).select_related("case", "body")
    by_key = {one.pk: one for one in rows}
    slips = [
        _slip(request, by_key[key], code_for(f"{application.secret}:{number}"))
        for number, key in enumerate(application.sent, 1)
        if key in by_key
    ]
    body = slips[0]["body"] if slips else None
    shell = frame(request, body)
    title = _("回执")
    context = {
        "title": title,
        "slips": slips,
        "body": body,
        "is_large": "large" in request.GET,
        "follow_url": shell.at("/follow/"),
        "crumbs": [Crumb(_("首页"), shell.body_url), Crumb(title)],
        **law_of(beijing_day(at)),
    }
    return answer(request, "public/applying/receipt.html", context, shell=shell)


def _slip(request: HttpRequest, one: InfoRequest, code: str) -> dict[str, Any]:
    shell = frame(request, one.body)
    address = f"{shell.site_url.rstrip('/')}{shell.at('/follow/')}#{one.case.number}"
    return {
        "request": one,
        "body": one.body,
        "number": one.case.number,
        "code": spoken(code),
        "address": address,
        "letters": " ".join(code),
    }


def _taken(request: HttpRequest, application: Application, at: datetime) -> list[str]:
    """Seal what was handed in; return what was wrong with the rest."""
    errors = []
    for slot in (Purpose.IDENTITY, Purpose.MANDATE):
        for upload in request.FILES.getlist(slot.value):
            content = upload.read()
            why = why_not_file(upload, content)
            errors += [why] if why else _sealed(application, slot, upload, content, at)
    return errors


def _sealed(
    application: Application, slot: Purpose, upload: UploadedFile, content: bytes, at: datetime
) -> list[str]:
    name = upload.name or ""
    try:
        keep_file(
            application.token,
            slot.value,
            name=name,
            media_type=media_type_of(content, name),
            content=content,
            at=at,
        )
    except Refused as refused:
        return [str(refused)]
    return []


def _proof_page(
    request: HttpRequest, application: Application, errors: list[str], *, status: int = 200
) -> HttpResponse:
    step = step_called(PROOF)
    if step is None:
        raise RuntimeError("the step of the proof is gone")
    special = circumstances(application.steps)
    return step_page(
        request,
        step,
        application,
        None,
        status=status,
        errors=errors,
        files=application.files,
        purposes=Purpose,
        needs_mandate="agent" in special,
        needs_guardian="guardian" in special,
        is_later=application.said(PROOF, "later") == "yes",
        most=MOST_FILES,
        megabytes=MOST_MEGABYTES,
    )


def _check_page(
    request: HttpRequest,
    application: Application,
    reasons: tuple[Reason, ...],
    *,
    status: int = 200,
) -> HttpResponse:
    step = step_called(CHECK)
    if step is None:
        raise RuntimeError("the last step is gone")
    asking, identity = asking_of(application.steps), identity_of(application.steps)
    ways = (WantedForm(asking.wanted_form).label, WantedWay(asking.wanted_way).label)
    return step_page(
        request,
        step,
        application,
        None,
        status=status,
        reasons=reasons,
        asking=asking,
        identity=identity,
        texts=texts_of(application),
        way_text=_("%(form)s，%(way)s") % {"form": ways[0], "way": ways[1]},
        class_text=ApplicantClass(asking.applicant_class).label,
        kind_text=IdKind(identity.id_kind).label,
        contacts=[
            value
            for value in (identity.telephone, identity.email, identity.address, identity.postcode)
            if value
        ],
        too_often=status == 429,
    )


def _elsewhere(application: Application | None) -> HttpResponse:
    if application is None:
        return redirect(f"{address_of(APPLY)}?over")
    return redirect(address_of("/requests/receipt/" if application.sent else APPLY))
