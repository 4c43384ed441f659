"""The tests of the kit stand in its gallery."""

import copy
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from shouhou.accounts.models import RoleAssignment, User
from shouhou.accounts.roles import Role
from tests.browser import reader
from tests.web.browsing import AXE

TEMPLATES = Path(__file__).parent / "gallery" / "templates"


@pytest.fixture(autouse=True, scope="session")
def _something_was_collected():
    # WhiteNoise warns when there is no such folder, and warnings are errors here.
    settings.STATIC_ROOT.mkdir(exist_ok=True)


@pytest.fixture(autouse=True)
def _in_the_gallery(settings):
    settings.ROOT_URLCONF = "tests.web.gallery.urls"
    settings.SHOUHOU_NAVIGATION = "tests.web.gallery.navigation.for_user"
    settings.CSRF_FAILURE_VIEW = "shouhou.web.errors.stale_form"
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [TEMPLATES]
    settings.TEMPLATES = templates


@pytest.fixture
def chen(db):
    """A supervisor."""
    user = User(username="chenjing", name="陈静")
    user.set_password("a sober long phrase")
    user.save()
    RoleAssignment.objects.create(user=user, role=Role.SUPERVISOR)
    return user


@pytest.fixture
def li(db):
    """Somebody else."""
    user = User(username="liqiang", name="李强")
    user.set_unusable_password()
    user.save()
    return user


def english_client(user):
    """A browser that reads English, logged in; broken pages come as pages."""
    client = Client(raise_request_exception=False)
    client.cookies["django_language"] = "en"
    client.force_login(user)
    return client


@pytest.fixture
def browser_of_chen(chen):
    """Her browser."""
    return english_client(chen)


@pytest.fixture
def browser_of_li(li):
    """His browser."""
    return english_client(li)


@pytest.fixture(scope="module")
def chromium():
    """One browser for a module: two Playwrights cannot live in one thread at once."""
    with pytest.MonkeyPatch.context() as patch, reader.chromium() as browser:
        # Playwright keeps an event loop in this thread, which Django takes for an async view.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield browser


@pytest.fixture
def open_page(chromium, live_server, chen):
    """Opens a page for a reader who is logged in; fails on anything the browser complains of."""
    contexts, complaints = [], []

    def opened(path, *, language="en", theme="light", width=1440, height=900):
        context = chromium.new_context(
            base_url=live_server.url,
            color_scheme=theme,
            viewport={"width": width, "height": height},
        )
        contexts.append(context)
        client = Client()
        client.force_login(chen)
        cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": language}
        context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )
        page = context.new_page()
        page.add_init_script(AXE.read_text())
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: _note(line, complaints))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _note(line, complaints):
    """What the console says, but for the statuses that a test provokes."""
    if line.type in {"error", "warning"} and "Failed to load resource" not in line.text:
        complaints.append(line.text)
