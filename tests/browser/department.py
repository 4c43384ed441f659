"""The small demo department, served: what pictures are taken of and what is crawled."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.reader import Desk
from tests.browser.server import serving
from tools.dev.project import ROOT
from tools.dev.serving import DEMO

DAYS, SCALE = 8, 0.03


@dataclass(frozen=True)
class Small:
    """Where the department is served, and the passwords of its people."""

    address: str
    passwords: dict[str, str]

    def session(self, desk: Desk, username: str) -> dict[str, str]:
        """Log in as somebody; answers the cookie of his session."""
        page = desk.open("/accounts/login/")
        page.locator("#id_login").fill(username)
        page.locator("#id_password").fill(self.passwords[username])
        with page.expect_navigation():
            page.locator("#id_password").press("Enter")
        cookies = {one["name"]: one["value"] for one in page.context.cookies()}
        page.context.close()
        return {"sessionid": cookies["sessionid"]}


@contextmanager
def small_department(home: Path, settings: str = "tests.browser.settings") -> Iterator[Small]:
    """Build it in `home`, and serve it for the block."""
    around = {
        **os.environ,
        "SHOUHOU_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{home}/shouhou.db",
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    (home / "static").mkdir(parents=True)  # WhiteNoise warns when it is not there
    history = [*DEMO, f"--days={DAYS}", f"--scale={SCALE}"]
    subprocess.run(history, cwd=ROOT, env=around, check=True, stdout=subprocess.DEVNULL)
    logins = json.loads((home / "demo-logins.json").read_text(encoding="utf-8"))
    passwords = {login["username"]: login["password"] for login in logins}
    with serving(around["DATABASE_URL"], log=home / "log", settings=settings, home=home) as address:
        yield Small(address, passwords)
