"""Packing: posted documents become shipments, every piece scanned into its box and checked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from shouhou.partners.models import Agent
from shouhou.reports import parcels
from shouhou.shipping.commands import checking
from shouhou.shipping.commands import packing as boxes
from shouhou.shipping.commands import shipments as papers
from shouhou.shipping.models import Shipment
from shouhou.staff.asked import reason_of, whole_number, whole_numbers
from shouhou.staff.forms.photos import kept
from shouhou.staff.forms.shipments import SealForm, TakeOutForm
from shouhou.staff.permits import who
from shouhou.staff.screens import packing_screen
from shouhou.web.actions import action, scan_action
from shouhou.web.scanning import Outcome, ScanAnswer, answer_scan

OUTCOMES = {
    "shipping.unknown_code": Outcome.UNKNOWN,
    "shipping.packed_already": Outcome.DUPLICATE,
    "shipping.not_on_documents": Outcome.FOREIGN,
    "shipping.too_many": Outcome.ERROR,
}


def queue(request: HttpRequest) -> HttpResponse:
    """The posted documents that no shipment carries yet, by agent."""
    return render(request, "staff/packing/list.html", {"agents": parcels.waiting()})


@action
def make(request: HttpRequest, code: str) -> HttpResponse:
    """One shipment of an agent's waiting documents, to his own address."""
    agent = get_object_or_404(Agent.objects.visible_to(who(request)), code=code)
    chosen = whole_numbers(request.POST, "document")
    shipment = papers.make(agent, chosen, papers.Consignee.of(agent), by=who(request))
    return redirect("shipment", shipment.number)


@scan_action(OUTCOMES)
def scan(request: HttpRequest, number: str) -> HttpResponse:
    """One piece, or so many of a part, into the box."""
    shipment = _shipment(request, number)
    quantity = whole_number(request.POST, "quantity", 1)
    box_no = whole_number(request.POST, "box_no", 1)
    code = request.POST.get("scan", "")
    packed = boxes.scan(shipment.pk, code, quantity=quantity, box_no=box_no, by=who(request))
    detail = f"{packed.part} {packed.packed}/{packed.wanted}"
    answer = ScanAnswer(Outcome.OK, code, _into(packed, detail), count=packed.packed_in_all)
    return _answered(request, shipment, answer)


@scan_action({})
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Take the last piece out again."""
    shipment = _shipment(request, number)
    packed = boxes.undo_last(shipment.pk, by=who(request))
    label = str(packed.unit or packed.part)
    detail = _into(packed, f"{packed.part} ×{packed.quantity}")
    answer = ScanAnswer(Outcome.UNDONE, label, detail, count=packed.packed_in_all)
    return _answered(request, shipment, answer)


@action
def take_out(request: HttpRequest, number: str) -> HttpResponse:
    """A piece out of the box it lies in, whoever packed it and whenever."""
    shipment = _shipment(request, number)
    form = TakeOutForm(request.POST)
    if not form.is_valid():
        return _asked_again(request, shipment, form, packing_screen.TAKE_OUT)
    box_no = form.cleaned_data["box_no"]
    packed = boxes.take_out(shipment.pk, form.cleaned_data["piece"], box_no=box_no, by=who(request))
    facts = {"piece": packed.unit or packed.part, "pieces": packed.quantity, "box_no": box_no}
    messages.success(request, _("Out of box %(box_no)s: %(piece)s ×%(pieces)s.") % facts)
    return redirect("shipment", number)


@action
def seal(request: HttpRequest, number: str) -> HttpResponse:
    """The seal and the gross weight of one box."""
    shipment = _shipment(request, number)
    form = SealForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asked_again(request, shipment, form, packing_screen.SEAL)
    typed = form.cleaned_data | {"photos": kept(form.cleaned_data["photos"], by=who(request))}
    boxes.seal(shipment.pk, **typed, by=who(request))
    messages.success(request, _("Box %(box_no)s is weighed.") % typed)
    return redirect("shipment", number)


@action
def finish(request: HttpRequest, number: str) -> HttpResponse:
    """Close the boxes: everything is in, piece by piece as the documents say."""
    boxes.finish(_shipment(request, number).pk, by=who(request))
    messages.success(request, _("%(number)s is packed.") % {"number": number})
    return redirect("shipment", number)


@action
def check(request: HttpRequest, number: str) -> HttpResponse:
    """The second person agrees."""
    checking.check(_shipment(request, number).pk, by=who(request))
    return redirect("shipment", number)


@action
def reject(request: HttpRequest, number: str) -> HttpResponse:
    """Open the boxes again."""
    reason = reason_of(request.POST)
    checking.reject(_shipment(request, number).pk, reason=reason, by=who(request))
    return redirect("shipment", number)


def _into(packed: boxes.Packed, what: str) -> str:
    """Which box the answer speaks of, first: a packer with two open cartons hears it there."""
    return _("Box %(box_no)s · %(what)s") % {"box_no": packed.box_no, "what": what}


def _answered(request: HttpRequest, shipment: Shipment, answer: ScanAnswer) -> HttpResponse:
    context = {"shipment": shipment, **packing_screen.context(shipment, who(request))}
    return answer_scan(request, answer, template="staff/shipments/packed.html", context=context)


def _asked_again(
    request: HttpRequest,
    shipment: Shipment,
    form: SealForm | TakeOutForm,
    asked: packing_screen.Asked,
) -> HttpResponse:
    context = {
        "shipment": shipment,
        "form": form,
        "form_id": asked.form_id,
        "action": reverse(asked.url_name, args=[shipment.number]),
        "submit": asked.submit,
    }
    return render(request, "staff/shipments/box_form.html", context, status=422)


def _shipment(request: HttpRequest, number: str) -> Shipment:
    return get_object_or_404(Shipment.objects.visible_to(who(request)), number=number)
