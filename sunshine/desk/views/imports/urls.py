"""Addresses of the imports."""

from django.urls import path

from sunshine.desk.views.imports import pages, review

urlpatterns = [
    path("", pages.batches, name="imports"),
    path("new/", pages.begin, name="begin_import"),
    path("<slug:code>/", pages.batch_page, name="import"),
    path("<slug:code>/progress/", pages.progress, name="import_progress"),
    path("<slug:code>/report/", pages.report, name="import_report"),
    path("<slug:code>/send/", pages.send, name="send_import"),
    path("<slug:code>/publish/", pages.publish, name="publish_import"),
    path("<slug:code>/review/<slug:step>/", review.review, name="review_import"),
    path("<slug:code>/<slug:what>/", pages.act, name="act_on_import"),
]
