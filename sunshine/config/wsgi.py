"""The WSGI application: screens and finished files first, Django for the rest."""

import os
import time

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from sunshine.places.contents import seen_folder
from sunshine.places.sightings import Sightings
from sunshine.public.record_server import RecordApplication, security_headers
from sunshine.public.tally import Tally
from sunshine.screens.door import ScreensDoor

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunshine.config.settings")

record = RecordApplication(
    get_wsgi_application(),
    settings.RECORD_DIR,
    settings.STATIC_ROOT,
    Tally(settings.COUNTS_DIR).count,
)
application = ScreensDoor(
    record,
    settings.SCREENS_DIR,
    security_headers(),
    Sightings(seen_folder(), time.time).note,
)
