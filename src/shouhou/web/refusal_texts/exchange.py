"""What the exchange refuses: notices, parcels, differences, handovers, swaps and the hand books."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "exchange.reason_missing": _("Say why: the reason stays in the trail."),
    # Notices and parcels
    "exchange.no_such_consignment": _(
        "There is no such consignment. Check the number or scan it again."
    ),
    "exchange.dealer_of_another": _(
        "%(dealer)s is not a dealer of this agent. Choose one of his dealers, or none."
    ),
    "exchange.notice_used": _(
        "%(where)s cannot be cancelled: something arrived for it, or it is cancelled already."
    ),
    "exchange.notice_of_another": _(
        "%(notice)s is a notice of %(agent)s. Choose one of this agent's notices, or none."
    ),
    "exchange.notice_cancelled": _("%(where)s is cancelled. Choose another notice, or none."),
    "exchange.waybill_signed": _(
        "Waybill %(waybill)s was signed for already, by %(name)s: see %(consignment)s. Nothing was "
        "signed for twice."
    ),
    "exchange.number_of_another_carrier": _(
        "%(waybill)s was signed for already as a waybill of %(carrier)s, by %(name)s: see "
        "%(consignment)s. If this is another parcel, tick “It is another parcel” and sign again."
    ),
    "exchange.odd_waybill": _(
        "%(waybill)s does not look like a waybill of %(carrier)s. Compare it with the label; if it "
        "is right, tick “The waybill is right” and sign again."
    ),
    "exchange.damage_needs_photo": _(
        "A damaged parcel needs at least one photo before it is signed for: take it now."
    ),
    "exchange.already_counting": _(
        "%(where)s is being counted already, and its waybills are fixed from then on."
    ),
    "exchange.agent_is_fixed": _(
        "%(where)s was submitted once, so its pieces stand in the papers of its agent. Whose it "
        "is stays as it is."
    ),
    "exchange.whose_is_it": _("%(where)s belongs to nobody yet. Choose its agent first."),
    # Lists and counts
    "exchange.list_is_fixed": _(
        "The count of %(where)s is finished, so its packing list stays as it is. Count again to "
        "change it."
    ),
    "exchange.list_is_empty": _(
        "A packing list has lines. If there was none in the box, choose “No list in the box”."
    ),
    "exchange.list_missing": _(
        "Nobody entered the packing list of %(where)s. Enter it, or say that there was none, then "
        "finish the count."
    ),
    "exchange.not_counting": _(
        "%(where)s is not being counted now (%(state)s). Reload the page: somebody may have been "
        "faster."
    ),
    "exchange.nothing_counted": _("Nothing was counted in %(where)s. Scan its pieces first."),
    # Differences
    "exchange.contact_is_empty": _("Write with whom you spoke and what was said."),
    "exchange.no_evidence": _(
        "A difference is agreed with somebody and with evidence: write both, such as the chat "
        "message that says so."
    ),
    "exchange.no_handling": _("Choose how the difference is handled."),
    "exchange.nothing_to_return": _(
        "What is short never came, so there is nothing to return. Choose another way."
    ),
    "exchange.difference_closed": _("%(where)s is closed already. There is nothing to agree."),
    "exchange.differences_open": _(
        "%(where)s still has open differences. Agree each of them with the agent first."
    ),
    # Handovers
    "exchange.no_such_handover": _("There is no such handover slip. Check the number."),
    "exchange.not_booked": _(
        "%(where)s is not booked in yet. The supervisor posts it first, then it is handed over."
    ),
    "exchange.all_handed_over": _("Everything of %(where)s is on handover slips already."),
    "exchange.bench_only": _(
        "%(part)s is tracked piece by piece and goes to the bench, not to the turnover warehouse."
    ),
    "exchange.count_every_line": _("Count every line of %(where)s, also those with none."),
    "exchange.more_than_handed_over": _(
        "Of %(where)s %(most)s pieces were handed over. Confirm no more than that."
    ),
    "exchange.handover_over": _("%(where)s is “%(state)s” already. There is nothing to count."),
    "exchange.not_on_slip": _(
        "%(serial)s is not on the slip %(where)s. Put it aside and ask the front desk."
    ),
    "exchange.nothing_on_slip": _(
        "Nothing on %(where)s was counted as whole lines, so there is nothing to part. "
        "Withdraw it instead."
    ),
    "exchange.scanned_on_slip": _("%(serial)s was scanned already. It counts once."),
    "exchange.custodian_only": _(
        "Only %(name)s may do this: he or she is the custodian of the turnover warehouse."
    ),
    # Old for new, and what we owe
    "exchange.nothing_measured": _("Write what the test measured, such as “0 V”."),
    "exchange.return_needs_photo": _(
        "What goes back as it came needs at least one photo that shows the agent why: take it now."
    ),
    "exchange.scanned_as_measured": _(
        "“%(scanned)s” is a part number: it was scanned into the wrong field, and nothing was "
        "swapped. Scan parts on top of the page, and write what the test measured here."
    ),
    "exchange.not_at_turnover": _(
        "%(part)s does not lie in the turnover warehouse untested. Accept its handover first."
    ),
    "exchange.not_that_many": _("Only %(most)s pieces are left for this. Enter no more."),
    "exchange.not_that_much_owed": _(
        "Of %(where)s only %(owed)s pieces are still owed. Somebody may have settled it meanwhile."
    ),
    "exchange.not_owed_by_agent": _(
        "%(agent)s owes no old part that %(where)s could be. Look at the agent's account; "
        "otherwise swap the piece."
    ),
    "exchange.not_overdue": _(
        "%(where)s is due on %(due_on)s. Old parts are charged only after their last day."
    ),
    "exchange.no_such_obligation": _("There is no such old part owed. Open the list again."),
    "exchange.no_such_request": _("There is no such request. Check the number."),
    "exchange.substitute_not_approved": _(
        "%(where)s is not approved to stand in for %(part)s. Ask the supervisor."
    ),
    # The hand-kept books
    "exchange.day_closed": _("The day-book of %(where)s is closed. It cannot be changed."),
    "exchange.day_to_come": _("%(where)s has not come yet. Choose today or an earlier day."),
    "exchange.tally_forced": _(
        "%(count)s figures of %(where)s differ from the tally. The policy wants them to agree "
        "before the day is closed."
    ),
    "exchange.note_missing": _("%(count)s figures differ. Write a note that says why."),
    "exchange.tally_out_of_range": _("A tally is a whole number from 0 to %(most)s."),
    "exchange.turnover_day_closed": _("The turnover register of %(where)s is closed already."),
    "exchange.nothing_to_close": _("Nothing lay in or moved through the turnover warehouse."),
}
