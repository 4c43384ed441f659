"""The `shouhou` command: finds the verb, starts Django, and lets the verb's module do the rest."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django

VERBS = {
    "serve": "serve the product with gunicorn",
    "migrate": "bring the database up to date and put its guards in place",
    "install": "make the first administrator of an empty system",
    "check": "look for anything wrong: settings, guards, books",
    "verify-ledger": "walk the hash chain over all posted documents",
    "tidy": "throw away answered forms, ended sessions and files of nothing",
    "packing-list": "show what a packing list says, as the preview on screen would",
    "demo": "build the demo department",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; answers the process's exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] not in VERBS:
        width = max(map(len, VERBS))
        told = "\n".join(f"  {verb:<{width}}  {what}" for verb, what in VERBS.items())
        sys.stdout.write(f"shouhou VERB [options]\n\n{told}\n")
        return 0 if not words or words[0] in {"-h", "--help", "help"} else 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouhou.settings")
    django.setup()
    verb = import_module(f"shouhou.console.{words[0].replace('-', '_')}")
    return int(verb.run(words[1:]))


if __name__ == "__main__":
    sys.exit(main())
