"""What shipping refuses: making, packing, checking, booking and handing over."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "shipping.no_picture": _("Choose at least one picture of the signed sheet."),
    # Making a shipment
    "shipping.no_such_shipment": _("There is no such shipment. Check the number or scan it again."),
    "shipping.no_such_document": _("There is no such document. Reload the page and choose again."),
    "shipping.no_documents": _("Choose at least one posted document to ship."),
    "shipping.not_posted": _(
        "%(document)s cannot be shipped. Only posted issues and returns travel, and none that was "
        "or is being reversed."
    ),
    "shipping.travels_already": _(
        "%(document)s travels in %(shipment)s already. Make that shipment void first if it is to "
        "travel in another one."
    ),
    "shipping.other_agent": _(
        "%(document)s is for %(agent)s, this shipment goes to %(shipped_to)s. One shipment never "
        "mixes agents."
    ),
    "shipping.document_reversed": _(
        "%(document)s was or is being reversed by %(reversal)s, so its goods must not leave. Make "
        "the shipment void."
    ),
    "shipping.consignee_missing": _("Name, contact, phone and address must be filled in."),
    "shipping.reason_missing": _("Give the reason."),
    "shipping.hazard": _(
        "%(part)s (%(hazard)s) cannot travel like this. Loose lithium batteries go by road only, "
        "with a carrier that takes them; defective ones never go by courier."
    ),
    # Packing
    "shipping.unknown_code": _(
        "Nobody knows “%(scanned)s”: it is neither the serial of a piece nor a part number. Scan "
        "it again."
    ),
    "shipping.scan_the_serial": _(
        "%(part)s is packed piece by piece. Scan the serial number of the piece."
    ),
    "shipping.packed_already": _("%(piece)s lies in box %(box_no)s already, packed by %(packer)s."),
    "shipping.not_on_documents": _(
        "%(piece)s is on no document of this shipment. Put it back where it came from."
    ),
    "shipping.too_many": _(
        "%(quantity)s more of %(piece)s would be too many: %(packed)s of %(wanted)s are packed."
    ),
    "shipping.no_quantity": _("The quantity must be at least 1."),
    "shipping.no_such_box": _(
        "There is no box %(box_no)s. Boxes are numbered from 1, and the next one follows the last."
    ),
    "shipping.not_in_box": _("%(piece)s does not lie in box %(box_no)s."),
    "shipping.no_such_scan": _("There is no such scan. Reload the page."),
    "shipping.nothing_to_undo": _("You have no scan here that could be taken back."),
    "shipping.undone_already": _("This scan was taken back already. Reload the page."),
    "shipping.not_packed": _(
        "%(shipment)s is not packed as its documents say: of %(piece)s (%(part)s) %(packed)s of "
        "%(wanted)s are in the boxes."
    ),
    "shipping.box_empty": _(
        "Box %(box_no)s is empty. Pack something into it, or pack the later boxes' pieces anew "
        "with lower numbers."
    ),
    # Checking, booking, handing over
    "shipping.check_needed": _(
        "%(shipment)s must be checked by a second person first, for its value or for the boards "
        "inside."
    ),
    "shipping.carrier_closed": _("%(carrier)s is not an approved carrier. Choose another one."),
    "shipping.weight_missing": _("Weigh it: the weight must be more than 0."),
    "shipping.insured_above_declared": _(
        "The insured value %(insured_fen)s must be between 0 and the declared value "
        "%(declared_fen)s."
    ),
    "shipping.insured_above_carrier": _(
        "%(carrier)s insures up to %(highest_fen)s a shipment. Lower the insured value or choose "
        "another carrier."
    ),
    "shipping.account_missing": _("Fill in the monthly account that pays the freight."),
    "shipping.waybill_used": _(
        "%(carrier)s's waybill %(number)s belongs to %(shipment)s. Check the number on the label."
    ),
    "shipping.waybill_unconfirmed": _(
        "%(number)s does not look like a waybill of %(carrier)s. Compare it with the label, then "
        "correct or confirm it."
    ),
    "shipping.nothing_to_hand_over": _("Choose at least one booked shipment."),
    "shipping.other_carrier": _(
        "%(shipment)s is not booked with %(carrier)s. Take it off this manifest."
    ),
    "shipping.courier_missing": _("Enter the name of the courier who takes the parcels."),
    "shipping.parcels_differ": _(
        "The courier counted %(counted)s parcels, the shipments have %(booked)s. Count together "
        "before he signs."
    ),
}
