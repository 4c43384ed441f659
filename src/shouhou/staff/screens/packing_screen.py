"""How far the packing of a shipment is: its parts, its boxes, and the box packed into now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.paper.codes import code128_svg
from shouhou.reports import parcels
from shouhou.shipping.lifecycle import State
from shouhou.shipping.models import PackScan, Shipment
from shouhou.staff.forms.shipments import SealForm, TakeOutForm


@dataclass(frozen=True)
class Asked:
    """A small form about a box: its place on the page, where it is sent, and its button."""

    form_id: str
    url_name: str
    submit: Promise


SEAL = Asked("seal", "shipment_seal", _("Keep the weight"))
TAKE_OUT = Asked("take-out", "shipment_take_out", _("Take it out"))


def context(shipment: Shipment, user: User) -> dict[str, object]:
    """Its parts and filled boxes; while they are open also the packer's own box and the next."""
    rows, filled = parcels.packing(shipment), parcels.boxes(shipment)
    shown: dict[str, object] = {
        "rows": rows,
        "packed": sum(row.packed for row in rows),
        "wanted": sum(row.wanted for row in rows),
        "boxes": filled,
    }
    if shipment.state != State.DRAFT:
        return shown
    own = PackScan.objects.standing().filter(shipment=shipment, scanned_by=user)
    last = own.select_related("box").order_by("pk").last()
    box_no = last.box.box_no if last else 1
    new_no = parcels.next_box_no(filled)
    drawn = code128_svg(f"{shipment.number}-{new_no:02}")
    return shown | {
        "box_no": box_no,
        "new_box_no": new_no,
        "new_box_code": mark_safe(drawn),  # noqa: S308 - our own drawing
        "seal_form": SealForm(initial={"box_no": box_no}, auto_id="seal_%s"),
        "take_out_form": TakeOutForm(initial={"box_no": box_no}, auto_id="take_out_%s"),
    }
