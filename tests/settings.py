"""The settings of the tests: the real ones, in a home of their own.

``SUNSHINE_TEST_DATABASE=postgresql`` starts a PostgreSQL cluster for the session,
unless ``SUNSHINE_DATABASE_URL`` names one that is there already.
"""

import atexit
import os
import shutil
import tempfile

from tests.cluster import start_cluster

_home = tempfile.mkdtemp(prefix="sunshine-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["SUNSHINE_HOME"] = _home
os.environ.setdefault("SUNSHINE_SECRET_KEY", "the tests keep no secrets, so theirs may be known")
# Playwright keeps an event loop in the thread of the tests; no code of ours is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

if os.environ.get("SUNSHINE_TEST_DATABASE") == "postgresql":
    # The workers of xdist inherit the address and so share the cluster of their parent.
    if "SUNSHINE_DATABASE_URL" not in os.environ:
        os.environ["SUNSHINE_DATABASE_URL"] = start_cluster()
else:
    os.environ.pop("SUNSHINE_DATABASE_URL", None)

from sunshine.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # The names without a hash: nothing has to be collected before a page is rendered.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The matrix of leaks asks more in a minute than any program should.
API_PER_MINUTE = 1_000_000
