"""What the partners' room refuses."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "partners.fact_missing": _("“%(field)s” is blank. Fill it in and save again."),
    "partners.code_taken": _(
        "The code %(partner_code)s belongs to another partner already. Choose another code."
    ),
    "partners.code_fixed": _(
        "The code %(partner_code)s stands on papers and cannot be changed. Enter a new partner "
        "and close this one."
    ),
    "partners.only_dealers_have_a_parent": _(
        "Only a dealer stands under an agent, and only under a provincial agent. Leave the agent "
        "above blank, or choose another kind."
    ),
    "partners.pattern_invalid": _(
        "The waybill pattern is not a regular expression: %(why)s. Correct it, or leave it blank."
    ),
    "partners.approved_already": _("%(partner)s is active already. There is nothing to approve."),
    "partners.not_active": _("%(partner)s is not active. There is nothing to close."),
    "partners.reason_missing": _("Say why: the reason stays in the trail."),
    "partners.not_an_agents_user": _(
        "%(name)s does not hold the agent's role. Give that role first, then name the agent."
    ),
    "partners.acts_already": _(
        "%(name)s acts for an agent already. End that first: a user sees one agent only."
    ),
    "partners.acts_for_nobody": _("%(name)s acts for no agent. There is nothing to end."),
}
