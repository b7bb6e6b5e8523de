"""Settings of the plain Django view: ours, with Django's own default middleware."""

from sunshine.config.settings import *  # noqa: F403 - a variant of the same settings
from sunshine.config.settings import INSTALLED_APPS as ALL_APPS

ROOT_URLCONF = "bench.plain_view"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
# Sign-in, which insists on middleware of its own, and what stands on it.
_LEFT_OUT = ("allauth", "sunshine.desk", "sunshine.config")
INSTALLED_APPS = [app for app in ALL_APPS if not app.startswith(_LEFT_OUT)]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
