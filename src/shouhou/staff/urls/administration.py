"""People, delegation, custody, parts, partners, the calendar, policies and the trail."""

from __future__ import annotations

from django.urls import path, register_converter

from shouhou.staff.converters import YearConverter
from shouhou.staff.permits import permitted
from shouhou.staff.views import (
    calendar,
    delegations,
    health,
    partners,
    parts,
    people,
    phone_models,
    policies,
    suggestions,
    trail,
)

register_converter(YearConverter, "year")

manages = permitted("accounts.manage_user")
delegates = permitted("accounts.delegate_posting", "accounts.approve_delegation")
assigns = permitted("stock.assign_custodian")
sees_parts = permitted("catalog.view_part")
maintains_parts = permitted("catalog.maintain_part")
maintains_models = permitted("catalog.maintain_model", "catalog.maintain_part")
sees_partners = permitted("partners.view_agent")
maintains_partners = permitted("partners.maintain_partner")
drafts = permitted("catalog.draft_policy")

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("people/", manages(people.People.as_view()), name="people"),
    path("people/new/", manages(people.new), name="person_new"),
    path("people/add/", people.add, name="person_add"),
    path("people/<str:username>/", manages(people.show), name="person"),
    path("people/<str:username>/roles/", people.set_roles, name="person_roles"),
    path(
        "people/<str:username>/enable/",
        people.set_standing,
        {"active": True},
        name="person_enable",
    ),
    path(
        "people/<str:username>/disable/",
        people.set_standing,
        {"active": False},
        name="person_disable",
    ),
    path("people/<str:username>/reset/", people.reset_password, name="person_reset"),
    path("people/<str:username>/password/", manages(people.password), name="person_password"),
    path("people/<str:username>/act-for/", people.act_for, name="person_act_for"),
    path("people/<str:username>/end-acting/", people.end_acting, name="person_end_acting"),
    path("delegations/", delegates(delegations.delegations), name="delegations"),
    path("delegations/ask/", delegations.delegate, name="delegate"),
    path("delegations/<int:pk>/approve/", delegations.approve, name="delegation_approve"),
    path("delegations/<int:pk>/revoke/", delegations.revoke, name="delegation_revoke"),
    path("custody/", assigns(delegations.custody), name="custody"),
    path("custody/assign/", delegations.assign, name="custody_assign"),
    path("parts/", sees_parts(parts.Parts.as_view()), name="parts"),
    path("parts/new/", maintains_parts(parts.new), name="part_new"),
    path("parts/add/", parts.add, name="part_add"),
    # A part number may hold a slash, so the longer addresses come first.
    path("parts/<path:part_no>/substitutes/propose/", parts.propose, name="substitute_propose"),
    path(
        "parts/<path:part_no>/substitutes/<int:pk>/approve/",
        parts.approve_substitute,
        name="substitute_approve",
    ),
    path(
        "parts/<path:part_no>/substitutes/<int:pk>/withdraw/",
        parts.withdraw_substitute,
        name="substitute_withdraw",
    ),
    path("parts/<path:part_no>/edit/", maintains_parts(parts.edit), name="part_edit"),
    path("parts/<path:part_no>/change/", parts.change, name="part_change"),
    path("parts/<path:part_no>/approve/", parts.approve, name="part_approve"),
    path("parts/<path:part_no>/retrack/", parts.retrack, name="part_retrack"),
    path("parts/<path:part_no>/", sees_parts(parts.show), name="part"),
    path("models/", sees_parts(phone_models.PhoneModels.as_view()), name="phone_models"),
    path("models/new/", maintains_models(phone_models.new), name="phone_model_new"),
    path("models/add/", phone_models.add, name="phone_model_add"),
    path("models/<str:code>/", sees_parts(phone_models.show), name="phone_model"),
    path("models/<str:code>/edit/", maintains_models(phone_models.edit), name="phone_model_edit"),
    path("models/<str:code>/change/", phone_models.change, name="phone_model_change"),
    path("models/<str:code>/approve/", phone_models.approve, name="phone_model_approve"),
    path("models/<str:code>/tacs/declare/", phone_models.declare_tac, name="tac_declare"),
    path("models/<str:code>/tacs/<int:pk>/strike/", phone_models.strike_tac, name="tac_strike"),
    path("partners/agents/", sees_partners(partners.AgentList.as_view()), name="partners"),
    path("partners/suppliers/", sees_partners(partners.SupplierList.as_view()), name="suppliers"),
    path("partners/carriers/", sees_partners(partners.CarrierList.as_view()), name="carriers"),
    path("partners/<str:sort>/new/", maintains_partners(partners.new), name="partner_new"),
    path("partners/<str:sort>/add/", partners.add, name="partner_add"),
    path("partners/<str:sort>/<str:code>/", sees_partners(partners.show), name="partner"),
    path(
        "partners/<str:sort>/<str:code>/edit/",
        maintains_partners(partners.edit),
        name="partner_edit",
    ),
    path("partners/<str:sort>/<str:code>/change/", partners.change, name="partner_change"),
    path("partners/<str:sort>/<str:code>/approve/", partners.approve, name="partner_approve"),
    path("partners/<str:sort>/<str:code>/close/", partners.close, name="partner_close"),
    path("calendar/", sees_parts(calendar.this_year), name="calendar"),
    path("calendar/<year:year>/", sees_parts(calendar.year), name="calendar_year"),
    path("calendar/<year:year>/enter/", calendar.enter, name="calendar_enter"),
    path("policies/", sees_parts(policies.index), name="policies"),
    path("policies/<str:kind>/new/", drafts(policies.new), name="policy_new"),
    path("policies/<str:kind>/draft/", policies.draft, name="policy_draft"),
    path("policies/<str:kind>/<str:version>/", sees_parts(policies.show), name="policy"),
    path("policies/<str:kind>/<str:version>/approve/", policies.approve, name="policy_approve"),
    path("trail/", permitted("accounts.view_trail")(trail.Trail.as_view()), name="trail"),
    path(
        "security/", permitted("accounts.view_security")(trail.Security.as_view()), name="security"
    ),
    path("suggestions/parts/", suggestions.parts, name="suggest_parts"),
    path("suggestions/agents/", suggestions.agents, name="suggest_agents"),
    path("suggestions/notices/", suggestions.notices, name="suggest_notices"),
    path("suggestions/suppliers/", suggestions.suppliers, name="suggest_suppliers"),
    path("suggestions/models/", suggestions.models, name="suggest_models"),
    path("suggestions/people/", suggestions.people, name="suggest_people"),
]
