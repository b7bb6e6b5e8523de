"""Addresses of the press, of what goes upward, and of suggestions."""

from django.urls import path

from sunshine.desk.views.campaigns import telling

urlpatterns = [
    path("press/", telling.releases, name="releases"),
    path("press/new/", telling.write_release, name="write_release"),
    path("press/<slug:code>/change/", telling.change_release, name="change_release"),
    path("press/<slug:code>/agree/", telling.agree, name="agree_release"),
    path("press/<slug:code>/record/", telling.release_to_record, name="record_release"),
    path("briefs/", telling.briefs, name="briefs"),
    path("briefs/new/", telling.send_brief, name="send_brief"),
    path("briefs/<slug:code>/", telling.decide_brief, name="decide_brief"),
    path("suggestions/", telling.suggestions, name="suggestions"),
    path("suggestions/new/", telling.suggest, name="suggest"),
    path("suggestions/<slug:code>/", telling.decide_suggestion, name="decide_suggestion"),
]
