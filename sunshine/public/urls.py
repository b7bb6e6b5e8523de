"""Addresses of the public face that are answered by Django; the rest are finished files.

``urlpatterns`` are the same in every language; ``page_patterns`` stand at ``/`` and ``/en/``.
"""

from django.urls import path, re_path

from sunshine.public.views.catalogue import export_csv, export_json, show_catalogue
from sunshine.public.views.error_report import follow, report_error, show_report
from sunshine.public.views.for_me import for_me
from sunshine.public.views.items import compare_editions, send_file, show_edition, show_item
from sunshine.public.views.of_body import show_rules, show_section
from sunshine.public.views.variant import switch_variant

urlpatterns = [
    path("variant/", switch_variant, name="variant"),
    path("catalogue.csv", export_csv, name="catalogue-csv"),
    path("catalogue.json", export_json, name="catalogue-json"),
    re_path(r"^f/(?P<code>[0-9a-z]{10})/(?P<name>[^/]+)$", send_file, name="file"),
]

page_patterns = [
    path("catalogue/", show_catalogue, name="catalogue"),
    path("error-report/", report_error, name="error-report"),
    path("error-report/follow/", follow, name="error-report-follow"),
    re_path(r"^error-report/(?P<code>[0-9a-z]{10})/$", show_report, name="error-report-state"),
    path("for-me/", for_me, name="for-me"),
    re_path(r"^i/(?P<code>[0-9a-z]{10})/$", show_item, name="item"),
    re_path(r"^i/(?P<code>[0-9a-z]{10})/e/(?P<number>[0-9]{1,4})/$", show_edition, name="edition"),
    re_path(
        r"^i/(?P<code>[0-9a-z]{10})/compare/(?P<older>[0-9]{1,4})-(?P<newer>[0-9]{1,4})/$",
        compare_editions,
        name="comparison",
    ),
    path("b/<slug:body>/rules/", show_rules, name="rules"),
    path("b/<slug:body>/<slug:section>/", show_section, name="section"),
]
