"""What the catalog refuses."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "catalog.fact_missing": _("“%(field)s” is blank. Fill it in and save again."),
    "catalog.reason_missing": _("Say why: the reason stays in the trail."),
    "catalog.approved_already": _("This is approved already. There is nothing to approve."),
    "catalog.part_unknown": _("There is no part %(part_no)s. Check the number."),
    "catalog.part_not_approved": _(
        "Part %(part_no)s is not approved as it stands. Ask the supervisor to approve it."
    ),
    "catalog.model_not_approved": _(
        "Phone model %(model)s is not approved as it stands. Approve it first, then its part."
    ),
    "catalog.part_no_taken": _("There is a part %(part_no)s already. Choose another number."),
    "catalog.part_no_fixed": _(
        "The part number %(part_no)s stands on papers and cannot be changed. Enter a new part."
    ),
    "catalog.part_no_invalid": _(
        "“%(part_no)s” is not a part number. Use capitals, digits and the signs - . / _ only."
    ),
    "catalog.tracking_mismatch": _(
        "A part tracked piece by piece wears a number, and a part kept by quantity wears none."
    ),
    "catalog.tracking_fixed": _(
        "How %(part_no)s is tracked is not changed here. Use “Track otherwise”, which is possible "
        "while none is in stock."
    ),
    "catalog.code_match_needs_imei": _(
        "Only parts that wear an IMEI can have their codes matched."
    ),
    "catalog.turnover_range": _(
        "The turnover minimum must be zero or more and not above the maximum."
    ),
    "catalog.cost_negative": _("The standard cost cannot be below zero."),
    "catalog.substitute_unfit": _(
        "%(part_no)s cannot stand in: it must be another part of the same category, tracked the "
        "same way."
    ),
    "catalog.substitute_known": _("%(part_no)s was proposed for this part already."),
    "catalog.model_code_taken": _("There is a model %(model)s already. Choose another code."),
    "catalog.model_code_fixed": _(
        "The code %(model)s stands in part numbers and cannot be changed. Enter a new model."
    ),
    "catalog.sn_pattern": _(
        "“%(raw)s” cannot be read. Write capital letters and digits as they are, [A-Z0-9] for one "
        "of several, {8} for how often: A1[0-9]{2}[A-Z0-9]{8}."
    ),
    "catalog.tac_invalid": _("“%(raw)s” is not a TAC: read as %(normalised)s, needed 8 digits."),
    "catalog.tac_slot": _("This model has %(slots)s IMEI slots. Choose one of them."),
    "catalog.tac_known": _("The TAC %(tac)s is declared for this slot of %(model)s already."),
    "catalog.tac_struck": _("The TAC %(tac)s was struck already. Reload the page."),
    "catalog.fault_code_taken": _("There is a code %(fault)s of this kind already."),
    "catalog.fault_code_fixed": _(
        "Kind and code of %(fault)s stand in repair orders and cannot be changed. Retire this "
        "code and enter a new one."
    ),
    "catalog.only_symptoms_prove": _("Only a symptom can prove a listed performance fault."),
    "catalog.only_repairs_have_a_level": _("Only a repair has a level and counts as a repair."),
    "catalog.day_of_another_year": _("%(where)s is not a day of %(year)s."),
    "catalog.day_named_twice": _("%(where)s is named twice. A day is a holiday or worked, once."),
    "catalog.day_works_anyway": _(
        "%(where)s is an ordinary working day. Only weekend days are worked to make up."
    ),
    "catalog.no_policy": _(
        "No approved policy “%(policy)s” holds on %(day)s. Ask the supervisor to draft one."
    ),
    "catalog.policy_values": _("These values do not make a policy: %(why)s. Correct them."),
    "catalog.policy_stands": _(
        "This version is approved and stands for good. Draft the next version instead."
    ),
    "catalog.policy_backdated": _(
        "A later version may not begin before today (%(today)s): decisions were already made."
    ),
    "catalog.policy_version_taken": _("There is a version %(version)s of this policy already."),
    "catalog.policy_day_taken": _("Another version of this policy begins on the same day."),
}
