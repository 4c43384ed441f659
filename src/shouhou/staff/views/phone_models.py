"""Phone models: listed, entered, edited, given their type allocation codes, approved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.catalog.commands import phones
from shouhou.catalog.models import PhoneModel, Tac
from shouhou.staff.forms.phone_models import PhoneModelFilter, PhoneModelForm, TacForm
from shouhou.staff.permits import who
from shouhou.staff.screens.timelines import timeline_of
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


class PhoneModels(ListPage):
    title = gettext_lazy("Phone models")
    icon = "smartphone"
    filter_set = PhoneModelFilter
    sort = "code"
    template_name = "staff/phone_models/list.html"
    empty_text = gettext_lazy("No phone model yet. R&D or the material clerk enters the first.")
    columns = (
        Column(
            gettext_lazy("Code"), "code", Kind.CODE, link=Link("phone_model", "code"), sort="code"
        ),
        Column(gettext_lazy("Name"), "name"),
        Column(gettext_lazy("Network"), lambda row: row.get_network_display()),
        Column(gettext_lazy("Launched on"), "launched_on", Kind.DAY, sort="launched_on"),
        Column(gettext_lazy("Price"), "price_fen", Kind.MONEY),
        Column(gettext_lazy("IMEIs"), "imei_count", Kind.NUMBER),
        Column(gettext_lazy("Network-access mark"), lambda row: row.get_nal_mark_mode_display()),
        Column(gettext_lazy("Approved"), "approved", Kind.FLAG),
        Column(gettext_lazy("End of life"), "eol", Kind.FLAG),
    )

    def rows(self) -> QuerySet[PhoneModel]:
        return PhoneModel.objects.all()


def show(request: HttpRequest, code: str) -> HttpResponse:
    """One model with its type allocation codes."""
    model = _model(code)
    return _page(request, model, TacForm(model))


def new(request: HttpRequest) -> HttpResponse:
    """The empty form."""
    return _form(request, PhoneModelForm())


@action
def add(request: HttpRequest) -> HttpResponse:
    """A model that was not there."""
    form = PhoneModelForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    return _waiting(request, phones.add(form.facts(), by=who(request)))


def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The form with what is known."""
    model = _model(code)
    return _form(request, PhoneModelForm.of(model), model)


@action
def change(request: HttpRequest, code: str) -> HttpResponse:
    """The model as it should be."""
    model = _model(code)
    form = PhoneModelForm.of(model, request.POST)
    if not form.is_valid():
        return _form(request, form, model, status=422)
    return _waiting(request, phones.edit(model.pk, form.facts(), by=who(request)))


@action
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """Let it and its codes speak as they stand."""
    phones.approve(_model(code).pk, by=who(request))
    return redirect("phone_model", code)


@action
def declare_tac(request: HttpRequest, code: str) -> HttpResponse:
    """The IMEIs of one slot begin with this."""
    model = _model(code)
    form = TacForm(model, request.POST)
    if not form.is_valid():
        return _page(request, model, form, status=422)
    said = form.cleaned_data
    declared = phones.declare_tac(model.pk, said["tac"], slot=said["slot"], by=who(request))
    return _waiting(request, declared.model)


@action
def strike_tac(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """It was declared by mistake."""
    tac = get_object_or_404(Tac, pk=pk, model__code=code)
    return _waiting(request, phones.strike_tac(tac, by=who(request)))


def _model(code: str) -> PhoneModel:
    joined = PhoneModel.objects.select_related("last_edited_by", "approved_by")
    return get_object_or_404(joined, code=code)


def _waiting(request: HttpRequest, model: PhoneModel) -> HttpResponse:
    if not model.approved:
        waits = _("%(model)s waits for the supervisor's approval.")
        messages.success(request, waits % {"model": model})
    return redirect("phone_model", model.code)


def _page(
    request: HttpRequest, model: PhoneModel, form: TacForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "model": model,
        "tacs": model.tacs.order_by("slot", "tac"),
        "parts": model.parts.order_by("part_no"),
        "tac_form": form,
        "past": timeline_of(model, with_changes=True),
    }
    return render(request, "staff/phone_models/show.html", context, status=status)


def _form(
    request: HttpRequest, form: Form, model: PhoneModel | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "model": model}
    return render(request, "staff/phone_models/form.html", context, status=status)
