"""The WSGI application: finished files first, Django for the rest."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from sunshine.public.record_server import RecordApplication
from sunshine.public.tally import Tally

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunshine.config.settings")

application = RecordApplication(
    get_wsgi_application(),
    settings.RECORD_DIR,
    settings.STATIC_ROOT,
    Tally(settings.COUNTS_DIR).count,
)
