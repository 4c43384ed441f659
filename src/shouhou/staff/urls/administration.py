"""People, delegation, custody, parts, partners, the calendar, policies and the trail."""

from __future__ import annotations

from django.urls import URLPattern, path

from shouhou.staff.views import suggestions

urlpatterns: list[URLPattern] = [
    path("suggestions/parts/", suggestions.parts, name="suggest_parts"),
    path("suggestions/agents/", suggestions.agents, name="suggest_agents"),
    path("suggestions/suppliers/", suggestions.suppliers, name="suggest_suppliers"),
    path("suggestions/models/", suggestions.models, name="suggest_models"),
    path("suggestions/people/", suggestions.people, name="suggest_people"),
]
