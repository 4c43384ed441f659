"""The home page and the scan box."""

from __future__ import annotations

from django.urls import path

from shouhou.staff.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("scan/", home.scan, name="scan"),
]
