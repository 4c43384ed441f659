"""What an engineer does with an order: inspect, judge, repair, let rest, and set pieces apart."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from shouhou.flows import bench
from shouhou.kernel.refusals import Invalid
from shouhou.repair.commands import inspection, orders, repairing
from shouhou.repair.lifecycle import Verdict
from shouhou.repair.models import RepairOrder
from shouhou.staff.asked import reason_of
from shouhou.staff.forms.bench import ActionForm, EvidenceForm, SplitForm, answers, questions
from shouhou.staff.forms.photos import kept
from shouhou.staff.permits import who
from shouhou.staff.screens import bench_page
from shouhou.staff.views.bench import order_of
from shouhou.web.actions import action


@action
def start(request: HttpRequest, number: str) -> HttpResponse:
    """Take the order and begin to inspect."""
    orders.start(order_of(request, number).pk, by=who(request))
    return redirect("repair_order", number)


@action
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Write the answers to the checklist down."""
    order = order_of(request, number)
    asked = questions(order, request.POST)
    found = answers(asked)
    if found is None:
        context = bench_page.context(order, who(request), asked=asked)
        return render(request, "staff/repair_orders/show.html", context, status=422)
    inspection.answer(order.pk, found, by=who(request))
    messages.success(request, _("%(count)s answers are written down.") % {"count": len(found)})
    return redirect("repair_order", number)


@action
def photograph(request: HttpRequest, number: str) -> HttpResponse:
    """Keep photos as evidence."""
    order = order_of(request, number)
    form = EvidenceForm(request.POST, request.FILES, order=order)
    if not form.is_valid():
        return _again(request, order, "photograph", form)
    found = form.cleaned_data["finding"]
    photos = kept(form.cleaned_data["photos"], by=who(request))
    inspection.photograph(order.pk, photos, by=who(request), finding_id=found.pk if found else None)
    return redirect("repair_order", number)


@action
def judge(request: HttpRequest, number: str, verdict: str) -> HttpResponse:
    """The verdict of the inspection."""
    order, reason = order_of(request, number), reason_of(request.POST)
    judged = bench.judge(order.pk, _verdict(verdict), by=who(request), reason=reason)
    messages.success(
        request,
        _("%(number)s is judged: %(verdict)s.")
        % {"number": number, "verdict": judged.get_verdict_display()},
    )
    return redirect("repair_order", number)


@action
def write_exchange(request: HttpRequest, number: str) -> HttpResponse:
    """Write the exchange of a piece that is scrapped."""
    bench.write_exchange(order_of(request, number).pk, by=who(request))
    messages.success(request, _("%(number)s is exchanged.") % {"number": number})
    return redirect("repair_order", number)


@action
def split(request: HttpRequest, number: str) -> HttpResponse:
    """Set pieces apart under an order of their own."""
    order = order_of(request, number)
    form = SplitForm(request.POST)
    if not form.is_valid():
        return _again(request, order, "split", form)
    twin = orders.split(order.pk, form.cleaned_data["quantity"], by=who(request))
    told = {"twin": twin.number, "count": twin.quantity}
    messages.success(request, _("%(count)s pieces stand under %(twin)s now.") % told)
    return redirect("repair_order", number)


@action
def act(request: HttpRequest, number: str) -> HttpResponse:
    """Write down one thing that was done."""
    order = order_of(request, number)
    form = ActionForm(request.POST)
    if not form.is_valid():
        return _again(request, order, "act", form)
    repairing.act(order.pk, form.done(), by=who(request))
    return redirect("repair_order", number)


@action
def pause(request: HttpRequest, number: str, reason: str) -> HttpResponse:
    """Let the work rest."""
    orders.pause(order_of(request, number).pk, reason, by=who(request))
    return redirect("repair_order", number)


@action
def resume(request: HttpRequest, number: str) -> HttpResponse:
    """Go on with the work."""
    orders.resume(order_of(request, number).pk, by=who(request))
    return redirect("repair_order", number)


@action
def finish(request: HttpRequest, number: str) -> HttpResponse:
    """The repair is done and the piece passed its repairer's own test."""
    repairing.finish(order_of(request, number).pk, self_test_passed=True, by=who(request))
    messages.success(request, _("%(number)s waits for its check.") % {"number": number})
    return redirect("repair_order", number)


@action
def give_up(request: HttpRequest, number: str) -> HttpResponse:
    """The piece cannot be repaired after all."""
    reason = reason_of(request.POST)
    repairing.give_up(order_of(request, number).pk, reason=reason, by=who(request))
    return redirect("repair_order", number)


def _verdict(code: str) -> Verdict:
    if code not in Verdict.values:
        raise Invalid("repair.no_such_verdict", where="verdict", verdict=code)
    return Verdict(code)


def _again(
    request: HttpRequest, order: RepairOrder, verb: str, form: ActionForm | EvidenceForm | SplitForm
) -> HttpResponse:
    """The page once more, with what was typed and what is wrong with it."""
    context = bench_page.context(order, who(request), typed={verb: form})
    return render(request, "staff/repair_orders/show.html", context, status=422)
