"""The trail: business for supervisor and management, security for the administrator."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.lockout import FAILED
from shouhou.accounts.models import TrailEntry
from shouhou.staff.forms.trail import TrailFilter
from shouhou.staff.screens.timelines import told
from shouhou.staff.screens.trail_facts import changes
from shouhou.web.columns import Column, Kind
from shouhou.web.lists import ListPage

LOGIN = "accounts.login"
SECURITY = Q(verb__startswith="accounts.") & ~Q(verb="accounts.not_your_role")
"""Logins, their failures, and every change of an account."""

ACTED = Column(_("Time"), "at", Kind.WHEN, sort="pk")
PERSON = Column(_("Person"), "actor.name")
ACT = Column(_("Act"), lambda entry: told(entry).what)
ADDRESS = Column(_("Address"), "address", Kind.CODE)


class Trail(ListPage):
    title = _("Trail")
    icon = "footprints"
    template_name = "staff/trail/list.html"
    filter_set = TrailFilter
    empty_text = _("Nobody has done anything yet. Acts appear here as they happen.")
    columns = (
        ACTED,
        PERSON,
        ACT,
        Column(_("Thing"), "subject_label"),
        Column(_("Change"), changes),
        Column(_("Reason"), lambda entry: told(entry).reason),
        ADDRESS,
    )

    def rows(self) -> QuerySet[TrailEntry]:
        return TrailEntry.objects.exclude(verb__in=[FAILED, LOGIN]).select_related("actor")


class Security(ListPage):
    title = _("Security events")
    icon = "shield"
    template_name = "staff/trail/list.html"
    filter_set = TrailFilter
    empty_text = _("No login, no failure and no change of an account yet.")
    columns = (
        ACTED,
        PERSON,
        ACT,
        Column(_("Login account"), "subject_label"),
        Column(_("Change"), changes),
        Column(_("Reason"), lambda entry: told(entry).reason),
        ADDRESS,
    )

    def rows(self) -> QuerySet[TrailEntry]:
        return TrailEntry.objects.filter(SECURITY).select_related("actor")
