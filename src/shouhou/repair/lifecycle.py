"""The life of a repair and inspection order, as a table (C3.3)."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shouhou.kernel.workflow import Lifecycle


class State(TextChoices):
    """Where an order stands."""

    NEW = "new", _("New")
    INSPECTING = "inspecting", _("Being inspected")
    NTF_RECHECK = "ntf_recheck", _("Second opinion wanted")
    REPAIRING = "repairing", _("Being repaired")
    PAUSED = "paused", _("Paused")
    QC_PENDING = "qc_pending", _("Waiting for QC")
    RELEASED = "released", _("Released")
    APPROVAL_PENDING = "approval_pending", _("Waiting for approval")
    EXCHANGING = "exchanging", _("To be exchanged")
    EXCHANGED = "exchanged", _("Exchanged")
    RETURN_AS_IS = "return_as_is", _("Goes back as it came")
    STOCKED = "stocked", _("In good stock")


OVER = (State.STOCKED, State.EXCHANGED, State.RETURN_AS_IS)
"""The states of an order that the bench has finished with."""


class Verdict(TextChoices):
    """What the inspection says about a piece."""

    REPAIR = "repair", _("To be repaired")
    NTF = "ntf", _("No trouble found")
    EXCHANGE = "exchange", _("To be exchanged")
    USER_DAMAGE = "user_damage", _("User damage")
    UNTESTABLE = "untestable", _("Cannot be tested")
    SCRAP = "scrap", _("Scrap")


ORDER = Lifecycle(
    name="repair_order",
    initial=State.NEW,
    table={
        (State.NEW, "start"): State.INSPECTING,
        (State.INSPECTING, "judge_ntf"): State.NTF_RECHECK,
        (State.INSPECTING, "judge_repair"): State.REPAIRING,
        (State.INSPECTING, "judge_exchange"): State.EXCHANGING,
        (State.INSPECTING, "judge_user_damage"): State.APPROVAL_PENDING,
        (State.INSPECTING, "judge_untestable"): State.APPROVAL_PENDING,
        (State.INSPECTING, "judge_scrap"): State.APPROVAL_PENDING,
        (State.EXCHANGING, "exchange"): State.EXCHANGED,
        (State.EXCHANGED, "take_up_again"): State.INSPECTING,
        (State.NTF_RECHECK, "agree"): State.QC_PENDING,
        (State.NTF_RECHECK, "disagree"): State.INSPECTING,
        (State.APPROVAL_PENDING, "approve_return"): State.RETURN_AS_IS,
        (State.APPROVAL_PENDING, "approve_scrap"): State.EXCHANGING,
        (State.APPROVAL_PENDING, "refuse"): State.INSPECTING,
        (State.REPAIRING, "pause"): State.PAUSED,
        (State.PAUSED, "resume"): State.REPAIRING,
        (State.REPAIRING, "finish"): State.QC_PENDING,
        (State.REPAIRING, "give_up"): State.INSPECTING,
        (State.QC_PENDING, "qc_pass"): State.RELEASED,
        (State.QC_PENDING, "qc_fail"): State.REPAIRING,
        (State.QC_PENDING, "disagree"): State.INSPECTING,
        (State.RELEASED, "void_release"): State.QC_PENDING,
        (State.RELEASED, "restock"): State.STOCKED,
        (State.STOCKED, "void_release"): State.QC_PENDING,
    },
)
