"""What pages and sheets take from npm: installed by the lock, then the named files copied.

Nothing of it is in the repository. npm itself comes with the locked Python packages.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from tools.dev.project import ROOT, SOURCE, VENV, digest, once, program, run

NODE_MODULES = ROOT / "node_modules"
VENDOR = SOURCE / "web" / "static" / "vendor"
FONTS = SOURCE / "paper" / "fonts"
STATIC_FILES = {
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
    "echarts.min.js": "echarts/dist/echarts.common.min.js",
}
HTMX = "htmx.min.js"
FONT_FILES = {
    "NotoSansSC-Regular.ttf": "400Regular/NotoSansSC_400Regular.ttf",
    "NotoSansSC-Bold.ttf": "700Bold/NotoSansSC_700Bold.ttf",
}
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts").expanduser(),
    Path("~/.fonts").expanduser(),
)


def prepare() -> None:
    """Put the named files where Django and Typst look for them."""
    once(
        "install the web assets",
        _install,
        stamp=NODE_MODULES / ".copied",
        of=digest([ROOT / "package-lock.json", Path(__file__)]),
        makes=[
            *(VENDOR / name for name in [*STATIC_FILES, HTMX]),
            *(FONTS / name for name in _wanted_fonts()),
            NODE_MODULES / "axe-core" / "axe.min.js",
        ],
    )


def _wanted_fonts() -> dict[str, str]:
    """The fonts to bring: none when sheets can be set in the system's own Noto Sans."""
    for folder in FONT_FOLDERS:
        for pattern in ("NotoSansCJK*", "NotoSansSC*"):
            if any(folder.rglob(pattern)):
                return {}
    return FONT_FILES


def _install() -> None:
    fonts = _wanted_fonts()
    run(
        [program("npm"), "ci", "--ignore-scripts", "--silent"]
        + ([] if fonts else ["--omit=optional"]),
        hint="the packages come from the registry that npm is configured for; can it be reached?",
    )
    _copy(STATIC_FILES, NODE_MODULES, VENDOR)
    _copy({HTMX: "django_htmx/htmx-2.min.js"}, _static_folder("django_htmx"), VENDOR)
    _copy(fonts, NODE_MODULES / "@expo-google-fonts" / "noto-sans-sc", FONTS)


def _static_folder(package: str) -> Path:
    """Where an installed Django app keeps its static files."""
    return next(VENV.glob(f"lib/python3.*/site-packages/{package}/static"))


def _copy(files: Mapping[str, str], origin: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in files.items():
        shutil.copyfile(origin / path, folder / name)
