"""The tests of the kit stand in its gallery."""

import copy
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from shouhou.accounts.models import RoleAssignment, User
from shouhou.accounts.roles import Role

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
