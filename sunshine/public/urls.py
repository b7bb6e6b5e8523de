"""Addresses of the public face that are answered by Django; the rest are finished files."""

from django.urls import path

from sunshine.public.views.variant import switch_variant

urlpatterns = [
    path("variant/", switch_variant, name="variant"),
]
