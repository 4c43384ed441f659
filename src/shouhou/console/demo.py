"""`shouhou demo [--year] [--replace]`: the demo department, built aside and put in place whole."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from shouhou.accounts.models import User
from shouhou.accounts.passwords import GivenPassword
from shouhou.accounts.roles import Role
from shouhou.demo.build import Plan, build
from shouhou.demo.people import PEOPLE, Staff
from shouhou.web.demo_logins import FILE

WORKING_DAYS_OF_A_YEAR = 247


def run(arguments: Sequence[str]) -> int:
    """Build the department and print its logins. Refuses a database that somebody uses."""
    parser = argparse.ArgumentParser(prog="shouhou demo")
    parser.add_argument("--days", type=int, default=30, help="working days of history")
    parser.add_argument("--year", action="store_true", help="a whole year of history")
    parser.add_argument("--scale", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--replace", action="store_true", help="replace what is there")
    options = parser.parse_args(arguments)
    days = WORKING_DAYS_OF_A_YEAR if options.year else options.days
    plan = Plan(working_days=days, scale=options.scale, seed=options.seed)
    embedded = connection.vendor == "sqlite"
    if _in_use() and not (options.replace and embedded):
        sys.stderr.write("the database is in use: --replace builds a new SQLite file instead\n")
        return 1
    staff = _aside(plan) if embedded else _in_place(plan)
    _print_logins(staff)
    return 0


def _in_use() -> bool:
    tables = connection.introspection.table_names()
    return User._meta.db_table in tables and User.objects.exists()


def _aside(plan: Plan) -> Staff:
    """Build a new SQLite file beside the present one; it takes its place when it is whole."""
    present = Path(str(settings.DATABASES["default"]["NAME"]))
    fresh = present.with_name(f"{present.name}.new")
    present.parent.mkdir(parents=True, exist_ok=True)
    for leftover in present.parent.glob(f"{fresh.name}*"):
        leftover.unlink()
    connection.close()
    connections["default"].settings_dict["NAME"] = str(fresh)
    staff = _in_place(plan)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for suffix in ("-wal", "-shm"):
        present.with_name(present.name + suffix).unlink(missing_ok=True)
    fresh.replace(present)
    connections["default"].settings_dict["NAME"] = str(present)
    return staff


def _in_place(plan: Plan) -> Staff:
    with ThreadPoolExecutor() as pool:
        passwords = [pool.submit(GivenPassword.generate) for _ in range(len(PEOPLE) + 1)]
        call_command("migrate", interactive=False, verbosity=0)
    began = time.monotonic()

    def tell(what: str, share: float) -> None:
        sys.stdout.write(f"\rdemo  {share:4.0%}  {what:<24} {time.monotonic() - began:5.1f} s")
        sys.stdout.flush()

    staff = build(plan, (password.result() for password in passwords), tell)
    sys.stdout.write("\n")
    return staff


def _print_logins(staff: Staff) -> None:
    names = {username: (name, role) for username, name, role in PEOPLE}
    names["admin"] = ("系统管理员", Role.SYSADMIN)
    logins = [
        {"username": username, "name": names[username][0], "role": names[username][1]}
        | {"password": password}
        for username, password in staff.passwords.items()
    ]
    path = Path(settings.HOME) / FILE
    path.write_text(json.dumps(logins, ensure_ascii=False, indent=1))
    path.chmod(0o600)
    for login in logins:
        sys.stdout.write(f"  {login['username']:<10} {login['password']:<18} {login['name']}\n")
