"""Addresses of the interface: ``urlpatterns`` for programs, ``page_patterns`` for people."""

from django.urls import path

from sunshine.api.interface import api
from sunshine.api.views import openapi, show_reference

urlpatterns = [
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", api.urls),
]

page_patterns = [path("api/", show_reference, name="api-reference")]
