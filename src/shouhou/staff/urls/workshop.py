"""Handovers, the bench, the turnover warehouse and shortages."""

from __future__ import annotations

from django.urls import path

from shouhou.staff.permits import permitted
from shouhou.staff.views import handovers

slips = permitted("exchange.view_handover")

urlpatterns = [
    path("handovers/", slips(handovers.Handovers.as_view()), name="handovers"),
    path("handovers/<str:number>/", slips(handovers.show), name="handover"),
    path("handovers/<str:number>/scan/", handovers.scan, name="handover_scan"),
    path("handovers/<str:number>/accept/", handovers.accept, name="handover_accept"),
    path("handovers/<str:number>/withdraw/", handovers.withdraw, name="handover_withdraw"),
    path("handovers/<str:number>/slip.pdf", slips(handovers.slip), name="handover_slip"),
]
