"""The WSGI application: finished files first, Django for the rest."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunshine.config.settings")

application = get_wsgi_application()
