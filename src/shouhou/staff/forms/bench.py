"""What is filtered, answered and typed at the bench."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import django_filters
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.accounts.models import User
from shouhou.accounts.roles import Role
from shouhou.catalog.models import FaultCode
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.repair import evidence
from shouhou.repair.commands.inspection import Answer
from shouhou.repair.commands.repairing import Done
from shouhou.repair.lifecycle import OVER, State
from shouhou.repair.models import Finding, InspectionItem, RepairOrder
from shouhou.staff.forms.photos import PhotosField
from shouhou.web.filters import SearchFilter
from shouhou.web.forms import as_typed

QUEUES = {
    "new": (gettext_lazy("New"), [State.NEW]),
    "mine": (gettext_lazy("Mine"), [s for s in State if s not in OVER]),
    "second": (gettext_lazy("Second opinion wanted"), [State.NTF_RECHECK]),
    "check": (gettext_lazy("Waiting for QC"), [State.QC_PENDING]),
    "approve": (gettext_lazy("To approve"), [State.APPROVAL_PENDING]),
    "release": (gettext_lazy("To release"), [State.RELEASED]),
    "over": (gettext_lazy("Finished"), list(OVER)),
}
"""The queues of the bench by their name in the URL: their label and their states."""

AGES = [(str(days), gettext_lazy("%(days)s days or more") % {"days": days}) for days in (1, 3, 7)]
MOST_SPLIT = 10_000


def engineers() -> QuerySet[User]:
    """The people who work at the bench."""
    at_the_bench = User.objects.filter(is_active=True, role_assignments__role=Role.ENGINEER)
    return at_the_bench.order_by("username").distinct()


class OrderFilter(django_filters.FilterSet):
    """What the orders of the bench are filtered by; `queue` is one of `QUEUES`."""

    queue = django_filters.ChoiceFilter(
        label=gettext_lazy("Queue"),
        method="of_queue",
        choices=[(name, label) for name, (label, _states) in QUEUES.items()],
        empty_label=gettext_lazy("All in work"),
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=State.choices,
        empty_label=gettext_lazy("All in work"),
    )
    engineer = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Engineer"), queryset=lambda _request: engineers()
    )
    agent = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Agent"), queryset=Agent.objects.all()
    )
    part = SearchFilter(label=gettext_lazy("Part"), method="of_part")
    age = django_filters.ChoiceFilter(
        label=gettext_lazy("In the house for"), choices=AGES, method="of_age"
    )

    class Meta:
        model = RepairOrder
        fields = ("queue", "state", "engineer", "agent", "part", "age")

    def of_queue(
        self, rows: QuerySet[RepairOrder], _name: str, queue: str
    ) -> QuerySet[RepairOrder]:
        """The orders of one queue: one's own, or those that wait for somebody."""
        waiting = rows.filter(state__in=QUEUES[queue][1])
        return waiting.filter(engineer=self.request.user) if queue == "mine" else waiting

    def of_part(self, rows: QuerySet[RepairOrder], _name: str, typed: str) -> QuerySet[RepairOrder]:
        """Orders of the parts whose number begins so."""
        return rows.filter(part__part_no__istartswith=as_typed(typed))

    def of_age(self, rows: QuerySet[RepairOrder], _name: str, days: str) -> QuerySet[RepairOrder]:
        """Orders of pieces that came so many days ago, or earlier."""
        return rows.filter(received_at__lte=clock.now() - timedelta(days=int(days)))


