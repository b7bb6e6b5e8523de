"""Runs a function of the tests inside a house: ``python -m tests.inside module:function JSON``."""

import importlib
import json
import os
import sys

import django


def main() -> None:
    """Call the function with the facts given and print its result as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sunshine.config.settings"
    django.setup()
    module, name = sys.argv[1].split(":")
    result = getattr(importlib.import_module(module), name)(**json.loads(sys.argv[2]))
    print(json.dumps(result, default=str))


if __name__ == "__main__":
    main()
