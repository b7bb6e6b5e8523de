"""The elder switch: a cookie that both the record server and nginx honour."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from sunshine.public.addresses import ELDER, PLAIN

_YEAR_SECONDS = 365 * 24 * 60 * 60


@require_safe
def switch_variant(request: HttpRequest) -> HttpResponse:
    """Set the variant asked for and lead back to the page the reader came from."""
    variant = ELDER if request.GET.get("to") == ELDER else PLAIN
    back = request.GET.get("next", "/")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        "variant", variant, max_age=_YEAR_SECONDS, samesite="Lax", secure=request.is_secure()
    )
    response["Cache-Control"] = "no-store"
    return response
