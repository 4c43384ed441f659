"""People: who they are, their roles and standing; passwords are shown once and never again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.accounts import commands
from shouhou.accounts.models import User
from shouhou.accounts.roles import Role
from shouhou.kernel.refusals import Missing
from shouhou.partners import commands as partners
from shouhou.partners.models import Membership
from shouhou.staff.asked import reason_of
from shouhou.staff.forms.people import ActingForm, PersonFilter, PersonForm, RolesForm
from shouhou.staff.permits import who
from shouhou.staff.screens.timelines import timeline_of
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage

ONCE = "password_shown_once"


class People(ListPage):
    title = gettext_lazy("People")
    icon = "user-cog"
    filter_set = PersonFilter
    sort = "username"
    template_name = "staff/people/list.html"
    empty_text = gettext_lazy("Nobody fits. Add the first person.")
    columns = (
        Column(
            gettext_lazy("User name"),
            "username",
            Kind.CODE,
            link=Link("person", "username"),
            sort="username",
        ),
        Column(gettext_lazy("Name"), "name"),
        Column(gettext_lazy("Roles"), lambda user: ", ".join(str(r.label) for r in user.roles)),
        Column(gettext_lazy("Active"), "is_active", Kind.FLAG),
        Column(gettext_lazy("Password to be changed"), "must_change_password", Kind.FLAG),
        Column(gettext_lazy("Last login"), "last_login", Kind.WHEN),
        Column(gettext_lazy("Added at"), "added_at", Kind.WHEN, sort="pk"),
    )

    def rows(self) -> QuerySet[User]:
        return User.objects.prefetch_related("role_assignments").distinct()


def show(request: HttpRequest, username: str) -> HttpResponse:
    """One person, his roles, what happened to the account."""
    return render(request, "staff/people/show.html", _context(_person(username)))


def new(request: HttpRequest) -> HttpResponse:
    """The empty form."""
    return render(request, "staff/people/form.html", {"form": PersonForm()})


@action
def add(request: HttpRequest) -> HttpResponse:
    """Somebody new, with a password that is shown once."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return render(request, "staff/people/form.html", {"form": form}, status=422)
    person = form.cleaned_data
    user, password = commands.add_user(
        person["username"], name=person["name"], roles=form.chosen(), by=who(request)
    )
    return _show_once(request, user, password)


@action
def set_roles(request: HttpRequest, username: str) -> HttpResponse:
    """Exactly these roles from now on."""
    user = _person(username)
    form = RolesForm(request.POST)
    if not form.is_valid():
        context = _context(user) | {"roles_form": form}
        return render(request, "staff/people/show.html", context, status=422)
    commands.set_roles(user.pk, form.chosen(), by=who(request))
    messages.success(request, _("The roles of %(name)s are changed.") % {"name": user})
    return redirect("person", username)


@action
def set_standing(request: HttpRequest, username: str, *, active: bool) -> HttpResponse:
    """Disable or enable the account."""
    reason = reason_of(request.POST)
    commands.set_standing(_person(username).pk, active=active, reason=reason, by=who(request))
    return redirect("person", username)


@action
def reset_password(request: HttpRequest, username: str) -> HttpResponse:
    """A new password, shown once."""
    user = _person(username)
    return _show_once(request, user, commands.reset_password(user.pk, by=who(request)))


def password(request: HttpRequest, username: str) -> HttpResponse:
    """The new password; a second look finds nothing any more."""
    shown = request.session.pop(ONCE, {})
    if shown.get("username") != username:
        raise Missing("accounts.password_shown", where=username)
    context = {"person": _person(username), "password": shown["password"]}
    return render(request, "staff/people/password.html", context)


@action
def act_for(request: HttpRequest, username: str) -> HttpResponse:
    """Tie a user of the agents' portal to his agent."""
    user = _person(username)
    form = ActingForm(request.POST)
    if not form.is_valid():
        context = _context(user) | {"acting_form": form}
        return render(request, "staff/people/show.html", context, status=422)
    partners.let_act_for(form.cleaned_data["agent"], user, by=who(request))
    return redirect("person", username)


@action
def end_acting(request: HttpRequest, username: str) -> HttpResponse:
    """Untie him again."""
    partners.end_acting(_person(username), by=who(request))
    return redirect("person", username)


def _show_once(request: HttpRequest, user: User, password: str) -> HttpResponse:
    request.session[ONCE] = {"username": user.username, "password": password}
    return redirect("person_password", user.username)


def _context(user: User) -> dict[str, Any]:
    membership = Membership.objects.select_related("agent").filter(user=user).first()
    return {
        "person": user,
        "roles_form": RolesForm(initial={"roles": list(user.roles)}),
        "acting_form": ActingForm(),
        "is_agents_user": Role.AGENT in user.roles,
        "membership": membership,
        "past": timeline_of(user),
    }


def _person(username: str) -> User:
    return get_object_or_404(User, username=username)
