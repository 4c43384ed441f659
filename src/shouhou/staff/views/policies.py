"""Policies: what rules since when, the next version drafted and approved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from shouhou.catalog.commands import policies
from shouhou.catalog.models import PolicyVersion
from shouhou.catalog.seed.policies import POLICIES as FIRST_VERSIONS
from shouhou.kernel import clock
from shouhou.staff.forms.policies import PolicyForm
from shouhou.staff.forms.policy_fields import shown
from shouhou.staff.permits import who
from shouhou.web.actions import action

Kind = PolicyVersion.Kind


def index(request: HttpRequest) -> HttpResponse:
    """Every kind with the version in force and those to come."""
    versions = PolicyVersion.objects.select_related("last_edited_by", "approved_by")
    by_kind: dict[str, list[PolicyVersion]] = {kind: [] for kind in Kind.values}
    for version in versions.order_by("-effective_from"):
        by_kind[version.kind].append(version)
    in_force = {
        kind: next((one for one in versions if _rules(one)), None)
        for kind, versions in by_kind.items()
    }
    rows = [(Kind(kind), in_force[kind], by_kind[kind]) for kind in Kind.values]
    return render(request, "staff/policies/list.html", {"rows": rows})


def show(request: HttpRequest, kind: str, version: str) -> HttpResponse:
    """One version with its parameters."""
    found = _version(kind, version)
    context = {"version": found, "shown": shown(found.values), "rules": _rules(found)}
    return render(request, "staff/policies/show.html", context)


def new(request: HttpRequest, kind: str) -> HttpResponse:
    """The next version, beginning with the values of the present one."""
    return _form(request, kind, PolicyForm(_template(kind)))


@action
def draft(request: HttpRequest, kind: str) -> HttpResponse:
    """The drafted version."""
    form = PolicyForm(_template(kind), request.POST)
    if not form.is_valid():
        return _form(request, kind, form, status=422)
    made = policies.draft(
        Kind(kind),
        form.cleaned_data["version"],
        effective_from=form.cleaned_data["effective_from"],
        values=form.values(),
        by=who(request),
    )
    messages.success(request, _("The management is asked to approve it."))
    return redirect("policy", kind, made.version)


@action
def approve(request: HttpRequest, kind: str, version: str) -> HttpResponse:
    """Let the version rule from its day on."""
    policies.approve(_version(kind, version).pk, by=who(request))
    return redirect("policy", kind, version)


def _form(request: HttpRequest, kind: str, form: PolicyForm, status: int = 200) -> HttpResponse:
    context = {"kind": Kind(kind), "form": form}
    return render(request, "staff/policies/form.html", context, status=status)


def _template(kind: str) -> dict[str, Any]:
    """The values of the latest version; of the first ever, where there is none."""
    if kind not in Kind.values:
        raise Http404
    latest = PolicyVersion.objects.filter(kind=kind).order_by("-effective_from").first()
    if latest is not None:
        return dict(latest.values)
    return next(first.values for first in FIRST_VERSIONS if first.kind == kind)


def _version(kind: str, version: str) -> PolicyVersion:
    joined = PolicyVersion.objects.select_related("last_edited_by", "approved_by")
    return get_object_or_404(joined, kind=kind, version=version)


def _rules(version: PolicyVersion) -> bool:
    """Whether a version is approved and has begun (the latest such one is in force)."""
    return version.approved_by_id is not None and version.effective_from <= clock.today()
