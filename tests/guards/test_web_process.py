"""The web process never opens a file that someone handed in: it imports no parser."""

import subprocess
import sys
from pathlib import Path

PARSERS = ("lxml", "pikepdf", "pypdfium2", "PIL", "openpyxl", "olefile", "xlrd", "docx")
OURS = ("sunshine.scanning.reading.", "sunshine.scanning.cleaning.", "sunshine.scanning.child.")
SCRIPT = f"""
import io, sys
from sunshine.config.wsgi import application

answers = []
environ = {{
    "REQUEST_METHOD": "GET", "PATH_INFO": "/desk/", "QUERY_STRING": "", "SERVER_NAME": "localhost",
    "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": io.BytesIO(),
    "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
    "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
    "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1",
}}
list(application(environ, lambda status, headers, info=None: answers.append(status)))
from django.urls import get_resolver
get_resolver().url_patterns
loaded = sorted(
    name for name in sys.modules
    if name.split(".")[0] in {PARSERS!r} or (name + ".").startswith({OURS!r})
)
print(answers[0][:1], loaded)
"""


def test_the_web_process_imports_no_parser(tmp_path: Path) -> None:
    environment = {"SUNSHINE_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    said = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=environment
    )
    assert said.returncode == 0, said.stderr[-2000:]
    assert said.stdout.split() in ([b, "[]"] for b in "2345")
