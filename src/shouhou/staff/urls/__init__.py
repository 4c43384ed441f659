"""Every URL of the department's door, one module a part of the day's work."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("shouhou.staff.urls.home")),
    path("", include("shouhou.staff.urls.receiving")),
    path("", include("shouhou.staff.urls.workshop")),
    path("", include("shouhou.staff.urls.dispatch")),
    path("", include("shouhou.staff.urls.debts")),
    path("", include("shouhou.staff.urls.ledger")),
    path("", include("shouhou.staff.urls.administration")),
]