class AnswerForm(forms.Form):
    """The answer to one item of the checklist; nothing is answered beforehand."""

    result = forms.ChoiceField(
        choices=Finding.Result.choices,
        widget=forms.RadioSelect,
        required=False,
        label=gettext_lazy("Result"),
    )
    measured = forms.CharField(max_length=60, required=False, label=gettext_lazy("Measured"))
    symptom = forms.ChoiceField(required=False, label=gettext_lazy("Symptom"))

    def __init__(self, *args: object, symptoms: Sequence[tuple[str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["symptom"].choices = [("", "—"), *symptoms]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """A fault has a symptom, here as in the room, so that the line at fault is marked."""
        typed = super().clean() or self.cleaned_data
        if typed.get("result") == Finding.Result.NG and not typed.get("symptom"):
            self.add_error("symptom", _("Choose the symptom."))
        return typed


@dataclass(frozen=True)
class Question:
    """One item of the checklist with its form."""

    item: InspectionItem
    form: AnswerForm


def questions(order: RepairOrder, typed: QueryDict | None = None) -> list[Question]:
    """The checklist of an order, with what was answered in this round."""
    codes = FaultCode.objects.of(FaultCode.Kind.SYMPTOM)
    symptoms = [(code.code, str(code)) for code in codes]
    found = order.findings.filter(round=order.round).select_related("symptom")
    answers = {one.item_id: one for one in found}
    return [
        Question(
            item,
            AnswerForm(
                typed,
                prefix=f"item-{item.pk}",
                initial=_initial(answers.get(item.pk)),
                symptoms=symptoms,
            ),
        )
        for item in evidence.checklist(order)
    ]


def answers(asked: Sequence[Question]) -> list[Answer] | None:
    """What the command takes: the items that were answered. None while a form is wrong."""
    wrong = [question for question in asked if not question.form.is_valid()]
    if wrong:
        return None
    chosen = {question.form.cleaned_data["symptom"] for question in asked}
    codes = FaultCode.objects.filter(kind=FaultCode.Kind.SYMPTOM, code__in=chosen)
    symptoms = {code.code: code for code in codes}
    return [
        Answer(
            question.item.pk,
            typed["result"],
            measured=typed["measured"],
            symptom=symptoms.get(typed["symptom"]),
        )
        for question in asked
        if (typed := question.form.cleaned_data)["result"]
    ]


def _initial(found: Finding | None) -> dict[str, str]:
    if found is None:
        return {}
    symptom = found.symptom.code if found.symptom else ""
    return {"result": found.result, "measured": found.measured, "symptom": symptom}


class EvidenceForm(forms.Form):
    """Photos of the piece, or of one thing that was found on it."""

    photos = PhotosField()
    finding = forms.ModelChoiceField(
        Finding.objects.none(),
        label=gettext_lazy("Of"),
        required=False,
        empty_label=gettext_lazy("The whole piece"),
    )

    def __init__(self, *args: object, order: RepairOrder) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["finding"].queryset = evidence.faults(order)  # type: ignore[attr-defined]

    def clean_photos(self) -> list[UploadedFile]:
        """Evidence is at least one photo."""
        photos: list[UploadedFile] = self.cleaned_data["photos"]
        if not photos:
            raise forms.ValidationError(_("Choose at least one photo."))
        return photos


class ActionForm(forms.Form):
    """One thing that was done to the piece."""

    action = forms.ModelChoiceField(
        FaultCode.objects.of(FaultCode.Kind.REPAIR), label=gettext_lazy("Measure")
    )
    section = forms.ModelChoiceField(
        FaultCode.objects.of(FaultCode.Kind.SECTION), label=gettext_lazy("Section"), required=False
    )
    defect = forms.ModelChoiceField(
        FaultCode.objects.of(FaultCode.Kind.DEFECT), label=gettext_lazy("Cause"), required=False
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def done(self) -> Done:
        """What the command takes."""
        return Done(**self.cleaned_data)


class SplitForm(forms.Form):
    """So many pieces set apart."""

    quantity = forms.IntegerField(label=gettext_lazy("Pieces"), min_value=1, max_value=MOST_SPLIT)


class AssignForm(forms.Form):
    """Whose order it is from now on."""

    engineer = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Engineer"))

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["engineer"].queryset = engineers()  # type: ignore[attr-defined]


class PriorityForm(forms.Form):
    """How soon, and why."""

    priority = forms.IntegerField(
        label=gettext_lazy("Priority"),
        min_value=0,
        max_value=99,
        help_text=gettext_lazy("The higher, the sooner. 0 is the ordinary turn."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=400)
