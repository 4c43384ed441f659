"""The blind count: its page, its scans, and its end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from shouhou.catalog.models import Part
from shouhou.exchange.commands import counting, finishing
from shouhou.exchange.lifecycle import ConsignmentState
from shouhou.exchange.models import InboundConsignment, Scan
from shouhou.staff.asked import reason_of
from shouhou.staff.forms.counting import PartForm, RemarkForm
from shouhou.staff.forms.photos import kept
from shouhou.staff.permits import who
from shouhou.staff.screens import count_screen
from shouhou.web.actions import action, scan_action
from shouhou.web.scanning import Outcome, ScanAnswer


def show(request: HttpRequest, number: str) -> HttpResponse:
    """The counting table; a box that is not being counted has its own page."""
    consignment = _box(request, number)
    if consignment.state != ConsignmentState.COUNTING:
        return redirect("consignment", number)
    return _shown(request, consignment, PartForm())


@action
def start(request: HttpRequest, number: str) -> HttpResponse:
    """Open the box."""
    counting.start(_box(request, number).pk, by=who(request))
    return redirect("count", number)


@scan_action(count_screen.OUTCOMES)
def scan(request: HttpRequest, number: str) -> HttpResponse:
    """One scan."""
    return count_screen.answered(request, _box(request, number), request.POST.get("scan", ""))


@scan_action({})
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Take this person's last scan back."""
    box = _box(request, number)
    undone = counting.undo(box.pk, by=who(request))
    count = count_screen.so_far(box)["in_all"]
    said = undone.serial or f"×{undone.quantity}"
    answer = ScanAnswer(Outcome.UNDONE, undone.part.part_no, said, count=count)
    return count_screen.show(request, box, answer, count_screen.part_in_hand(request, box))


@action
def anyway(request: HttpRequest, number: str) -> HttpResponse:
    """Count a piece of another agent; it becomes a difference."""
    box = _box(request, number)
    raw, part = request.POST.get("scan", ""), count_screen.part_in_hand(request, box)
    counted = counting.scan(box.pk, raw, by=who(request), part=part, confirmed=True)
    messages.warning(request, _("%(serial)s is counted.") % {"serial": counted.scan.serial})
    return redirect("count", number)


@action
def part(request: HttpRequest, number: str) -> HttpResponse:
    """Choose the part in hand; count so many of it when it bears no serials."""
    box = _box(request, number)
    form = PartForm(request.POST)
    if not form.is_valid():
        return _shown(request, box, form, status=422)
    chosen, quantity = form.cleaned_data["part"], form.cleaned_data["quantity"]
    count_screen.take_in_hand(request.session, box, chosen)
    if quantity is not None or chosen.tracking == Part.Tracking.QUANTITY:
        counted = counting.tally(box.pk, chosen, quantity or 1, by=who(request))
        told = {"part": chosen.part_no, "count": counted.of_part}
        messages.success(request, _("%(part)s: %(count)s counted by now.") % told)
    return redirect("count", number)


def remark(request: HttpRequest, number: str, scan_id: int) -> HttpResponse:
    """The form for what is to be said about a counted piece."""
    counted = _scan(request, number, scan_id)
    form = RemarkForm(initial={"eligibility": counted.eligibility, "damaged": counted.damaged})
    return render(request, "staff/counting/remark.html", {"scan": counted, "form": form})


@action
def keep_remark(request: HttpRequest, number: str, scan_id: int) -> HttpResponse:
    """Keep it."""
    counted = _scan(request, number, scan_id)
    form = RemarkForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"scan": counted, "form": form}
        return render(request, "staff/counting/remark.html", context, status=422)
    damaged, eligibility = form.cleaned_data["damaged"], form.cleaned_data["eligibility"]
    photos, by = kept(form.cleaned_data["photos"], by=who(request)), who(request)
    counting.remark(counted.pk, damaged=damaged, eligibility=eligibility, photos=photos, by=by)
    return redirect("count", number)


@action
def finish(request: HttpRequest, number: str) -> HttpResponse:
    """End the count and compare it with the list."""
    box = finishing.finish(_box(request, number).pk, by=who(request))
    if box.state == ConsignmentState.DISCREPANT:
        messages.warning(request, _("The count differs from the list. Agree the differences."))
    else:
        messages.success(request, _("The count agrees with the list."))
    return redirect("consignment", number)


@action
def recount(request: HttpRequest, number: str) -> HttpResponse:
    """Count again from nothing."""
    reason = reason_of(request.POST)
    counting.recount(_box(request, number).pk, reason=reason, by=who(request))
    return redirect("count", number)


def _shown(
    request: HttpRequest, box: InboundConsignment, form: PartForm, status: int = 200
) -> HttpResponse:
    context = {
        "consignment": box,
        "part": count_screen.part_in_hand(request, box),
        "form": form,
        **count_screen.so_far(box),
    }
    return render(request, "staff/counting/show.html", context, status=status)


def _box(request: HttpRequest, number: str) -> InboundConsignment:
    mine = InboundConsignment.objects.visible_to(who(request)).select_related("agent")
    return get_object_or_404(mine, number=number)


def _scan(request: HttpRequest, number: str, scan_id: int) -> Scan:
    scans = _box(request, number).scans.select_related("part", "consignment")
    return get_object_or_404(scans, pk=scan_id)
