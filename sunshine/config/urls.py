"""Addresses. Chinese at ``/``, English chrome at ``/en/`` (docs/adr/0001-addresses.md)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from sunshine.api.urls import page_patterns as api_pages
from sunshine.config.health import health
from sunshine.desk.views.publishing.sending import preview, preview_file
from sunshine.public.urls import page_patterns

urlpatterns = [
    path("healthz", health),
    path("", include("sunshine.api.urls")),
    path("", include("sunshine.public.urls")),
    path("", include("sunshine.screens.urls")),
    *i18n_patterns(
        path("account/", include("sunshine.desk.account_urls")),
        path("preview/<str:token>/", preview, name="desk_preview"),
        path("preview/<str:token>/<slug:file>/", preview_file, name="desk_preview_file"),
        path("desk/", include("sunshine.desk.urls")),
        path("", include(api_pages)),
        path("", include(page_patterns)),
        prefix_default_language=False,
    ),
]

handler404 = "sunshine.public.views.errors.not_found"
handler500 = "sunshine.public.views.errors.broken"
