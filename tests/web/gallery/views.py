"""The gallery's pages."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from shouhou.accounts.models import TrailEntry, User
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid, Missing, Refused
from shouhou.web.actions import action, scan_action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage
from shouhou.web.scanning import Outcome, ScanAnswer, answer_scan
from tests.web.gallery.forms import ActFilter, Lines, RequisitionForm

REFUSALS = {
    "invalid": Invalid("count.unknown", where="A17", serial="SN-77"),
    "conflict": Conflict("workflow.not_now", verb="post", state="draft"),
    "forbidden": Forbidden("web.not_allowed"),
    "missing": Missing("web.no_such_page"),
    "rows": Invalid(
        "stock.reason_missing",
        rows=(
            Invalid("web.no_such_sort", where="3", sort="x"),
            Invalid("stock.reason_missing", where="8"),
        ),
    ),
    "field": Invalid("stock.reason_missing", where="serial"),
}
MONTHS = ["06", "07", "08", "09", "10", "11"]
CHART = {
    "legend": {},
    "xAxis": {"type": "category", "data": MONTHS},
    "yAxis": {"type": "value"},
    "series": [
        {"name": "收货", "type": "bar", "data": [310, 402, 388, 420, 365, 298]},
        {"name": "发货", "type": "bar", "data": [290, 377, 391, 410, 371, 280]},
        {"name": "不良", "type": "line", "data": [12, 18, 15, 22, 17, 9]},
    ],
}


def pieces(request):
    """Everything that is neither a form nor a list."""
    if request.GET.get("say"):
        messages.success(request, _("Document SO202611230004 is posted."))
        messages.warning(request, _("Three shortages are still open."))
    context = {
        "title": _("My work"),
        "way": ["draft", "submitted", "approved", "posted"],
        "states": ["draft", "submitted", "counting", "approved", "discrepant", "void"],
        "past": [
            {"at": clock.now(), "who": "陈静", "what": _("Approve"), "reason": ""},
            {
                "at": clock.now() - timedelta(hours=3),
                "who": "李强",
                "what": _("Reject"),
                "reason": "数量与实物不符, 请重新清点",
                "is_refused": True,
            },
        ],
        "chart": CHART,
        "now": clock.now(),
    }
    return render(request, "gallery/pieces.html", context)


def requisition(request):
    """The form, empty."""
    context = {"form": RequisitionForm(), "lines": Lines(prefix="lines")}
    return render(request, "gallery/requisition.html", context)


@action
def submit_requisition(request):
    """The form, sent."""
    form = RequisitionForm(request.POST, request.FILES)
    lines = Lines(request.POST, prefix="lines")
    if not (form.is_valid() and lines.is_valid()):
        context = {"form": form, "lines": lines}
        return render(request, "gallery/requisition.html", context, status=422)
    if form.cleaned_data["serial"] == "GONE":
        raise Conflict("web.busy", where="serial")
    messages.success(request, _("The requisition is submitted."))
    return redirect("pieces")


def people(request):
    """Suggestions of people."""
    found = User.objects.filter(username__startswith=request.GET.get("q", ""))[:10]
    options = [{"value": user.username, "label": user.name} for user in found]
    return render(request, "web/forms/options.html", {"options": options})


class Acts(ListPage):
    title = lazy("Acts")
    filter_set = ActFilter
    sort = "-at"
    empty_text = lazy("Nobody has done anything yet. Acts appear here as they happen.")
    columns = (
        Column(lazy("Number"), "pk", Kind.CODE, link=Link("act"), sort="id"),
        Column(lazy("Time"), "at", Kind.WHEN, sort="at"),
        Column(lazy("Person"), "actor.name", sort="actor__username"),
        Column(lazy("Act"), "verb", Kind.CODE, sort="verb"),
        Column(lazy("Subject"), "subject_label"),
        Column(lazy("State"), lambda act: act.after.get("state", "draft"), Kind.STATE),
        Column(lazy("Condition"), lambda act: act.after.get("condition"), Kind.CONDITION),
        Column(lazy("Quantity"), lambda act: act.after.get("quantity"), Kind.NUMBER),
        Column(lazy("Amount"), lambda act: act.after.get("amount_fen"), Kind.MONEY),
    )

    def rows(self):
        """Every act."""
        return TrailEntry.objects.select_related("actor")


def act(request, number):
    """One act."""
    return render(request, "gallery/act.html", {"act": TrailEntry.objects.get(pk=number)})


def count(request):
    """The scan panel."""
    scanned = request.session.get("scanned", [])
    beside = "gallery/beside.html" if "beside" in request.GET else ""
    return render(request, "gallery/count.html", {"count": len(scanned), "beside": beside})


@scan_action({"count.unknown": Outcome.FOREIGN})
def scan(request):
    """One scan: the first letter of the code chooses the answer."""
    code = request.POST["scan"]
    scanned = request.session.get("scanned", [])
    if code in scanned:
        return answer_scan(request, ScanAnswer(Outcome.DUPLICATE, code, count=len(scanned)))
    if code.startswith("U"):
        raise Missing("web.no_such_page")
    if code.startswith("F"):
        raise Invalid("count.unknown", serial=code)
    if code.startswith("H"):
        where = ScanAnswer(Outcome.HERE, code, _("In bin A-03-2 since 2026-11-20"))
        return answer_scan(request, where)
    if code.startswith("E"):
        raise Invalid("stock.reason_missing")
    request.session["scanned"] = [*scanned, code]
    detail = "主板 X20 Pro · A-03-2"
    return answer_scan(request, ScanAnswer(Outcome.OK, code, detail, count=len(scanned) + 1))


@scan_action({})
def undo(request):
    """Takes the last scan back."""
    scanned = request.session.get("scanned", [])
    if not scanned:
        raise Invalid("stock.reason_missing")
    request.session["scanned"] = scanned[:-1]
    answer = ScanAnswer(Outcome.UNDONE, scanned[-1], count=len(scanned) - 1)
    return answer_scan(request, answer)


@action
def verb(request):
    """A verb that succeeds and says so."""
    messages.success(request, _("Document SO202611230004 is posted."))
    return redirect("pieces")


def refuse(_request, how):
    """A refusal of each kind, and a fault of our own."""
    if how == "broken":
        raise ZeroDivisionError
    refusal: Refused = REFUSALS[how]
    raise refusal


@action
def refuse_verb(_request, how):
    """A refused verb."""
    raise REFUSALS[how]


def paper(request):
    """A page for paper."""
    return render(request, "gallery/paper.html", {"rows": range(1, 9)})


def find(request):
    """Where the scan box leads."""
    return HttpResponse(request.GET.get("q", ""))
