"""The addresses under ``/account/``: those of allauth that this house needs, and our own."""

from allauth.account import views as allauth
from django.urls import include, path

from sunshine.desk.views import account

urlpatterns = [
    path("", account.after, name="account_after"),
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("signup/", allauth.signup, name="account_signup"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sample/", account.sample_sign_in, name="account_sample"),
    path("link/<str:token>/", account.one_time_link, name="account_link"),
    path("sessions/", account.sessions, name="account_sessions"),
]
