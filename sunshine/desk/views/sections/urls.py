"""Addresses of the pages about sections."""

from django.urls import path

from sunshine.desk.views.sections import promises, sets

urlpatterns = [
    path("", sets.sections_page, name="sections"),
    path("new/", sets.add_set, name="add_section_set"),
    path("sets/<slug:slug>/", sets.set_page, name="section_set"),
    path("sets/<slug:slug>/rename/", sets.rename_set, name="rename_section_set"),
    path("sets/<slug:slug>/new/", sets.add_section, name="add_section"),
    path("sets/<slug:slug>/<slug:section>/", sets.change_section, name="change_section"),
    path("sets/<slug:slug>/<slug:section>/close/", sets.close_section, name="close_section"),
    path("sets/<slug:slug>/<slug:section>/move/", sets.move_section, name="move_section"),
    path("b/<slug:slug>/", promises.promises, name="promises"),
    path("b/<slug:slug>/practice/", promises.practice, name="practice"),
    path("b/<slug:slug>/set/", promises.assign_set, name="assign_section_set"),
    path("b/<slug:slug>/s/<slug:section>/", promises.promise, name="promise_section"),
]
