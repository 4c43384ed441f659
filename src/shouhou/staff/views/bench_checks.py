"""What others say to an engineer's work: second opinions, QC, approvals, assignment, release."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from shouhou.exchange.models import ExchangeLine, ReturnObligation
from shouhou.flows import bench, old_parts, releasing
from shouhou.repair.commands import inspection, orders, repairing
from shouhou.staff.asked import reason_of, whole_number, whole_numbers
from shouhou.staff.forms.bench import AssignForm, PriorityForm
from shouhou.staff.permits import who
from shouhou.staff.screens import bench_page
from shouhou.staff.views.bench import order_of
from shouhou.web.actions import action


@action
def agree(request: HttpRequest, number: str) -> HttpResponse:
    """A second engineer finds no trouble either."""
    order = order_of(request, number)
    inspection.second_opinion(order.pk, agrees=True, reason="", by=who(request))
    return redirect("repair_order", number)


@action
def disagree(request: HttpRequest, number: str) -> HttpResponse:
    """A second engineer found the trouble."""
    order, reason = order_of(request, number), reason_of(request.POST)
    inspection.second_opinion(order.pk, agrees=False, reason=reason, by=who(request))
    return redirect("repair_order", number)


@action
def qc_pass(request: HttpRequest, number: str) -> HttpResponse:
    """The check passes: the piece is released."""
    repairing.check(order_of(request, number).pk, passed=True, reason="", by=who(request))
    messages.success(request, _("%(number)s is released.") % {"number": number})
    return redirect("repair_order", number)


@action
def qc_fail(request: HttpRequest, number: str) -> HttpResponse:
    """The check fails: the piece goes back to its engineer."""
    order, reason = order_of(request, number), reason_of(request.POST)
    repairing.check(order.pk, passed=False, reason=reason, by=who(request))
    return redirect("repair_order", number)


@action
def void_release(request: HttpRequest, number: str) -> HttpResponse:
    """Something about the piece changed: it is checked anew."""
    order, reason = order_of(request, number), reason_of(request.POST)
    repairing.void_release(order.pk, reason=reason, by=who(request))
    return redirect("repair_order", number)


@action
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """The supervisor agrees: back as it came, or scrap."""
    bench.approve_verdict(order_of(request, number).pk, by=who(request))
    messages.success(request, _("%(number)s: the verdict is approved.") % {"number": number})
    return redirect("repair_order", number)


@action
def refuse(request: HttpRequest, number: str) -> HttpResponse:
    """The supervisor sends the verdict back."""
    order, reason = order_of(request, number), reason_of(request.POST)
    inspection.refuse_verdict(order.pk, reason=reason, by=who(request))
    return redirect("repair_order", number)


@action
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Give the order to an engineer."""
    order = order_of(request, number)
    form = AssignForm(request.POST)
    if not form.is_valid():
        context = bench_page.context(order, who(request), typed={"assign": form})
        return render(request, "staff/repair_orders/show.html", context, status=422)
    orders.assign(order.pk, form.cleaned_data["engineer"], by=who(request))
    return redirect("repair_order", number)


@action
def prioritise(request: HttpRequest, number: str) -> HttpResponse:
    """Let the order go before others."""
    order = order_of(request, number)
    form = PriorityForm(request.POST)
    if not form.is_valid():
        context = bench_page.context(order, who(request), typed={"prioritise": form})
        return render(request, "staff/repair_orders/show.html", context, status=422)
    typed = form.cleaned_data
    orders.prioritise(order.pk, typed["priority"], reason=typed["reason"], by=who(request))
    return redirect("repair_order", number)


@action
def pool(request: HttpRequest, number: str) -> HttpResponse:
    """Let the piece go to whoever waits longest."""
    order = order_of(request, number)
    line = get_object_or_404(ExchangeLine, repair_order=order.split_from or order)
    releasing.pool(line.pk, reason=reason_of(request.POST), by=who(request))
    messages.success(request, _("%(number)s goes to whoever waits longest.") % {"number": number})
    return redirect("repair_order", number)


@action
def mark(request: HttpRequest, number: str) -> HttpResponse:
    """Say that the piece is the old part its agent owes."""
    order = order_of(request, number)
    obligation = get_object_or_404(ReturnObligation, pk=whole_number(request.POST, "obligation"))
    old_parts.mark(order.pk, obligation.pk, by=who(request))
    messages.success(request, _("%(number)s: nothing goes back for it.") % {"number": number})
    return redirect("repair_order", number)


@action
def unmark(request: HttpRequest, number: str) -> HttpResponse:
    """It is no old part after all."""
    order, reason = order_of(request, number), reason_of(request.POST)
    old_parts.unmark(order.pk, reason=reason, by=who(request))
    return redirect("repair_order", number)


def tray(request: HttpRequest) -> HttpResponse:
    """Everything that passed its check and stands on no release document yet."""
    return render(request, "staff/repair_orders/tray.html", {"orders": releasing.tray()})


@action
def release(request: HttpRequest) -> HttpResponse:
    """Make the document that brings the chosen pieces to the good shelf."""
    chosen = whole_numbers(request.POST, "order")
    document = releasing.release(chosen, by=who(request))
    messages.success(
        request, _("%(number)s is made; the supervisor posts it.") % {"number": document.number}
    )
    return redirect("document", document.number)
