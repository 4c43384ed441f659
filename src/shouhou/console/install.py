"""`shouhou install USER --name NAME`: the first administrator, with a password shown once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from shouhou.accounts import commands
from shouhou.kernel.refusals import Refused


def run(arguments: Sequence[str]) -> int:
    """Make the administrator of an empty system. There is no default account."""
    parser = argparse.ArgumentParser(prog="shouhou install")
    parser.add_argument("username")
    parser.add_argument("--name", default="系统管理员")
    options = parser.parse_args(arguments)
    try:
        user, password = commands.install(options.username, name=options.name)
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.write(f"user      {user.username}\npassword  {password}   (change it at once)\n")
    return 0
