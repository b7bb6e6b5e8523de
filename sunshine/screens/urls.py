"""Addresses of the screens; what they fetch below ``/screens/`` is answered by ``door``."""

from django.urls import path

from sunshine.screens.views import calls, pages

urlpatterns = [
    path("kiosk/worker.js", pages.kiosk_worker, name="kiosk-worker"),
    path("display/worker.js", pages.display_worker, name="display-worker"),
    path("kiosk/<slug:hall>/", pages.kiosk, name="kiosk"),
    path("kiosk/<slug:hall>/help", calls.call, name="kiosk-help"),
    path("kiosk/<slug:hall>/help/<slug:token>", calls.state, name="kiosk-help-state"),
    path("display/<slug:hall>/", pages.display, name="display"),
    path("display/<slug:hall>/<slug:board>/", pages.display, name="display-board"),
]
